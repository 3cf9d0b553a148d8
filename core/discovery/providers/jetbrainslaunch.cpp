// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/shellwords.h"
#include "core/discovery/providers/jetbrainslaunchreader.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QString withDefault(const QString &text, const QString &otherwise)
{
    return text.isEmpty() ? otherwise : text;
}

} // namespace

const std::array<JetBrainsLaunchReader::Kind, 14> JetBrainsLaunchReader::kinds{{
    {"PythonConfigurationType"_L1, "Python"_L1, &JetBrainsLaunchReader::readPython},
    {"Python.DjangoServer"_L1, "Django server"_L1, &JetBrainsLaunchReader::readDjangoServer},
    {"DjangoTestsConfigurationType"_L1, "Django tests"_L1, &JetBrainsLaunchReader::readDjangoTests},
    {"tests"_L1, "Python tests"_L1, &JetBrainsLaunchReader::readPythonTests},
    {"ShConfigurationType"_L1, "Shell script"_L1, &JetBrainsLaunchReader::readShell},
    {"js.build_tools.npm"_L1, "Package script"_L1, &JetBrainsLaunchReader::readNpm},
    {"NodeJSConfigurationType"_L1, "Node.js"_L1, &JetBrainsLaunchReader::readNode},
    {"GradleRunConfiguration"_L1, "Gradle"_L1, &JetBrainsLaunchReader::readGradle},
    {"MavenRunConfiguration"_L1, "Maven"_L1, &JetBrainsLaunchReader::readMaven},
    {"CargoCommandRunConfiguration"_L1, "Cargo"_L1, &JetBrainsLaunchReader::readCargo},
    {"MAKEFILE_TARGET_RUN_CONFIGURATION"_L1, "Make"_L1, &JetBrainsLaunchReader::readMake},
    {"GoApplicationRunConfiguration"_L1, "Go"_L1, &JetBrainsLaunchReader::readGo},
    {"CompoundRunConfigurationType"_L1, "Compound"_L1, &JetBrainsLaunchReader::readCompound},
    {"com.intellij.execution.configurations.multilaunch"_L1, "Compound"_L1,
     &JetBrainsLaunchReader::readCompound},
}};

std::expected<JetBrainsLaunch, JetBrainsRefusal> JetBrainsLaunchReader::read()
{
    const QString type = m_xml.attribute(u"type"_s);
    const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                   [&type](const Kind &known) { return type == known.type; });
    if (kind == kinds.end())
        return std::unexpected(JetBrainsRefusal{
            type.isEmpty() ? u"names no type"_s
                           : u"is of the type %1, which only the IDE starts"_s.arg(
                                 withDefault(m_xml.attribute(u"factoryName"_s), type)),
            u"Run what it builds with the project's own build tool, or write a configuration of "
            "the type Shell Script."_s});
    m_launch.folder = m_root;
    m_launch.notes.append(kind->word);
    readEnvironment();
    (this->*kind->reading)();
    readBeforeLaunch();
    if (!m_refusal.reason.isEmpty())
        return std::unexpected(m_refusal);
    return m_launch;
}

QString JetBrainsLaunchReader::expanded(const QString &text)
{
    QString result = text;
    result.replace("$PROJECT_DIR$"_L1, m_root);
    result.replace("$USER_HOME$"_L1, QDir::homePath());
    static const QRegularExpression macro(u"\\$[A-Za-z_]+\\$"_s);
    if (const auto match = macro.match(result); match.hasMatch())
        refuse(u"uses %1, which only the IDE knows"_s.arg(match.captured()),
               u"Replace it, for instance by a path that begins with $PROJECT_DIR$."_s);
    return result;
}

void JetBrainsLaunchReader::readEnvironment()
{
    for (const XmlElement &variable : m_xml.child({u"envs"_s}).children) {
        const QString name = variable.attribute(u"name"_s);
        if (!name.isEmpty() && !name.contains(u'='))
            m_launch.environment.insert(name, expanded(variable.attribute(u"value"_s)));
    }
    if (rawOption(m_xml, u"PARENT_ENVS"_s) == "false"_L1
        || m_xml.child({u"envs"_s}).attribute(u"pass-parent-envs"_s) == "false"_L1)
        m_launch.notes.append(u"The IDE hands on no other variables than its own."_s);
    if (const QString files = rawOption(m_xml, u"ENV_FILES"_s); !files.isEmpty())
        m_launch.notes.append(u"The IDE also sets what is in "_s + files);
    if (isOn(u"REDIRECT_INPUT"_s))
        m_launch.notes.append(u"In the IDE it reads "_s + rawOption(m_xml, u"INPUT_FILE"_s));
}

