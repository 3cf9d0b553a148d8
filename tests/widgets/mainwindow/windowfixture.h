// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/commands/commandpage.h"
#include "widgets/commands/commandspage.h"
#include "widgets/common/theme.h"
#include "widgets/history/runspage.h"
#include "widgets/mainwindow/mainwindow.h"
#include "widgets/mainwindow/runtabs.h"
#include "widgets/mainwindow/windowsettings.h"
#include "widgets/output/runtab.h"
#include "widgets/palette/actionregistry.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace CommandRunner {

// A data folder and a project in temporary folders; windows with the real services come and go over
// it.
class WindowFixture final
{
public:
    WindowFixture() : m_theme(*qApp)
    {
        qputenv("COMMANDRUNNER_DEMO", "/nonexistent"); // a test adds its own folder
        qputenv("COMMANDRUNNER_HOST", COMMANDRUNNER_BIN_DIR "/commandrunner-host");
        // The test machine's shell start files are no business of ours.
        qputenv("SHELL", "/bin/sh");
        write(
            QStringLiteral("Makefile"),
            QByteArrayLiteral("hello: ## Says hello\n\t@true\nslow: ## Takes its time\n\t@true\n"));
    }
    ~WindowFixture() { close(); }

    QString dataFolder() const { return m_data.path(); }
    QString project() const { return QFileInfo(m_project.path()).canonicalFilePath(); }
    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_project.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("the project's file could not be written");
    }

    // New services and a new window, as a new start of the program has them.
    MainWindow &open()
    {
        close();
        m_paths = std::make_unique<DataPaths>(m_data.path());
        m_settings = std::make_unique<WindowSettings>(m_paths->settings());
        m_database = std::make_unique<DatabaseWorker>(m_paths->database());
        m_discovery = std::make_unique<DiscoveryService>();
        m_catalog = std::make_unique<CommandCatalog>(*m_database, *m_discovery, m_clock,
                                                     DiscoveryOptions());
        m_runs = std::make_unique<RunService>(
            *m_database,
            RunRegistry(*m_paths, m_clock,
                        RunLauncher(m_paths->runs(), RunLauncher::hostProgramBesideUs())));
        m_window = std::make_unique<MainWindow>(WindowServices{
            *m_paths, m_clock, *m_database, *m_catalog, *m_runs, m_theme, *m_settings});
        m_window->resize(1200, 760);
        m_window->show();
        m_window->begin();
        return *m_window;
    }
    // As the user closes it; the program ends.
    void close()
    {
        if (m_window)
            m_window->close();
        drop();
    }
    // As if killed: nothing is saved any more.
    void drop()
    {
        m_window.reset();
        m_runs.reset();
        m_catalog.reset();
        m_discovery.reset();
        m_database.reset();
        m_settings.reset();
    }

    MainWindow &window() const { return *m_window; }
    CommandCatalog &catalog() const { return *m_catalog; }
    RunService &runs() const { return *m_runs; }
    WindowSettings &settings() const { return *m_settings; }

    // A command of our own that does what `verbs` of testchild say.
    static Command testChild(const QString &name, const QStringList &verbs, const QString &folder)
    {
        Command command;
        command.id = Command::makeId(QStringLiteral("own"), QString(), name);
        command.name = name;
        command.source = QStringLiteral("own");
        command.description = QStringLiteral("Does what a test needs");
        command.argv = QStringList{QStringLiteral(COMMANDRUNNER_TEST_BIN_DIR "/testchild")} + verbs;
        command.workingDirectory = folder;
        return command;
    }

private:
    QTemporaryDir m_data;
    QTemporaryDir m_project;
    SystemClock m_clock;
    ThemeSwitcher m_theme;
    std::unique_ptr<DataPaths> m_paths;
    std::unique_ptr<WindowSettings> m_settings;
    std::unique_ptr<DatabaseWorker> m_database;
    std::unique_ptr<DiscoveryService> m_discovery;
    std::unique_ptr<CommandCatalog> m_catalog;
    std::unique_ptr<RunService> m_runs;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace CommandRunner
