// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/helptext/helptext.h"

#include "core/discovery/helptext/helpheading.h"
#include "core/discovery/helptext/helplines.h"
#include "core/discovery/helptext/helpoption.h"
#include "core/discovery/helptext/helpremarks.h"
#include "core/discovery/helptext/helpusage.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostEntries = 5000;

struct Entry {
    HelpSection section = HelpSection::Prose;
    QString group;
    bool advanced = false;
    QString spelling;  // of positionals and sub-commands
    HelpOption option; // of options
    bool required = false;
    qsizetype indent = 0;
    qsizetype helpIndent = 0; // 0: unknown yet
    QString help;
    bool paragraph = false; // a blank line came before the next one
};

class HelpReader final
{
public:
    void read(const QList<HelpLine> &lines)
    {
        for (const HelpLine &line : lines)
            take(line);
        finishEntry();
        endUsage();
    }
    HelpText result() const;

private:
    void take(const HelpLine &line);
    bool takeUsage(const HelpLine &line);
    bool continues(const HelpLine &line) const;
    void continueEntry(const HelpLine &line);
    bool takeHeading(const HelpLine &line);
    bool takeOption(const HelpLine &line);
    void takeWord(const HelpLine &line);
    void finishEntry();
    void endUsage();
    void begin(Entry entry, const HelpLine &line, qsizetype helpAt);
    QList<Parameter> options() const;
    void addPositionals(HelpText &text, const HelpUsage &usage) const;

    HelpSection m_section = HelpSection::Prose;
    QString m_group;
    bool m_advanced = false;
    qsizetype m_sectionIndent = 0;
    std::optional<Entry> m_entry; // that lines may go on with
    QList<Entry> m_entries;
    QList<HelpSubCommand> m_commands;
    bool m_inUsage = false;
    qsizetype m_usageIndent = 0; // of its first line
    QStringList m_usage;
    QString m_usageProgram; // the word that each way begins with
    bool m_blank = false;
};

void HelpReader::take(const HelpLine &line)
{
    if (line.text.isEmpty()) {
        if (m_inUsage && !m_usage.isEmpty())
            endUsage();
        m_blank = true;
        return;
    }
    const bool blank = std::exchange(m_blank, false);
    if (m_entries.size() > mostEntries)
        return;
    if (takeUsage(line))
        return;
    if (m_entry && continues(line)) {
        m_entry->paragraph = blank;
        continueEntry(line);
        return;
    }
    if (takeHeading(line) || m_section == HelpSection::Skipped || takeOption(line))
        return;
    takeWord(line);
}

bool HelpReader::takeUsage(const HelpLine &line)
{
    const bool first = line.text.startsWith("usage"_L1, Qt::CaseInsensitive)
        && (line.text.size() == 5 || line.text.at(5) == u':' || line.heading);
    if (first) {
        finishEntry();
        m_inUsage = true;
        m_usageIndent = line.indent;
        m_section = HelpSection::Prose;
        const QString pattern = line.text.mid(6).trimmed();
        if (!pattern.isEmpty())
            m_usage.append(pattern);
        return true;
    }
    if (!m_inUsage)
        return false;
    const auto option = readHelpOption(line.text);
    const bool describes = option && option->end < line.text.size()
        && line.text.mid(option->end - 2, 2) == "  "_L1;
    if (line.indent <= m_usageIndent || describes) {
        endUsage();
        return false;
    }
    QString text = line.text;
    const QString program = m_usage.isEmpty() ? QString() : m_usage.last().section(u' ', 0, 0);
    const bool another = text.startsWith("or: "_L1) || text.startsWith("or "_L1);
    if (another)
        text = text.section(u' ', 1).trimmed();
    if (m_usage.isEmpty() || another || text.section(u' ', 0, 0) == program)
        m_usage.append(text);
    else
        m_usage.last() += u' ' + text;
    return true;
}

void HelpReader::endUsage()
{
    m_inUsage = false;
}

