// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/computer/desktopentries.h"

#include "core/base/files.h"
#include "core/computer/keyfile.h"
#include "core/discovery/scan/toolprocess.h"

#include <QDir>
#include <QDirIterator>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestEntry = 1 << 20; // bytes
const QString mainGroup = u"Desktop Entry"_s;

// The escapes that every value of the type string may hold.
QString unescaped(const QString &value)
{
    QString text;
    for (qsizetype i = 0; i < value.size(); ++i) {
        const QChar c = value.at(i);
        if (c != u'\\' || i + 1 == value.size()) {
            text += c;
            continue;
        }
        const QChar next = value.at(++i);
        text += next == u's' ? QChar(u' ')
            : next == u'n'   ? QChar(u'\n')
            : next == u't'   ? QChar(u'\t')
            : next == u'r'   ? QChar(u'\r')
            : next == u'\\'  ? QChar(u'\\')
                             : QChar();
        if (text.endsWith(QChar()))
            text.replace(text.size() - 1, 1, u'\\' + QString(next)); // not ours to read
    }
    return text;
}

// "Name[de_AT@x]", "Name[de_AT]", "Name[de@x]", "Name[de]", "Name": the first that is there.
QString localized(const KeyFile &file, const QString &group, const QString &key,
                  const QString &locale)
{
    static const QRegularExpression form(
        u"^([A-Za-z]+)(?:_([A-Za-z0-9]+))?(?:\\.[^@]*)?(?:@(.+))?$"_s);
    const auto match = form.match(locale);
    const QString language = match.captured(1);
    const QString country = match.captured(2).isEmpty() ? QString() : u'_' + match.captured(2);
    const QString modifier = match.captured(3).isEmpty() ? QString() : u'@' + match.captured(3);
    QStringList names;
    if (!language.isEmpty())
        names = {language + country + modifier, language + country, language + modifier, language};
    for (const QString &name : std::as_const(names)) {
        const QString text = file.value(group, key + u'[' + name + u']');
        if (!text.isEmpty())
            return unescaped(text);
    }
    return unescaped(file.value(group, key));
}

QStringList listOf(const KeyFile &file, const QString &key)
{
    return file.value(mainGroup, key).split(u';', Qt::SkipEmptyParts);
}

bool isOn(const KeyFile &file, const QString &key)
{
    return file.value(mainGroup, key) == "true"_L1;
}

bool isShownHere(const KeyFile &file, const QStringList &desktops)
{
    const QStringList only = listOf(file, u"OnlyShowIn"_s);
    const QStringList notIn = listOf(file, u"NotShowIn"_s);
    const auto isHere = [&desktops](const QString &name) {
        return desktops.contains(name);
    };
    return (only.isEmpty() || std::any_of(only.cbegin(), only.cend(), isHere))
        && std::none_of(notIn.cbegin(), notIn.cend(), isHere);
}

Parameter fileParameter(QChar code)
{
    Parameter parameter;
    const bool address = code.toLower() == u'u';
    parameter.name = address ? u"address"_s : u"file"_s;
    parameter.type = address ? ParameterType::Text : ParameterType::File;
    parameter.multiple = code.isUpper();
    parameter.help = address ? u"A file or an address to open."_s : u"A file to open."_s;
    return parameter;
}

// Turns the words of an Exec line into the fixed words of a command and one parameter for what it
// opens; words behind that are constants.
class ExecReader final
{
public:
    ExecReader(Command &command, const QString &icon, const QString &path)
        : m_command(command),
          m_icon(icon),
          m_path(path)
    {}

    bool read(const QString &line)
    {
        const auto words = splitExecLine(line);
        if (!words || words->isEmpty())
            return false;
        for (const QString &word : *words) {
            if (!take(word))
                return false;
        }
        return !m_command.argv.isEmpty() && !m_command.argv.first().isEmpty();
    }

private:
    bool take(const QString &word)
    {
        static const QRegularExpression opens(u"^(--?[A-Za-z][\\w-]*)=%([fFuU])$"_s);
        if (word.size() == 2 && word.startsWith(u'%') && u"fFuU"_s.contains(word.at(1))) {
            m_command.parameters.append(fileParameter(word.at(1)));
            return true;
        }
        if (const auto match = opens.match(word); match.hasMatch()) {
            Parameter parameter = fileParameter(match.captured(2).at(0).toLower());
            parameter.kind = ParameterKind::Option;
            parameter.passing = ParameterPassing::Joined;
            parameter.flags = {match.captured(1)};
            m_command.parameters.append(parameter);
            return true;
        }
        if (word == "%i"_L1) {
            if (!m_icon.isEmpty())
                append(u"--icon"_s);
            if (!m_icon.isEmpty())
                append(m_icon);
            return true;
        }
        QString text;
        if (!expand(word, text))
            return false;
        if (!text.isEmpty() || !word.startsWith(u'%')) // an old code stands for nothing
            append(text);
        return true;
    }

