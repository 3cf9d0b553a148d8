// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/bytepattern.h"
#include "core/output/lineclass.h"

#include <QByteArrayView>

#include <vector>

namespace CommandRunner {

// Recognises SQL as frameworks log it: Django, SQLAlchemy, Rails, Hibernate, Entity Framework,
// Prisma, Sequelize. Of a statement over several lines, Django's and SQLAlchemy's are known to be
// SQL by the line that ends them: until then they are held. Where the end is not marked (Hibernate,
// Entity Framework), lines count while they look like a formatted statement.
class SqlLines final
{
public:
    static constexpr int maximumHeldLines = 500;

    enum class Verdict {
        No,
        Sql,
        Held, // maybe; ask hold() to keep it
        End,  // SQL, and so is everything that is held
    };

    // Of one stream.
    struct State {
        enum class Mode { None, Django, Alchemy, Formatted };
        Mode mode = Mode::None;
        bool needsKeyword = false; // the statement has not begun yet: its first line was blank or
                                   // in doubt
        qsizetype indent = -1;     // of a formatted statement's clauses
        bool afterSql = false;     // the last line was SQL
        std::vector<LineClassChange> held;

        bool isIdle() const { return mode == Mode::None && !afterSql; }
    };

    SqlLines();

    // The text has no escape sequences; `head` its beginning, `tail` its end.
    Verdict look(State &state, QByteArrayView head, QByteArrayView tail, bool suspected) const;
    // Keeps a line for which the verdict was Held, and that is `c` as long as nothing else is
    // known.
    static void hold(State &state, qint64 line, LineClass c);
    static void release(State &state); // what was held stays what it is

private:
    Verdict start(State &state, QByteArrayView head, QByteArrayView tail) const;
    Verdict startDjango(State &state, QByteArrayView head, QByteArrayView tail,
                        qsizetype statement) const;
    Verdict startAlchemy(State &state, QByteArrayView rest) const;
    Verdict goOn(State &state, QByteArrayView head, QByteArrayView tail) const;
    Verdict goOnFormatted(State &state, QByteArrayView head) const;

    BytePattern m_django;
    BytePattern m_keyword;
    BytePattern m_anyKeyword;
    BytePattern m_clause;
    BytePattern m_notSql;
    BytePattern m_alchemy;
    BytePattern m_alchemyEnd;
    BytePattern m_alchemyText;
    BytePattern m_rails;
    BytePattern m_hibernate;
    BytePattern m_entityFramework;
    BytePattern m_oneLine;
};

} // namespace CommandRunner
