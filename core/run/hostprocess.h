// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <memory>

namespace CommandRunner {

// First thing in the host's main(), before any Qt object: leaves the launcher's session, its open
// files, its working directory and its signal settings, so that the host survives whatever happens
// to whoever started it.
void detachHostProcess();

// The signals that the system sends to the host, as Qt signals. One at a time in a process.
class HostSignals final : public QObject
{
    Q_OBJECT
public:
    explicit HostSignals(QObject *parent = nullptr);
    ~HostSignals() override;

Q_SIGNALS:
    void askedToEnd();   // the machine shuts down, or somebody ended us politely
    void childChanged(); // some child or orphan of ours has ended

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace CommandRunner
