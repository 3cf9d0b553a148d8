// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runoutcome.h"

namespace CommandRunner {

// Counts what a run takes: everything that this process waited for since start(). Orphans count
// once they are reaped (ProcessTree::reapOrphans()), who is left running does not.
//
// Linux, getrusage(RUSAGE_CHILDREN): CPU time in milliseconds. Peak memory is ru_maxrss (KiB there,
// bytes on macOS): the largest resident size of any one process. That of a child begins with our
// own size, from which it is made, so what is not above that is no news of the program; then the
// largest sample counts, which is the child's alone and may miss a short peak. Bytes written are
// ru_oublock × 512: pages that were made dirty in file systems on disks. What goes into memory only
// (tmpfs, pipes, so the output, too) is not among them, and a page that is written twice before it
// reaches the disk counts once. Other Unix: CPU time and memory. Windows: nothing.
class RunUsageMeter final
{
public:
    void start();            // before the child starts
    void sample(qint64 pid); // of the child, now and then while it lives
    RunUsage read() const;   // unknown before start()

private:
    RunUsage m_before;
    qint64 m_ownPeak = 0; // bytes, ours
    qint64 m_sampledPeak = -1;
    bool m_started = false;
};

} // namespace CommandRunner
