// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providertools.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype longestPart = 1000;
}

std::optional<DataNode> readStructured(Findings &findings, const QString &file,
                                       const DiscoveryContext &context, DataReader reader,
                                       const QString &format)
{
    const auto content = context.read(file);
    if (!content) {
        addReadProblem(findings, file, content.error());
        return std::nullopt;
    }
    QByteArrayView text = *content;
    if (text.startsWith("\xEF\xBB\xBF"))
        text = text.sliced(3);
    DataResult result = reader(text, {});
    if (!result) {
        findings.addProblem(file, result.error().line,
                            u"not valid %1: %2"_s.arg(format, result.error().toString()),
                            u"Correct the file at this place; its commands are listed then."_s);
        return std::nullopt;
    }
    return std::move(*result);
}

bool isUsableName(Findings &findings, const QString &name, const QString &thing,
                  const QString &file, int line)
{
    const bool control = std::any_of(name.cbegin(), name.cend(), [](QChar c) {
        return c.unicode() < 32 || c.unicode() == 127;
    });
    if (!control && !name.trimmed().isEmpty() && !name.startsWith(u'-'))
        return true;
    if (name.trimmed().isEmpty()) {
        findings.addProblem(file, line, u"a %1 has an empty name"_s.arg(thing),
                            u"Give it a name to have it listed."_s);
    } else if (control) {
        findings.addProblem(file, line,
                            u"the name of the %1 \"%2\" holds a line break or another control "
                            "character"_s.arg(thing, name.simplified()),
                            u"Rename it to have it listed."_s);
    } else {
        findings.addProblem(file, line,
                            u"the name of the %1 \"%2\" begins with a dash: it would be taken for "
                            "an option"_s.arg(thing, name),
                            u"Rename it to have it listed."_s);
    }
    return false;
}

std::optional<QString> pathInside(const QString &fromFolder, const QString &path)
{
    if (path.isEmpty() || path.startsWith(u'~') || QDir::isAbsolutePath(path))
        return std::nullopt;
    const QString clean = QDir::cleanPath(joinPath(fromFolder, path));
    if (clean == ".."_L1 || clean.startsWith("../"_L1))
        return std::nullopt;
    return clean == "."_L1 ? QString() : clean;
}

bool fileExists(const DiscoveryContext &context, const QString &relativePath)
{
    return QFileInfo(context.absolutePath(relativePath)).isFile();
}

std::optional<QString> nearestFolderWith(const QString &folder, const QStringList &names,
                                         const DiscoveryContext &context)
{
    QString candidate = folder;
    for (;;) {
        const bool found = std::any_of(names.cbegin(), names.cend(), [&](const QString &name) {
            return fileExists(context, joinPath(candidate, name));
        });
        if (found)
            return candidate;
        if (candidate.isEmpty())
            return std::nullopt;
        candidate = parentFolder(candidate);
    }
}

QStringList wrapperProgram(const QString &script, const QString &batch, const QString &folder,
                           const DiscoveryContext &context)
{
    const auto holder = nearestFolderWith(folder, {script, batch}, context);
    if (!holder)
        return {};
    const QString path = context.absolutePath(joinPath(*holder, script));
    const QString batchPath = context.absolutePath(joinPath(*holder, batch));
    for (const QString &candidate : {path, batchPath}) {
        if (QFileInfo(candidate).isFile() && QFileInfo(candidate).isExecutable())
            return {candidate};
    }
    // Its permission to be run is easily lost, by archives for example.
    return QFileInfo(path).isFile() ? QStringList{u"sh"_s, path} : QStringList{};
}

QString descriptionOf(const QStringList &parts)
{
    QStringList lines;
    for (const QString &part : parts) {
        const QString text = part.trimmed();
        if (!text.isEmpty())
            lines.append(text.size() > longestPart ? text.left(longestPart) + u'…' : text);
    }
    return lines.join(u'\n');
}

Command commandAt(const SourceFile &file, const DiscoveryContext &context, const QString &name,
                  int line)
{
    Command command;
    command.name = name;
    command.project = file.folder;
    command.file = file.path;
    command.line = line;
    command.workingDirectory = context.absolutePath(file.folder);
    return command;
}

} // namespace CommandRunner
