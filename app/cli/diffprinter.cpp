// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/diffprinter.h"

#include "app/cli/standardstreams.h"
#include "core/base/clock.h"
#include "core/compare/diffrows.h"
#include "core/compare/runcomparison.h"
#include "core/compare/runfacts.h"

#include <QJsonArray>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// Lines of a document one after the other.
class LineTexts final
{
public:
    explicit LineTexts(const OutputDocument &document) : m_document(document) {}

    QString at(qint64 line)
    {
        if (m_lines.isEmpty() || line < m_lines.first().number || line > m_lines.last().number)
            m_lines = m_document.lines(line, 256);
        return m_lines.isEmpty() ? QString() : plainText(m_lines.at(line - m_lines.first().number));
    }

private:
    const OutputDocument &m_document;
    QList<OutputLine> m_lines;
};

class UnifiedPrinter final
{
public:
    explicit UnifiedPrinter(const RunComparison &comparison)
        : m_result(*comparison.result()),
          m_before(*comparison.before()),
          m_after(*comparison.after())
    {}
    ~UnifiedPrinter() { write(0); }

    bool line(const QString &text)
    {
        m_text += text.toUtf8() + '\n';
        return m_reader && write(64 * 1024);
    }

    // The rows [first, end), none of them a fold; false: nobody reads any more.
    bool hunk(const DiffRows &rows, qint64 first, qint64 end)
    {
        qint64 a = -1;
        qint64 b = -1;
        qint64 aSize = 0;
        qint64 bSize = 0;
        for (qint64 i = first; i < end; ++i) {
            const DiffRow row = rows.at(i);
            a = a < 0 ? row.a : a;
            b = b < 0 ? row.b : b;
            aSize += row.a >= 0 ? 1 : 0;
            bSize += row.b >= 0 ? 1 : 0;
        }
        // A side without lines is told by the line above, as diff does: 0 at the beginning.
        const auto &script = rows.script().hunks[rows.at(first).hunk];
        const qint64 aFrom = aSize > 0 ? a + 1 : script.a;
        const qint64 bFrom = bSize > 0 ? b + 1 : script.b;
        line(u"@@ -%1,%2 +%3,%4 @@"_s.arg(aFrom).arg(aSize).arg(bFrom).arg(bSize));
        QStringList became; // of lines that changed: they follow what they were
        for (qint64 i = first; i < end && m_reader; ++i) {
            const DiffRow row = rows.at(i);
            if (row.kind != DiffRow::Kind::Changed)
                flush(became);
            switch (row.kind) {
            case DiffRow::Kind::Changed:
                line(u'-' + m_before.at(m_result.beforeLine(row.a)));
                became.append(u'+' + m_after.at(row.b));
                break;
            case DiffRow::Kind::Removed:
                line(u'-' + m_before.at(m_result.beforeLine(row.a)));
                break;
            case DiffRow::Kind::Added:
                line(u'+' + m_after.at(row.b));
                break;
            default:
                line(u' ' + m_after.at(row.b));
            }
        }
        flush(became);
        return m_reader;
    }

private:
    void flush(QStringList &lines)
    {
        for (const QString &text : std::as_const(lines))
            line(text);
        lines.clear();
    }

    bool write(qsizetype least)
    {
        if (m_text.size() > least) {
            m_reader = m_reader && writeToStandardStream(true, m_text);
            m_text.clear();
        }
        return m_reader;
    }

    const OutputComparison &m_result;
    LineTexts m_before;
    LineTexts m_after;
    QByteArray m_text;
    bool m_reader = true; // somebody still reads us
};

RunFacts factsOf(const RunRecord &record)
{
    RunOutcome outcome = record.outcome;
    outcome.state = record.state;
    return {record.request, outcome, record.context};
}

QString titleOf(const RunRecord &record)
{
    const QDateTime started = record.outcome.started.isValid() ? record.outcome.started
                                                               : record.created;
    return u"%1\t%2\t%3\t%4"_s.arg(record.id(), record.request.name, toString(record.state),
                                   isoTimestamp(started));
}

