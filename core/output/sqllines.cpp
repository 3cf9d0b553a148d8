// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/sqllines.h"

#include "core/output/patterns.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace CommandRunner {

namespace {

using State = SqlLines::State;

bool isBlank(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
}

qsizetype indentOf(QByteArrayView text)
{
    return std::find_if(text.begin(), text.end(), [](char c) { return c != ' ' && c != '\t'; })
        - text.begin();
}

bool endsDjango(QByteArrayView head, QByteArrayView tail)
{
    const auto has = [](QByteArrayView bytes) {
        constexpr std::string_view arguments = "; args=";
        constexpr std::string_view values = "([{N"; // a tuple, a list, a dictionary, None
        const std::string_view text(bytes.data(), size_t(bytes.size()));
        for (size_t at = text.find(arguments); at != text.npos; at = text.find(arguments, at + 1)) {
            if (at + arguments.size() < text.size()
                && values.find(text[at + arguments.size()]) != values.npos)
                return true;
        }
        return false;
    };
    return has(head)
        || (tail.data() + tail.size() != head.data() + head.size() && has(tail)); // else tail is in
                                                                                  // head
}

} // namespace

// What begins a statement, as programs that log it write it: in capitals (prose has "Update
// complete", "Delete old").
#define SQL_VERBS                                                                               \
    "SELECT|INSERT (?:INTO|OR|IGNORE)|UPDATE|DELETE FROM|REPLACE INTO|MERGE|WITH|BEGIN|START "  \
    "TRANSACTION|COMMIT|"                                                                       \
    "ROLLBACK|SAVEPOINT|RELEASE|CREATE|ALTER|DROP|TRUNCATE|PRAGMA|EXPLAIN|DECLARE|FETCH|CLOSE|" \
    "CALL|EXEC|SET|SHOW|"                                                                       \
    "LOCK|COPY|VALUES|VACUUM|ANALYZE|REINDEX|GRANT|REVOKE|USE|DESCRIBE|LISTEN|NOTIFY|COMMENT "  \
    "ON|RENAME"

SqlLines::SqlLines()
    : m_django(builtInPattern(
          "^(?:(?=.{0,160}?(?:\\bDEBUG\\b|\\bdjango\\.db\\b)).{0,200}?[\\s:\\]|>-])??"
          "\\(\\d+\\.\\d{3}\\) ")),
      m_keyword(builtInPattern("^\\s*\\(*(?:(?:" SQL_VERBS ")\\b|QUERY = ')")),
      m_anyKeyword(builtInPattern("^\\s*\\(*(?:(?i:" SQL_VERBS ")\\b|--|/\\*)")),
      m_clause(builtInPattern(
          "^\\s*(?i:(?:" SQL_VERBS "|FROM|WHERE|AND|OR|NOT|ON|USING|GROUP|ORDER|HAVING|LIMIT|"
          "OFFSET|FETCH|FOR|INNER|LEFT|RIGHT|FULL|OUTER|CROSS|NATURAL|JOIN|UNION|INTERSECT|EXCEPT|"
          "INTO|RETURNING|OUTPUT|CASE|WHEN|THEN|ELSE|END|EXISTS|IN|LATERAL|WINDOW|PARTITION|ADD|"
          "PRIMARY KEY|FOREIGN "
          "KEY|UNIQUE|CHECK|CONSTRAINT|REFERENCES|DEFAULT)\\b|[(),;]|--|/\\*)")),
      m_notSql(
          builtInPattern("^\\s*(?:at\\s|File \"|Caused by|Traceback|\\.\\.\\. \\d+ "
                         "more|\\w+(?:\\.\\w+)+(?:Exception|"
                         "Error)\\b|\\[?(?:ERROR|WARN(?:ING)?|FATAL|CRITICAL|INFO|DEBUG)\\b)")),
      m_alchemy(builtInPattern(
          "^(?=.{0,200}?\\b(?:INFO|DEBUG)\\b).{0,160}?\\bsqlalchemy\\.engine\\b[\\w.]*"
          "[\\])]?(?:[ \\t:|>-]|\\b(?:INFO|DEBUG)\\b)*")),
      m_alchemyEnd(builtInPattern(
          "^\\[(?:generated in|cached since|no key|raw sql|caching disabled|dialect )"
          "|^(?:\\(.*\\)|\\{.*\\}|\\[.*\\])$|^[({\\[].*truncated")),
      m_alchemyText(builtInPattern("^(?:Col \\(|Row \\()")),
      m_rails(builtInPattern(
          "^(?:[A-Z], \\[[^\\]]{1,60}\\] +[A-Z]+ -- [^:]{0,40}: *|(?:\\[[^\\]]{1,60}\\] *){1,4})?"
          "\\s*(?:CACHE )?(?:[A-Z][\\w:]*(?: [\\w?!:]+){0,3} )?\\(\\d+(?:\\.\\d+)?ms\\) {1,2}"
          "(?:CACHE )?\\(*(?:(?:" SQL_VERBS ")\\b|(?i:begin|commit|rollback)\\b|/\\*)")),
      m_hibernate(builtInPattern(
          "^Hibernate: *(?:$|/\\*|\\(*(?i:(?:" SQL_VERBS ")\\b|insert\\b|delete\\b|next value))"
          "|\\b(?:org|o)\\.(?:hibernate|h)\\.(?:SQL|orm\\.jdbc\\.(?:bind|extract)|"
          "type\\.descriptor\\.sql\\.\\w+)\\b")),
      m_entityFramework(
          builtInPattern("^(?:info|dbug): Microsoft\\.EntityFrameworkCore\\.Database\\.Command\\["
                         "|^.{0,100}?(?<!Failed )\\b(?:Executed|Executing) DbCommand [(\\[]")),
      m_oneLine(builtInPattern("^(?:CREATE|ALTER|DROP|COMMENT|UPDATE|INSERT|DELETE|SET) .*; "
                               "\\(params .*\\)$" // Django's migrations
                               "|^prisma:query |^(?:Executing|Executed) "
                               "\\((?:default|[0-9a-f-]{36})\\): ")) // also Sequelize
{}