bool HelpReader::continues(const HelpLine &line) const
{
    // In a box the columns are as wide as their longest cell.
    if (line.heading || line.indent <= m_entry->indent + (line.boxed ? 2 : 0))
        return false;
    const auto option = readHelpOption(line.text);
    if (!option)
        return true;
    // A line of the help may begin with an option that it speaks of.
    const bool inHelp = m_entry->helpIndent > 0 && line.indent >= m_entry->helpIndent;
    const bool describes = option->end < line.text.size()
        && line.text.mid(option->end - 2, 2) == "  "_L1;
    return inHelp && !line.boxed && (m_entry->helpIndent - m_entry->indent >= 8 || !describes);
}

void HelpReader::continueEntry(const HelpLine &line)
{
    Entry &entry = *m_entry;
    // argparse lists sub-commands below "{add,remove}".
    if (entry.section != HelpSection::Options && entry.spelling.startsWith(u'{')) {
        const qsizetype gap = wideGap(line.text);
        const QString name = line.text.left(gap).section(u' ', 0, 0);
        if (choicesOf(entry.spelling).contains(name)
            && (entry.helpIndent == 0 || line.indent < entry.helpIndent)) {
            m_commands.append({name, line.text.mid(gap).trimmed()});
            return;
        }
        if (!m_commands.isEmpty() && choicesOf(entry.spelling).contains(m_commands.last().name)) {
            m_commands.last().help += (m_commands.last().help.isEmpty() ? u""_s : u" "_s)
                + line.text;
            return;
        }
    }
    if (entry.helpIndent == 0)
        entry.helpIndent = line.indent;
    const bool bullet = line.text.startsWith("- "_L1) || line.text.startsWith("* "_L1)
        || line.text.startsWith("Possible values:"_L1);
    if (!entry.help.isEmpty())
        entry.help += entry.paragraph || bullet ? u'\n' : u' ';
    entry.help += line.text;
}

bool HelpReader::takeHeading(const HelpLine &line)
{
    QString title = line.text;
    const bool colon = title.endsWith(u':') && wideGap(title) == title.size() && title.size() < 100;
    if (colon)
        title.chop(1);
    static const QSet<QString> known{u"options"_s, u"arguments"_s, u"commands"_s,
                                     u"flags"_s,   u"examples"_s,  u"positional arguments"_s};
    const bool alone = line.indent <= 1 && (isInCapitals(title) || known.contains(title.toLower()));
    const bool inside = m_section == HelpSection::Commands && m_entry
        && line.indent >= m_entry->indent && !line.heading;
    if (title.startsWith(u'-') || inside || !(line.heading || colon || alone))
        return false;
    finishEntry();
    const HelpHeading heading = readHelpHeading(title);
    m_section = heading.section;
    m_group = heading.group;
    m_advanced = heading.shared;
    m_sectionIndent = line.indent;
    return true;
}

void HelpReader::begin(Entry entry, const HelpLine &line, qsizetype helpAt)
{
    finishEntry();
    entry.group = m_group;
    entry.advanced = m_advanced;
    entry.indent = line.indent;
    entry.help = line.text.mid(helpAt).trimmed();
    if (!entry.help.isEmpty())
        entry.helpIndent = line.indent + line.text.indexOf(entry.help, helpAt);
    m_entry = std::move(entry);
}

bool HelpReader::takeOption(const HelpLine &line)
{
    HelpLine entryLine = line;
    const bool starred = line.boxed && line.text.startsWith("* "_L1);
    if (starred)
        entryLine.text = line.text.mid(1).trimmed();
    if (!entryLine.text.startsWith(u'-'))
        return false;
    if (line.boxed)
        entryLine.text = joinedColumns(entryLine.text);
    const auto option = readHelpOption(entryLine.text);
    if (!option)
        return false;
    // A sentence that begins with an option is none.
    if (m_section == HelpSection::Prose && line.indent == 0 && option->end < entryLine.text.size()
        && entryLine.text.at(option->end - 1) == u' '
        && entryLine.text.mid(option->end - 2, 2) != "  "_L1 && option->value.isEmpty())
        return false;
    Entry entry;
    entry.section = HelpSection::Options;
    entry.option = *option;
    entry.required = starred;
    if (starred)
        entryLine.indent += line.text.indexOf(u'-');
    begin(entry, entryLine, option->end);
    return true;
}

