// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/composeprovider.h"

#include "core/discovery/scan/providertools.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestInclude = 10;

// Compose takes the first that is there, and the override beside it.
const QStringList defaultNames{u"compose.yaml"_s, u"compose.yml"_s, u"docker-compose.yml"_s,
                               u"docker-compose.yaml"_s};
const QStringList overrideNames{u"compose.override.yaml"_s, u"compose.override.yml"_s,
                                u"docker-compose.override.yml"_s,
                                u"docker-compose.override.yaml"_s};

struct Service {
    QString name;
    QString file;
    int line = 0;
    QString description;
    QStringList profiles;
};

QString firstThatExists(const QStringList &names, const QString &folder,
                        const DiscoveryContext &context)
{
    for (const QString &name : names) {
        if (fileExists(context, joinPath(folder, name)))
            return name;
    }
    return {};
}

// "depends_on" is a list of names, or a map by name.
QStringList namesIn(const DataNode &node)
{
    QStringList names = node.texts();
    for (const DataNode::Member &member : node.members())
        names.append(member.key);
    return names;
}

QString serviceDescription(const DataNode &service, const QStringList &profiles)
{
    const DataNode &build = service[u"build"];
    QStringList parts;
    if (service[u"image"].isText())
        parts.append(u"Image: "_s + service[u"image"].text());
    else if (!build.isNull())
        parts.append(u"Built from: "_s
                     + (build.isText() ? build.text() : build[u"context"].text()));
    const QStringList needs = namesIn(service[u"depends_on"]);
    if (!needs.isEmpty())
        parts.append(u"Starts also: "_s + needs.join(", "_L1));
    if (!profiles.isEmpty())
        parts.append(u"Profiles: "_s + profiles.join(", "_L1));
    return joinLines(parts);
}

// The services of one file and of those that it includes.
class ServiceReader final
{
public:
    ServiceReader(Findings &findings, const DiscoveryContext &context)
        : m_findings(findings),
          m_context(context)
    {}

    void read(const QString &path, int depth = 0)
    {
        if (m_read.contains(path) || depth > deepestInclude)
            return;
        m_read.insert(path);
        const auto root = readDataFile(m_findings, path, m_context, DataFormat::Yaml);
        if (!root)
            return;
        const DataNode &services = (*root)[u"services"];
        if ((!root->isMap() && !root->isNull()) || (!services.isMap() && !services.isNull())) {
            m_findings.addProblem(path, std::max(services.line(), 1),
                                  u"\"services\" is not a mapping"_s,
                                  u"Write each service as \"name:\" with its settings below."_s);
            return;
        }
        for (const DataNode::Member &service : services.members())
            take(service, path);
        for (const auto &[included, line] : includesOf((*root)[u"include"]))
            readIncluded(path, included, line, depth);
    }

    const QList<Service> &services() const { return m_services; }

private:
    void take(const DataNode::Member &service, const QString &path)
    {
        if (!isUsableName(m_findings, service.key, u"service"_s, path, service.line))
            return;
        const QStringList profiles = service.value[u"profiles"].texts();
        const bool known = std::any_of(m_services.cbegin(), m_services.cend(),
                                       [&service](const Service &other) {
                                           return other.name == service.key;
                                       });
        if (!known)
            m_services.append({service.key, path, service.line,
                               serviceDescription(service.value, profiles), profiles});
    }

    // "include" is a list of paths, or of mappings with one path or several.
    static QList<std::pair<QString, int>> includesOf(const DataNode &include)
    {
        QList<std::pair<QString, int>> paths;
        for (const DataNode &item : include.items()) {
            const QStringList texts = item.isText() ? item.texts() : item[u"path"].texts();
            for (const QString &path : texts)
                paths.append({path, item.line()});
        }
        return paths;
    }

    void readIncluded(const QString &from, const QString &path, int line, int depth)
    {
        const bool elsewhere = path.contains(u"://"_s) || path.startsWith("oci:"_L1)
            || path.contains(u'$');
        const auto inside = pathInside(parentFolder(from), path, m_context);
        if (!elsewhere && inside && fileExists(m_context, *inside)) {
            read(*inside, depth + 1);
            return;
        }
        m_findings.addProblem(from, line,
                              u"the included file \"%1\" is not in this folder"_s.arg(path),
                              u"Its services are not listed; they are started all the same."_s);
    }

    Findings &m_findings;
    const DiscoveryContext &m_context;
    QSet<QString> m_read;
    QList<Service> m_services;
};

