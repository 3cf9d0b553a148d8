// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/lineclassifier.h"
#include "core/output/lineindex.h"
#include "core/output/outputlogreader.h"
#include "core/output/segmentedlog.h"
#include "core/output/terminalcarry.h"
#include "core/output/terminalrows.h"

#include <QByteArray>

#include <array>
#include <functional>
#include <memory>
#include <optional>

namespace CommandRunner {

// Splits and classifies a growing log, step by step. Lines end at '\n', and where another stream's
// bytes begin. Bytes that no record covers yet count as the last record's stream until records tell
// otherwise; then it goes back to where they began. What the run's limit took out between head and
// tail counts as one line; when more of it goes, it goes back to there. One thread.
class LogScanner final : private TerminalRows::Source
{
public:
    static constexpr qint64 chunkBytes = 1 << 20;

    // Asked before the first bytes of each stream are taken; false: it stays before them for now.
    using Gate = std::function<bool(OutputStream stream, qint64 offset)>;

    LogScanner(const QString &logPath, const QString &indexPath);

    void setGate(Gate gate) { m_gate = std::move(gate); }
    // Goes on with other files, which hold the same up to where it is.
    void readFrom(const QString &logPath, const QString &indexPath);
    qint64 offset() const { return m_place.offset; }

    bool step(); // reads at most chunkBytes; false: there is nothing more for now
    bool hasNews() const { return m_news; }
    IndexBatch takeBatch(bool finished); // what was found since the last one

private:
    // Everything that going back must restore.
    struct Place {
        qint64 offset = 0; // the next byte
        qint64 line = 0;   // the open line; it exists when openBytes > 0
        qint64 lineStart = 0;
        qint64 openBytes = 0;
        qint64 lastAnchor = 0;
        OutputStream stream = OutputStream::Standard;
        QByteArray head; // sample of the open line, when it began in an earlier piece
        QByteArray tail;
        LineClassifier classifier;
        std::array<TerminalCarry, 3> carries; // of each stream
        std::array<TerminalState, 3> marked;  // told by the last marks
        qint64 touchedLine = -1;              // the last that held escape sequences
        TerminalState lineState;              // with which that one began
        TerminalRows rows;
        bool attentive = false; // every byte of the line matters, not only escapes
        bool carried = false;   // the carries may differ from `marked`

        TerminalCarry &carry() { return carries[size_t(stream) - 1]; }
    };

    bool mayEnter(OutputStream stream, bool certain);
    void noteDamage();
    void checkGuess(qint64 covered);
    void goBack();
    void goBackTo(Place place);
    void passGap();
    void consume(const char *data, qint64 size);
    const char *passPlainLines(const char *data, const char *end);
    void takeTerminal(const char *data, qint64 size);
    void mark();
    QByteArray lineAt(qint64 offset, qint64 end) override;
    void keepOpen(const char *data, qint64 size);
    void endLine(const LineSample &sample, qint64 nextStart);
    void beginLine(qint64 offset);
    LineSample openSample() const;

    std::unique_ptr<SegmentedLog> m_log;
    std::unique_ptr<OutputRecordReader> m_records;
    Gate m_gate;
    unsigned m_entered = 0; // streams that passed it: 1 << OutputStream
    std::unique_ptr<char[]> m_buffer;
    Place m_place;
    std::optional<Place> m_guess; // where the bytes begin whose stream is only assumed
    std::vector<LineClassChange> m_guessChanges; // made since
    std::vector<qint64> m_guessRedrawn;          // lines told as redrawn since
    std::optional<Place> m_headEnd;              // where the gap begins, when there is one
    qint64 m_gapEnd = 0;                         // of the gap as it was passed
    IndexBatch m_batch;
    bool m_alternateScreen = false;
    bool m_news = false;
    bool m_warned = false;
};

} // namespace CommandRunner
