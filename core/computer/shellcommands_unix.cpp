// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/computer/shellcommands.h"

#include "core/base/files.h"
#include "core/base/logging.h"
#include "core/discovery/scan/toolprocess.h"
#include "core/run/loginenvironment.h"

#include <QDateTime>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <tuple>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int timeoutMs = 5000;
constexpr qint64 answerHoldsMs = 24 * 3600 * 1000LL; // start files may read others
constexpr auto marker = "== commandrunner shell =="_L1;

// Prints "alias", name, text and "function", name, file, each with a zero byte behind it.
QString questionFor(const QString &shell)
{
    const QString program = QFileInfo(shell).fileName();
    if (program == "bash"_L1)
        return u"printf '%1\\0'; for n in \"${!BASH_ALIASES[@]}\"; do "
               "printf 'alias\\0%s\\0%s\\0' \"$n\" \"${BASH_ALIASES[$n]}\"; done; "
               "shopt -s extdebug; for n in $(compgen -A function); do f=$(declare -F \"$n\"); "
               "f=${f#* }; printf 'function\\0%s\\0%s\\0' \"$n\" \"${f#* }\"; done; "
               "printf '%1\\0'"_s.arg(marker);
    if (program == "zsh"_L1)
        return u"zmodload zsh/parameter; printf '%1\\0'; for n in ${(k)aliases}; do "
               "printf 'alias\\0%s\\0%s\\0' \"$n\" \"${aliases[$n]}\"; done; "
               "for n in ${(k)functions}; do "
               "printf 'function\\0%s\\0%s\\0' \"$n\" \"${functions_source[$n]}\"; done; "
               "printf '%1\\0'"_s.arg(marker);
    if (program == "fish"_L1)
        return u"printf '%1\\0'; for n in (functions --names | string split ,); "
               "set -l d (functions --details --verbose $n); "
               "if string match -q 'alias *' -- $d[5]; "
               "printf 'alias\\0%s\\0%s\\0' $n (string replace -r '^alias [^ =]+[ =]' '' -- "
               "$d[5]); "
               "else; printf 'function\\0%s\\0%s\\0' $n $d[1]; end; end; "
               "printf '%1\\0'"_s.arg(marker);
    return {};
}

QList<ShellName> namesIn(const QByteArray &output)
{
    QList<ShellName> names;
    const QByteArray end = QByteArray(marker.data(), marker.size()) + '\0';
    const qsizetype first = output.indexOf(end);
    const qsizetype last = output.lastIndexOf(end);
    if (first < 0 || last <= first)
        return names;
    const QList<QByteArray> parts = output.mid(first + end.size(), last - first - end.size())
                                        .split('\0');
    for (qsizetype i = 0; i + 2 < parts.size(); i += 3)
        names.append({QString::fromLocal8Bit(parts.at(i + 1)),
                      QString::fromLocal8Bit(parts.at(i + 2)), parts.at(i) == "function"});
    return names;
}

QList<ShellName> askShell(const ComputerPlaces &places, const QString &question,
                          const std::atomic_bool &cancelled)
{
    ToolRequest request;
    request.program = places.shell;
    request.arguments = {u"-ic"_s, question};
    request.workingDirectory = places.home;
    request.environment = toolEnvironment(places.path);
    request.timeoutMs = timeoutMs;
    const ToolOutput output = runTool(request, cancelled);
    if (output.state != ToolOutput::State::Finished)
        qCWarning(logDiscovery, "%s did not say its aliases within %d ms", qPrintable(places.shell),
                  timeoutMs);
    QList<ShellName> names = namesIn(output.standardOutput);
    // Each shell has an order of its own, or none.
    std::stable_sort(names.begin(), names.end(), [](const ShellName &a, const ShellName &b) {
        return std::tie(a.function, a.name) < std::tie(b.function, b.name);
    });
    return names;
}

QJsonArray toJson(const QList<ShellName> &names)
{
    QJsonArray array;
    for (const ShellName &name : names)
        array.append(QJsonArray{name.name, name.text, name.function});
    return array;
}

QList<ShellName> fromJson(const QJsonArray &array)
{
    QList<ShellName> names;
    for (const QJsonValue &name : array)
        names.append({name[0].toString(), name[1].toString(), name[2].toBool()});
    return names;
}

} // namespace

QList<Command> shellCommands(const ComputerPlaces &places, const std::atomic_bool &cancelled)
{
    const QString question = questionFor(places.shell);
    if (question.isEmpty())
        return {};
    const QString key = places.shell + u'\n' + places.home + u'\n' + shellStartFileStamps();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const auto cache = places.shellCache.isEmpty() ? Result<QJsonObject>()
                                                   : readJsonObject(places.shellCache);
    if (cache && cache->value("key"_L1).toString() == key) {
        const qint64 age = now - cache->value("asked"_L1).toInteger();
        if (age >= 0 && age < answerHoldsMs)
            return shellCommandsFrom(fromJson(cache->value("names"_L1).toArray()), places.shell,
                                     places.home);
    }
    const QList<ShellName> names = askShell(places, question, cancelled);
    if (!places.shellCache.isEmpty() && !cancelled) {
        const QJsonObject answer{{u"key"_s, key}, {u"asked"_s, now}, {u"names"_s, toJson(names)}};
        auto written = makePrivateFolder(QFileInfo(places.shellCache).absolutePath());
        if (written)
            written = writeFileDurably(places.shellCache,
                                       QJsonDocument(answer).toJson(QJsonDocument::Compact));
        if (!written)
            qCWarning(logDiscovery, "%s", qPrintable(written.error().toString()));
    }
    return shellCommandsFrom(names, places.shell, places.home);
}

} // namespace CommandRunner
