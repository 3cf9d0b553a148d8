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
    enum Option { NoOption = 0, CaseInsensitive = 1, Literal = 2 };
    struct Match {
        qsizetype start = 0;
        qsizetype end = 0;
    };

    // Errors: InvalidFormat with PCRE2's text and the offset in the pattern.
    static Result<BytePattern> compile(QByteArrayView pattern, int options = NoOption);

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
