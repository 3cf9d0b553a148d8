// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/unifieddiff.h"

#include "core/compare/diffrows.h"

#include <QHashFunctions>
#include <QList>

#include <vector>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// With their line ends, so that one that is missing at the end is a difference.
QList<QByteArrayView> linesOf(QByteArrayView text)
{
    QList<QByteArrayView> lines;
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf('\n');
        const qsizetype size = end < 0 ? text.size() : end + 1;
        lines.append(text.first(size));
        text = text.sliced(size);
    }
    return lines;
}

std::vector<quint64> hashesOf(const QList<QByteArrayView> &lines)
{
    std::vector<quint64> hashes;
    hashes.reserve(std::size_t(lines.size()));
    for (const QByteArrayView line : lines)
        hashes.push_back((quint64(qHash(line, 0x9e3779b9)) << 32) ^ quint64(qHash(line, 1)));
    return hashes;
}

void append(QString &text, QChar mark, QByteArrayView line)
{
    const bool ended = line.endsWith('\n');
    QByteArrayView words = ended ? line.chopped(1) : line;
    text += mark;
    text += QString::fromUtf8(words);
    text += u'\n';
    if (!ended)
        text += u"\\ No newline at end of file\n"_s;
}

// As diff counts: an empty side stands behind the line before it.
QString rangeOf(qint64 first, qint64 size)
{
    const qint64 shown = size == 0 ? first : first + 1;
    return size == 1 ? QString::number(shown) : u"%1,%2"_s.arg(shown).arg(size);
}

QString hunkOf(const DiffRows &rows, qint64 first, qint64 end, const QList<QByteArrayView> &before,
               const QList<QByteArrayView> &after)
{
    QString body;
    qint64 a = -1, b = -1, aSize = 0, bSize = 0;
    for (qint64 i = first; i < end; ++i) {
        const DiffRow row = rows.at(i);
        if (row.a >= 0 && a < 0)
            a = row.a;
        if (row.b >= 0 && b < 0)
            b = row.b;
        if (row.kind == DiffRow::Kind::Equal) {
            append(body, u' ', before.at(row.a));
        } else {
            if (row.a >= 0)
                append(body, u'-', before.at(row.a));
            if (row.b >= 0)
                append(body, u'+', after.at(row.b));
        }
        aSize += row.a >= 0 ? 1 : 0;
        bSize += row.b >= 0 ? 1 : 0;
    }
    return u"@@ -%1 +%2 @@\n"_s.arg(rangeOf(std::max<qint64>(a, 0), aSize),
                                    rangeOf(std::max<qint64>(b, 0), bSize))
        + body;
}

} // namespace

QString unifiedDiff(QByteArrayView before, QByteArrayView after)
{
    if (before == after)
        return {};
    const QList<QByteArrayView> a = linesOf(before);
    const QList<QByteArrayView> b = linesOf(after);
    const auto script = diffSequences(hashesOf(a), hashesOf(b));
    if (!script)
        return {};
    const DiffRows rows(*script);
    QString text;
    qint64 first = 0;
    for (qint64 row = 0; row <= rows.count(); ++row) {
        if (row < rows.count() && rows.at(row).kind != DiffRow::Kind::Fold)
            continue;
        if (row > first)
            text += hunkOf(rows, first, row, a, b);
        first = row + 1;
    }
    return text;
}

} // namespace CommandRunner
