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

// Where a run's host may listen, best first. More than one, because a path may be too long for a
// socket or its file system may have none. The run's folder comes before XDG_RUNTIME_DIR: that one
// is emptied at logout, which the run survives.
enum class HostSocketPlace { RunFolder, RuntimeFolder, TemporaryFolder };
inline constexpr HostSocketPlace hostSocketPlaces[] = {
    HostSocketPlace::RunFolder, HostSocketPlace::RuntimeFolder, HostSocketPlace::TemporaryFolder};

// Name for QLocalServer; empty when that place cannot be used. Creates private folders as needed.
QString hostSocketName(HostSocketPlace place, const QString &runFolder, const QString &runId);

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