Parameter flagOf(const QString &flag, const QString &help, bool advanced = false)
{
    Parameter parameter;
    parameter.name = flag.mid(2);
    parameter.flags = {flag};
    parameter.kind = ParameterKind::Flag;
    parameter.type = ParameterType::Boolean;
    parameter.help = help;
    parameter.advanced = advanced;
    return parameter;
}

QList<Parameter> upParameters()
{
    return {flagOf(u"--build"_s, u"Build images before starting containers."_s),
            flagOf(u"--detach"_s, u"Leave the containers running in the background."_s),
            flagOf(u"--force-recreate"_s, u"Make the containers anew."_s, true)};
}

QList<Parameter> logsParameters(const QList<Service> &services)
{
    Parameter tail;
    tail.name = u"tail"_s;
    tail.flags = {u"--tail"_s};
    tail.kind = ParameterKind::Option;
    tail.help = u"Lines to show from the end of the logs of each container; \"all\" for all."_s;
    Parameter service;
    service.name = u"service"_s;
    service.type = ParameterType::Choice;
    service.multiple = true;
    service.help = u"Only these services."_s;
    for (const Service &known : services)
        service.choices.append(known.name);
    return {flagOf(u"--follow"_s, u"Go on with what is written from now on."_s), tail, service};
}

QList<Command> commandsOf(const SourceFile &file, const DiscoveryContext &context,
                          const QStringList &compose, const QList<Service> &services)
{
    QStringList names;
    QStringList profiles;
    for (const Service &service : services) {
        names.append(service.name);
        profiles += service.profiles;
    }
    profiles.removeDuplicates();
    const auto whole = [&](const QString &name, const QString &description,
                           const QList<Parameter> &parameters) {
        Command command = commandAt(file, context, name, 1);
        command.argv = compose + QStringList{name};
        command.description = description;
        command.parameters = parameters;
        return command;
    };
    QList<Command> commands{
        whole(u"up"_s,
              joinLines({u"Create and start containers: "_s + names.join(", "_L1),
                         profiles.isEmpty()
                             ? QString()
                             : u"Without those of profiles: "_s + profiles.join(", "_L1)}),
              upParameters()),
        whole(u"down"_s, u"Stop and remove containers and networks"_s,
              {flagOf(u"--volumes"_s, u"Remove volumes, too: the data in them is lost."_s, true),
               flagOf(u"--remove-orphans"_s,
                      u"Remove containers of services that the file no longer has."_s, true)}),
        whole(u"logs"_s, u"Show the containers' output"_s, logsParameters(services)),
    };
    for (const QString &profile : std::as_const(profiles)) {
        Command command = whole(
            u"up"_s, u"Create and start containers, with those of the profile "_s + profile,
            upParameters());
        command.name = u"up (profile %1)"_s.arg(profile);
        command.argv = compose + QStringList{u"--profile="_s + profile, u"up"_s};
        commands.append(command);
    }
    for (const Service &service : services) {
        Command command = commandAt(file, context, u"up "_s + service.name, service.line);
        command.id = Command::makeId(u"compose"_s, file.path, command.name);
        command.file = service.file;
        command.description = service.description;
        command.argv = compose + QStringList{u"up"_s, service.name};
        command.parameters = upParameters();
        commands.append(command);
    }
    return commands;
}

} // namespace

QString ComposeProvider::source() const
{
    return u"compose"_s;
}

bool ComposeProvider::wants(const QString &name, const QString &) const
{
    // With variants that are named by -f: "compose.prod.yaml", "docker-compose-ci.yml".
    static const QRegularExpression pattern(u"^(docker-)?compose([._-][\\w.-]+)?\\.ya?ml$"_s);
    return name.contains("compose"_L1) && pattern.match(name).hasMatch();
}

Findings ComposeProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    Findings findings;
    const QString main = firstThatExists(defaultNames, file.folder, context);
    if (!main.isEmpty() && overrideNames.contains(file.name))
        return findings; // read with the main file
    ServiceReader reader(findings, context);
    reader.read(file.path);
    const bool isMain = file.name == main;
    if (const QString more = firstThatExists(overrideNames, file.folder, context);
        isMain && !more.isEmpty())
        reader.read(joinPath(file.folder, more));
    if (reader.services().isEmpty()) {
        if (isMain && findings.problems.isEmpty())
            findings.addProblem(file.path, 0, u"the file has no services"_s,
                                u"Add some below \"services:\", or remove the file."_s);
        return findings;
    }
    QStringList compose{u"docker"_s, u"compose"_s};
    if (!isMain)
        compose += {u"--file"_s, file.name};
    findings.commands = commandsOf(file, context, compose, reader.services());
    return findings;
}

} // namespace CommandRunner
