// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/providers/jetbrainslaunch.h"
#include "core/discovery/scan/providertools.h"

#include <QDir>

#include <array>

namespace CommandRunner {

// Reads one configuration. What it cannot understand is kept as the first refusal.
class JetBrainsLaunchReader final
{
public:
    JetBrainsLaunchReader(const XmlElement &configuration, const JetBrainsProject &project)
        : m_xml(configuration),
          m_project(project),
          m_root(project.context.absolutePath(project.folder))
    {}

    std::expected<JetBrainsLaunch, JetBrainsRefusal> read();

private:
    using Reading = void (JetBrainsLaunchReader::*)();
    struct Kind {
        QLatin1StringView type;
        QLatin1StringView word;
        Reading reading;
    };
    static const std::array<Kind, 14> kinds;

    void readPython();
    void readDjangoServer();
    void readDjangoTests();
    void readPythonTests();
    void readShell();
    void readNpm();
    void readNode();
    void readGradle();
    void readMaven();
    void readCargo();
    void readMake();
    void readGo();
    void readCompound();

    QStringList pythonStart(const QString &folder);
    QString managePy();
    void readEnvironment();
    void readBeforeLaunch();
    void refuse(const QString &reason, const QString &hint)
    {
        if (m_refusal.reason.isEmpty())
            m_refusal = {reason, hint};
    }
    // <option name="KEY" value="…"/> of the configuration, or of an element in it.
    static QString rawOption(const XmlElement &element, const QString &key)
    {
        for (const XmlElement &option : element.children) {
            if (option.name == QLatin1String("option")
                && option.attribute(QStringLiteral("name")) == key)
                return option.attribute(QStringLiteral("value"));
        }
        return {};
    }
    QString option(const QString &key) { return expanded(rawOption(m_xml, key)); }
    bool isOn(const QString &key) const { return rawOption(m_xml, key) == QLatin1String("true"); }
    // The values of a <list> below <option name="KEY">.
    static const XmlElement &listOf(const XmlElement &element, const QString &key)
    {
        static const XmlElement none;
        for (const XmlElement &option : element.children) {
            if (option.name == QLatin1String("option")
                && option.attribute(QStringLiteral("name")) == key)
                return option.children.isEmpty() ? none : option.children.first();
        }
        return none;
    }
    QStringList valuesOf(const XmlElement &list)
    {
        QStringList values;
        for (const XmlElement &item : list.children)
            values.append(expanded(item.attribute(QStringLiteral("value"))));
        return values;
    }
    QStringList words(const QString &line) { return splitJetBrainsWords(line); }
    QString expanded(const QString &text);
    // An absolute path; `otherwise` when the file names none.
    QString path(const QString &text, const QString &base, const QString &otherwise = {}) const
    {
        QString name = text;
        if (name.startsWith(QLatin1String("file://")))
            name = name.mid(7);
        if (name.isEmpty())
            return otherwise;
        return QDir::cleanPath(QDir(base).absoluteFilePath(name));
    }
    QString relative(const QString &absolute) const
    {
        return pathInside({}, absolute, m_project.context).value_or(m_project.folder);
    }

    const XmlElement &m_xml;
    const JetBrainsProject &m_project;
    const QString m_root; // absolute
    JetBrainsLaunch m_launch;
    JetBrainsRefusal m_refusal;
};

} // namespace CommandRunner
