// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/requiredliteral.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace CommandRunner {

namespace {

int byteWeight(char c)
{
    const QByteArrayView everywhere(" etaoinsr");
    if (everywhere.contains(c) || (c >= '0' && c <= '9'))
        return 6;
    const QByteArrayView often(".-:=/,\"");
    return (c >= 'a' && c <= 'z') || often.contains(c) ? 4 : 1;
}

int weightOf(QByteArrayView text)
{
    const qsizetype pair = rarestPair(text);
    return pairWeight(text[pair], text[pair + 1]);
}

// Reads a pattern from left to right. Ends with `failed` at the first thing it does not know.
class Reader final
{
public:
    Reader(QByteArrayView pattern, bool caseInsensitive)
        : m_pattern(pattern),
          m_caseInsensitive(caseInsensitive)
    {}

    QByteArrayList read()
    {
        const QByteArrayList result = alternatives();
        return m_failed || m_at < m_pattern.size() ? QByteArrayList() : result;
    }

private:
    struct Quantifier {
        bool optional = false; // may be taken not at all
        bool repeats = false;  // may be taken more than once
    };
    // What a sequence needs: the best of the texts met so far, and the one that is being read.
    struct Sequence {
        QByteArrayList best;
        QByteArray run;
    };

    bool atEnd() const { return m_failed || m_at >= m_pattern.size(); }
    char peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_pattern.size() ? m_pattern[m_at + ahead] : '\0';
    }

    static int weightOfAll(const QByteArrayList &texts)
    {
        int worst = texts.isEmpty() ? std::numeric_limits<int>::max() : 0;
        for (const QByteArray &text : texts)
            worst = std::max(worst, weightOf(text) * int(texts.size()));
        return worst;
    }

    static void offer(Sequence &sequence, const QByteArrayList &texts)
    {
        if (!texts.isEmpty() && weightOfAll(texts) < weightOfAll(sequence.best))
            sequence.best = texts;
    }

    static void endRun(Sequence &sequence)
    {
        if (sequence.run.size() >= 2)
            offer(sequence, {sequence.run});
        sequence.run.clear();
    }

    // Up to ')' or the end. Texts of which one is needed.
    QByteArrayList alternatives()
    {
        QByteArrayList all;
        bool known = true;
        if (++m_depth > 50)
            m_failed = true;
        while (!m_failed) {
            const QByteArrayList one = sequence();
            known = known && !one.isEmpty();
            all += one;
            if (peek() != '|' || atEnd())
                break;
            ++m_at;
        }
        --m_depth;
        return known && all.size() <= 16 ? all : QByteArrayList();
    }

    QByteArrayList sequence()
    {
        Sequence state;
        while (!atEnd() && peek() != '|' && peek() != ')')
            item(state);
        endRun(state);
        return state.best;
    }

    void item(Sequence &state)
    {
        switch (const char c = peek()) {
        case '^':
        case '$':
            ++m_at;
            return;
        case '.':
            ++m_at;
            skipped(state);
            return;
        case '[':
            characterClass();
            skipped(state);
            return;
        case '(':
            group(state);
            return;
        case '\\':
            escape(state);
            return;
        case '*':
        case '+':
        case '?':
            m_failed = true; // of nothing, or in a way that is not known here
            return;
        default:
            character(state, c);
        }
    }

    void skipped(Sequence &state)
    {
        quantifier();
        endRun(state);
    }

    void literal(Sequence &state, QByteArrayView bytes)
    {
        const Quantifier repeated = quantifier();
        const char c = bytes[0];
        const bool otherCases = m_caseInsensitive
            && (uchar(c) >= 0x80 || c == 'k' || c == 'K' || c == 's' || c == 'S');
        if (repeated.optional || otherCases) {
            endRun(state);
            return;
        }
        state.run.append(bytes);
        if (repeated.repeats)
            endRun(state);
    }

    void character(Sequence &state, char first)
    {
        qsizetype size = 1; // of the UTF-8 sequence: a quantifier counts for all of it
        if (uchar(first) >= 0xc0) {
            while (m_at + size < m_pattern.size() && (uchar(peek(size)) & 0xc0) == 0x80)
                ++size;
        }
        const QByteArrayView bytes = m_pattern.sliced(m_at, size);
        m_at += size;
        literal(state, bytes);
    }

