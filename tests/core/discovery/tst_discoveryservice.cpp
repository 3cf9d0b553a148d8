// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/discoveryservice.h"
#include "tests/core/discovery/discoverytesting.h"

#include <QSignalSpy>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class DiscoveryServiceTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void finishesOnceAndSorted();
    void foldersInTheOrderAsked();
    void askedAgainCancelsTheFirst();
    void cancelWaiting();
    void destroyedWhileScanning();
    void destroyedByAReceiver();

private:
    ScratchFolder m_large;
    ScratchFolder m_small;
};

void DiscoveryServiceTest::initTestCase()
{
    for (int i = 0; i < 300; ++i)
        QVERIFY(m_large.write(u"p%1/package.json"_s.arg(i),
                              R"({"scripts": {"b": "x", "a": "y"}})"));
    QVERIFY(m_small.write(u"Makefile"_s, "all:\n\t@true\nclean:\n\t@true\n"));
}

void DiscoveryServiceTest::finishesOnceAndSorted()
{
    DiscoveryService service;
    QSignalSpy finished(&service, &DiscoveryService::finished);
    service.scan(m_small.path() + u'/', {});
    QVERIFY(service.isScanning(m_small.path()));
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!service.isScanning(m_small.path()));
    const auto result = finished.first().first().value<DiscoveryResult>();
    QCOMPARE(result.folder, m_small.path());
    QVERIFY(!result.cancelled);
    QCOMPARE(idsOf(result), QStringList({u"make:Makefile:all"_s, u"make:Makefile:clean"_s}));
    QCOMPARE(result.filesSeen, 1);
    QCoreApplication::processEvents();
    QCOMPARE(finished.size(), 1);
}

void DiscoveryServiceTest::foldersInTheOrderAsked()
{
    DiscoveryService service;
    QStringList order;
    connect(&service, &DiscoveryService::finished, &service,
            [&](const DiscoveryResult &result) { order.append(result.folder); });
    service.scan(m_large.path(), {});
    service.scan(m_small.path(), {});
    QTRY_COMPARE(order, QStringList({m_large.path(), m_small.path()}));
}

void DiscoveryServiceTest::askedAgainCancelsTheFirst()
{
    DiscoveryService service;
    QList<bool> cancelled;
    connect(&service, &DiscoveryService::finished, &service,
            [&](const DiscoveryResult &result) { cancelled.append(result.cancelled); });
    service.scan(m_large.path(), {});
    service.scan(m_large.path(), {});
    QTRY_COMPARE(cancelled, QList<bool>({true, false}));
}

void DiscoveryServiceTest::cancelWaiting()
{
    DiscoveryService service;
    QList<bool> cancelled;
    connect(&service, &DiscoveryService::finished, &service,
            [&](const DiscoveryResult &result) { cancelled.append(result.cancelled); });
    service.scan(m_large.path(), {});
    service.scan(m_small.path(), {});
    service.cancel(m_small.path());
    QVERIFY(!service.isScanning(m_small.path()));
    QVERIFY(service.isScanning(m_large.path()));
    QTRY_COMPARE(cancelled, QList<bool>({false, true}));
    service.scan(m_large.path(), {});
    service.scan(m_small.path(), {});
    service.cancelAll();
    QTRY_COMPARE(cancelled, QList<bool>({false, true, true, true}));
}

void DiscoveryServiceTest::destroyedWhileScanning()
{
    for (int i = 0; i < 20; ++i) {
        DiscoveryService service;
        service.scan(m_large.path(), {});
        service.scan(m_small.path(), {});
    }
}

void DiscoveryServiceTest::destroyedByAReceiver()
{
    auto service = std::make_unique<DiscoveryService>();
    connect(service.get(), &DiscoveryService::finished, this, [&service] { service.reset(); });
    service->scan(m_small.path(), {});
    service->scan(m_small.path(), {});
    QTRY_VERIFY(!service);
}

QTEST_GUILESS_MAIN(DiscoveryServiceTest)
#include "tst_discoveryservice.moc"