    bool expand(const QString &word, QString &text) const
    {
        for (qsizetype i = 0; i < word.size(); ++i) {
            if (word.at(i) != u'%') {
                text += word.at(i);
                continue;
            }
            const QChar code = ++i < word.size() ? word.at(i) : QChar();
            if (code == u'%')
                text += code;
            else if (code == u'c')
                text += m_command.name;
            else if (code == u'k')
                text += m_path;
            else if (!u"fFuUdDnNvm"_s.contains(code) || code.isNull())
                return false; // such a line is invalid
        }
        return true;
    }

    void append(const QString &word)
    {
        if (m_command.parameters.isEmpty()) {
            m_command.argv.append(word);
            return;
        }
        Parameter constant;
        constant.name = u"word "_s + QString::number(m_command.parameters.size());
        constant.constant = true;
        constant.defaultValue = word;
        m_command.parameters.append(constant);
    }

    Command &m_command;
    const QString m_icon;
    const QString m_path;
};

class EntryReader final
{
public:
    EntryReader(const ComputerPlaces &places, const QString &id, const QString &path,
                const KeyFile &file)
        : m_places(places),
          m_id(id),
          m_path(path),
          m_file(file)
    {}

    QList<Command> read()
    {
        const QString tried = unescaped(m_file.value(mainGroup, u"TryExec"_s));
        if (m_file.value(mainGroup, u"Type"_s) != "Application"_L1 || isOn(m_file, u"NoDisplay"_s)
            || !isShownHere(m_file, m_places.desktops)
            || (!tried.isEmpty() && findTool(tried, m_places.path).isEmpty()))
            return {};
        const QString name = localized(m_file, mainGroup, u"Name"_s, m_places.locale);
        const QString comment = localized(m_file, mainGroup, u"Comment"_s, m_places.locale);
        const QString kind = localized(m_file, mainGroup, u"GenericName"_s, m_places.locale);
        add(mainGroup, name, name, m_id, comment.isEmpty() ? kind : comment);
        const QStringList actions = listOf(m_file, u"Actions"_s);
        for (const QString &action : actions) {
            const QString group = u"Desktop Action "_s + action;
            const QString title = localized(m_file, group, u"Name"_s, m_places.locale);
            add(group, title.isEmpty() ? QString() : name + u": "_s + title, name,
                m_id + u':' + action, comment);
        }
        return m_commands;
    }

private:
    void add(const QString &group, const QString &name, const QString &application,
             const QString &id, const QString &description)
    {
        Command command;
        command.name = application; // what %c stands for
        const QString icon = localized(m_file, mainGroup, u"Icon"_s, m_places.locale);
        if (name.simplified().isEmpty()
            || !ExecReader(command, icon, m_path).read(unescaped(m_file.value(group, u"Exec"_s))))
            return;
        command.name = name.simplified();
        command.id = u"computer:desktop:"_s + id;
        command.file = m_path;
        command.line = m_file.lineOf(group);
        command.description = description;
        command.workingDirectory = unescaped(m_file.value(mainGroup, u"Path"_s));
        command.terminal = isOn(m_file, u"Terminal"_s);
        m_commands.append(command);
    }

    const ComputerPlaces &m_places;
    const QString m_id;
    const QString m_path;
    const KeyFile &m_file;
    QList<Command> m_commands;
};

} // namespace

std::optional<QStringList> splitExecLine(const QString &line)
{
    QStringList words;
    QString word;
    bool inWord = false;
    bool quoted = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line.at(i);
        if (quoted && c == u'\\' && i + 1 < line.size() && u"\"`$\\"_s.contains(line.at(i + 1))) {
            word += line.at(++i);
        } else if (c == u'"') {
            quoted = !quoted;
            inWord = true;
        } else if (!quoted && (c == u' ' || c == u'\t')) {
            if (inWord)
                words.append(word);
            word.clear();
            inWord = false;
        } else {
            word += c;
            inWord = true;
        }
    }
    if (quoted)
        return std::nullopt;
    if (inWord)
        words.append(word);
    return words;
}

QList<Command> desktopEntries(const ComputerPlaces &places)
{
    QList<Command> commands;
    QSet<QString> seen; // of one id the first counts, also when it says that it is deleted
    for (const QString &folder : places.applicationFolders) {
        QStringList paths;
        QDirIterator iterator(folder, {u"*.desktop"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (iterator.hasNext())
            paths.append(iterator.next());
        paths.sort();
        for (const QString &path : std::as_const(paths)) {
            const QString id = QDir(folder).relativeFilePath(path).replace(u'/', u'-');
            if (seen.contains(id))
                continue;
            seen.insert(id);
            const auto content = readFile(path, largestEntry);
            if (!content)
                continue;
            const KeyFile file = KeyFile::parse(*content, false);
            if (!isOn(file, u"Hidden"_s))
                commands += EntryReader(places, id, path, file).read();
        }
    }
    return commands;
}

} // namespace CommandRunner
