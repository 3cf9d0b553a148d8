// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/mavenprovider.h"

#include "core/discovery/scan/providertools.h"

#include <QXmlStreamReader>

#include <algorithm>
#include <array>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

struct Goal {
    QLatin1StringView name;
    QLatin1StringView description;
    QLatin1StringView plugin; // that must be there; empty: a phase of every project
};
constexpr std::array goals{
    Goal{"clean"_L1, "Remove everything that earlier builds made."_L1, {}},
    Goal{"compile"_L1, "Compile the main sources."_L1, {}},
    Goal{"test"_L1, "Compile everything and run the unit tests."_L1, {}},
    Goal{"package"_L1, "Test and pack the result (JAR, WAR and so on)."_L1, {}},
    Goal{"verify"_L1, "Package and run the integration tests and checks."_L1, {}},
    Goal{"install"_L1, "Verify and put the result into the local repository."_L1, {}},
    Goal{"spring-boot:run"_L1, "Start the Spring Boot application."_L1,
         "spring-boot-maven-plugin"_L1},
    Goal{"quarkus:dev"_L1, "Start the Quarkus application in development mode."_L1,
         "quarkus-maven-plugin"_L1},
    Goal{"jetty:run"_L1, "Start the web application in Jetty."_L1, "jetty-maven-plugin"_L1},
    Goal{"javafx:run"_L1, "Start the JavaFX application."_L1, "javafx-maven-plugin"_L1},
    Goal{"exec:java"_L1, "Run the main class."_L1, "exec-maven-plugin"_L1},
};

Parameter profilesParameter(const QStringList &profiles)
{
    Parameter parameter;
    parameter.name = u"profiles"_s;
    parameter.flags = {u"-P"_s, u"--activate-profiles"_s};
    parameter.kind = ParameterKind::Option;
    parameter.type = ParameterType::Choice;
    parameter.passing = ParameterPassing::Joined;
    parameter.multiple = true;
    parameter.repeatsFlag = true;
    parameter.choices = profiles;
    parameter.help = u"Profiles to activate."_s;
    return parameter;
}

Parameter skipTestsParameter()
{
    Parameter parameter;
    parameter.name = u"skipTests"_s;
    parameter.flags = {u"-DskipTests"_s};
    parameter.kind = ParameterKind::Flag;
    parameter.type = ParameterType::Boolean;
    parameter.help = u"Compile the tests, but do not run them."_s;
    return parameter;
}

// Collects what stands at these places, whatever else is in the file.
class PomReader final
{
public:
    explicit PomReader(const QByteArray &xml) : m_xml(xml) {}

    MavenProject read()
    {
        while (!m_xml.atEnd()) {
            switch (m_xml.readNext()) {
            case QXmlStreamReader::StartElement:
                m_path.append(m_xml.name().toString());
                m_text.clear();
                if (m_path.size() == 1)
                    m_project.line = int(m_xml.lineNumber());
                break;
            case QXmlStreamReader::Characters:
                m_text += m_xml.text();
                break;
            case QXmlStreamReader::EndElement:
                take(m_path.join(u'/'), m_text.trimmed());
                m_path.removeLast();
                m_text.clear();
                break;
            default:
                break;
            }
        }
        if (m_xml.hasError()) {
            m_project.problem = m_xml.errorString();
            m_project.problemLine = int(m_xml.lineNumber());
        }
        if (m_project.name.isEmpty())
            m_project.name = m_artifact;
        return m_project;
    }

private:
    void take(const QString &path, const QString &text)
    {
        if (text.isEmpty())
            return;
        if (path == "project/name"_L1)
            m_project.name = text;
        else if (path == "project/artifactId"_L1)
            m_artifact = text;
        else if (path == "project/packaging"_L1)
            m_project.aggregates = text == "pom"_L1;
        else if (path == "project/modules/module"_L1
                 || path == "project/profiles/profile/modules/module"_L1)
            m_project.modules.append(text);
        else if (path == "project/profiles/profile/id"_L1)
            m_project.profiles.append(text);
        else if (path == "project/build/plugins/plugin/artifactId"_L1)
            m_project.plugins.append(text);
    }

