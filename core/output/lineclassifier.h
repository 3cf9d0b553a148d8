// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/lineclass.h"
#include "core/output/outputlog.h"
#include "core/output/progresslines.h"

#include <QByteArrayView>

#include <memory>
#include <optional>
#include <vector>

namespace CommandRunner {

// As much of a line as classification looks at, so that the longest line costs no more than this.
struct LineSample {
    static constexpr qsizetype headBytes = 4096;
    static constexpr qsizetype tailBytes = 1024;

    QByteArrayView head; // the first headBytes of the line
    QByteArrayView tail; // the last tailBytes; overlaps the head in a short line

    static LineSample of(QByteArrayView line)
    {
        return {line.first(qMin(line.size(), headBytes)), line.last(qMin(line.size(), tailBytes))};
    }
};

// Tells what lines are, one after the other. What a line is may depend on lines before it and, for
// the ones that this names as changed, after it. Works on bytes: invalid UTF-8 does no harm.
// Copyable: a copy goes on from the same place.
class LineClassifier final
{
public:
    LineClassifier();
    ~LineClassifier();
    LineClassifier(const LineClassifier &other);
    LineClassifier &operator=(const LineClassifier &other);
    LineClassifier(LineClassifier &&other) noexcept;
    LineClassifier &operator=(LineClassifier &&other) noexcept;

    // The next line. Earlier lines that turn out to be something else are appended to `changes`.
    LineClass classify(qint64 number, const LineSample &line, OutputStream stream,
                       std::vector<LineClassChange> &changes);

    // Many lines are plain at first sight. For the next lines of a stream that is at rest: where
    // the first of them may be more than that (`end`: nowhere), so that the others need not be
    // classified; they are told by passPlain().
    bool isAtRest(OutputStream stream) const;
    const char *firstSuspect(const char *lines, const char *end) const;
    void passPlain();

    // What an unfinished last line would be if it ended here, and the progress then. Changes
    // nothing.
    struct Preview {
        LineClass lineClass = LineClass::Plain;
        std::optional<double> progress;
    };
    Preview preview(const LineSample &line, OutputStream stream) const;

    // The progress that the last line told that told any: 0…1. It is taken back when ordinary lines
    // follow: `patience` of them, or one when it was complete. What OSC 9;4 told stays until that
    // takes it back. (The reader ends it with the run.)
    static constexpr int patience = 100;
    std::optional<double> progress() const;

private:
    class Patterns;
    struct State;

    LineClass look(State &state, qint64 number, const LineSample &line, OutputStream stream,
                   std::vector<LineClassChange> &changes) const;
    LineClass lookCloser(State &state, qint64 number, const LineSample &line, OutputStream stream,
                         std::uint8_t features, std::vector<LineClassChange> &changes) const;
    LineClass lookForProgress(State &state, ProgressLines::State &series, qint64 number,
                              const LineSample &line, QByteArrayView head, std::uint8_t features,
                              std::vector<LineClassChange> &changes) const;
    static void passOrdinary(State &state);
    static void tell(State &state, std::optional<double> progress);
    static void takeTerminalProgress(State &state, const LineSample &line);

    std::shared_ptr<const Patterns> m_patterns;
    std::unique_ptr<State> m_state;
};

} // namespace CommandRunner