void HelpReader::takeWord(const HelpLine &line)
{
    const bool listed = m_section == HelpSection::Positionals || m_section == HelpSection::Commands;
    QString text = line.text;
    const bool starred = line.boxed && text.startsWith("* "_L1);
    if (starred)
        text = text.mid(1).trimmed();
    if (!listed || (line.indent <= m_sectionIndent && !line.boxed)) {
        finishEntry();
        // git's list of commands has titles of its own
        if (line.indent <= m_sectionIndent && !line.boxed && m_section != HelpSection::Commands)
            m_section = HelpSection::Prose;
        return;
    }
    HelpLine entryLine = line;
    entryLine.text = text;
    entryLine.indent += line.text.indexOf(text);
    qsizetype gap = wideGap(text);
    Entry entry;
    entry.section = m_section;
    entry.required = starred;
    entry.spelling = text.left(gap).trimmed();
    if (line.boxed && m_section == HelpSection::Positionals) {
        // the second column is the metavar
        const QString rest = text.mid(gap).trimmed();
        const QString metavar = rest.left(wideGap(rest));
        if (metavar == metavar.toUpper() && !metavar.isEmpty()
            && (!metavar.startsWith(u'[') || metavar.endsWith("..."_L1)))
            gap = text.indexOf(metavar, gap) + metavar.size();
        if (metavar.endsWith("..."_L1))
            entry.spelling += "..."_L1;
    }
    const bool described = gap < text.size();
    const qsizetype words = entry.spelling.count(u' ') + 1;
    if (words > 4 || (m_section == HelpSection::Commands && words > 1 && !described))
        return; // prose
    begin(entry, entryLine, gap);
}

void HelpReader::finishEntry()
{
    if (!m_entry)
        return;
    if (m_entry->section == HelpSection::Commands && !m_entry->spelling.startsWith(u'{')) {
        QString name = m_entry->spelling.section(u',', 0, 0).section(u' ', 0, 0);
        while (name.endsWith(u':') || name.endsWith(u'*'))
            name.chop(1);
        const bool usable = !name.isEmpty() && name.at(0).isLetterOrNumber()
            && std::all_of(name.cbegin(), name.cend(),
                           [](QChar c) { return c.isLetterOrNumber() || u"-_.:"_s.contains(c); });
        if (usable && name != "help"_L1)
            m_commands.append({name, m_entry->help});
    } else {
        m_entries.append(*m_entry);
    }
    m_entry.reset();
}

bool isAboutItself(const Parameter &parameter)
{
    static const QSet<QString> flags{u"--help"_s, u"--version"_s, u"-help"_s, u"-version"_s};
    static const QSet<QString> letters{u"-h"_s, u"-?"_s, u"-V"_s};
    const bool named = std::any_of(parameter.flags.cbegin(), parameter.flags.cend(),
                                   [](const QString &flag) { return flags.contains(flag); });
    const bool letterOfHelp = parameter.flags.size() == 1
        && letters.contains(parameter.flags.first())
        && (parameter.help.contains("help"_L1, Qt::CaseInsensitive)
            || parameter.help.contains("version"_L1, Qt::CaseInsensitive));
    return parameter.kind == ParameterKind::Flag && (named || letterOfHelp);
}

QList<Parameter> HelpReader::options() const
{
    QList<Parameter> options;
    QHash<QString, qsizetype> byFlag;
    for (const Entry &entry : m_entries) {
        if (entry.section != HelpSection::Options || entry.option.flags.isEmpty())
            continue;
        Parameter parameter = parameterOf(entry.option);
        applyHelpRemarks(parameter, entry.help);
        parameter.group = entry.group;
        parameter.advanced = entry.advanced;
        parameter.required = parameter.required
            || (entry.required && parameter.kind != ParameterKind::Flag);
        const QString flag = parameter.flags.first();
        if (const auto known = byFlag.constFind(flag); known != byFlag.cend())
            continue; // listed twice, as "-v" and in the prose below
        for (const QString &each : std::as_const(parameter.flags))
            byFlag.insert(each, options.size());
        options.append(parameter);
    }
    return options;
}

