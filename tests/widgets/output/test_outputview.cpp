// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfixture.h"
#include "widgets/output/outputpane.h"
#include "widgets/output/outputview.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestOutputView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void paintsItsLines()
    {
        LogFixture log;
        log.append("one\ntwo\nthree");
        OutputDocument document(log.log(), log.index());
        document.setFinished();
        OutputView view;
        view.setDocument(&document);
        view.resize(600, 300);
        view.show();
        QTRY_COMPARE(document.rowCount(), 3);
        QCOMPARE(view.rowText(2), u"three"_s);
        QVERIFY(!view.rowRect(2).isEmpty());
    }
};

QTEST_MAIN(TestOutputView)
#include "test_outputview.moc"
