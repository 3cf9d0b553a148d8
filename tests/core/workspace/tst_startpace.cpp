// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/startpace.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestStartPace final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void waitsForAChildAndNotForLong();
};

void TestStartPace::waitsForAChildAndNotForLong()
{
    QTemporaryDir dir;
    StartPace pace(2);
    const RunFolder first(dir.path());
    const RunFolder never(dir.filePath(u"nothing"_s));
    QElapsedTimer time;
    pace.add(first);
    pace.add(never);
    time.start();
    pace.waitForRoom(); // the oldest no longer counts
    QVERIFY(time.elapsed() >= 90);

    pace.add(first);
    HostDescription description;
    description.host = {12, u"boot:34"_s};
    QVERIFY(first.writeHost(description));
    time.start();
    pace.waitForRoom(); // its child is not there yet
    QVERIFY(time.elapsed() >= 90);

    pace.add(first);
    pace.add(first);
    description.child = {13, u"boot:35"_s};
    QVERIFY(first.writeHost(description));
    time.start();
    for (int i = 0; i < 50; ++i) {
        pace.waitForRoom();
        pace.add(first);
    }
    QVERIFY(time.elapsed() < 50 * 90 / 2); // or each of them would have waited
}

QTEST_GUILESS_MAIN(TestStartPace)
#include "tst_startpace.moc"
