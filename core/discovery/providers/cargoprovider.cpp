// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/cargoprovider.h"

#include "core/discovery/scan/providertools.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <array>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

struct TargetKind {
    QLatin1StringView table;     // [[bin]]
    QLatin1StringView automatic; // the key that turns looking for files off
    QLatin1StringView folder;    // where files are looked for
    QLatin1StringView name;      // what the command's name begins with
    std::array<QLatin1StringView, 2> words;
};

constexpr std::array targetKinds{
    TargetKind{"bin"_L1, "autobins"_L1, "src/bin"_L1, "run"_L1, {"run"_L1, "--bin"_L1}},
    TargetKind{
        "example"_L1, "autoexamples"_L1, "examples"_L1, "example"_L1, {"run"_L1, "--example"_L1}},
    TargetKind{"test"_L1, "autotests"_L1, "tests"_L1, "test"_L1, {"test"_L1, "--test"_L1}},
    TargetKind{"bench"_L1, "autobenches"_L1, "benches"_L1, "bench"_L1, {"bench"_L1, "--bench"_L1}},
};

struct Target {
    QString name;
    QString file; // relative to the scanned folder
    int line = 1;
    QStringList requiredFeatures;
};

// Cargo's own commands that an alias cannot stand in for.
bool isBuiltIn(const QString &name)
{
    static const QSet<QString> names{
        u"add"_s,     u"bench"_s,   u"build"_s,   u"check"_s,    u"clean"_s,  u"config"_s,
        u"doc"_s,     u"fetch"_s,   u"fix"_s,     u"help"_s,     u"info"_s,   u"init"_s,
        u"install"_s, u"login"_s,   u"logout"_s,  u"metadata"_s, u"new"_s,    u"owner"_s,
        u"package"_s, u"pkgid"_s,   u"publish"_s, u"remove"_s,   u"report"_s, u"run"_s,
        u"rustc"_s,   u"rustdoc"_s, u"search"_s,  u"test"_s,     u"tree"_s,   u"uninstall"_s,
        u"update"_s,  u"vendor"_s,  u"version"_s, u"yank"_s};
    return names.contains(name);
}

Parameter flag(const QString &name, const QString &help)
{
    Parameter parameter;
    parameter.name = name;
    parameter.flags = {u"--"_s + name};
    parameter.kind = ParameterKind::Flag;
    parameter.type = ParameterType::Boolean;
    parameter.help = help;
    return parameter;
}

// Those that are declared, and those that optional dependencies are unless some feature names them
// with "dep:".
QStringList featuresOf(const DataNode &manifest)
{
    QStringList features;
    QSet<QString> hidden;
    for (const DataNode::Member &feature : membersOf(manifest[u"features"])) {
        if (feature.key != "default"_L1)
            features.append(feature.key);
        for (const QString &enabled : feature.value.texts()) {
            if (enabled.startsWith("dep:"_L1))
                hidden.insert(enabled.mid(4));
        }
    }
    for (const QString &table : {u"dependencies"_s, u"build-dependencies"_s}) {
        for (const DataNode::Member &dependency : membersOf(manifest[table])) {
            const bool optional = dependency.value[u"optional"].boolean().value_or(false);
            if (optional && !hidden.contains(dependency.key) && !features.contains(dependency.key))
                features.append(dependency.key);
        }
    }
    return features;
}

QList<Parameter> commonParameters(const QStringList &features, bool canRelease)
{
    QList<Parameter> parameters;
    if (canRelease)
        parameters.append(flag(u"release"_s, u"Optimized"_s));
    if (features.isEmpty())
        return parameters;
    Parameter list;
    list.name = u"features"_s;
    list.flags = {u"--features"_s};
    list.kind = ParameterKind::Option;
    list.type = ParameterType::Choice;
    list.choices = features;
    list.multiple = true;
    list.repeatsFlag = true;
    list.help = u"Features to build with, besides the default ones"_s;
    return parameters << list << flag(u"all-features"_s, u"Build with every feature"_s)
                      << flag(u"no-default-features"_s, u"Build without the default features"_s);
}

class ManifestReader final
{
public:
    ManifestReader(const SourceFile &file, const DataNode &manifest,
                   const DiscoveryContext &context)
        : m_file(file),
          m_manifest(manifest),
          m_package(manifest[u"package"]),
          m_context(context)
    {}

