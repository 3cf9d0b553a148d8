// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/followrun.h"

#include "app/cli/printing.h"
#include "app/cli/standardstreams.h"
#include "core/run/runfollower.h"

#include <QEventLoop>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<OutputPrinter> makePrinter(const RunFolder &folder, const FollowOptions &options)
{
    switch (options.output) {
    case FollowOptions::Output::None:
        break;
    case FollowOptions::Output::Raw:
        return std::make_unique<RawPrinter>(folder);
    case FollowOptions::Output::Lens:
        return std::make_unique<LensPrinter>(folder, options.lens);
    }
    return nullptr;
}

// Our standard input and Ctrl+C for a run that we started.
class Forwarding final : public QObject
{
public:
    explicit Forwarding(RunFollower &follower)
    {
        connect(&m_input, &StandardInputReader::read, &follower,
                [this, &follower](const QByteArray &bytes) {
                    m_input.setPaused(true); // the host keeps little of what the program does not
                                             // read
                    follower.sendInput(bytes);
                    follower.confirmWishes();
                });
        connect(&follower, &RunFollower::wishesTaken, &m_input,
                [this] { m_input.setPaused(false); });
        connect(&m_input, &StandardInputReader::ended, &follower, &RunFollower::closeInput);
        connect(&m_interrupts, &InterruptNotifier::interrupted, &follower, [this, &follower] {
            if (m_asked)
                follower.kill();
            else
                follower.terminate();
            m_asked = true;
        });
    }

private:
    StandardInputReader m_input;
    InterruptNotifier m_interrupts;
    bool m_asked = false;
};

} // namespace

Result<RunRecord> followRun(Session &session, const QString &runId, const FollowOptions &options)
{
    QEventLoop loop;
    RunFollower follower(session.paths().runFolder(runId));
    const auto printer = makePrinter(session.runFolder(runId), options);
    if (printer) {
        QObject::connect(&follower, &RunFollower::outputGrew, printer.get(), &OutputPrinter::grow);
        QObject::connect(&follower, &RunFollower::done, printer.get(), &OutputPrinter::end);
        QObject::connect(printer.get(), &OutputPrinter::finished, &loop, &QEventLoop::quit,
                         Qt::QueuedConnection);
    } else {
        QObject::connect(&follower, &RunFollower::done, &loop, &QEventLoop::quit,
                         Qt::QueuedConnection);
    }
    std::unique_ptr<Forwarding> forwarding;
    if (options.forwardInput)
        forwarding = std::make_unique<Forwarding>(follower);
    QObject::connect(&follower, &RunFollower::wishFailed, [](const Error &error) {
        // A program need not read all that we have for it.
        if (error.subject == "terminate"_L1 || error.subject == "kill"_L1)
            printError(error);
    });
    follower.start();
    loop.exec();
    return session.run(runId);
}

} // namespace CommandRunner
