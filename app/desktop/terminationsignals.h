// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

namespace CommandRunner {

// Turns the system's wish that we end (SIGTERM, SIGINT, SIGHUP) into a signal of the event loop.
// One per program.
class TerminationSignals final : public QObject
{
    Q_OBJECT
public:
    explicit TerminationSignals(QObject *parent = nullptr);
    ~TerminationSignals() override;

Q_SIGNALS:
    void received();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace CommandRunner
