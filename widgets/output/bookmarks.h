// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/background.h"

#include <QObject>
#include <QString>

#include <set>

namespace CommandRunner {

// The lines of a run's output that a person marked, kept in a small JSON file beside the log. Read
// and written by a worker.
class Bookmarks final : public QObject
{
    Q_OBJECT
public:
    static constexpr auto fileName = "bookmarks.json";

    // An empty path: kept in memory only. Marks that are there already come with changed().
    explicit Bookmarks(const QString &file, QObject *parent = nullptr);
    ~Bookmarks() override; // what was toggled is on disk then

    bool isEmpty() const { return m_lines.empty(); }
    const std::set<qint64> &lines() const { return m_lines; } // 0-based, of the log
    bool contains(qint64 line) const { return m_lines.contains(line); }
    bool hasIn(qint64 first, qint64 end) const;
    qint64 next(qint64 line, bool backwards) const; // exclusive; wraps; -1: there are none
    void toggle(qint64 line);

Q_SIGNALS:
    void changed();

private:
    void save();

    QString m_file;
    std::set<qint64> m_lines;
    bool m_touched = false; // a person was faster than the file
    BackgroundThread m_writer;
};

} // namespace CommandRunner
