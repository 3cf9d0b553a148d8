// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/output/findquery.h"
#include "core/output/outputencoding.h"
#include "core/output/patternset.h"

#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace CommandRunner {

class LogTextReader;

// A line that holds what was looked for.
struct FoundLine {
    qint64 line = 0;     // from 0, in all that the child wrote
    QString text;        // as it reads; of a long line (1000 bytes) what is around the match
    qsizetype start = 0; // of the first match in the text, in UTF-16 units
    qsizetype length = 0;
    bool cutBefore = false; // the line begins before the text …
    bool cutBehind = false; // … and goes on behind it
};

// Looks through logs for one text, each once from its beginning to its end, without an index: for
// the outputs of many runs. (In one log that is looked at, OutputSearch finds, which keeps what it
// knows.) A line is found once, with its first match. One thread.
//
// What a program wrote is searched as bytes, in UTF-8: text that a colour or another escape
// sequence cuts in two is not found; of lines that carriage returns wrote over, every version is.
// A match inside of an escape sequence is none. Lines longer than a MiB are searched in pieces,
// regular expressions in the first of them only.
class LogTextSearch final
{
public:
    static constexpr qsizetype shownBytes = 1000;
    static constexpr qsizetype longestLine = 1 << 20;

    explicit LogTextSearch(const FindQuery &query); // a query with a problem finds nothing

    struct Log {
        QString logPath;
        QString indexPath;
        OutputEncoding encoding = OutputEncoding::Automatic;
    };
    struct Report {
        qint64 bytes = 0; // of the log that were searched
        qint64 lines = 0; // that were found
        bool limited = false;
        // NotFound, PermissionDenied; Corrupt or Io: what is behind `bytes` cannot be read.
        std::optional<Error> error;
    };
    // At most `limit` lines; `wanted` is told how many more bytes were searched and may say no.
    Report search(const Log &log, qint64 limit, const std::function<void(FoundLine)> &found,
                  const std::function<bool(qint64)> &wanted);

private:
    struct Pass;

    void searchText(Pass &pass, const std::vector<qsizetype> &breaks);
    void searchPart(Pass &pass, qsizetype from, qsizetype to);
    void searchLongLine(Pass &pass);
    void endLine(Pass &pass);
    void take(Pass &pass);
    std::optional<FoundLine> foundIn(QByteArrayView line) const;
    std::optional<FoundLine> around(QByteArrayView line, BytePattern::Match match) const;

    FindMarker m_marker;
    PatternSet m_patterns;
    qsizetype m_overlap = 0; // bytes of a piece of a long line in which a match may begin
    std::vector<PatternSet::Hit> m_hits;
};

} // namespace CommandRunner
