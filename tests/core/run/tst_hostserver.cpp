// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/hostserver.h"
#include "core/run/runfollower.h"

#include <QFile>
#include <QLocalSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestHostServer final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // A write to a follower that has gone tells so at once, in the middle of telling the others.
    void followersGoWhileTheyAreTold()
    {
        QTemporaryDir dir;
        HostServer server(u"20260314-092653-aaaaaa"_s,
                          [](const QJsonObject &) -> Result<void> { return {}; });
        QVERIFY(server.listen(dir.path()).has_value());
        QLocalSocket faithful;
        faithful.connectToServer(server.socketName());
        QTRY_COMPARE(faithful.state(), QLocalSocket::ConnectedState);
        QByteArray heard;
        connect(&faithful, &QLocalSocket::readyRead, this, [&] { heard += faithful.readAll(); });
        for (int round = 1; round <= 100; ++round) {
            QLocalSocket early;
            early.connectToServer(server.socketName());
            early.abort(); // before the server has accepted it
            QLocalSocket late;
            late.connectToServer(server.socketName());
            QTRY_VERIFY(late.bytesAvailable() > 0);
            late.write(HostProtocol::encode(u"sync"_s));
            late.abort(); // the server finds out when it writes
            server.tellChildExited(round, 0);
        }
        server.tellFinished({});
        QTRY_VERIFY(heard.contains("\"finished\""));
        QCOMPARE(heard.count("\"childExited\""), 100);
    }

    // A look at the log may be ahead of the records; who reads by them has to hear of both.
    void bytesAreToldAgainWhenRecordsCoverThem()
    {
        QTemporaryDir dir;
        HostServer server(u"20260314-092653-cccccc"_s,
                          [](const QJsonObject &) -> Result<void> { return {}; });
        QVERIFY(server.listen(dir.path()).has_value());
        const RunFolder folder(dir.path());
        RunRequest request;
        request.runId = u"20260314-092653-cccccc"_s;
        request.argv = {u"x"_s};
        QVERIFY(folder.writeRequest(request).has_value());
        HostDescription description;
        description.protocol = HostProtocol::version;
        description.host = ProcessIdentity::current();
        description.socket = server.socketName();
        QVERIFY(folder.writeHost(description).has_value());
        QFile log(folder.log());
        QVERIFY(log.open(QIODevice::WriteOnly));
        QCOMPARE(log.write("one\ntwo\n"), 8);
        log.close();
        RunFollower follower(dir.path());
        QList<qint64> told;
        connect(&follower, &RunFollower::outputGrew, this, [&](qint64 size) { told.append(size); });
        follower.start();
        QTRY_COMPARE(told, QList<qint64>{8});
        server.tellSize(4);
        QTRY_COMPARE(told, (QList<qint64>{8, 8}));
        server.tellSize(8);
        QTRY_COMPARE(told, (QList<qint64>{8, 8, 8}));
    }

    // The host was held up (suspended), and whoever asked did not wait for it.
    void whoAskedAndLeftIsHeard_data()
    {
        QTest::addColumn<bool>("abruptly");
        QTest::newRow("closes") << false;
        QTest::newRow("is killed") << true;
    }

    void whoAskedAndLeftIsHeard()
    {
        QFETCH(bool, abruptly);
        QTemporaryDir dir;
        QStringList wishes;
        HostServer server(u"20260314-092653-dddddd"_s,
                          [&wishes](const QJsonObject &message) -> Result<void> {
                              wishes.append(message.value("type"_L1).toString());
                              return {};
                          });
        server.tellSize(1000); // there is something to say to it
        QVERIFY(server.listen(dir.path()).has_value());
        for (int round = 1; round <= 20; ++round) {
            QLocalSocket follower;
            follower.connectToServer(server.socketName());
            QCOMPARE(follower.state(), QLocalSocket::ConnectedState);
            follower.write(HostProtocol::encode(u"terminate"_s) + HostProtocol::encode(u"ping"_s));
            QVERIFY(follower.flush());
            abruptly ? follower.abort() : follower.close();
        }
        QTRY_COMPARE(wishes.size(), 20);
        QCOMPARE(wishes.count(u"terminate"_s), 20);
    }

    // The same, and we write to it before we see that it spoke.
    void whoAskedAndLeftIsHeardBeforeWeWrite()
    {
        QTemporaryDir dir;
        QStringList wishes;
        HostServer server(u"20260314-092653-eeeeee"_s,
                          [&wishes](const QJsonObject &message) -> Result<void> {
                              wishes.append(message.value("type"_L1).toString());
                              return {};
                          });
        QVERIFY(server.listen(dir.path()).has_value());
        for (int round = 1; round <= 20; ++round) {
            QLocalSocket follower;
            follower.connectToServer(server.socketName());
            QTRY_VERIFY(follower.bytesAvailable() > 0); // it was greeted
            follower.write(HostProtocol::encode(u"terminate"_s));
            QVERIFY(follower.flush());
            follower.abort();
            server.tellChildExited(round, 0);
            QVERIFY(wishes.size() < round); // not from within
            QTRY_COMPARE(wishes.size(), round);
        }
    }

    void syncsAreHeldWhileMuchWaits()
    {
        QTemporaryDir dir;
        bool busy = true;
        int wishes = 0;
        HostServer server(u"20260314-092653-bbbbbb"_s, [&](const QJsonObject &) -> Result<void> {
            ++wishes;
            return {};
        });
        server.holdSyncsWhile([&] { return busy; });
        QVERIFY(server.listen(dir.path()).has_value());
        QLocalSocket follower;
        follower.connectToServer(server.socketName());
        follower.write(HostProtocol::encode(u"input"_s) + HostProtocol::encode(u"sync"_s));
        QTRY_COMPARE(wishes, 1);
        QByteArray heard = follower.readAll();
        QVERIFY(!heard.contains("synced"));
        busy = false;
        server.answerSyncs();
        connect(&follower, &QLocalSocket::readyRead, this, [&] { heard += follower.readAll(); });
        QTRY_VERIFY(heard.contains("synced"));
    }
};

QTEST_GUILESS_MAIN(TestHostServer)
#include "tst_hostserver.moc"
