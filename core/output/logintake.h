// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/logscanner.h"
#include "core/output/logsource.h"
#include "core/output/transcript.h"

#include <memory>
#include <optional>

namespace CommandRunner {

// A growing log for the indexing worker: scanned as it is, or, when it is not plain UTF-8, through
// a transcript. Which of them may be known only when another stream begins, with a byte order mark;
// what was scanned until then stays true, since the transcript begins with the same bytes. One
// thread.
class LogIntake final
{
public:
    LogIntake(const QString &logPath, const QString &indexPath, OutputReading reading);

    // Does a piece of work; false: there is nothing more for now. `complete`: the files will not
    // grow any more.
    bool step(bool complete);
    bool hasNews() const { return m_news || m_scanner.hasNews(); }
    IndexBatch takeBatch(bool finished);

private:
    bool mayRead(OutputStream stream, qint64 offset);
    void startTranscript();
    void giveUp(const Error &error);
    bool readTranscript();

    const QString m_logPath;
    const QString m_indexPath;
    const OutputReading m_reading;
    LogScanner m_scanner;
    std::unique_ptr<Transcript> m_transcript;
    bool m_switched = false; // the scanner reads the transcript
    bool m_complete = false; // as step() was told
    bool m_news = false;
    bool m_damaged = false;
    std::optional<LogSource> m_source; // to be told
    std::optional<Error> m_error;      // to be told
    bool m_failed = false;             // no further transcript
};

} // namespace CommandRunner
