// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/datafile.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

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

std::optional<DataNode> readDataFile(const QString &file, DataFormat format,
                                     const DiscoveryContext &context, Findings &findings)
{
    const auto content = context.read(file);
    if (!content) {
        addReadProblem(findings, file, content.error());
        return std::nullopt;
    }
    const DataResult result = parse(*content, format);
    if (!result) {
        findings.addProblem(file, result.error().line,
                            u"not valid %1: %2"_s.arg(nameOf(format), result.error().toString()),
                            u"Correct the file at this place; what it defines is listed then."_s);
        return std::nullopt;
    }
    if (result->isMap() || result->isNull())
        return *result;
    findings.addProblem(file, result->line(), u"holds a list or a text where names are expected"_s,
                        u"Write it as names with their values."_s);
    return std::nullopt;
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

bool isUsableName(const QString &name, const QString &what, const QString &file, int line,
                  Findings &findings)
{
    const bool control = std::any_of(name.cbegin(), name.cend(), [](QChar c) {
        return c.category() == QChar::Other_Control || c == QChar::LineSeparator
            || c == QChar::ParagraphSeparator;
    });
    if (control) {
        findings.addProblem(
            file, line,
            u"the name of a %1 holds a line break or another control character"_s.arg(what),
            u"Rename it to have it listed."_s);
    } else if (name.trimmed().isEmpty()) {
        findings.addProblem(file, line, u"a %1 has no name"_s.arg(what),
                            u"Name it to have it listed."_s);
    } else if (name.startsWith(u'-')) {
        findings.addProblem(
            file, line,
            u"the %1 \"%2\" begins with a dash and would be taken for an option"_s.arg(what, name),
            u"Rename it to have it listed."_s);
    } else {
        return true;
    }
    return false;
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

QString joinLines(const QStringList &lines)
{
    QStringList kept;
    for (const QString &line : lines) {
        if (!line.trimmed().isEmpty())
            kept.append(line.trimmed());
    }
    return kept.join(u'\n');
}

} // namespace CommandRunner