void JetBrainsLaunchReader::readBeforeLaunch()
{
    QStringList tasks;
    for (const XmlElement &task : m_xml.child({u"method"_s}).children) {
        if (task.attribute(u"enabled"_s) == "false"_L1)
            continue;
        const QString kind = task.attribute(u"name"_s);
        for (const QString &key : {u"run_configuration_name"_s, u"tasks"_s, u"goal"_s, u"script"_s,
                                   u"target"_s, u"actionId"_s}) {
            if (const QString name = task.attribute(key); !name.isEmpty()) {
                tasks.append(name);
                break;
            }
            if (key == "actionId"_L1)
                tasks.append(kind == "Make"_L1 ? u"Build"_s : kind);
        }
    }
    tasks.removeAll(QString());
    if (!tasks.isEmpty())
        m_launch.notes.append(u"The IDE runs before it: "_s + tasks.join(", "_L1));
}

void JetBrainsLaunchReader::readShell()
{
    m_launch.folder = path(option(u"SCRIPT_WORKING_DIRECTORY"_s), m_root, m_root);
    m_launch.terminal = isOn(u"EXECUTE_IN_TERMINAL"_s);
    if (rawOption(m_xml, u"EXECUTE_SCRIPT_FILE"_s) == "false"_L1) {
        // Shell text has dollars of its own.
        QString text = rawOption(m_xml, u"SCRIPT_TEXT"_s);
        text.replace("$PROJECT_DIR$"_L1, m_root).replace("$USER_HOME$"_L1, QDir::homePath());
        if (text.trimmed().isEmpty())
            return refuse(u"has no script"_s, u"Write one in the IDE."_s);
        m_launch.argv = {u"sh"_s, u"-c"_s, text};
        m_launch.notes.append(text);
        return;
    }
    const QString script = path(option(u"SCRIPT_PATH"_s), m_root);
    if (script.isEmpty())
        return refuse(u"names no script"_s, u"Choose one in the IDE."_s);
    const QString options = option(u"SCRIPT_OPTIONS"_s);
    const QString interpreter = option(u"INTERPRETER_PATH"_s);
    const QString interpreterOptions = option(u"INTERPRETER_OPTIONS"_s);
    static const QRegularExpression shellSyntax(u"[$`*?~;|&<>()\\n]"_s);
    const auto start = splitShellWords(interpreterOptions);
    const auto given = splitShellWords(options);
    if (!start || !given || (options + interpreterOptions).contains(shellSyntax))
        return refuse(u"has options that a shell has to work out"_s,
                      u"Write them as plain words, or as a script text."_s);
    if (!interpreter.isEmpty())
        m_launch.argv = QStringList{interpreter} + *start;
    else if (!QFileInfo(script).isExecutable())
        m_launch.argv = {u"sh"_s};
    m_launch.argv += QStringList{script} + *given;
}

void JetBrainsLaunchReader::readNpm()
{
    const QString package = path(expanded(m_xml.child({u"package-json"_s}).attribute(u"value"_s)),
                                 m_root);
    m_launch.folder = package.isEmpty() ? m_root : QFileInfo(package).path();
    QString manager = expanded(m_xml.child({u"package-manager"_s}).attribute(u"value"_s));
    manager = QFileInfo(manager).fileName(); // perhaps its folder in the IDE's own places
    if (manager != "npm"_L1 && manager != "yarn"_L1 && manager != "pnpm"_L1 && manager != "bun"_L1)
        manager = m_project.packageManager(relative(m_launch.folder));
    const QString command = withDefault(m_xml.child({u"command"_s}).attribute(u"value"_s),
                                        u"run"_s);
    QStringList scripts = valuesOf(m_xml.child({u"scripts"_s}));
    scripts.removeAll(QString());
    const bool run = command == "run"_L1 || command == "run-script"_L1;
    if ((run && scripts.size() != 1)
        || (run && scripts.first().startsWith(u'-') && manager == "npm"_L1))
        return refuse(scripts.size() > 1 ? u"runs several scripts: "_s + scripts.join(", "_L1)
                                         : u"names no script that can be run"_s,
                      u"Make one configuration a script."_s);
    const QStringList arguments = words(
        expanded(m_xml.child({u"arguments"_s}).attribute(u"value"_s)));
    m_launch.argv = QStringList{manager, command} + (run ? scripts : QStringList()) + arguments;
    if (run && manager == "npm"_L1 && !arguments.contains(u"--"_s))
        m_launch.freeArgumentsPrefix = {u"--"_s};
    const QString nodeOptions = expanded(m_xml.child({u"node-options"_s}).attribute(u"value"_s));
    if (!nodeOptions.isEmpty())
        m_launch.environment.insert(u"NODE_OPTIONS"_s, nodeOptions);
}