    QXmlStreamReader m_xml;
    MavenProject m_project;
    QStringList m_path; // names of the open elements
    QString m_text;
    QString m_artifact;
};

// "-x" and "!x" switch a profile off, "a,b" are two.
bool isProfileName(const QString &name)
{
    static const QString signs = u"-!?+"_s;
    return !signs.contains(name.at(0)) && !name.contains(u',') && !name.contains(u'$');
}

} // namespace

MavenProject readPom(const QByteArray &xml)
{
    return PomReader(xml).read();
}

QString MavenProvider::source() const
{
    return u"maven"_s;
}

bool MavenProvider::wants(const QString &name, const QString &) const
{
    return name == "pom.xml"_L1;
}

const MavenProject &MavenProvider::projectIn(const QString &folder, const DiscoveryContext &context)
{
    const auto known = m_projects.constFind(folder);
    if (known != m_projects.cend())
        return *known;
    const QString path = joinPath(folder, u"pom.xml"_s);
    MavenProject project;
    if (fileExists(context, path)) {
        if (const auto content = context.read(path))
            project = readPom(*content);
    }
    return *m_projects.insert(folder, project);
}

QString MavenProvider::reactorFolder(const QString &folder, const DiscoveryContext &context)
{
    QString reactor = folder;
    QString candidate = folder;
    while (!candidate.isEmpty()) {
        candidate = parentFolder(candidate);
        const QStringList modules = projectIn(candidate, context).modules;
        const bool lists = std::any_of(
            modules.cbegin(), modules.cend(), [&](const QString &module) {
                const auto inside = pathInside(candidate, module, context);
                return inside && (*inside == reactor || *inside == joinPath(reactor, u"pom.xml"_s));
            });
        if (lists)
            reactor = candidate;
    }
    return reactor;
}

Findings MavenProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    Findings findings;
    const auto content = context.read(file.path);
    if (!content) {
        addReadProblem(findings, file.path, content.error());
        return findings;
    }
    const MavenProject project = projectIn(file.folder, context);
    if (!project.problem.isEmpty()) {
        findings.addProblem(file.path, project.problemLine,
                            u"not valid XML: %1"_s.arg(project.problem),
                            u"Correct the file at this place; its phases are listed then."_s);
        return findings;
    }
    const QString reactor = reactorFolder(file.folder, context);
    QStringList start = wrapperProgram(u"mvnw"_s, u"mvnw.cmd"_s, reactor, context);
    if (start.isEmpty())
        start = {u"mvn"_s};
    QStringList profiles = project.profiles;
    if (reactor != file.folder) {
        const QString module = file.folder.mid(reactor.isEmpty() ? 0 : reactor.size() + 1);
        start += {u"--projects"_s, module, u"--also-make"_s};
        profiles += projectIn(reactor, context).profiles;
    }
    profiles.removeIf([](const QString &name) { return !isProfileName(name); });
    profiles.removeDuplicates();
    for (const Goal &goal : goals) {
        if (!goal.plugin.isEmpty()
            && (!project.plugins.contains(goal.plugin) || project.aggregates))
            continue;
        Command command = commandAt(file, context, goal.name, project.line);
        command.description = joinLines({goal.description, project.name});
        command.argv = start + QStringList{goal.name};
        command.workingDirectory = context.absolutePath(reactor);
        if (!profiles.isEmpty())
            command.parameters.append(profilesParameter(profiles));
        if (goal.name == "package"_L1 || goal.name == "verify"_L1 || goal.name == "install"_L1)
            command.parameters.append(skipTestsParameter());
        findings.commands.append(command);
    }
    return findings;
}

} // namespace CommandRunner
