// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/shellhistory.h"

#include <QDir>
#include <QFileInfo>

#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr std::pair<ShellKind, const char *> kinds[] = {{ShellKind::Bash, "bash"},
                                                        {ShellKind::Zsh, "zsh"},
                                                        {ShellKind::Fish, "fish"},
                                                        {ShellKind::Atuin, "atuin"}};

QDateTime fromSeconds(const QByteArray &digits)
{
    bool number = false;
    const qint64 seconds = digits.trimmed().toLongLong(&number);
    return number && seconds > 0 ? QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC) : QDateTime();
}

bool isTime(const QByteArray &line)
{
    if (line.size() < 2 || !line.startsWith('#'))
        return false;
    return std::ranges::all_of(line.sliced(1), [](char c) { return c >= '0' && c <= '9'; });
}

QByteArray unmetafied(const QByteArray &bytes)
{
    constexpr char meta = char(0x83);
    if (!bytes.contains(meta))
        return bytes;
    QByteArray plain;
    plain.reserve(bytes.size());
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (bytes.at(i) == meta && i + 1 < bytes.size())
            plain.append(char(bytes.at(++i) ^ 0x20));
        else
            plain.append(bytes.at(i));
    }
    return plain;
}

void append(QList<HistoryEntry> &entries, const QByteArray &line, const QDateTime &when)
{
    const QString text = QString::fromUtf8(line).trimmed();
    if (!text.isEmpty() && !text.contains(QChar::Null))
        entries.append({text, when, {}, -1});
}

// ": 1700000000:0;line"
void appendZsh(QList<HistoryEntry> &entries, const QByteArray &raw)
{
    const QByteArray text = unmetafied(raw);
    const qsizetype semicolon = text.indexOf(';');
    const qsizetype colon = text.indexOf(':', 2);
    if (text.startsWith(": ") && colon > 0 && semicolon > colon) {
        if (const QDateTime when = fromSeconds(text.sliced(2, colon - 2)); when.isValid()) {
            append(entries, text.sliced(semicolon + 1), when);
            return;
        }
    }
    append(entries, text, {});
}

bool endsInOddBackslashes(const QByteArray &line)
{
    qsizetype count = 0;
    while (count < line.size() && line.at(line.size() - 1 - count) == '\\')
        ++count;
    return count % 2 == 1;
}

QByteArray unescapedFish(const QByteArray &text)
{
    QByteArray plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) != '\\' || i + 1 == text.size()) {
            plain.append(text.at(i));
            continue;
        }
        const char next = text.at(++i);
        if (next == 'n')
            plain.append('\n');
        else if (next == '\\')
            plain.append('\\');
        else
            plain.append('\\').append(next);
    }
    return plain;
}

} // namespace

QString toString(ShellKind kind)
{
    for (const auto &[known, name] : kinds) {
        if (known == kind)
            return QString::fromLatin1(name);
    }
    return {};
}

std::optional<ShellKind> shellKindFromString(const QString &text)
{
    for (const auto &[known, name] : kinds) {
        if (text == QLatin1StringView(name))
            return known;
    }
    return {};
}

QList<HistoryFile> shellHistoryFiles()
{
    const QDir home = QDir::home();
    const auto inFolder = [&home](const char *variable, const QString &otherwise) {
        const QString folder = qEnvironmentVariable(variable);
        return QDir(folder.isEmpty() ? home.filePath(otherwise) : folder);
    };
    const QDir data = inFolder("XDG_DATA_HOME", u".local/share"_s);
    const QDir zsh = inFolder("ZDOTDIR", {});
    QList<HistoryFile> candidates{{ShellKind::Bash, home.filePath(u".bash_history"_s)},
                                  {ShellKind::Zsh, zsh.filePath(u".zsh_history"_s)},
                                  {ShellKind::Zsh, zsh.filePath(u".zhistory"_s)},
                                  {ShellKind::Fish, data.filePath(u"fish/fish_history"_s)},
                                  {ShellKind::Atuin, data.filePath(u"atuin/history.db"_s)}};
    if (const QString file = qEnvironmentVariable("HISTFILE"); !file.isEmpty()) {
        const bool zshOwns = qEnvironmentVariable("SHELL").endsWith("zsh"_L1);
        candidates.append({zshOwns ? ShellKind::Zsh : ShellKind::Bash, file});
    }
    QStringList seen;
    QList<HistoryFile> files;
    for (const HistoryFile &candidate : std::as_const(candidates)) {
        const QString path = QFileInfo(candidate.path).canonicalFilePath();
        if (path.isEmpty() || !QFileInfo(path).isFile() || seen.contains(path))
            continue;
        seen.append(path);
        files.append({candidate.kind, path});
    }
    return files;
}

QList<HistoryEntry> parseBashHistory(const QByteArray &content)
{
    QList<HistoryEntry> entries;
    QByteArray line;
    QDateTime when;
    const QList<QByteArray> lines = content.split('\n');
    for (const QByteArray &next : lines) {
        if (isTime(next)) {
            append(entries, line, when);
            line.clear();
            when = fromSeconds(next.sliced(1));
        } else if (when.isValid()) { // until the next time
            line += line.isEmpty() ? next : '\n' + next;
        } else {
            append(entries, next, {});
        }
    }
    append(entries, line, when);
    return entries;
}

QList<HistoryEntry> parseZshHistory(const QByteArray &content)
{
    QList<HistoryEntry> entries;
    QByteArray line;
    const QList<QByteArray> lines = content.split('\n');
    for (const QByteArray &next : lines) {
        line += next;
        if (endsInOddBackslashes(next)) {
            line.back() = '\n';
            continue;
        }
        appendZsh(entries, line);
        line.clear();
    }
    appendZsh(entries, line);
    return entries;
}

QList<HistoryEntry> parseFishHistory(const QByteArray &content)
{
    constexpr QByteArrayView command("- cmd: ");
    constexpr QByteArrayView time("  when: ");
    QList<HistoryEntry> entries;
    QByteArray line;
    QDateTime when;
    const QList<QByteArray> lines = content.split('\n');
    for (const QByteArray &next : lines) {
        if (next.startsWith(command)) {
            append(entries, line, when);
            line = unescapedFish(next.sliced(command.size()));
            when = {};
        } else if (next.startsWith(time)) {
            when = fromSeconds(next.sliced(time.size()));
        }
    }
    append(entries, line, when);
    return entries;
}

} // namespace CommandRunner
