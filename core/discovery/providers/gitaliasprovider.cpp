// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/gitaliasprovider.h"

#include "core/discovery/formats/gitconfig.h"
#include "core/discovery/scan/providertools.h"

#include <QMap>

#include <algorithm>
#include <array>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestInclude = 10; // git's own limit
constexpr int mostFiles = 100;

// Git passes over aliases that have the name of one of its commands.
constexpr std::array gitCommands{
    "add"_L1,          "am"_L1,        "apply"_L1,    "archive"_L1,  "bisect"_L1,      "blame"_L1,
    "branch"_L1,       "bundle"_L1,    "checkout"_L1, "cherry"_L1,   "cherry-pick"_L1, "clean"_L1,
    "clone"_L1,        "commit"_L1,    "config"_L1,   "describe"_L1, "diff"_L1,        "fetch"_L1,
    "format-patch"_L1, "gc"_L1,        "grep"_L1,     "help"_L1,     "init"_L1,        "log"_L1,
    "merge"_L1,        "mergetool"_L1, "mv"_L1,       "notes"_L1,    "prune"_L1,       "pull"_L1,
    "push"_L1,         "rebase"_L1,    "reflog"_L1,   "remote"_L1,   "reset"_L1,       "restore"_L1,
    "revert"_L1,       "rm"_L1,        "shortlog"_L1, "show"_L1,     "stash"_L1,       "status"_L1,
    "submodule"_L1,    "switch"_L1,    "tag"_L1,      "version"_L1,  "worktree"_L1,
};

struct Alias {
    QString file;
    int line = 0;
    QString value;
};

class AliasReader final
{
public:
    AliasReader(Findings &findings, const DiscoveryContext &context)
        : m_findings(findings),
          m_context(context)
    {}

    void read(const QString &file)
    {
        if (m_open.contains(file) || m_open.size() >= deepestInclude || ++m_files > mostFiles)
            return;
        m_open.append(file);
        readOpen(file);
        m_open.removeLast();
    }

    const QMap<QString, Alias> &aliases() const { return m_aliases; }

private:
    void readOpen(const QString &file)
    {
        const auto content = m_context.read(file);
        if (!content) {
            addReadProblem(m_findings, file, content.error());
            return;
        }
        const GitConfig config = readGitConfig(sourceText(*content));
        for (const GitConfigEntry &entry : config.entries) {
            if (entry.section == "alias"_L1 && entry.subsection.isEmpty())
                take(entry, file);
            else if (entry.section == "include"_L1 && entry.subsection.isEmpty()
                     && entry.key == "path"_L1)
                include(entry.value, file);
        }
        if (config.brokenLine > 0)
            m_findings.addProblem(file, config.brokenLine,
                                  u"this line is not one of a git configuration"_s,
                                  u"\"git config --list\" tells what is wrong; git does not run "
                                  "in this repository until then."_s);
    }

    void take(const GitConfigEntry &entry, const QString &file)
    {
        if (entry.value.trimmed().isEmpty()) {
            m_findings.addProblem(file, entry.line,
                                  u"the alias \"%1\" stands for nothing"_s.arg(entry.key),
                                  u"Write what it runs behind \"=\"."_s);
        } else if (std::find(gitCommands.begin(), gitCommands.end(), entry.key)
                   != gitCommands.end()) {
            m_findings.addProblem(file, entry.line,
                                  u"git ignores the alias \"%1\": it has a command of that "
                                  "name"_s.arg(entry.key),
                                  u"Rename the alias."_s);
        } else {
            m_aliases.insert(entry.key, {file, entry.line, entry.value});
        }
    }

    void include(const QString &path, const QString &from)
    {
        const auto inside = pathInside(parentFolder(from), path, m_context);
        if (inside && fileExists(m_context, *inside))
            read(*inside);
    }

    Findings &m_findings;
    const DiscoveryContext &m_context;
    QMap<QString, Alias> m_aliases;
    QStringList m_open; // files that are being read, each included by the one before
    int m_files = 0;
};

} // namespace

QString GitAliasProvider::source() const
{
    return u"git"_s;
}

bool GitAliasProvider::wants(const QString &name, const QString &folder) const
{
    return name == "config"_L1 && (folder == ".git"_L1 || folder.endsWith("/.git"_L1));
}

Findings GitAliasProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    Findings findings;
    AliasReader reader(findings, context);
    reader.read(file.path);
    SourceFile place = file;
    place.folder = parentFolder(file.folder); // shell lines start there, whatever the folder
    for (auto alias = reader.aliases().cbegin(); alias != reader.aliases().cend(); ++alias) {
        Command command = commandAt(place, context, alias.key(), alias->line);
        command.id = Command::makeId(source(), file.path, alias.key());
        command.file = alias->file;
        const bool shell = alias->value.startsWith(u'!');
        command.description = joinLines(
            {shell ? u"Runs in a shell: "_s + alias->value.mid(1).trimmed()
                   : u"git "_s + alias->value});
        command.argv = {u"git"_s, alias.key()};
        findings.commands.append(command);
    }
    return findings;
}

} // namespace CommandRunner
