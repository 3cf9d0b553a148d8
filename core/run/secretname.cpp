// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/secretname.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// "githubToken-ID" -> github token id
QStringList wordsOf(QStringView name)
{
    QStringList words(1);
    QChar before;
    for (const QChar c : name) {
        const bool boundary = c.isUpper() && before.isLower();
        if (boundary || !c.isLetterOrNumber())
            words.append(QString());
        if (c.isLetterOrNumber())
            words.last().append(c.toLower());
        before = c;
    }
    return words;
}

// Words grown together, as in SSHKEY and PGPASS.
bool endsAsSecret(const QString &word)
{
    static constexpr std::array innocent{"monkey"_L1, "hotkey"_L1, "bypass"_L1, "compass"_L1};
    return (word.endsWith("key"_L1) || word.endsWith("pass"_L1))
        && std::ranges::find(innocent, word) == innocent.end();
}

} // namespace

bool isSecretName(QStringView name)
{
    static constexpr std::array parts{"password"_L1,   "passwd"_L1,   "passphrase"_L1,
                                      "passcode"_L1,   "secret"_L1,   "token"_L1,
                                      "credential"_L1, "apikey"_L1,   "bearer"_L1,
                                      "privatekey"_L1, "accesskey"_L1};
    static constexpr std::array wholes{"key"_L1, "keys"_L1, "pwd"_L1,           "pass"_L1,
                                       "pw"_L1,  "auth"_L1, "authorization"_L1, "pin"_L1};
    const QStringList words = wordsOf(name);
    if (words == QStringList{u"pwd"_s}) // the shell's working directory
        return false;
    const QString joined = words.join(QString());
    return std::ranges::any_of(parts,
                               [&joined](QLatin1StringView part) { return joined.contains(part); })
        || std::ranges::any_of(words, [](const QString &word) {
               return std::ranges::find(wholes, word) != wholes.end() || endsAsSecret(word);
           });
}

} // namespace CommandRunner
