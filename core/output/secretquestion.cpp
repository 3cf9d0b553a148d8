// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/secretquestion.h"

#include <QLatin1StringView>
#include <QString>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestQuestion = 400; // UTF-16 units
constexpr QLatin1StringView words[] = {
    "password"_L1, "passphrase"_L1, "passcode"_L1, "passwd"_L1,
    "secret"_L1,   "pin"_L1,        "passwort"_L1, "kennwort"_L1,
};

bool holdsWord(QStringView text, QLatin1StringView word)
{
    for (qsizetype at = 0; (at = text.indexOf(word, at, Qt::CaseInsensitive)) >= 0; ++at) {
        const qsizetype end = at + word.size();
        if ((at == 0 || !text[at - 1].isLetterOrNumber())
            && (end == text.size() || !text[end].isLetterOrNumber()))
            return true;
    }
    return false;
}

} // namespace

bool isSecretQuestion(QStringView line)
{
    const QStringView question = line.trimmed();
    if (question.size() > longestQuestion
        || !(question.endsWith(u':') || question.endsWith(u'?') || question.endsWith(u'：')))
        return false;
    return std::any_of(std::begin(words), std::end(words),
                       [question](QLatin1StringView word) { return holdsWord(question, word); });
}

} // namespace CommandRunner