    Findings read()
    {
        if (m_package.isMap())
            addPackage();
        if (m_manifest[u"workspace"].isMap())
            addWorkspace();
        return m_findings;
    }

private:
    void addPackage();
    void addWorkspace();
    QList<Target> declared(const TargetKind &kind);
    QList<Target> targetsOf(const TargetKind &kind);
    void addFile(QList<Target> &targets, const QString &name, const QString &path) const;
    Command &add(const QString &name, const QString &file, int line, const QStringList &words);

    bool exists(const QString &path) const
    {
        return QFileInfo(m_context.absolutePath(joinPath(m_file.folder, path))).isFile();
    }

    const SourceFile &m_file;
    const DataNode &m_manifest;
    const DataNode &m_package;
    const DiscoveryContext &m_context;
    Findings m_findings;
};

Command &ManifestReader::add(const QString &name, const QString &file, int line,
                             const QStringList &words)
{
    Command command;
    command.name = name;
    command.id = Command::makeId(u"cargo"_s, m_file.path, name);
    command.project = m_file.folder;
    command.file = file;
    command.line = line;
    command.workingDirectory = m_context.absolutePath(m_file.folder);
    command.argv = QStringList{u"cargo"_s} + words;
    m_findings.commands.append(command);
    return m_findings.commands.last();
}

void ManifestReader::addFile(QList<Target> &targets, const QString &name, const QString &path) const
{
    const QString file = joinPath(m_file.folder, path);
    const bool known = std::any_of(targets.cbegin(), targets.cend(), [&](const Target &target) {
        return target.name == name || target.file == file;
    });
    if (!known)
        targets.append({name, file, 1, {}});
}

QList<Target> ManifestReader::declared(const TargetKind &kind)
{
    QList<Target> targets;
    for (const DataNode &item : m_manifest[QString(kind.table)].items()) {
        const QString name = item[u"name"].text();
        if (!isUsableName(m_findings, name, kind.table + u" target"_s, m_file.path, item.line()))
            continue;
        QString file = m_file.path;
        int line = item.line();
        const auto path = pathInside(m_file.folder, item[u"path"].text(), m_context);
        if (path && QFileInfo(m_context.absolutePath(*path)).isFile()) {
            file = *path; // what a person wants to see; the table only names it
            line = 1;
        }
        targets.append({name, file, line, item[u"required-features"].texts()});
    }
    return targets;
}

QList<Target> ManifestReader::targetsOf(const TargetKind &kind)
{
    QList<Target> targets = declared(kind);
    // In the first edition, tables turn looking for files off.
    const QString edition = m_package[u"edition"].isMap() ? u"2021"_s
                                                          : m_package[u"edition"].text();
    const bool first = edition.isEmpty() || edition == "2015"_L1;
    const bool search = m_package[QString(kind.automatic)].boolean().value_or(!first
                                                                              || targets.isEmpty());
    if (!search)
        return targets;
    if (kind.table == "bin"_L1 && exists(u"src/main.rs"_s))
        addFile(targets, m_package[u"name"].text(), u"src/main.rs"_s);
    const QDir folder(m_context.listedFolder(joinPath(m_file.folder, kind.folder)));
    const QFileInfoList entries = folder.entryInfoList(
        QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QFileInfo &entry : entries) {
        const QString path = kind.folder + u'/' + entry.fileName();
        QString name = entry.fileName();
        if (entry.isFile() && name.endsWith(".rs"_L1))
            name.chop(3);
        else if (!entry.isDir() || !exists(path + u"/main.rs"_s))
            continue;
        if (isUsableName(m_findings, name, kind.table + u" target"_s, joinPath(m_file.folder, path),
                         0))
            addFile(targets, name, entry.isFile() ? path : path + u"/main.rs"_s);
    }
    return targets;
}

