// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/findquery.h"
#include "core/output/lineclass.h"
#include "core/output/linelens.h"
#include "core/output/logsnapshot.h"
#include "core/output/outputlog.h"
#include "core/output/terminaltext.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>

namespace CommandRunner {

class OutputLens;

// One line of the log, undecoded (see terminaltext.h for the decoding).
struct OutputLine {
    qint64 number = 0;    // 0-based, of the log; survives every lens
    QByteArray bytes;     // without its newline; cut at OutputDocument::maximumLineBytes
    qint64 offset = 0;    // of its first byte in the log
    qint64 byteCount = 0; // of the whole line, without its newline
    OutputStream stream = OutputStream::Standard;
    qint64 takenOut = 0; // bytes; not 0: this row stands for what the run's limit did not let be
                         // kept
    qint64 time = 0;     // ms since the epoch, UTC, when its first byte was read
    LineClass lineClass = LineClass::Plain;
    bool complete = true; // false: the last line, still without its newline
    bool newline = true;  // false: it ends where the other stream went on, or the log does

    TerminalState start;             // the looks with which it begins
    std::optional<QByteArray> shown; // of a row that was redrawn later: what it shows in the end
};

// The line as a terminal shows it in the end. plainText(): the text alone.
TerminalLine decodeLine(const OutputLine &line);
QString plainText(const OutputLine &line);

// A run's output, read from its folder: indexed and classified in a worker, folded by a lens. Lives
// in the reader's thread and never blocks it: lines() reads only what it is asked for. Memory stays
// below one byte a line. A class may change for the lines at the end while the log grows (an SQL
// statement over several lines is known by its last one): rowsReset() tells.
class OutputDocument final : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype maximumLineBytes = 64 * 1024;
    static constexpr LineClasses defaultHidden = lineClassBit(LineClass::Sql)
        | lineClassBit(LineClass::Progress);

    explicit OutputDocument(const QString &logPath, const QString &indexPath,
                            QObject *parent = nullptr);
    // Bytes and offsets of lines are those of source(): of the transcript, when there is one.
    OutputDocument(LogSource source, const OutputReading &reading, QObject *parent = nullptr);
    ~OutputDocument() override;

    const LogSource &source() const; // may become another one with grown(); its encoding: as found
    // Why there is no transcript, or not of all that was written.
    const std::optional<Error> &transcriptError() const;

    void grow();        // the files grew: look again (cheap, coalesced)
    void setFinished(); // they will not grow any more; finished() follows when all is indexed and
                        // classified
    bool isFinished() const;
    // The log became shorter or was removed under us: not every line can be read any more. Stays.
    bool isDamaged() const;

    qint64 lineCount() const;        // published so far, a last line without newline included
    bool isLastLineComplete() const; // it has its newline; also when there is no line
    qint64 byteCount() const;
    qint64 classCount(LineClass c) const;
    qint64 nextOfClass(LineClass c, qint64 fromLine, bool backwards) const; // as nextMatch();
                                                                            // hidden lines included
    // Whether any line of [first, end) is of the class, or matches: 64 lines a step, for overviews.
    bool hasClassIn(LineClass c, qint64 first, qint64 end) const;
    bool hasMatchIn(qint64 first, qint64 end) const;
    bool usedAlternateScreen() const;    // a full-screen program ran, or runs
    TerminalModes terminalModes() const; // now, of the stream that wrote last
    // 0…1, the last that the output told; empty: none, or it was taken back: by OSC 9;4, by
    // ordinary lines (LineClassifier::progress()), by the end of the run.
    std::optional<double> progress() const;
    QList<OutputLine> lines(qint64 first, qint64 count) const; // at most what is published
    // The number of the line, from 0, in all that the child wrote: another one than its number here
    // only behind what the run's limit took out.
    qint64 writtenNumber(qint64 line) const;

    QByteArray bytes(qint64 offset, qint64 size) const; // of the log; fewer at its end
    LogSnapshot snapshot() const;

    // The lens.
    LineClasses hiddenClasses() const;
    void setHiddenClasses(LineClasses classes);           // rowsReset() follows at once
    void setExpanded(qint64 lineOfMarker, bool expanded); // opens / closes the marker that hides
                                                          // this line; rowsReset() follows
    bool isExpanded(qint64 line) const; // shown only because its marker was opened
    qint64 rowCount() const;
    OutputRow row(qint64 row) const;
    // The row that shows the line, the marker that hides it, or, of a line that a filter leaves
    // out, the row above its place; -1 when there are no rows.
    qint64 rowOfLine(qint64 line) const;
    OutputLens &lens() const; // rules and filters

    // Search, in a worker; folded lines included, lines that a filter leaves out not. An empty
    // query, or one with a problem, ends it.
    void find(const FindQuery &query);
    void find(const QString &text) { find(FindQuery{.text = text}); }
    qint64 matchCount() const;               // lines that match, so far
    qint64 matchesBefore(qint64 line) const; // of them, those above this line
    bool isMatch(qint64 line) const;         // as far as is known
    bool isSearching() const;
    qint64 nextMatch(qint64 fromLine, bool backwards) const; // exclusive of fromLine; wraps; -1:
                                                             // none

Q_SIGNALS:
    void grown();     // lineCount, classCount, rowCount, progress moved, or the last line; at most
                      // every 16 ms
    void rowsReset(); // the rows changed otherwise than at the end
    void searchChanged();
    void finished();
    void damaged();          // once
    void sourceChanged();    // source(), or its encoding
    void transcriptFailed(); // transcriptError(); what has been read stays

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace CommandRunner
