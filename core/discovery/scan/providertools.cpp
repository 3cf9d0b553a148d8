// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/scan/providertools.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype longestPart = 1000;

DataResult parse(QByteArrayView content, DataFormat format)
{
    if (content.startsWith("\xEF\xBB\xBF"))
        content = content.sliced(3);
    switch (format) {
    case DataFormat::Yaml:
        return readYaml(content);
    case DataFormat::Toml:
        return readToml(content);
    case DataFormat::Json:
        return readJsonWithComments(content);
    }
    return DataNode();
}

QString nameOf(DataFormat format)
{
    return format == DataFormat::Yaml ? u"YAML"_s
        : format == DataFormat::Toml  ? u"TOML"_s
                                      : u"JSON"_s;
}

} // namespace

std::optional<DataNode> readDataFile(Findings &findings, const QString &file,
                                     const DiscoveryContext &context, DataFormat format)
{
    const auto content = context.read(file);
    if (!content) {
        addReadProblem(findings, file, content.error());
        return std::nullopt;
    }
    const DataResult result = parse(*content, format);
    if (!result) {
        findings.addProblem(file, result.error().line,
                            u"not valid %1: %2"_s.arg(nameOf(format), result.error().message),
                            u"Correct the file at this place; what it defines is listed then."_s);
        return std::nullopt;
    }
    if (result->isMap() || result->isNull())
        return *result;
    findings.addProblem(file, result->line(), u"holds a list or a text where names are expected"_s,
                        u"Write it as names with their values."_s);
    return std::nullopt;
}

QList<DataNode::Member> membersOf(const DataNode &map)
{
    QHash<QString, qsizetype> last;
    for (qsizetype i = 0; i < map.members().size(); ++i)
        last.insert(map.members().at(i).key, i);
    QList<DataNode::Member> members;
    for (qsizetype i = 0; i < map.members().size(); ++i) {
        if (last.value(map.members().at(i).key) == i)
            members.append(map.members().at(i));
    }
    return members;
}

bool isUsableName(Findings &findings, const QString &name, const QString &thing,
                  const QString &file, int line)
{
    const bool control = std::any_of(name.cbegin(), name.cend(), [](QChar c) {
        return c.category() == QChar::Other_Control || c == QChar::LineSeparator
            || c == QChar::ParagraphSeparator;
    });
    if (!control && !name.trimmed().isEmpty() && !name.startsWith(u'-'))
        return true;
    if (name.trimmed().isEmpty()) {
        findings.addProblem(file, line, u"a %1 has no name"_s.arg(thing),
                            u"Name it to have it listed."_s);
    } else if (control) {
        findings.addProblem(file, line,
                            u"the name of the %1 \"%2\" holds a line break or another control "
                            "character"_s.arg(thing, name.simplified()),
                            u"Rename it to have it listed."_s);
    } else {
        findings.addProblem(
            file, line,
            u"the %1 \"%2\" begins with a dash and would be taken for an option"_s.arg(thing, name),
            u"Rename it to have it listed."_s);
    }
    return false;
}

std::optional<QString> pathInside(const QString &folder, const QString &path,
                                  const DiscoveryContext &context)
{
    if (path.isEmpty() || path.startsWith(u'~'))
        return std::nullopt;
    const QString root = QDir::cleanPath(context.folder());
    const QString absolute = QDir::cleanPath(
        QDir::isAbsolutePath(path) ? path : joinPath(context.absolutePath(folder), path));
    const auto isBelow = [](const QString &candidate, const QString &parent) {
        return candidate == parent
            || candidate.startsWith(parent.endsWith(u'/') ? parent : parent + u'/');
    };
    if (!isBelow(absolute, root))
        return std::nullopt;
    const QString real = QFileInfo(absolute).canonicalFilePath();
    if (!real.isEmpty() && !isBelow(real, QFileInfo(root).canonicalFilePath()))
        return std::nullopt;
    const QString relative = QDir(root).relativeFilePath(absolute);
    return relative == "."_L1 ? QString() : relative;
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

QString joinLines(const QStringList &texts)
{
    QStringList lines;
    for (const QString &part : texts) {
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
