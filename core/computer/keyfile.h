// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace CommandRunner {

// The files of systemd and of the Desktop Entry Specification: [Group], then Key=value. Keys keep
// their case; lines that are neither group nor pair are passed over.
struct KeyFile {
    struct Entry {
        QString group;
        QString key;
        QString value;
        int line = 0;
    };
    QList<Entry> entries;

    bool has(const QString &group) const;
    // Empty when it is not there; of several with one name the last.
    QString value(const QString &group, const QString &key) const;
    QStringList values(const QString &group, const QString &key) const; // all of them
    int lineOf(const QString &group) const; // of its first entry; 1: none

    // `joinsLines`: a backslash at a line's end makes one of it and the next, as systemd has it.
    static KeyFile parse(const QByteArray &content, bool joinsLines);
};

} // namespace CommandRunner