    void escape(Sequence &state)
    {
        const char c = peek(1);
        m_at += 2;
        if (QByteArrayView("dDwWsSvVhHNR").contains(c) && c != '\0') {
            if (c == 'N' && peek() == '{')
                m_failed = true;
            skipped(state);
        } else if (c == 'p' || c == 'P') {
            const qsizetype end = peek() == '{' ? m_pattern.indexOf('}', m_at) : m_at;
            m_failed = end < 0;
            m_at = end + 1;
            skipped(state);
        } else if (QByteArrayView("bBAzZG").contains(c) && c != '\0') {
            // takes no characters
        } else if (c == 't') {
            literal(state, "\t");
        } else if (uchar(c) > 0x20 && uchar(c) < 0x7f && !std::isalnum(uchar(c))) {
            literal(state, m_pattern.sliced(m_at - 1, 1));
        } else {
            m_failed = true;
        }
    }

    void characterClass()
    {
        ++m_at;
        if (peek() == '^')
            ++m_at;
        if (peek() == ']')
            ++m_at;
        while (!atEnd() && peek() != ']') {
            if (peek() == '\\' && (peek(1) == 'Q' || peek(1) == 'E'))
                m_failed = true;
            if (peek() == '[' && (peek(1) == ':' || peek(1) == '.' || peek(1) == '=')) {
                const qsizetype end = m_pattern.indexOf(']', m_at + 1);
                if (end > 0 && m_pattern[end - 1] == peek(1)) {
                    m_at = end + 1;
                    continue;
                }
            }
            m_at += peek() == '\\' ? 2 : 1;
        }
        m_failed = m_failed || atEnd();
        ++m_at;
    }

    void group(Sequence &state)
    {
        ++m_at;
        bool counts = true; // what stands in it is part of the subject
        if (peek() == '*')
            m_failed = true;
        if (peek() == '?') {
            ++m_at;
            const char kind = peek();
            const char next = peek(1);
            if (kind == ':' || kind == '>') {
                ++m_at;
            } else if (kind == '=' || kind == '!') {
                counts = false;
                ++m_at;
            } else if (kind == '<' && (next == '=' || next == '!')) {
                counts = false;
                m_at += 2;
            } else if (kind == '<' || (kind == 'P' && next == '<') || kind == '\'') {
                const qsizetype end = m_pattern.indexOf(kind == '\'' ? '\'' : '>', m_at + 1);
                m_failed = end < 0;
                m_at = end + 1;
            } else {
                m_failed = true; // options, comments, recursion, conditions
            }
        }
        if (m_failed)
            return;
        const QByteArrayList inside = alternatives();
        if (peek() != ')') {
            m_failed = true;
            return;
        }
        ++m_at;
        const Quantifier repeated = quantifier();
        endRun(state);
        if (counts && !repeated.optional)
            offer(state, inside);
    }

    Quantifier quantifier()
    {
        Quantifier result;
        if (atEnd())
            return result;
        const char c = peek();
        if (c == '*' || c == '?' || c == '+') {
            result = {c != '+', c != '?'};
            ++m_at;
        } else if (c == '{') {
            const qsizetype end = m_pattern.indexOf('}', m_at);
            const QByteArrayView range = end < 0 ? QByteArrayView()
                                                 : m_pattern.sliced(m_at + 1, end - m_at - 1);
            const bool isRange = !range.isEmpty()
                && std::all_of(range.begin(), range.end(),
                               [](char d) { return (d >= '0' && d <= '9') || d == ','; });
            if (!isRange || range[0] == ',') {
                m_failed = true; // a plain brace to some versions of PCRE2
                return result;
            }
            result = {range[0] == '0', range != "1"};
            m_at = end + 1;
        } else {
            return result;
        }
        if (peek() == '+' || peek() == '?')
            ++m_at;
        return result;
    }

    QByteArrayView m_pattern;
    bool m_caseInsensitive;
    qsizetype m_at = 0;
    int m_depth = 0;
    bool m_failed = false;
};

} // namespace

int pairWeight(char first, char second)
{
    const int weight = byteWeight(first) * byteWeight(second);
    const bool twice = first == second && first >= 'a' && first <= 'z';
    return twice ? weight / 3 : weight; // "rr" is far less common than "er" or "ro"
}

qsizetype rarestPair(QByteArrayView text)
{
    qsizetype best = 0;
    for (qsizetype at = 1; at + 1 < text.size(); ++at) {
        if (pairWeight(text[at], text[at + 1]) < pairWeight(text[best], text[best + 1]))
            best = at;
    }
    return best;
}

QByteArrayList requiredLiterals(QByteArrayView pattern, bool caseInsensitive)
{
    return Reader(pattern, caseInsensitive).read();
}

} // namespace CommandRunner