void JetBrainsLaunchReader::readNode()
{
    m_launch.folder = path(expanded(m_xml.attribute(u"working-dir"_s)), m_root, m_root);
    const QString program = path(expanded(m_xml.attribute(u"path-to-js-file"_s)), m_launch.folder);
    const QString node = expanded(m_xml.attribute(u"path-to-node"_s));
    m_launch.argv = QStringList{node.contains(u'/') ? node : u"node"_s}
        + words(expanded(m_xml.attribute(u"node-parameters"_s)));
    if (!program.isEmpty())
        m_launch.argv.append(program);
    m_launch.argv += words(expanded(m_xml.attribute(u"application-parameters"_s)));
    if (m_launch.argv.size() < 2)
        refuse(u"names no program"_s, u"Choose one in the IDE."_s);
}

void JetBrainsLaunchReader::readGradle()
{
    const XmlElement &settings = m_xml.child({u"ExternalSystemSettings"_s});
    m_launch.folder = path(expanded(rawOption(settings, u"externalProjectPath"_s)), m_root, m_root);
    m_launch.argv = wrapperProgram(u"gradlew"_s, u"gradlew.bat"_s, relative(m_launch.folder),
                                   m_project.context);
    if (m_launch.argv.isEmpty())
        m_launch.argv = {u"gradle"_s};
    const QStringList tasks = valuesOf(listOf(settings, u"taskNames"_s));
    for (const QString &task : tasks)
        m_launch.argv += words(task);
    m_launch.argv += words(expanded(rawOption(settings, u"scriptParameters"_s)));
    for (const XmlElement &entry : listOf(settings, u"env"_s).children)
        m_launch.environment.insert(entry.attribute(u"key"_s),
                                    expanded(entry.attribute(u"value"_s)));
    m_launch.environment.remove(QString());
    if (const QString options = rawOption(settings, u"vmOptions"_s); !options.isEmpty())
        m_launch.notes.append(u"The IDE gives Gradle's virtual machine "_s + options);
}

void JetBrainsLaunchReader::readMaven()
{
    const XmlElement &parameters = listOf(m_xml.child({u"MavenSettings"_s}),
                                          u"myRunnerParameters"_s);
    const XmlElement &runner = listOf(m_xml.child({u"MavenSettings"_s}), u"myRunnerSettings"_s);
    m_launch.folder = path(expanded(rawOption(parameters, u"workingDirPath"_s)), m_root, m_root);
    m_launch.argv = wrapperProgram(u"mvnw"_s, u"mvnw.cmd"_s, relative(m_launch.folder),
                                   m_project.context);
    if (m_launch.argv.isEmpty())
        m_launch.argv = {u"mvn"_s};
    const QString pom = expanded(rawOption(parameters, u"pomFileName"_s));
    if (!pom.isEmpty() && pom != "pom.xml"_L1)
        m_launch.argv += {u"-f"_s, pom};
    for (const XmlElement &profile : listOf(parameters, u"profilesMap"_s).children) {
        const bool on = profile.attribute(u"value"_s) == "true"_L1;
        m_launch.argv += {u"-P"_s,
                          (on ? QString() : u"!"_s) + expanded(profile.attribute(u"key"_s))};
    }
    if (rawOption(runner, u"skipTests"_s) == "true"_L1)
        m_launch.argv.append(u"-DskipTests"_s);
    for (const XmlElement &property : listOf(runner, u"mavenProperties"_s).children)
        m_launch.argv.append(u"-D"_s + property.attribute(u"key"_s) + u'='
                             + expanded(property.attribute(u"value"_s)));
    const QStringList goals = valuesOf(listOf(parameters, u"goals"_s))
        + words(expanded(rawOption(parameters, u"commandLine"_s)));
    m_launch.argv += goals;
    if (goals.isEmpty())
        refuse(u"names no goal"_s, u"Add one in the IDE."_s);
}

