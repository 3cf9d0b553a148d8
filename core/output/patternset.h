// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/linepattern.h"
#include "core/output/textfinder.h"

#include <QByteArray>

#include <array>
#include <bitset>
#include <memory>
#include <optional>
#include <vector>

namespace CommandRunner {

// A pattern in use, with what became of it. Belongs to one thread.
class CompiledPattern final
{
public:
    // A pattern that does not compile, or is empty, matches nothing.
    explicit CompiledPattern(const LinePattern &pattern);

    // The text of one line. After too many lines on which it gave up it is tried no longer.
    bool matches(QByteArrayView text);
    bool continues(QByteArrayView text);                       // `following` matches it
    std::optional<double> progress(QByteArrayView text) const; // of the last match: 0…1

    const LinePattern &source() const { return m_source; }
    const std::optional<BytePattern> &code() const { return m_code; }
    qint64 gaveUpLines() const { return m_gaveUp; }
    bool isStopped() const { return m_stopped; }

private:
    LinePattern m_source;
    std::optional<BytePattern> m_code;
    std::optional<BytePattern> m_following;
    qint64 m_gaveUp = 0;
    bool m_stopped = false;
};

// Many patterns tried on many lines at once. A table of pairs of bytes tells the few lines on which
// a pattern has to be tried: each pattern is in it with the rarest pair of a text that it needs
// (see requiredLiterals). The others are tried on every line that begins with a byte they can begin
// with. A single text is looked for without the table. One thread.
class PatternSet final
{
public:
    struct Hit {
        int pattern = 0;
        qint64 line = 0;
        QByteArrayView text; // of the line
    };

    explicit PatternSet(std::vector<std::shared_ptr<CompiledPattern>> patterns = {});

    const std::vector<std::shared_ptr<CompiledPattern>> &patterns() const { return m_patterns; }

    // Whole lines of plain bytes, the last one perhaps without its newline; `line` is the first
    // one's number. Appends the hits, ordered by line for each pattern. Returns how many lines
    // there are.
    qint64 search(QByteArrayView lines, qint64 line, std::vector<Hit> &hits);
    // One line, as it reads.
    void searchLine(QByteArrayView text, qint64 line, std::vector<Hit> &hits);

private:
    struct Literal {
        int pattern = 0;
        QByteArray bytes; // lower case when the case does not count
        qsizetype pair = 0;
        bool caseInsensitive = false;
    };
    struct Always {
        int pattern = 0;
        bool all = false; // on every line; else:
        bool onEmpty = false;
        std::bitset<256> first;
    };
    struct Cursor;

    void add(int pattern, const QByteArray &text, bool caseInsensitive);
    void addAlways(int pattern);
    void tryLiterals(Cursor &cursor, qsizetype at);
    void searchTable(Cursor &cursor);
    void searchNeeded(Cursor &cursor);
    qint64 searchAlways(QByteArrayView lines, qint64 line, std::vector<Hit> &hits);
    std::optional<BytePattern::Match> firstOf(QByteArrayView lines, qsizetype from);
    qint64 searchOne(QByteArrayView lines, qint64 line, std::vector<Hit> &hits);
    bool holds(const Literal &literal, QByteArrayView bytes, qsizetype at) const;

    std::vector<std::shared_ptr<CompiledPattern>> m_patterns;
    std::vector<std::uint8_t> m_suspects; // of a pair: something begins with it
    std::vector<std::uint16_t> m_buckets; // of a pair: in m_literals
    std::vector<std::vector<Literal>> m_literals;
    std::vector<Always> m_always;
    std::vector<qsizetype> m_tried; // where the line begins on which a pattern was tried last
    bool m_single = false;          // one plain text and nothing else
    TextFinder m_finder;            // of the only text that is looked for, when there is one
};

} // namespace CommandRunner
