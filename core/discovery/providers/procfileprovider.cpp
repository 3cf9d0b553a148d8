// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/procfileprovider.h"

#include "core/discovery/scan/providertools.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// Foreman's ports: 5000 for the first process type, 5100 for the second.
constexpr int firstPort = 5000;
constexpr int portStep = 100;
constexpr int largestPort = 65'535;

// True for $PORT and ${PORT}, which stay empty when nobody sets them; "${PORT:-3000}" has its own
// default.
bool needsPort(const QString &line)
{
    static const QRegularExpression pattern(u"\\$(PORT\\b|\\{PORT\\})"_s);
    return pattern.match(line).hasMatch();
}

} // namespace

QString ProcfileProvider::source() const
{
    return u"procfile"_s;
}

bool ProcfileProvider::wants(const QString &name, const QString &) const
{
    return name == "Procfile"_L1 || name.startsWith("Procfile."_L1);
}

Findings ProcfileProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    static const QRegularExpression entry(u"^([A-Za-z0-9_-]+)\\s*:\\s*(.*)$"_s);
    Findings findings;
    const auto content = context.read(file.path);
    if (!content) {
        addReadProblem(findings, file.path, content.error());
        return findings;
    }
    int index = 0;
    QSet<QString> names;
    const QStringList lines = sourceText(*content).split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = lines.at(i).trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        const auto match = entry.match(line);
        const QString name = match.captured(1);
        const QString shellLine = match.captured(2);
        if (shellLine.isEmpty()) {
            findings.addProblem(file.path, int(i + 1), u"not a \"name: command\" line"_s,
                                u"Write the name of the process type, a colon and its command."_s);
            continue;
        }
        if (!isUsableName(findings, name, u"process type"_s, file.path, int(i + 1)))
            continue;
        if (names.contains(name)) {
            findings.addProblem(file.path, int(i + 1),
                                u"the process type \"%1\" is there twice"_s.arg(name),
                                u"Rename one of them; the first is listed."_s);
            continue;
        }
        names.insert(name);
        Command command = commandAt(file, context, name, int(i + 1));
        command.description = joinLines({shellLine});
        command.argv = {u"sh"_s, u"-c"_s, shellLine};
        if (needsPort(shellLine))
            command.environment.insert(
                u"PORT"_s, QString::number(std::min(firstPort + portStep * index, largestPort)));
        ++index;
        findings.commands.append(command);
    }
    return findings;
}

} // namespace CommandRunner
