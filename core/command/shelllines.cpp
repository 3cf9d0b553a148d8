// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/shelllines.h"

#include "core/command/shellwords.h"

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

bool isAsciiAlphanumeric(QChar c)
{
    return c.unicode() < 128 && c.isLetterOrNumber();
}

// Of the other signs each means something somewhere, in at least one of the shells.
bool isPlainWord(const QString &word, QStringView signs)
{
    return !word.isEmpty() && std::all_of(word.cbegin(), word.cend(), [signs](QChar c) {
        return isAsciiAlphanumeric(c) || signs.contains(c);
    });
}

// In '…' fish knows two escapes: \' and \\.
QString fishWord(const QString &word)
{
    if (isPlainWord(word, u"_-./:,=+@"))
        return word;
    QString quoted = word;
    quoted.replace(u'\\', "\\\\"_L1).replace(u'\'', "\\'"_L1);
    return u'\'' + quoted + u'\'';
}

// In '…' PowerShell knows nothing but doubled quotes, and takes four typographic ones for quotes,
// too. A bare word must not begin with a dash and hold a dot or colon (it would be split there),
// nor begin with a digit (it might become another number).
QString powerShellWord(const QString &word)
{
    if (isPlainWord(word, u"_-./\\=") && !word.front().isDigit()
        && !(word.startsWith(u'-') && word.contains(u'.')))
        return word;
    QString quoted;
    for (const QChar c : word) {
        if (c == u'\'' || (c >= QChar(0x2018) && c <= QChar(0x201b)))
            quoted += c;
        quoted += c;
    }
    return u'\'' + quoted + u'\'';
}

} // namespace

QString shellLine(ShellSyntax shell, const QStringList &words)
{
    if (shell == ShellSyntax::Posix)
        return joinShellWords(words);
    QStringList quoted;
    for (const QString &word : words)
        quoted.append(shell == ShellSyntax::Fish ? fishWord(word) : powerShellWord(word));
    // A quoted word that stands first is a text to PowerShell, not a program.
    if (shell == ShellSyntax::PowerShell && !words.isEmpty() && quoted.first() != words.first())
        quoted.prepend(u"&"_s);
    return quoted.join(u' ');
}

} // namespace CommandRunner
