// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/jetbrainslaunchreader.h"
#include "core/discovery/python/pythonenvironment.h"

#include <QFileInfo>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// A test's target is a JSON text in an attribute: "&quot;$PROJECT_DIR$/tests&quot;".
QString unquoted(const QString &value)
{
    const bool quoted = value.size() >= 2 && value.startsWith(u'"') && value.endsWith(u'"');
    QString text = quoted ? value.mid(1, value.size() - 2) : value;
    return text.replace("\\\""_L1, "\""_L1).replace("\\\\"_L1, "\\"_L1);
}

} // namespace

QStringList JetBrainsLaunchReader::pythonStart(const QString &folder)
{
    QString python = path(option(u"SDK_HOME"_s), m_root);
    if (python.isEmpty())
        python = pythonInterpreterFor(relative(folder), m_project.context);
    // The IDE puts the project's folder where modules are looked for.
    if (isOn(u"ADD_CONTENT_ROOTS"_s)) {
        const QString more = m_launch.environment.value(u"PYTHONPATH"_s);
        m_launch.environment.insert(
            u"PYTHONPATH"_s, more.isEmpty() ? m_root : more + QDir::listSeparator() + m_root);
    }
    return QStringList{python} + words(option(u"INTERPRETER_OPTIONS"_s));
}

void JetBrainsLaunchReader::readPython()
{
    const QString script = option(u"SCRIPT_NAME"_s);
    const bool module = isOn(u"MODULE_MODE"_s);
    if (script.isEmpty() || script.startsWith(u'-'))
        return refuse(u"names no script"_s, u"Choose one in the IDE."_s);
    const QString folder = option(u"WORKING_DIRECTORY"_s);
    const QString file = path(script, path(folder, m_root, m_root));
    m_launch.folder = path(folder, m_root, module ? m_root : QFileInfo(file).path());
    m_launch.argv = pythonStart(m_launch.folder)
        + (module ? QStringList{u"-m"_s, script} : QStringList{file})
        + words(option(u"PARAMETERS"_s));
    m_launch.terminal = isOn(u"EMULATE_TERMINAL"_s);
}

// manage.py of the project's folder, or the only one below it.
QString JetBrainsLaunchReader::managePy()
{
    QStringList found;
    const QString prefix = m_project.folder.isEmpty() ? QString() : m_project.folder + u'/';
    for (const SourceFile &file : m_project.context.tree().files()) {
        if (file.name != "manage.py"_L1 || !file.path.startsWith(prefix))
            continue;
        if (file.folder == m_project.folder)
            return m_project.context.absolutePath(file.path);
        found.append(file.path);
    }
    if (found.size() == 1)
        return m_project.context.absolutePath(found.first());
    refuse(found.isEmpty() ? u"finds no manage.py in its project"_s
                           : u"has %1 manage.py files to choose from"_s.arg(found.size()),
           u"The IDE takes the one of its Django settings; run that one's commands instead."_s);
    return {};
}

void JetBrainsLaunchReader::readDjangoServer()
{
    const QString manage = managePy();
    if (isOn(u"useCustomRunCommand"_s) && !rawOption(m_xml, u"customRunCommand"_s).isEmpty())
        m_launch.argv = {option(u"customRunCommand"_s)};
    else
        m_launch.argv = {isOn(u"runTestServer"_s) ? u"testserver"_s : u"runserver"_s};
    m_launch.folder = path(option(u"WORKING_DIRECTORY"_s), m_root, QFileInfo(manage).path());
    m_launch.argv = pythonStart(m_launch.folder) + QStringList{manage} + m_launch.argv;
    QString host = option(u"host"_s);
    const QString port = option(u"port"_s);
    if (host.contains(u':') && !host.startsWith(u'['))
        host = u'[' + host + u']'; // an IPv6 address
    const QString address = host.isEmpty() || port.isEmpty() ? host + port : host + u':' + port;
    if (isOn(u"runTestServer"_s) && !address.isEmpty())
        m_launch.argv += {u"--addrport"_s, address};
    else if (!address.isEmpty())
        m_launch.argv.append(address);
    if (isOn(u"runNoReload"_s))
        m_launch.argv.append(u"--noreload"_s);
    m_launch.argv += words(option(u"additionalOptions"_s));
}

void JetBrainsLaunchReader::readDjangoTests()
{
    const QString manage = managePy();
    m_launch.folder = path(option(u"WORKING_DIRECTORY"_s), m_root, QFileInfo(manage).path());
    m_launch.argv = pythonStart(m_launch.folder) + QStringList{manage, u"test"_s}
        + words(option(u"TARGET"_s)) + words(option(u"PARAMS"_s));
}

void JetBrainsLaunchReader::readPythonTests()
{
    const QString factory = m_xml.attribute(u"factoryName"_s);
    const QString target = unquoted(option(u"_new_target"_s));
    const QString type = unquoted(option(u"_new_targetType"_s));
    const bool isPath = type == "PATH"_L1;
    const bool unittest = factory == "Unittests"_L1;
    if ((!unittest && factory != "py.test"_L1 && factory != "pytest"_L1)
        || (!unittest && type == "PYTHON"_L1))
        return refuse(unittest || factory.contains("py"_L1)
                          ? u"names its tests as a Python name, which pytest does not take"_s
                          : u"is of the type %1, which only the IDE starts"_s.arg(factory),
                      u"Choose a script or a folder as its target, and pytest or unittest."_s);
    const QString file = isPath ? path(target, m_root) : target;
    m_launch.folder = path(option(u"WORKING_DIRECTORY"_s), m_root,
                           isPath ? QFileInfo(file).path() : m_root);
    m_launch.argv = pythonStart(m_launch.folder) + QStringList{u"-m"_s};
    const QStringList arguments = words(unquoted(option(u"_new_additionalArguments"_s)));
    const QString pattern = unquoted(option(u"_new_pattern"_s));
    if (!unittest) {
        m_launch.argv += QStringList{u"pytest"_s} + arguments;
        const QString keywords = unquoted(option(u"_new_keywords"_s));
        if (!keywords.isEmpty())
            m_launch.argv += {u"-k"_s, keywords};
        if (!file.isEmpty())
            m_launch.argv.append(file);
        return;
    }
    m_launch.argv.append(u"unittest"_s);
    if (isPath && !file.endsWith(".py"_L1))
        m_launch.argv += {u"discover"_s, u"-s"_s, file};
    else if (!file.isEmpty())
        m_launch.argv.append(file);
    if (isPath && !pattern.isEmpty() && !file.endsWith(".py"_L1))
        m_launch.argv += {u"-p"_s, pattern};
    m_launch.argv += arguments;
}

} // namespace CommandRunner
