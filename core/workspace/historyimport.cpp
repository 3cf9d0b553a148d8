// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/historyimport.h"

#include "core/storage/atuinhistory.h"

#include <QFile>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostBytes = 16 << 20;

Result<QByteArray> endOfFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(file.exists() ? ErrorCode::PermissionDenied : ErrorCode::NotFound, path,
                    file.errorString());
    const bool cut = file.size() > mostBytes && file.seek(file.size() - mostBytes);
    const QByteArray content = file.read(mostBytes);
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorCode::Io, path, file.errorString());
    return cut ? content.sliced(content.indexOf('\n') + 1) : content;
}

bool isOneOf(const QList<Command> &commands, const Command &other)
{
    return std::ranges::any_of(commands,
                               [&](const Command &known) { return known.argv == other.argv; });
}

} // namespace

Result<QList<HistoryEntry>> readShellHistory(const HistoryFile &file)
{
    if (file.kind == ShellKind::Atuin) {
        const auto known = readAtuinHistory(file.path);
        if (!known)
            return std::unexpected(known.error());
        QList<HistoryEntry> entries;
        for (const AtuinEntry &entry : *known)
            entries.append({entry.line, entry.when, entry.folder, entry.exitCode});
        return entries;
    }
    const auto content = endOfFile(file.path);
    if (!content)
        return std::unexpected(content.error());
    switch (file.kind) {
    case ShellKind::Zsh:
        return parseZshHistory(*content);
    case ShellKind::Fish:
        return parseFishHistory(*content);
    default:
        return parseBashHistory(*content);
    }
}

HistoryOffer offerFromHistory(const QList<HistoryFile> &files, const QList<Command> &ownCommands,
                              const QDateTime &now, int fewestUses)
{
    HistoryOffer offer;
    QList<HistoryEntry> entries;
    for (const HistoryFile &file : files) {
        if (const auto read = readShellHistory(file))
            entries += *read;
        else
            offer.problems.append(read.error());
    }
    offer.candidates = rankHistory(entries, now, fewestUses);
    offer.candidates.removeIf([&](const HistoryCandidate &candidate) {
        return isOneOf(ownCommands, commandFromHistory(candidate, {}));
    });
    return offer;
}

} // namespace CommandRunner
