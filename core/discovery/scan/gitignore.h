// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

namespace CommandRunner {

// The rules of one .gitignore file, as gitignore(5) has them.
class GitIgnore final
{
public:
    enum class Verdict { Undecided, Ignored, Kept };

    static GitIgnore parse(QByteArrayView content);

    // `path` is relative to the folder of the file, with "/" between its parts and none at its
    // ends. The last rule that matches decides. Parents are not looked at: a walk that never enters
    // an ignored folder needs no more.
    Verdict verdict(QStringView path, bool isFolder) const;
    bool isEmpty() const { return m_rules.isEmpty(); }
    bool operator==(const GitIgnore &) const = default;

private:
    struct Rule {
        QString pattern;
        bool negated = false;
        bool folderOnly = false;
        bool wholePath = false; // matched against the path, not only against the last name
        bool literal = false;   // no special character inside: plain comparison

        bool operator==(const Rule &) const = default;
    };
    QList<Rule> m_rules;
};

} // namespace CommandRunner
