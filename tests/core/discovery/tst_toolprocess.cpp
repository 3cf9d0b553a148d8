// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/scan/toolprocess.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTest>
#include <QThread>

#include <cstdio>
#include <thread>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

// What this program does when it is started as a child of its own test.
int child(const QStringList &arguments)
{
    const QString what = arguments.value(0);
    if (what == "speak"_L1) {
        std::fputs("out", stdout);
        std::fputs("err", stderr);
        return 3;
    }
    if (what == "read"_L1) // ends at once when there is nobody to write
        return std::getchar() == EOF ? 0 : 1;
    if (what == "flood"_L1) {
        const QByteArray block(1 << 16, 'x');
        while (std::fwrite(block.constData(), 1, size_t(block.size()), stdout) > 0) {}
        return 0;
    }
    if (what == "sleep"_L1)
        QThread::sleep(60);
    return 0;
}

ToolRequest requestFor(const QString &what)
{
    ToolRequest request;
    request.program = QCoreApplication::applicationFilePath();
    request.arguments = {u"--child"_s, what};
    request.environment = toolEnvironment({});
    return request;
}

const std::atomic_bool goOn = false;

} // namespace

class ToolProcessTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void finishes();
    void standardInputIsEmpty();
    void timesOut();
    void cancels();
    void tooMuchOutput();
    void missing();
    void foundInPath();
};

void ToolProcessTest::finishes()
{
    const ToolOutput output = runTool(requestFor(u"speak"_s), goOn);
    QCOMPARE(output.state, ToolOutput::State::Finished);
    QCOMPARE(output.exitCode, 3);
    QCOMPARE(output.standardOutput, "out");
    QCOMPARE(output.standardError, "err");
}

void ToolProcessTest::standardInputIsEmpty()
{
    QCOMPARE(runTool(requestFor(u"read"_s), goOn).exitCode, 0);
}

void ToolProcessTest::timesOut()
{
    ToolRequest request = requestFor(u"sleep"_s);
    request.timeoutMs = 100;
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(runTool(request, goOn).state, ToolOutput::State::TimedOut);
    QVERIFY(timer.elapsed() < 10'000);
}

void ToolProcessTest::cancels()
{
    std::atomic_bool cancelled = false;
    std::thread canceller([&cancelled] {
        QThread::msleep(50);
        cancelled = true;
    });
    const ToolOutput output = runTool(requestFor(u"sleep"_s), cancelled);
    canceller.join();
    QCOMPARE(output.state, ToolOutput::State::Cancelled);
}

void ToolProcessTest::tooMuchOutput()
{
    ToolRequest request = requestFor(u"flood"_s);
    request.outputLimit = 1 << 20;
    QCOMPARE(runTool(request, goOn).state, ToolOutput::State::TooMuchOutput);
}

void ToolProcessTest::missing()
{
    ToolRequest request = requestFor({});
    request.program = u"no-such-tool-anywhere"_s;
    ToolOutput output = runTool(request, goOn);
    QCOMPARE(output.state, ToolOutput::State::FailedToStart);
    QVERIFY(output.detail.contains(u"no-such-tool-anywhere"_s));
    request.program = u"/no/such/tool"_s;
    output = runTool(request, goOn);
    QCOMPARE(output.state, ToolOutput::State::FailedToStart);
    QVERIFY(!output.detail.isEmpty());
}

void ToolProcessTest::foundInPath()
{
    const QString folder = QCoreApplication::applicationDirPath();
    QCOMPARE(findTool(u"tst_toolprocess"_s, folder), QCoreApplication::applicationFilePath());
    QCOMPARE(findTool(u"tst_toolprocess"_s, u"/nowhere"_s), QString());
    ToolRequest request = requestFor(u"speak"_s);
    request.program = u"tst_toolprocess"_s;
    request.environment = toolEnvironment(folder);
    QCOMPARE(runTool(request, goOn).exitCode, 3);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--child"_L1)
        return child(arguments.mid(2));
    ToolProcessTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_toolprocess.moc"