void HelpReader::addPositionals(HelpText &text, const HelpUsage &usage) const
{
    QHash<QString, qsizetype> byName;
    QList<Parameter> positionals = usage.positionals;
    for (qsizetype at = 0; at < positionals.size(); ++at)
        byName.insert(positionals.at(at).name.toLower(), at);
    for (const Entry &entry : m_entries) {
        if (entry.section != HelpSection::Positionals)
            continue;
        const QStringList choices = choicesOf(entry.spelling);
        if (!choices.isEmpty() && !m_commands.isEmpty())
            continue;
        QString name = entry.spelling.startsWith(u'{') ? u"choice"_s
                                                       : nameOfSpelling(entry.spelling);
        if (name.isEmpty())
            continue;
        if (!byName.contains(name.toLower())) {
            Parameter parameter;
            parameter.name = name;
            parameter.placeholder = name;
            parameter.choices = choices;
            parameter.type = choices.isEmpty() ? typeOfMetavar(name) : ParameterType::Choice;
            parameter.required = entry.spelling.startsWith(u'<');
            byName.insert(name.toLower(), positionals.size());
            positionals.append(parameter);
        }
        Parameter &parameter = positionals[byName.value(name.toLower())];
        parameter.multiple = parameter.multiple || entry.spelling.contains("..."_L1);
        parameter.required = parameter.required || entry.required;
        parameter.group = entry.group;
        const bool required = parameter.required;
        applyHelpRemarks(parameter, entry.help);
        parameter.required = required || parameter.required;
    }
    text.parameters += positionals;
}

// Two programs' spellings may come to one name: "--a-b" and "--a_b".
void makeNamesUnique(QList<Parameter> &parameters)
{
    QSet<QString> taken;
    for (Parameter &parameter : parameters) {
        const QString name = parameter.name;
        for (int number = 2; taken.contains(parameter.name); ++number)
            parameter.name = u"%1_%2"_s.arg(name).arg(number);
        taken.insert(parameter.name);
    }
}

HelpText HelpReader::result() const
{
    HelpText text;
    const QList<Parameter> known = options();
    HelpUsage usage = readHelpUsage(m_usage, known);
    for (Parameter &parameter : usage.options) {
        if (!isAboutItself(parameter))
            text.parameters.append(parameter);
    }
    QSet<QString> names;
    for (const HelpSubCommand &command : m_commands) {
        if (!names.contains(command.name))
            text.subCommands.append(command);
        names.insert(command.name);
    }
    if (!m_commands.isEmpty()) {
        usage.positionals.removeIf([&names](const Parameter &parameter) {
            return std::any_of(parameter.choices.cbegin(), parameter.choices.cend(),
                               [&names](const QString &choice) { return names.contains(choice); });
        });
    }
    addPositionals(text, usage);
    makeNamesUnique(text.parameters);
    return text;
}

} // namespace

HelpText parseHelpText(const QByteArray &output)
{
    HelpReader reader;
    reader.read(readHelpLines(output));
    return reader.result();
}

QList<Parameter> formParameters(const HelpText &text)
{
    QList<Parameter> parameters = text.parameters;
    if (text.subCommands.isEmpty())
        return parameters;
    Parameter command;
    command.name = u"command"_s;
    for (const Parameter &parameter : std::as_const(parameters)) {
        if (parameter.name == command.name)
            command.name = u"subcommand"_s;
    }
    command.type = ParameterType::Choice;
    command.editable = true; // a tool's plugins are not listed
    QStringList lines;
    for (const HelpSubCommand &sub : text.subCommands) {
        command.choices.append(sub.name);
        if (!sub.help.isEmpty())
            lines.append(sub.name + u": "_s + sub.help.section(u'\n', 0, 0));
    }
    command.help = lines.join(u'\n');
    parameters.prepend(command);
    return parameters;
}

} // namespace CommandRunner
