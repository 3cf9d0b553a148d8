// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputdocument.h"
#include "core/output/outputlogreader.h"
#include "core/output/segmentedlog.h"
#include "core/run/runfolder.h"

#include <QElapsedTimer>
#include <QFile>
#include <QObject>
#include <QTimer>

#include <memory>

namespace CommandRunner {

// Prints a run's output on our standard streams, as much as is there, then as it grows. finished()
// follows end(). Who reads us may be slow: between slices the event loop has its turn, so that keys
// and signals are heard.
class OutputPrinter : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void grow() = 0;            // the files grew
    virtual void end() = 0;             // they will not grow any more
    virtual bool isDamaged() const = 0; // a part of the output cannot be read

Q_SIGNALS:
    void finished(); // all is printed, or nobody reads any more

protected:
    static constexpr qint64 sliceMs = 30;

    // Whether the slice is over; then goOn() is called in another turn.
    bool isTimeUp();
    virtual void goOn() = 0;

private:
    QElapsedTimer m_slice;
    bool m_goesOn = false;
};

// The child's very bytes, each stream on its own.
class RawPrinter final : public OutputPrinter
{
    Q_OBJECT
public:
    explicit RawPrinter(const RunFolder &folder, qint64 from = 0, QObject *parent = nullptr);
    void grow() override;
    void end() override;
    bool isDamaged() const override { return m_log.isDamaged(); }

private:
    void goOn() override { grow(); }
    bool copy(qint64 until, bool output);
    bool printRecords();

    SegmentedLog m_log;
    QFile m_index;
    bool m_ending = false;
    qint64 m_printed; // bytes of the log
    bool m_broken = false;
};

// Line by line through the lens: hidden classes are left out, the last line appears without waiting
// for its newline.
class LensPrinter final : public OutputPrinter
{
    Q_OBJECT
public:
    struct Options {
        bool json = false; // one object a line, nothing hidden
        qint64 first = 0;  // 0-based
        qint64 last = -1;  // inclusive; -1: to the end
        LineClasses hidden = OutputDocument::defaultHidden;
        OutputReading reading;
    };
    LensPrinter(const RunFolder &folder, const Options &options, QObject *parent = nullptr);
    void grow() override;
    void end() override;
    bool isDamaged() const override { return m_document.isDamaged(); }

private:
    void goOn() override { printAvailable(); }
    void printAvailable();
    bool isCertain(qint64 end);
    bool printLine(const OutputLine &line);
    QByteArray textOf(const OutputLine &line) const;
    void tellTranscriptError() const;
    bool printRest(const OutputLine &line);
    void printUnfinishedLine();
    void tellHidden();

    OutputDocument m_document;
    Options m_options;
    std::unique_ptr<OutputRecordReader> m_records; // of what the document reads
    QString m_recordsPath;
    bool m_uncertain = false;  // something waits until records tell whose it is
    QTimer m_idle;             // a prompt has no newline: print what is there when nothing follows
    qint64 m_next = 0;         // first line that is not printed in full
    qsizetype m_partBytes = 0; // of line m_next, printed already
    qint64 m_hidden = 0;
    LineClasses m_hiddenClasses = 0;
    bool m_done = false;
};

} // namespace CommandRunner