#undef SQL_VERBS

void SqlLines::release(State &state)
{
    state.held.clear();
    state.mode = State::Mode::None;
    state.needsKeyword = false;
}

void SqlLines::hold(State &state, qint64 line, LineClass c)
{
    // A line that says what it is belongs to something else; so does what follows it.
    if (c == LineClass::Error || c == LineClass::Warning || c == LineClass::Debug
        || state.held.size() >= size_t(maximumHeldLines)) {
        release(state);
        return;
    }
    state.held.push_back({line, c, LineClass::Sql});
}

SqlLines::Verdict SqlLines::look(State &state, QByteArrayView head, QByteArrayView tail,
                                 bool suspected) const
{
    const bool afterSql = std::exchange(state.afterSql, false);
    Verdict verdict = suspected ? start(state, head, tail) : Verdict::No;
    if (verdict == Verdict::No && state.mode != State::Mode::None)
        verdict = goOn(state, head, tail);
    constexpr QByteArrayView railsOrigin = "\xe2\x86\xb3 "; // an arrow: where a query came from
    if (verdict == Verdict::No && afterSql && head.sliced(indentOf(head)).startsWith(railsOrigin))
        return Verdict::Sql;
    state.afterSql = verdict == Verdict::Sql || verdict == Verdict::End;
    return verdict;
}

SqlLines::Verdict SqlLines::start(State &state, QByteArrayView head, QByteArrayView tail) const
{
    if (const auto match = m_django.find(head))
        return startDjango(state, head, tail, match->end);
    if (const auto match = m_alchemy.find(head))
        return startAlchemy(state, head.sliced(match->end));
    if (m_oneLine.matches(head) || m_rails.matches(head)) {
        release(state);
        return Verdict::Sql;
    }
    const bool hibernate = m_hibernate.matches(head);
    if (hibernate || m_entityFramework.matches(head)) {
        release(state);
        const QByteArrayView text = head.trimmed();
        if (!hibernate || text.endsWith(':') || text.endsWith("*/")) { // the statement begins on
                                                                       // the next line
            state.mode = State::Mode::Formatted;
            state.indent = -1;
        }
        return Verdict::Sql;
    }
    return Verdict::No;
}

SqlLines::Verdict SqlLines::startDjango(State &state, QByteArrayView head, QByteArrayView tail,
                                        qsizetype statement) const
{
    release(state);
    const QByteArrayView rest = head.sliced(statement);
    if (endsDjango(head, tail))
        return Verdict::Sql;
    const bool blank = isBlank(rest);
    if (!blank && !m_anyKeyword.matches(rest))
        return Verdict::No;
    state.mode = State::Mode::Django;
    if (m_keyword.matches(rest))
        return Verdict::Sql;
    state.needsKeyword = blank;
    return Verdict::Held;
}

SqlLines::Verdict SqlLines::startAlchemy(State &state, QByteArrayView rest) const
{
    if (m_alchemyEnd.matches(rest)) {
        const bool statement = state.mode == State::Mode::Alchemy;
        if (!statement)
            release(state);
        return statement ? Verdict::End : Verdict::Sql;
    }
    const bool blank = isBlank(rest);
    if (!blank && !m_anyKeyword.matches(rest) && !m_alchemyText.matches(rest))
        return Verdict::No;
    release(state);
    state.mode = State::Mode::Alchemy;
    state.needsKeyword = blank;
    return Verdict::Sql;
}

SqlLines::Verdict SqlLines::goOn(State &state, QByteArrayView head, QByteArrayView tail) const
{
    if (state.mode == State::Mode::Formatted)
        return goOnFormatted(state, head);
    if (m_notSql.matches(head)) {
        release(state);
        return Verdict::No;
    }
    if (state.needsKeyword && !isBlank(head)) {
        if (!m_anyKeyword.matches(head)) {
            release(state);
            return Verdict::No;
        }
        state.needsKeyword = false;
    }
    if (state.mode == State::Mode::Django && endsDjango(head, tail))
        return Verdict::End;
    return Verdict::Held;
}

SqlLines::Verdict SqlLines::goOnFormatted(State &state, QByteArrayView head) const
{
    const qsizetype indent = indentOf(head);
    const bool first = state.indent < 0;
    const bool clause = first ? m_anyKeyword.matches(head) : m_clause.matches(head);
    const bool deeper = !first && indent > state.indent;
    if (isBlank(head) || m_notSql.matches(head)
        || (!deeper && (!clause || (!first && indent < state.indent)))) {
        release(state);
        return Verdict::No;
    }
    if (first)
        state.indent = indent;
    return Verdict::Sql;
}

} // namespace CommandRunner
