// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <QTimer>

namespace CommandRunner {

// Looks, in a thread of its own and a moment after the last key, whether files or folders are
// there: a disk that answers late must hold up nobody who types.
class PathCheck final : public QObject
{
    Q_OBJECT
public:
    enum class Kind { File, Folder };

    // Relative paths are relative to `folder`.
    PathCheck(Kind kind, QString folder, QObject *parent);

    void check(const QStringList &paths); // checked() follows, unless asked again before

Q_SIGNALS:
    void checked(const QStringList &missing); // of the paths asked for last

private:
    void look();

    Kind m_kind;
    QString m_folder;
    QStringList m_paths;
    QTimer m_pause;
    int m_question = 0;
};

} // namespace CommandRunner
