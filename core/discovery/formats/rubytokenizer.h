// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace CommandRunner {

struct RubyToken {
    enum class Kind { End, Name, Label, Symbol, String, Words, Number, Operator, Newline };
    Kind kind = Kind::End;
    QString text; // of Words: the words, separated by single blanks
    int line = 0;
    bool computed = false; // a string or symbol with "#{…}"

    bool is(QLatin1StringView operatorText) const
    {
        return kind == Kind::Operator && text == operatorText;
    }
    bool isName(QLatin1StringView name) const { return kind == Kind::Name && text == name; }
    bool isText() const { return kind == Kind::Symbol || kind == Kind::String; }
};

struct RubyTokens {
    QList<RubyToken> tokens;
    int unfinishedLine = 0; // where a text begins that does not end; 0: none

    const RubyToken &at(qsizetype index) const;
};

// Ruby source as tokens, good enough to find calls such as rake's: comments and what follows
// __END__ are gone, line breaks inside brackets and after a comma or an operator, too.
RubyTokens tokenizeRuby(const QString &source);

} // namespace CommandRunner