void ManifestReader::addPackage()
{
    const QString package = m_package[u"name"].text();
    if (!isUsableName(m_findings, package, u"package"_s, m_file.path, m_package.line()))
        return;
    const QStringList features = featuresOf(m_manifest);
    const QString description = m_package[u"description"].text().trimmed();
    bool any = m_manifest.contains(u"lib") || exists(u"src/lib.rs"_s);
    bool benches = false;
    for (const TargetKind &kind : targetKinds) {
        const QList<Target> targets = targetsOf(kind);
        any = any || !targets.isEmpty();
        const bool bench = kind.table == "bench"_L1;
        benches = benches || (bench && !targets.isEmpty());
        for (const Target &target : targets) {
            QStringList words{kind.words[0], kind.words[1], target.name};
            if (!target.requiredFeatures.isEmpty())
                words += {u"--features"_s, target.requiredFeatures.join(u',')};
            Command &command = add(kind.name + u' ' + target.name, target.file, target.line, words);
            command.parameters = commonParameters(features, !bench);
            command.freeArgumentsPrefix = {u"--"_s};
            if (kind.table == "bin"_L1)
                command.description = description;
        }
    }
    if (!any)
        return;
    add(u"build"_s, m_file.path, m_package.line(), {u"build"_s}).parameters = commonParameters(
        features, true);
    for (const QString &verb : {u"test"_s, u"bench"_s}) {
        if (verb == "bench"_L1 && !benches)
            continue;
        Command &command = add(verb, m_file.path, m_package.line(), {verb});
        command.parameters = commonParameters(features, verb == "test"_L1);
        command.freeArgumentsPrefix = {u"--"_s};
    }
}

void ManifestReader::addWorkspace()
{
    const DataNode &workspace = m_manifest[u"workspace"];
    for (const DataNode &member : workspace[u"members"].items()) {
        static const QRegularExpression pattern(u"[*?\\[]"_s);
        const auto path = pathInside(m_file.folder, member.text(), m_context);
        if (!path || member.text().contains(pattern))
            continue; // outside of what we see
        if (!QFileInfo(m_context.absolutePath(joinPath(*path, u"Cargo.toml"_s))).isFile())
            m_findings.addProblem(
                m_file.path, member.line(),
                u"the workspace's member \"%1\" holds no Cargo.toml"_s.arg(member.text()),
                u"Cargo refuses the whole workspace; correct the path."_s);
    }
    for (const QString &verb : {u"build"_s, u"test"_s}) {
        Command &command = add(verb + u" workspace"_s, m_file.path, workspace.line(),
                               {verb, u"--workspace"_s});
        command.parameters = commonParameters({}, true);
        command.description = u"All packages of the workspace"_s;
        if (verb == "test"_L1)
            command.freeArgumentsPrefix = {u"--"_s};
    }
}

void addAliases(const SourceFile &file, const DataNode &configuration,
                const DiscoveryContext &context, Findings &findings)
{
    const QString folder = parentFolder(file.folder);
    for (const DataNode::Member &member : membersOf(configuration[u"alias"])) {
        if (!isUsableName(findings, member.key, u"alias"_s, file.path, member.line))
            continue;
        if (isBuiltIn(member.key)) {
            findings.addProblem(file.path, member.line,
                                u"the alias \"%1\" is a command of Cargo's own"_s.arg(member.key),
                                u"Cargo ignores such an alias; rename it."_s);
            continue;
        }
        Command command;
        command.name = member.key;
        command.project = folder;
        command.file = file.path;
        command.line = member.line;
        command.description = u"cargo "_s + member.value.texts().join(u' ').simplified();
        command.argv = {u"cargo"_s, member.key};
        command.workingDirectory = context.absolutePath(folder);
        findings.commands.append(command);
    }
}

} // namespace

QString CargoProvider::source() const
{
    return u"cargo"_s;
}

bool CargoProvider::wants(const QString &name, const QString &folder) const
{
    return name == "Cargo.toml"_L1
        || ((name == "config.toml"_L1 || name == "config"_L1)
            && (folder == ".cargo"_L1 || folder.endsWith("/.cargo"_L1)));
}

Findings CargoProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    Findings findings;
    // Of both names Cargo takes the older one.
    const bool shadowed = file.name == "config.toml"_L1
        && QFileInfo(context.absolutePath(joinPath(file.folder, u"config"_s))).isFile();
    if (shadowed)
        return findings;
    const auto root = readDataFile(findings, file.path, context, DataFormat::Toml);
    if (!root)
        return findings;
    if (file.name == "Cargo.toml"_L1)
        return ManifestReader(file, *root, context).read();
    addAliases(file, *root, context, findings);
    return findings;
}

} // namespace CommandRunner
