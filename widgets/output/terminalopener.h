// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QStringList>

#include <functional>

namespace CommandRunner {

// Has a run in a window of the user's terminal application, through "commandrunner-cli attach".
// Looks and starts in a worker.
class TerminalOpener final : public QObject
{
    Q_OBJECT
public:
    using Start = std::function<bool(const QStringList &argv)>; // called in a worker

    explicit TerminalOpener(QObject *parent = nullptr);
    ~TerminalOpener() override;
    void setStart(Start start) { m_start = std::move(start); } // for tests

    // `application`: a person's own command; empty: what there is (chosenTerminalApplication()).
    void open(const QString &application, const QString &runFolder);

Q_SIGNALS:
    void opened(const QString &application);
    // NotFound with subject "terminal": there is none. NotFound, InvalidFormat: the person's own.
    void failed(const CommandRunner::Error &error);

private:
    Start m_start;
};

// The words that attach to the run of this folder.
QStringList attachCommand(const QString &runFolder);

} // namespace CommandRunner