void JetBrainsLaunchReader::readCargo()
{
    m_launch.folder = path(option(u"workingDirectory"_s), m_root, m_root);
    const QStringList command = words(option(u"command"_s));
    if (command.isEmpty() || isOn(u"withSudo"_s))
        return refuse(command.isEmpty() ? u"names no command of cargo"_s
                                        : u"runs cargo as the administrator"_s,
                      u"Change it in the IDE to have it listed."_s);
    m_launch.argv = {u"cargo"_s};
    const QString channel = rawOption(m_xml, u"channel"_s).toLower();
    if (!channel.isEmpty() && channel != "default"_L1)
        m_launch.argv.append(u'+' + channel);
    // The words behind "--" are the program's own.
    const qsizetype end = command.indexOf(u"--"_s);
    m_launch.argv += end < 0 ? command : command.first(end);
    if (isOn(u"allFeatures"_s))
        m_launch.argv.append(u"--all-features"_s);
    if (end >= 0)
        m_launch.argv += command.sliced(end);
    const QString backtrace = rawOption(m_xml, u"backtrace"_s);
    if (backtrace == "SHORT"_L1 || backtrace == "FULL"_L1)
        m_launch.environment.insert(u"RUST_BACKTRACE"_s,
                                    backtrace == "FULL"_L1 ? u"full"_s : u"1"_s);
    m_launch.terminal = isOn(u"emulateTerminal"_s);
}

void JetBrainsLaunchReader::readMake()
{
    const XmlElement &makefile = m_xml.child({u"makefile"_s});
    const QString file = path(expanded(makefile.attribute(u"filename"_s)), m_root);
    m_launch.folder = path(expanded(makefile.attribute(u"workingDirectory"_s)), m_root,
                           file.isEmpty() ? m_root : QFileInfo(file).path());
    m_launch.argv = {u"make"_s};
    if (!file.isEmpty())
        m_launch.argv += {u"-f"_s, file};
    m_launch.argv += words(expanded(makefile.attribute(u"arguments"_s)))
        + words(expanded(makefile.attribute(u"target"_s)));
    for (const XmlElement &variable : makefile.child({u"envs"_s}).children)
        m_launch.environment.insert(variable.attribute(u"name"_s),
                                    expanded(variable.attribute(u"value"_s)));
    m_launch.environment.remove(QString());
}

void JetBrainsLaunchReader::readGo()
{
    const auto value = [this](const QString &name) {
        return expanded(m_xml.child({name}).attribute(u"value"_s));
    };
    m_launch.folder = path(value(u"working_directory"_s), m_root, m_root);
    const QString kind = value(u"kind"_s);
    const QString target = kind == "PACKAGE"_L1 ? value(u"package"_s)
        : kind == "DIRECTORY"_L1                ? path(value(u"directory"_s), m_root)
                                                : path(value(u"filePath"_s), m_root);
    if (target.isEmpty() || target.contains(u'|'))
        return refuse(u"names no single package or file"_s, u"Choose one in the IDE."_s);
    m_launch.argv = QStringList{u"go"_s, u"run"_s} + words(value(u"go_parameters"_s))
        + QStringList{target} + words(value(u"parameters"_s));
}

void JetBrainsLaunchReader::readCompound()
{
    QStringList names;
    for (const XmlElement &member : m_xml.children) {
        if (member.name == "toRun"_L1)
            names.append(member.attribute(u"name"_s));
    }
    refuse(u"only runs others: "_s + names.join(", "_L1), u"Run these one by one."_s);
}

QStringList splitJetBrainsWords(const QString &line)
{
    QStringList result;
    QString word;
    bool inWord = false;
    bool quoted = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line.at(i);
        if (c == u'\\' && i + 1 < line.size() && line.at(i + 1) == u'"') {
            word += u'"';
            inWord = true;
            ++i;
        } else if (c == u'"') {
            quoted = !quoted;
            inWord = true;
        } else if (c.isSpace() && !quoted) {
            if (inWord)
                result.append(word);
            word.clear();
            inWord = false;
        } else {
            word += c;
            inWord = true;
        }
    }
    if (inWord)
        result.append(word);
    return result;
}

std::expected<JetBrainsLaunch, JetBrainsRefusal> jetBrainsLaunch(const XmlElement &configuration,
                                                                 const JetBrainsProject &project)
{
    return JetBrainsLaunchReader(configuration, project).read();
}

} // namespace CommandRunner
