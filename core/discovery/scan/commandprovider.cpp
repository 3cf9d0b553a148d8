// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/scan/commandprovider.h"

#include "core/base/files.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

QString DiscoveryContext::absolutePath(const QString &relativePath) const
{
    if (m_dependencies != nullptr)
        m_dependencies->looked.insert(relativePath);
    return relativePath.isEmpty() ? folder() : joinPath(folder(), relativePath);
}

QString DiscoveryContext::listedFolder(const QString &relativePath) const
{
    if (m_dependencies != nullptr)
        m_dependencies->listed.insert(relativePath);
    return absolutePath(relativePath);
}

Result<QByteArray> DiscoveryContext::read(const QString &relativePath) const
{
    auto content = readFile(absolutePath(relativePath), largestFile);
    if (!content)
        content.error().subject = relativePath;
    else if (m_dependencies != nullptr && !m_dependencies->read.contains(relativePath))
        m_dependencies->read.append(relativePath);
    return content;
}

bool CommandProvider::canIntrospect(const SourceFile &, const DiscoveryContext &) const
{
    return false;
}

Findings CommandProvider::introspect(const SourceFile &, const Findings &known,
                                     const DiscoveryContext &)
{
    return known;
}

QString joinPath(const QString &folder, const QString &name)
{
    if (folder.isEmpty())
        return name;
    return folder.endsWith(u'/') ? folder + name : folder + u'/' + name;
}

QString parentFolder(const QString &path)
{
    return path.left(std::max(path.lastIndexOf(u'/'), qsizetype(0)));
}

void addReadProblem(Findings &findings, const QString &file, const Error &error)
{
    if (error.code == ErrorCode::NotFound)
        return;
    const QString hint = error.code == ErrorCode::InvalidFormat
        ? u"Nothing of this size is written by hand; it is left out."_s
        : u"Check who may read the file."_s;
    findings.addProblem(file, 0, error.detail, hint);
}

} // namespace CommandRunner
