// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/bytepattern.h"
#include "core/output/patterns.h"

#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace CommandRunner;

class TestBytePattern final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anotherThreadHasMatchesOfItsOwn();
    void anotherThreadHasALimitOfItsOwn();
    void builtInPatternsInManyThreads();
};

void TestBytePattern::anotherThreadHasMatchesOfItsOwn()
{
    auto pattern = BytePattern::compile("(\\w+)=(\\w+)");
    QVERIFY(pattern);
    const BytePattern other = pattern->forAnotherThread();
    QVERIFY(pattern->matches("one=1"));
    QVERIFY(other.matches("three=3"));
    QCOMPARE(pattern->captured("one=1", 1), QByteArrayView("one"));
    QCOMPARE(other.captured("three=3", 1), QByteArrayView("three"));
    pattern = BytePattern::compile("x"); // the code stays
    QVERIFY(other.matches("a=b"));
}

void TestBytePattern::anotherThreadHasALimitOfItsOwn()
{
    auto pattern = BytePattern::compile("(a+)+$");
    QVERIFY(pattern);
    pattern->setMatchLimit(10);
    const BytePattern other = pattern->forAnotherThread();
    QVERIFY(!pattern->matches("aaaaaaaaaaaaaab"));
    QVERIFY(pattern->gaveUp());
    QVERIFY(!other.matches("aaaaaaaaaaaaaab"));
    QVERIFY(!other.gaveUp());
}

void TestBytePattern::builtInPatternsInManyThreads()
{
    std::atomic_int wrong = 0;
    const auto work = [&wrong](int seed) {
        for (int i = 0; i < 200; ++i) {
            const BytePattern pattern = builtInPattern("^(\\d+) of (\\d+)$");
            const QByteArray text = QByteArray::number(seed + i) + " of 12";
            if (!pattern.matches(text) || pattern.captured(text, 1) != QByteArray::number(seed + i))
                ++wrong;
            // The same text with other options is another pattern.
            if (builtInPattern("^(\\d+) of (\\d+)$", BytePattern::Literal).matches(text))
                ++wrong;
        }
    };
    constexpr int threadCount = 4;
    std::vector<std::thread> threads;
    threads.reserve(threadCount);
    for (int i = 0; i < threadCount; ++i)
        threads.emplace_back(work, i * 1000);
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
}

QTEST_GUILESS_MAIN(TestBytePattern)
#include "tst_bytepattern.moc"
