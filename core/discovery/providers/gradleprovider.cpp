// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/gradleprovider.h"

#include "core/discovery/formats/gradlescript.h"
#include "core/discovery/scan/providertools.h"

#include <algorithm>
#include <array>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array buildScripts{"build.gradle"_L1, "build.gradle.kts"_L1};
constexpr std::array settingsScripts{"settings.gradle"_L1, "settings.gradle.kts"_L1};

template<class Names>
bool contains(const Names &names, const QString &name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

struct StandardTask {
    QLatin1StringView name;
    QLatin1StringView description;
};
constexpr std::array lifecycleTasks{
    StandardTask{"build"_L1, "Assemble and test."_L1},
    StandardTask{"assemble"_L1, "Assemble the outputs without testing."_L1},
    StandardTask{"check"_L1, "Run all checks."_L1},
    StandardTask{"clean"_L1, "Delete the build folder."_L1},
    StandardTask{"test"_L1, "Run the tests."_L1},
};

// "org.gradle.java" is "java", too.
bool hasPlugin(const GradleScript &script, std::initializer_list<QLatin1StringView> names)
{
    return std::any_of(script.plugins.cbegin(), script.plugins.cend(), [names](QString plugin) {
        if (plugin.startsWith("org.gradle."_L1))
            plugin.remove(0, 11);
        return std::any_of(names.begin(), names.end(),
                           [&plugin](QLatin1StringView name) { return plugin == name; });
    });
}

bool hasJvmPlugin(const GradleScript &script)
{
    return hasPlugin(script,
                     {"java"_L1, "java-library"_L1, "application"_L1, "groovy"_L1, "scala"_L1,
                      "war"_L1, "java-gradle-plugin"_L1, "kotlin"_L1, "kotlin-android"_L1,
                      "org.jetbrains.kotlin.jvm"_L1, "org.jetbrains.kotlin.multiplatform"_L1,
                      "com.android.application"_L1, "com.android.library"_L1});
}

// Whether the tree holds build scripts below this folder, which a task's name reaches, too.
bool hasSubprojects(const QString &folder, const DiscoveryContext &context)
{
    const QString prefix = folder.isEmpty() ? QString() : folder + u'/';
    const QList<SourceFile> &files = context.tree().files();
    return std::any_of(files.cbegin(), files.cend(), [&](const SourceFile &file) {
        return contains(buildScripts, file.name) && file.folder != folder
            && file.folder.startsWith(prefix) && !file.folder.endsWith("buildSrc"_L1);
    });
}

bool hasAny(const std::array<QLatin1StringView, 2> &names, const QString &folder,
            const DiscoveryContext &context)
{
    return std::any_of(names.begin(), names.end(), [&](QLatin1StringView name) {
        return fileExists(context, joinPath(folder, name));
    });
}

void addStandardTasks(GradleScript &script, bool aggregates)
{
    QList<GradleTask> tasks;
    const bool jvm = hasJvmPlugin(script);
    for (const StandardTask &task : lifecycleTasks) {
        if (jvm || aggregates || (hasPlugin(script, {"base"_L1}) && task.name != "test"_L1))
            tasks.append({task.name, 1, task.description, {}});
    }
    if (hasPlugin(script, {"application"_L1, "org.openjfx.javafxplugin"_L1}))
        tasks.append({u"run"_s, 1, u"Run the application."_s, {}});
    if (hasPlugin(script, {"org.springframework.boot"_L1}))
        tasks.append({u"bootRun"_s, 1, u"Run the Spring Boot application."_s, {}});
    if (hasPlugin(script, {"io.quarkus"_L1}))
        tasks.append({u"quarkusDev"_s, 1, u"Run the application in development mode."_s, {}});
    for (const GradleTask &task : std::as_const(tasks)) {
        const bool written = std::any_of(script.tasks.cbegin(), script.tasks.cend(),
                                         [&task](const GradleTask &other) {
                                             return other.name == task.name;
                                         });
        if (!written)
            script.tasks.append(task);
    }
}

// Options that Gradle's own kinds of tasks take.
QList<Parameter> parametersOf(const QString &task)
{
    Parameter parameter;
    parameter.kind = ParameterKind::Option;
    parameter.passing = ParameterPassing::Joined;
    if (task == "run"_L1 || task == "bootRun"_L1) {
        parameter.name = u"args"_s;
        parameter.flags = {u"--args"_s};
        parameter.help = u"Arguments of the application, in one line."_s;
    } else if (task == "test"_L1) {
        parameter.name = u"tests"_s;
        parameter.flags = {u"--tests"_s};
        parameter.multiple = true;
        parameter.repeatsFlag = true;
        parameter.help = u"Only these tests: a class, a method or a pattern."_s;
    } else {
        return {};
    }
    return {parameter};
}

} // namespace

QString GradleProvider::source() const
{
    return u"gradle"_s;
}

bool GradleProvider::wants(const QString &name, const QString &) const
{
    return contains(buildScripts, name) || contains(settingsScripts, name);
}

Findings GradleProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    Findings findings;
    const bool settings = contains(settingsScripts, file.name);
    // buildSrc and included builds of plugins are built with the others.
    if (file.folder.section(u'/', -1) == "buildSrc"_L1
        || (settings && hasAny(buildScripts, file.folder, context)))
        return findings;
    const auto content = context.read(file.path);
    if (!content) {
        addReadProblem(findings, file.path, content.error());
        return findings;
    }
    GradleScript script;
    if (!settings)
        script = readGradleScript(sourceText(*content));
    if (script.unfinishedLine > 0)
        findings.addProblem(file.path, script.unfinishedLine,
                            u"what begins here does not end: a text, a comment or a block"_s,
                            u"Correct the file at this place; tasks behind it may be missing."_s);
    const bool root = settings || hasAny(settingsScripts, file.folder, context);
    addStandardTasks(script, root && hasSubprojects(file.folder, context));
    QStringList gradle = wrapperProgram(u"gradlew"_s, u"gradlew.bat"_s, file.folder, context);
    if (gradle.isEmpty())
        gradle = {u"gradle"_s};
    for (const GradleTask &task : std::as_const(script.tasks)) {
        if (!isUsableName(findings, task.name, u"task"_s, file.path, task.line))
            continue;
        Command command = commandAt(file, context, task.name, task.line);
        const QString group = task.group.isEmpty() ? QString() : u"Section: "_s + task.group;
        command.description = joinLines({task.description, group});
        command.argv = gradle + QStringList{task.name};
        command.parameters = parametersOf(task.name);
        findings.commands.append(command);
    }
    return findings;
}

} // namespace CommandRunner
