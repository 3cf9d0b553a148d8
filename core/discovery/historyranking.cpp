// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/shellwords.h"
#include "core/discovery/shellhistory.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr double halfLifeDays = 30;
constexpr qsizetype longestLine = 2000; // a pasted script is no command
constexpr qsizetype longestName = 40;

// Moves around, looks, or means the shell itself.
bool isOfTheMoment(const QString &line)
{
    static const QSet<QString> programs{
        u"cd"_s,     u"ls"_s,      u"ll"_s,    u"la"_s,     u"l"_s,     u"pwd"_s,  u"exit"_s,
        u"clear"_s,  u"history"_s, u"fg"_s,    u"bg"_s,     u"jobs"_s,  u"man"_s,  u"which"_s,
        u"type"_s,   u"echo"_s,    u"cat"_s,   u"less"_s,   u"more"_s,  u"head"_s, u"tail"_s,
        u"export"_s, u"unset"_s,   u"alias"_s, u"source"_s, u"."_s,     u"set"_s,  u"logout"_s,
        u"pushd"_s,  u"popd"_s,    u"reset"_s, u"true"_s,   u"false"_s, u"kill"_s, u"su"_s,
        u"vi"_s,     u"vim"_s,     u"nvim"_s,  u"nano"_s,   u"emacs"_s, u"top"_s,  u"htop"_s,
        u"bash"_s,   u"zsh"_s,     u"fish"_s,  u"sh"_s,     u"rm"_s,    u"mv"_s,   u"cp"_s,
        u"mkdir"_s,  u"rmdir"_s,   u"touch"_s, u"chmod"_s,  u"chown"_s, u"ln"_s,   u"z"_s};
    static const QRegularExpression blanks(u"\\s+"_s);
    const QString first = line.section(blanks, 0, 0);
    // In a longer line it is only where the line begins: "cd site && make deploy".
    static const QRegularExpression joined(u"[|;&]"_s);
    if (line.contains(joined))
        return false;
    return programs.contains(first) || first.startsWith(u'!') || first.startsWith(u'#');
}

bool looksSecret(const QString &line)
{
    // "NAME=…", "name: …"; "--name …"; an address with a password; tokens that are known by their
    // look.
    static const QRegularExpression secret(
        u"(password|passwd|passphrase|secret|token|api_?key|credentials?)\\w*\\s*[=:]\\s*\\S"
        "|--?[\\w-]*(password|passwd|passphrase|secret|token|api-?key|credentials?)[\\w-]*[ =]\\S"
        "|://[^/\\s:]+:[^/\\s@]+@|\\b(ghp_|github_pat_|glpat-|xox[bp]-|AKIA)[A-Za-z0-9_-]{8,}"
        "|\\bBearer\\s+\\S"_s,
        QRegularExpression::CaseInsensitiveOption);
    return line.contains(secret);
}

double worth(const HistoryCandidate &candidate, const QDateTime &now)
{
    // Lines without a time are as old as the oldest that still matter.
    const double days = candidate.last.isValid()
        ? std::max<double>(0, double(candidate.last.secsTo(now)) / 86400)
        : 3 * halfLifeDays;
    return std::log2(1 + candidate.uses) * std::exp2(-days / halfLifeDays);
}

bool needsShell(const QString &line)
{
    static const QRegularExpression special(u"[|&;<>()$`*?\\[\\]{}~#!\\n]|^\\w+="_s);
    return line.contains(special) || !splitShellWords(line);
}

// "docker compose up -d" → "docker compose up"; a path is its last part.
QString nameFor(const QString &line, const QStringList &taken)
{
    static const QRegularExpression blanks(u"\\s+"_s);
    static const QRegularExpression plain(u"^[\\w.:@/+-]+$"_s);
    QStringList words;
    for (const QString &word : line.split(blanks, Qt::SkipEmptyParts)) {
        if (words.size() == 3 || word.startsWith(u'-') || !plain.match(word).hasMatch())
            break;
        words.append(words.isEmpty() ? QFileInfo(word).fileName() : word);
    }
    QString name = words.isEmpty() ? line.section(u'\n', 0, 0) : words.join(u' ');
    name = name.left(longestName).trimmed();
    QString free = name;
    for (int n = 2; taken.contains(free); ++n)
        free = u"%1 (%2)"_s.arg(name).arg(n);
    return free;
}

} // namespace

QList<HistoryCandidate> rankHistory(const QList<HistoryEntry> &entries, const QDateTime &now,
                                    int fewestUses)
{
    QHash<QString, HistoryCandidate> byLine;
    for (const HistoryEntry &entry : entries) {
        const QString line = entry.line.trimmed();
        if (line.isEmpty() || line.size() > longestLine || isOfTheMoment(line))
            continue;
        HistoryCandidate &candidate = byLine[line];
        candidate.line = line;
        ++candidate.uses;
        if (!candidate.last.isValid() || entry.when >= candidate.last) {
            if (entry.when.isValid())
                candidate.last = entry.when;
            if (!entry.folder.isEmpty())
                candidate.folder = entry.folder;
        }
    }
    QList<std::pair<double, HistoryCandidate>> ranked;
    for (HistoryCandidate &candidate : byLine) {
        if (candidate.uses < fewestUses)
            continue;
        candidate.secret = looksSecret(candidate.line);
        ranked.append({worth(candidate, now), candidate});
    }
    std::ranges::sort(ranked, [](const auto &a, const auto &b) {
        return a.first != b.first ? a.first > b.first : a.second.line < b.second.line;
    });
    QList<HistoryCandidate> candidates;
    for (auto &entry : ranked)
        candidates.append(std::move(entry.second));
    return candidates;
}

Command commandFromHistory(const HistoryCandidate &candidate, const QStringList &taken)
{
    Command command;
    command.source = u"own"_s;
    command.name = nameFor(candidate.line, taken);
    command.id = Command::makeId(command.source, {}, command.name);
    command.argv = needsShell(candidate.line) ? QStringList{u"sh"_s, u"-c"_s, candidate.line}
                                              : *splitShellWords(candidate.line);
    command.workingDirectory = candidate.folder.isEmpty() ? QDir::homePath() : candidate.folder;
    return command;
}

} // namespace CommandRunner
