// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>

#include <bitset>
#include <memory>
#include <optional>

namespace CommandRunner {

// A PCRE2 pattern over bytes, compiled to machine code where PCRE2 can. Neither a bad byte nor a
// pattern that backtracks without end does harm: such a match fails, and gaveUp() tells. Copies
// share what they match with: one thread for all of them, another one takes forAnotherThread().
class BytePattern final
{
public:
    enum Option {
        NoOption = 0,
        CaseInsensitive = 1,
        Literal = 2,
        Whole = 4,           // from the subject's beginning to its end
        Text = 8,            // UTF-8: '.' is a character; bytes that are none match nothing
        Unicode = 16 | Text, // \w and \b know all letters, too; slower
    };
    // Enough for any sensible pattern on a line of 64 KiB, and over in some ten milliseconds for
    // one that is not.
    static constexpr quint32 defaultMatchLimit = 1'000'000;
    struct Match {
        qsizetype start = 0;
        qsizetype end = 0;
    };

    struct Problem {
        qsizetype offset = 0; // bytes, in [0, pattern.size()]
        QString message;      // PCRE2's
    };
    static std::optional<Problem> problemOf(QByteArrayView pattern, int options = NoOption);

    // Errors: InvalidFormat with PCRE2's text and the offset in the pattern.
    static Result<BytePattern> compile(QByteArrayView pattern, int options = NoOption,
                                       quint32 matchLimit = defaultMatchLimit);

    // The same code, compiled once, with what a thread needs of its own and the match limit of
    // compile(). From any thread.
    BytePattern forAnotherThread() const;

    std::optional<Match> find(QByteArrayView subject, qsizetype from = 0) const;
    bool matches(QByteArrayView subject) const { return find(subject).has_value(); }
    // Of a captured group, in the last subject that find() found the pattern in; empty when it took
    // no part.
    QByteArrayView captured(QByteArrayView subject, int group) const;
    int groupNamed(const char *name) const; // -1: there is none
    int groupCount() const;

    // Whether the last find() gave up: the match limit was reached, so that it is not known.
    bool gaveUp() const;
    void setMatchLimit(quint32 limit);

    // When a match can only begin at the subject's beginning: the bytes it can begin with. Empty:
    // any, or it may match anywhere.
    std::optional<std::bitset<256>> anchoredFirstBytes() const;

private:
    struct Code;
    struct Matcher;
    std::shared_ptr<Matcher> m_matcher;
};

} // namespace CommandRunner