QJsonValue orNull(const std::optional<QString> &value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QString wordOf(DiffHunk::Kind kind)
{
    switch (kind) {
    case DiffHunk::Kind::Removed:
        return u"removed"_s;
    case DiffHunk::Kind::Added:
        return u"added"_s;
    case DiffHunk::Kind::Changed:
        return u"changed"_s;
    case DiffHunk::Kind::Equal:
        break;
    }
    return u"equal"_s;
}

QJsonObject hunkJson(const DiffHunk &hunk, const OutputComparison &result, LineTexts &was,
                     LineTexts &is)
{
    QJsonArray before;
    QJsonArray after;
    for (qint64 i = 0; i < hunk.aSize && !hunk.isEqual(); ++i)
        before.append(was.at(result.beforeLine(hunk.a + i)));
    for (qint64 i = 0; i < hunk.bSize; ++i)
        after.append(is.at(hunk.b + i));
    QJsonObject object{{"kind"_L1, wordOf(hunk.kind)}, {"after"_L1, after}};
    if (!hunk.isEqual())
        object.insert("before"_L1, before);
    if (hunk.aSize > 0)
        object.insert("beforeLine"_L1, result.beforeLine(hunk.a) + 1);
    if (hunk.bSize > 0)
        object.insert("afterLine"_L1, hunk.b + 1);
    return object;
}

} // namespace

void printUnified(const RunRecord &before, const RunRecord &after, const RunComparison &comparison,
                  const CompareOptions &options)
{
    UnifiedPrinter printer(comparison);
    for (const RunFact &fact : differingFacts(factsOf(before), factsOf(after))) {
        const QString name = fact.name.isEmpty() ? fact.key : fact.key + u' ' + fact.name;
        printer.line(u"# %1: %2 -> %3"_s.arg(name, fact.before.value_or(u"-"_s),
                                             fact.after.value_or(u"-"_s)));
    }
    const OutputComparison &result = *comparison.result();
    if (result.script.approximate)
        printer.line(u"# not the shortest list of differences"_s);
    DiffRows rows(result.script);
    if (options.all)
        rows.setAllExpanded(true);
    else if (result.isSame())
        return;
    printer.line(u"--- "_s + titleOf(before));
    printer.line(u"+++ "_s + titleOf(after));
    qint64 first = 0;
    for (qint64 row = 0; row <= rows.count(); ++row) {
        const bool ends = row == rows.count() || rows.at(row).kind == DiffRow::Kind::Fold;
        if (!ends)
            continue;
        if (row > first && !printer.hunk(rows, first, row))
            return;
        first = row + 1;
    }
}

QJsonObject comparisonJson(const RunRecord &before, const RunRecord &after,
                           const RunComparison &comparison, const CompareOptions &options)
{
    const OutputComparison &result = *comparison.result();
    QJsonArray facts;
    for (const RunFact &fact : differingFacts(factsOf(before), factsOf(after))) {
        facts.append(QJsonObject{{"key"_L1, fact.key},
                                 {"name"_L1, fact.name},
                                 {"before"_L1, orNull(fact.before)},
                                 {"after"_L1, orNull(fact.after)}});
    }
    LineTexts was(*comparison.before());
    LineTexts is(*comparison.after());
    QJsonArray hunks;
    for (const DiffHunk &hunk : result.script.hunks) {
        if (hunk.isEqual() && !options.all)
            continue;
        hunks.append(hunkJson(hunk, result, was, is));
    }
    return {{"before"_L1, before.toJson()},
            {"after"_L1, after.toJson()},
            {"same"_L1, result.isSame()},
            {"differences"_L1, result.differences()},
            {"ignored"_L1, toString(result.ignored)},
            {"approximate"_L1, result.script.approximate},
            {"facts"_L1, facts},
            {"hunks"_L1, hunks}};
}

} // namespace CommandRunner
