// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/bytepattern.h"
#include "core/output/linesearcher.h"
#include "core/output/terminaltext.h"
#include "tests/fuzz/fuzztargets.h"
#include "tests/support/logfiles.h"

namespace CommandRunner {

namespace {

bool isPlain(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(),
                       [](char c) { return (c >= 0x20 && c < 0x7f) || c == '\n'; });
}

// As a text and as an expression at once: they are tried in one pass.
std::vector<qint64> search(const LogFiles &files, const QByteArray &needle, qint64 end)
{
    const LinePattern text = LinePattern::literal(QString::fromUtf8(needle), true);
    const LinePattern expression = LinePattern::regularExpression(QString::fromUtf8(needle));
    LineSearcher searcher(files.logPath(), files.indexPath());
    searcher.setPatterns(PatternSet({std::make_shared<CompiledPattern>(text),
                                     std::make_shared<CompiledPattern>(expression)}));
    searcher.extend({0, 0}, end, {});
    std::vector<qint64> matches;
    for (SearchedLines found; searcher.step(found); found = {}) {
        fuzzRequire(found.first <= found.end, "searched lines go on");
        fuzzRequire(found.matches.size() == 2, "each pattern is answered");
        for (const std::vector<qint64> &lines : found.matches) {
            for (const qint64 line : lines)
                fuzzRequire(line >= found.first && line < found.end, "a match was searched");
        }
        matches.insert(matches.end(), found.matches[0].begin(), found.matches[0].end());
    }
    std::sort(matches.begin(), matches.end());
    fuzzRequire(std::adjacent_find(matches.begin(), matches.end()) == matches.end(),
                "a line matches once");
    return matches;
}

} // namespace

// A byte for the length of the needle, the needle, then the log. The needle is a pattern, too.
void fuzzSearch(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    const qsizetype size = std::min<qsizetype>(uchar(bytes.front()) % 32, bytes.size() - 1);
    const QByteArray needle = bytes.sliced(1, size).toByteArray();
    const QByteArray log = bytes.sliced(1 + size).toByteArray();
    LogFiles files;
    files.writeLog(log);

    const std::vector<qint64> matches = search(files, needle, log.size());
    const QByteArrayList lines = log.split('\n');
    for (const qint64 line : matches)
        fuzzRequire(line >= 0 && line < lines.size(), "a match is a line");
    if (isPlain(log) && isPlain(needle) && !needle.isEmpty() && !needle.contains('\n')) {
        std::vector<qint64> expected;
        for (qsizetype line = 0; line < lines.size(); ++line) {
            if (lines[line].contains(needle))
                expected.push_back(line);
        }
        fuzzRequire(matches == expected, "all lines with the text, and no other");
    }

    const Result<BytePattern> pattern = BytePattern::compile(needle);
    if (!pattern) {
        fuzzRequire(!pattern.error().detail.isEmpty(), "a pattern that is wrong says why");
        return;
    }
    for (const QByteArray &line : lines) {
        if (const auto match = pattern->find(line))
            fuzzRequire(match->start >= 0 && match->start <= match->end
                            && match->end <= line.size(),
                        "a match is within its line");
    }
}

} // namespace CommandRunner
