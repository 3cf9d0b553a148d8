// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>

#include <memory>
#include <optional>

namespace CommandRunner {

// A PCRE2 pattern over bytes, compiled to machine code where PCRE2 can. Neither a bad byte nor a
// pattern that backtracks without end does harm: such a match fails. Copies share what they match
// with: one thread for all of them.
class BytePattern final
{
public:
    // Unicode: "." and classes mean characters of UTF-8, \w and \b know all letters; slower.
    enum Option { NoOption = 0, CaseInsensitive = 1, Literal = 2, Unicode = 4 };
    // Enough for any sensible pattern on a line of 64 KiB, and over in some ten milliseconds for
    // one that is not.
    static constexpr quint32 defaultMatchLimit = 1'000'000;
    struct Match {
        qsizetype start = 0;
        qsizetype end = 0;
    };

    struct Problem {
        qsizetype offset = 0; // bytes in the pattern
        QString message;      // PCRE2's, English
    };

    // Errors: InvalidFormat with PCRE2's text and the offset in the pattern.
    static Result<BytePattern> compile(QByteArrayView pattern, int options = NoOption,
                                       quint32 matchLimit = defaultMatchLimit);
    static std::optional<Problem> problemOf(QByteArrayView pattern, int options = NoOption);

    std::optional<Match> find(QByteArrayView subject, qsizetype from = 0) const;
    bool matches(QByteArrayView subject) const { return find(subject).has_value(); }
    // Of a captured group, in the last subject that find() found the pattern in; empty when it took
    // no part.
    QByteArrayView captured(QByteArrayView subject, int group) const;

private:
    struct Code;
    std::shared_ptr<Code> m_code;
};

} // namespace CommandRunner
