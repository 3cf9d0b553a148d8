// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/scan/discoveryresult.h"

#include <QObject>

#include <atomic>
#include <functional>
#include <memory>

namespace CommandRunner {

// Scans one folder now, in the calling thread. `cancelled` may be set from any thread. `onTier1`
// (may be empty) gets the tier-1 result before tier 2 starts.
DiscoveryResult discover(const QString &folder, const DiscoveryOptions &options,
                         const std::atomic_bool &cancelled,
                         const std::function<void(const DiscoveryProgress &)> &onProgress = {},
                         const std::function<void(const DiscoveryResult &)> &onTier1 = {});

// The same off the calling thread; one worker, folders in the order asked. Lives in the GUI thread.
class DiscoveryService final : public QObject
{
    Q_OBJECT
public:
    // Watching: a folder that was scanned is looked at again, in parts, when something changes in
    // it, until it is forgotten.
    enum class Watching { No, Yes };

    explicit DiscoveryService(QObject *parent = nullptr, Watching watching = Watching::No);
    ~DiscoveryService() override; // cancels and waits for the worker

    // A folder that is being scanned or waits is cancelled and asked anew.
    void scan(const QString &folder, const DiscoveryOptions &options);
    void cancel(const QString &folder);
    void cancelAll();
    // Cancels, and what is remembered of the folder is dropped.
    void forget(const QString &folder);
    bool isScanning(const QString &folder) const;

Q_SIGNALS:
    void progress(const CommandRunner::DiscoveryProgress &progress); // at most every 50 ms
    void found(const CommandRunner::DiscoveryResult &result);        // tier 1, while tier 2 goes on
    void finished(const CommandRunner::DiscoveryResult &result);     // exactly once a scan
    // What is there after a change; isScanning() was not true meanwhile.
    void changed(const CommandRunner::DiscoveryResult &result);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace CommandRunner
