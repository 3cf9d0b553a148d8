// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/bookmarks.h"

#include "core/base/logging.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr auto linesKey = "lines"_L1;
constexpr qint64 largestFile = 4 << 20;

QList<qint64> readLines(const QString &path)
{
    QFile file(path);
    QList<qint64> result;
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestFile)
        return result;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    for (const QJsonValue &value : document.object().value(linesKey).toArray()) {
        if (const qint64 line = value.toInteger(-1); line >= 0)
            result.append(line);
    }
    return result;
}

void writeLines(const QString &path, const std::set<qint64> &lines)
{
    if (lines.empty()) {
        QFile::remove(path);
        return;
    }
    QJsonArray array;
    for (const qint64 line : lines)
        array.append(line);
    QSaveFile file(path);
    const QByteArray json = QJsonDocument(QJsonObject{{linesKey, array}})
                                .toJson(QJsonDocument::Compact);
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.commit())
        qCWarning(logWidgets) << "Bookmarks could not be written to" << path << file.errorString();
}

} // namespace

Bookmarks::Bookmarks(const QString &file, QObject *parent) : QObject(parent), m_file(file)
{
    if (file.isEmpty())
        return;
    inBackground(
        this, [file] { return readLines(file); },
        [this](const QList<qint64> &lines) {
            if (lines.isEmpty())
                return;
            m_lines.insert(lines.begin(), lines.end());
            if (m_touched)
                save();
            Q_EMIT changed();
        });
}

Bookmarks::~Bookmarks()
{
    m_writer.finish(); // a few bytes
}

bool Bookmarks::hasIn(qint64 first, qint64 end) const
{
    const auto found = m_lines.lower_bound(first);
    return found != m_lines.end() && *found < end;
}

qint64 Bookmarks::next(qint64 line, bool backwards) const
{
    if (m_lines.empty())
        return -1;
    if (backwards) {
        const auto found = m_lines.lower_bound(line);
        return found == m_lines.begin() ? *m_lines.rbegin() : *std::prev(found);
    }
    const auto found = m_lines.upper_bound(line);
    return found == m_lines.end() ? *m_lines.begin() : *found;
}

void Bookmarks::toggle(qint64 line)
{
    if (!m_lines.erase(line))
        m_lines.insert(line);
    m_touched = true;
    save();
    Q_EMIT changed();
}

void Bookmarks::save()
{
    if (m_file.isEmpty())
        return;
    m_writer.run([file = m_file, lines = m_lines] { writeLines(file, lines); });
}

} // namespace CommandRunner
