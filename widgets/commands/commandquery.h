// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace CommandRunner {

// What a person typed above the list of commands: words, and terms that ask for something else than
// the text: "#tag", "source:make", "color:red", "is:favourite", "is:hidden". A term that is still
// being typed asks for its beginning; one that nobody knows is a word.
struct CommandQuery {
    QStringList words; // lower case
    QStringList tags;
    QStringList sources;
    QStringList colors;
    bool favourite = false;
    bool hidden = false;

    static CommandQuery parse(const QString &typed);
    bool isEmpty() const;
};

} // namespace CommandRunner
