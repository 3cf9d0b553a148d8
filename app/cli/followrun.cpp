// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/followrun.h"

#include "app/cli/attachedterminal.h"
#include "app/cli/printing.h"
#include "app/cli/standardstreams.h"
#include "core/run/runfollower.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <functional>
#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<OutputPrinter> makePrinter(const RunFolder &folder, const FollowOptions &options)
{
    switch (options.output) {
    case FollowOptions::Output::None:
        break;
    case FollowOptions::Output::Raw:
        return std::make_unique<RawPrinter>(folder, options.from);
    case FollowOptions::Output::Lens:
        return std::make_unique<LensPrinter>(folder, options.lens);
    }
    return nullptr;
}

// Our standard input for a run.
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
    }

private:
    StandardInputReader m_input;
};

// Ctrl+C for a run that we started.
class Stopping final : public QObject
{
public:
    // `leave`: the run has ended, and who reads us is far behind.
    Stopping(RunFollower &follower, const std::function<void()> &leave)
    {
        connect(&m_interrupts, &InterruptNotifier::interrupted, &follower,
                [this, &follower, leave] {
                    if (follower.isDone())
                        leave();
                    else if (m_asked)
                        follower.kill();
                    else
                        follower.terminate();
                    m_asked = true;
                });
    }

private:
    InterruptNotifier m_interrupts;
    bool m_asked = false;
};

// What a person's hands do to the run, while it is followed.
struct Hands {
    std::unique_ptr<Forwarding> input;
    std::unique_ptr<Stopping> stopping;
    std::unique_ptr<AttachedTerminal> terminal;
};

Hands makeHands(RunFollower &follower, const FollowOptions &options,
                const std::function<void()> &leave)
{
    using Input = FollowOptions::Input;
    Hands hands;
    if (options.input == Input::Forwarded || options.input == Input::Own)
        hands.input = std::make_unique<Forwarding>(follower);
    if (options.input == Input::Own)
        hands.stopping = std::make_unique<Stopping>(follower, leave);
    if (options.input == Input::Terminal)
        hands.terminal = std::make_unique<AttachedTerminal>(follower);
    return hands;
}

} // namespace

Result<FollowedRun> followRun(Session &session, const QString &runId, const FollowOptions &options)
{
    QEventLoop loop;
    RunFollower follower(session.paths().runFolder(runId));
    FollowedRun followed;
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
    Hands hands = makeHands(follower, options, [&loop] { loop.quit(); });
    if (AttachedTerminal *terminal = hands.terminal.get()) {
        QObject::connect(terminal, &AttachedTerminal::left, &loop, [&] {
            followed.left = true;
            loop.quit();
        });
        if (options.catchUp) // after the printer, which is connected above
            QObject::connect(&follower, &RunFollower::outputGrew, terminal,
                             &AttachedTerminal::catchUp, Qt::SingleShotConnection);
    }
    QObject::connect(&follower, &RunFollower::wishFailed, [](const Error &error) {
        // A program need not read all that we have for it.
        if (error.subject == "terminate"_L1 || error.subject == "kill"_L1)
            printError(error);
    });
    QObject::connect(&follower, &RunFollower::hostConditionChanged, [&follower] {
        if (const QString text = describe(follower.hostCondition()); !text.isEmpty())
            printError(text);
    });
    follower.start();
    loop.exec();
    hands = {}; // our terminal is put back before anything else is printed on it
    auto record = session.run(runId);
    if (!record)
        return std::unexpected(record.error());
    followed.record = *std::move(record);
    return followed;
}

int endOfFollowing(const FollowedRun &followed)
{
    const RunOutcome &outcome = followed.record.outcome;
    if (followed.left) {
        printError(QCoreApplication::translate(
                       "Cli", "It goes on. To come back: commandrunner-cli attach %1")
                       .arg(followed.record.id()));
        return ExitCode::done;
    }
    if (!outcome.error.isEmpty())
        printError(outcome.error);
    if (outcome.outputLostFrom >= 0) {
        printError(QCoreApplication::translate("Cli", "Output was lost from byte %1 on: %2")
                       .arg(outcome.outputLostFrom)
                       .arg(outcome.outputError));
    }
    for (const QString &survivor : outcome.survivors)
        printError(QCoreApplication::translate("Cli", "Could not be ended: %1").arg(survivor));
    return outcome.processExitCode();
}

} // namespace CommandRunner
