// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/outputcomparison.h"
#include "core/output/outputdocument.h"

#include <QObject>

#include <array>
#include <atomic>
#include <memory>

namespace CommandRunner {

// Two outputs and how they differ. Lives in the reader's thread and never blocks it: the outputs
// are indexed and compared in workers. What a run that goes on writes from now on is left out.
class RunComparison final : public QObject
{
    Q_OBJECT
public:
    struct Side {
        LogSource source;
        OutputReading reading;
    };
    RunComparison(const Side &before, const Side &after, QObject *parent = nullptr);
    ~RunComparison() override;

    // done() follows. What is under way is given up.
    void compare(NoiseKinds ignored);
    void swap(); // before and after; the result goes, compare() is the caller's

    bool isComparing() const { return m_comparing; }
    const std::optional<OutputComparison> &result() const { return m_result; }
    OutputDocument *before() const { return m_documents[0].get(); }
    OutputDocument *after() const { return m_documents[1].get(); }

Q_SIGNALS:
    void progressed(double share); // 0…1
    void done();                   // result() is there

private:
    void start();
    void tell(const std::shared_ptr<std::atomic<double>> &share);

    std::array<std::unique_ptr<OutputDocument>, 2> m_documents;
    std::shared_ptr<std::atomic_bool> m_wanted; // of the work under way
    std::optional<OutputComparison> m_result;
    NoiseKinds m_ignored = defaultNoise;
    bool m_comparing = false;
};

} // namespace CommandRunner
