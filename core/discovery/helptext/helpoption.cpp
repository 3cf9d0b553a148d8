// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/helptext/helpoption.h"

#include "core/discovery/helptext/helplines.h"

#include <QSet>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostSpellings = 16;

bool isFlagCharacter(QChar c)
{
    return c.isLetterOrNumber() || u"-_.?@#+%!"_s.indexOf(c) >= 0;
}

// The place behind the bracket that closes the one at `at`; -1 when none does.
qsizetype behindGroup(const QString &text, qsizetype at)
{
    int depth = 0;
    for (; at < text.size(); ++at) {
        const QChar c = text.at(at);
        if (u"<[{("_s.contains(c))
            ++depth;
        else if (u">]})"_s.contains(c) && --depth == 0)
            return at + 1;
    }
    return -1;
}

bool opensGroup(QChar c)
{
    return c == u'<' || c == u'[' || c == u'{' || c == u'(';
}

bool beginsFlag(const QString &text, qsizetype at)
{
    return at + 1 < text.size() && text.at(at) == u'-'
        && (text.at(at + 1).isLetterOrNumber() || u"-?@#"_s.contains(text.at(at + 1)));
}

// The end of the value that begins at `at` without a space in it: "FILE", "<a>:<b>", "A[.B]".
qsizetype behindWord(const QString &text, qsizetype at)
{
    while (at < text.size() && text.at(at) != u' ' && text.at(at) != u',') {
        const bool beforeFlag = at + 1 >= text.size() || u" -"_s.contains(text.at(at + 1));
        if (text.at(at) == u'|' && beforeFlag)
            break;
        if (opensGroup(text.at(at))) {
            const qsizetype end = behindGroup(text, at);
            at = end < 0 ? at + 1 : end;
        } else if (text.at(at) == u')' || text.at(at) == u']') {
            break;
        } else {
            ++at;
        }
    }
    return at;
}

bool looksLikeMetavar(const QString &word)
{
    if (word.isEmpty())
        return false;
    if (opensGroup(word.at(0)) || word == "..."_L1)
        return true;
    const bool letter = std::any_of(word.cbegin(), word.cend(),
                                    [](QChar c) { return c.isLetter(); });
    return letter && std::none_of(word.cbegin(), word.cend(), [](QChar c) { return c.isLower(); });
}

bool looksUpper(const QString &text)
{
    return text == text.toUpper();
}

// Reads one option's spellings from left to right.
class OptionReader final
{
public:
    explicit OptionReader(const QString &text) : m_text(text) {}

    std::optional<HelpOption> read()
    {
        while (readSpelling() && m_option.flags.size() < mostSpellings && skipSeparator()) {}
        if (m_option.flags.isEmpty())
            return {};
        for (QString &flag : m_option.flags) { // "-jN, --jobs=N"
            const bool letter = flag.size() > 2 && flag.at(1).isLetterOrNumber();
            if (letter && flag.mid(2) == m_option.value && looksUpper(m_option.value))
                flag.truncate(2);
        }
        qsizetype end = m_at;
        while (end < m_text.size() && m_text.at(end) == u' ')
            ++end;
        // "-c cmd : program", "-S <path>  = Sets"
        if (end + 1 < m_text.size() && (m_text.at(end) == u':' || m_text.at(end) == u'=')
            && m_text.at(end + 1) == u' ')
            end += 2;
        m_option.end = end;
        return m_option;
    }

private:
    bool readSpelling();
    bool skipSeparator();
    void readValue();
    void readSpacedValue();
    void takeJoined();
    void takeValue(const QString &value);
    void addWords(const QStringList &words);

    const QString &m_text;
    qsizetype m_at = 0;
    bool m_negative = false; // behind a "/": "--shout / --no-shout"
    HelpOption m_option;
};

bool OptionReader::readSpelling()
{
    if (!beginsFlag(m_text, m_at))
        return false;
    const qsizetype begin = m_at;
    const qsizetype no = m_text.indexOf("[no-]"_L1, begin);
    const bool switchable = no == begin + 2;
    m_at += switchable ? 7 : 1;
    while (m_at < m_text.size() && isFlagCharacter(m_text.at(m_at)))
        ++m_at;
    QString flag = m_text.mid(begin, m_at - begin);
    while (flag.size() > 2 && flag.endsWith(u'.'))
        flag.chop(1);
    m_option.repeated = m_option.repeated || m_at - begin - flag.size() == 3;
    if (flag == "--"_L1)
        return false;
    if (switchable) {
        flag.remove(2, 5);
        m_option.negativeFlags.append("--no-"_L1 + flag.mid(2));
    }
    if (nameOfSpelling(flag).isEmpty())
        return false;
    const bool opposite = flag.startsWith("--no-"_L1)
        && m_option.flags.contains("--"_L1 + flag.mid(5));
    static const QSet<QString> placeholders{u"-NUM"_s, u"-NUMBER"_s, u"-LEVEL"_s, u"--no-OPTION"_s};
    if (!placeholders.contains(flag))
        (m_negative || opposite ? m_option.negativeFlags : m_option.flags).append(flag);
    readValue();
    return true;
}

bool OptionReader::skipSeparator()
{
    qsizetype at = m_at;
    bool separated = false;
    bool slash = false;
    int spaces = 0;
    while (at < m_text.size() && u" ,|/"_s.contains(m_text.at(at))) {
        const QChar c = m_text.at(at++);
        slash = slash || c == u'/';
        separated = separated || c != u' ';
        spaces += c == u' ' ? 1 : 0;
    }
    if (!separated && m_text.mid(at, 3) == "or "_L1) {
        at += 3;
        separated = true;
    }
    // "-h --help" in one column is two spellings; what stands in the next column is help.
    const bool letterAndWord = m_option.flags.size() == 1
        && m_option.flags.first().startsWith("--"_L1) != (m_text.mid(at, 2) == "--"_L1);
    // patch has columns: "-p NUM  --strip=NUM  Strip it"
    const bool column = spaces == 2 && wideGap(m_text, at) < m_text.size();
    if (at == m_at || !beginsFlag(m_text, at)
        || (!separated && ((spaces > 1 && !column) || !letterAndWord)))
        return false;
    m_at = at;
    m_negative = m_negative || slash;
    return true;
}

void OptionReader::takeValue(const QString &value)
{
    QString inner = value;
    if (inner.endsWith("..."_L1)) {
        inner.chop(3);
        // click: "<TEXT INTEGER>..." is two values, once
        const bool pair = inner.startsWith(u'<') && inner.contains(u' ') && looksUpper(inner);
        m_option.valueCount = pair ? int(inner.count(u' ')) + 1 : 0;
        m_option.repeated = !pair;
    }
    if (inner.startsWith(u'[') && behindGroup(inner, 0) == inner.size()) {
        inner = inner.mid(1, inner.size() - 2);
        if (const QStringList choices = choicesOf(inner); choices.size() > 1) {
            m_option.choices = choices;
        } else {
            m_option.optionalValue = true;
            if (inner.startsWith(u'=')) {
                m_option.joined = true;
                inner.remove(0, 1);
            }
        }
    }
    if (const qsizetype implied = inner.indexOf("[="_L1); implied > 0) { // pflag: string[="json"]
        inner.truncate(implied);
        m_option.optionalValue = true;
    }
    if (m_option.choices.isEmpty()) {
        m_option.choices = choicesOf(inner);
        m_option.editable = inner.startsWith(u'<');
    }
    if (inner.startsWith(u'<') && behindGroup(inner, 0) == inner.size())
        inner = inner.mid(1, inner.size() - 2);
    if (!inner.isEmpty())
        m_option.value = inner;
}

void OptionReader::readValue()
{
    if (m_at >= m_text.size())
        return;
    const QChar next = m_text.at(m_at);
    if (next == u'=') {
        takeJoined();
    } else if (next == u'[' || next == u'<' || next == u'{') {
        const qsizetype end = behindGroup(m_text, m_at);
        if (end < 0)
            return;
        const QString group = m_text.mid(m_at, end - m_at);
        m_at = end;
        // "-v[vv]" is no value
        if (group != u"["_s + QString(group.size() - 2, m_text.at(m_at - 2)) + u"]"_s)
            takeValue(group);
        m_option.joined = true;
    } else if (next == u' ') {
        readSpacedValue();
    }
}

void OptionReader::takeJoined()
{
    const qsizetype begin = m_at + 1;
    qsizetype end = behindWord(m_text, begin);
    // "{a,b}" holds a comma of its own; "--raw='':" and "--watch=false:" tell the default.
    QString value = m_text.mid(begin, end - begin);
    m_option.joined = true;
    if (value.endsWith(u':') && end == m_text.size()) {
        value.chop(1);
        const bool quoted = value.size() > 1 && value.startsWith(u'\'') && value.endsWith(u'\'');
        m_option.defaultValue = quoted ? value.mid(1, value.size() - 2) : value;
        if (value != "false"_L1)
            m_option.value = value == "true"_L1 ? u"bool"_s
                : value == "[]"_L1              ? u"strings"_s
                                                : u"value"_s;
        if (value == "[]"_L1 || value == "false"_L1)
            m_option.defaultValue.clear();
        m_option.joined = value != "false"_L1;
    } else if (m_text.mid(end, 4) == " ..."_L1) {
        takeValue(value + u"..."_s);
        end += 4;
    } else if (!value.isEmpty()) {
        takeValue(value);
    }
    m_at = end;
}

// The words up to the next column, spelling or mark, if they are a value rather than help.
void OptionReader::readSpacedValue()
{
    const qsizetype begin = m_at + 1;
    const bool remark = m_text.mid(begin + 1, 7) == "default"_L1
        || m_text.mid(begin + 1, 8) == "required"_L1;
    if (begin >= m_text.size() || remark || m_text.at(begin) == u' ' || beginsFlag(m_text, begin)
        || u":=/|,"_s.contains(m_text.at(begin)) || m_text.mid(begin, 4) == "or -"_L1)
        return;
    QStringList words;
    qsizetype end = begin;
    qsizetype firstEnd = -1;
    while (end < m_text.size() && words.size() < 8) {
        const qsizetype wordEnd = behindWord(m_text, end);
        if (wordEnd == end)
            break;
        words.append(m_text.mid(end, wordEnd - end));
        end = wordEnd;
        if (firstEnd < 0)
            firstEnd = end;
        const bool more = end + 1 < m_text.size() && m_text.at(end) == u' '
            && m_text.at(end + 1) != u' ' && !beginsFlag(m_text, end + 1)
            && !u":=/|"_s.contains(m_text.at(end + 1)) && m_text.mid(end + 1, 4) != "or -"_L1;
        if (!more)
            break;
        ++end;
    }
    const bool allMetavars = std::all_of(words.cbegin(), words.cend(), looksLikeMetavar);
    if (words.isEmpty())
        return;
    if (words.size() == 1 || (allMetavars && words.size() <= 4)) {
        addWords(words);
        m_at = end;
    } else if (looksLikeMetavar(words.first())) {
        addWords({words.first()});
        m_at = firstEnd;
    }
}

void OptionReader::addWords(const QStringList &words)
{
    if (words.size() == 2 && words.last() == "RANGE"_L1) { // "INTEGER RANGE"
        m_option.value = words.first();
        return;
    }
    // argparse: "X [X ...]" is one or more, "[X ...]" any number
    if (words.join(u' ').contains(" ..."_L1)) {
        m_option.repeated = true;
        m_option.listed = true;
        QString first = words.first().section(u' ', 0, 0);
        while (!first.isEmpty() && u"[.]<>"_s.contains(first.at(0)))
            first.remove(0, 1);
        while (!first.isEmpty() && u"[.]<>"_s.contains(first.back()))
            first.chop(1);
        m_option.choices = choicesOf(first);
        m_option.value = first;
        return;
    }
    takeValue(words.first());
    if (words.size() > 1 && m_option.valueCount == 0) {
        m_option.valueCount = int(words.size());
        m_option.value = words.join(u' ');
        m_option.choices.clear();
    }
}

bool isWordOf(const QString &metavar, std::initializer_list<QLatin1StringView> words)
{
    return std::any_of(words.begin(), words.end(), [&metavar](QLatin1StringView word) {
        return metavar.compare(word, Qt::CaseInsensitive) == 0;
    });
}

// How Go's pflag names lists.
bool isListType(const QString &value)
{
    return isWordOf(value,
                    {"list"_L1, "strings"_L1, "stringArray"_L1, "stringSlice"_L1, "ints"_L1,
                     "intSlice"_L1, "stringToString"_L1});
}

} // namespace

std::optional<HelpOption> readHelpOption(const QString &text)
{
    return OptionReader(text).read();
}

QStringList choicesOf(const QString &value)
{
    QString inner = value;
    const bool braces = inner.startsWith(u'{') && inner.endsWith(u'}');
    const bool bracketed = braces || (inner.startsWith(u'<') && inner.endsWith(u'>'))
        || (inner.startsWith(u'(') && inner.endsWith(u')'));
    if (bracketed)
        inner = inner.mid(1, inner.size() - 2);
    const QChar separator = braces && inner.contains(u',') ? u',' : u'|';
    if (!braces && !inner.contains(separator))
        return {};
    QStringList choices = inner.split(separator);
    bool placeholders = true;
    for (QString &choice : choices) {
        choice = choice.trimmed();
        const bool plain = !choice.isEmpty()
            && std::none_of(choice.cbegin(), choice.cend(),
                            [](QChar c) { return c.isSpace() || u"<>[]{}()="_s.contains(c); });
        if (!plain)
            return {};
        placeholders = placeholders && !braces && looksLikeMetavar(choice);
    }
    // "FILE|DIR" are kinds of values; "[GET|PUT]" and "[A|B]" are those themselves.
    const bool kinds = placeholders
        && std::any_of(choices.cbegin(), choices.cend(), [](const QString &choice) {
                           return typeOfMetavar(choice) != ParameterType::Text;
                       });
    return kinds ? QStringList() : choices;
}

ParameterType typeOfMetavar(const QString &metavar)
{
    if (isWordOf(metavar,
                 {"int"_L1, "integer"_L1, "int32"_L1, "int64"_L1, "uint"_L1, "uint8"_L1,
                  "uint16"_L1, "uint32"_L1, "uint64"_L1}))
        return ParameterType::Integer;
    if (isWordOf(metavar, {"float"_L1, "float32"_L1, "float64"_L1}))
        return ParameterType::Number;
    if (isWordOf(metavar,
                 {"file"_L1, "filename"_L1, "path"_L1, "files"_L1, "paths"_L1, "file path"_L1,
                  "outfile"_L1, "infile"_L1}))
        return ParameterType::File;
    if (isWordOf(metavar, {"dir"_L1, "directory"_L1, "folder"_L1, "dirname"_L1}))
        return ParameterType::Folder;
    if (isWordOf(metavar, {"password"_L1, "secret"_L1, "token"_L1, "passphrase"_L1}))
        return ParameterType::Secret;
    if (isWordOf(metavar,
                 {"key=value"_L1, "name=value"_L1, "stringToString"_L1, "var=value"_L1,
                  "name>=<value"_L1, "key>=<value"_L1, "<name>=<value>"_L1, "<key>=<value>"_L1}))
        return ParameterType::KeyValue;
    return ParameterType::Text;
}

QString nameOfSpelling(const QString &spelling)
{
    QString name;
    for (const QChar c : spelling) {
        if (c.isLetterOrNumber() || c == u'?' || c == u'@' || c == u'#')
            name += c;
        else if (!name.isEmpty() && !name.endsWith(u'_'))
            name += u'_';
    }
    while (name.endsWith(u'_'))
        name.chop(1);
    return name;
}

Parameter parameterOf(const HelpOption &option)
{
    Parameter parameter;
    parameter.flags = option.flags;
    parameter.name = nameOfSpelling(parameter.preferredFlag());
    const bool takesValue = !option.value.isEmpty() || !option.choices.isEmpty();
    if (!takesValue || option.value == "count"_L1) {
        parameter.kind = ParameterKind::Flag;
        parameter.type = ParameterType::Boolean;
        parameter.negativeFlags = option.negativeFlags;
        if (option.repeated || option.value == "count"_L1) {
            parameter.type = ParameterType::Integer;
            parameter.passing = ParameterPassing::Counted;
            parameter.minimum = 0;
        }
        return parameter;
    }
    parameter.kind = ParameterKind::Option;
    parameter.placeholder = option.value;
    parameter.choices = option.choices;
    parameter.editable = option.editable && !option.choices.isEmpty();
    parameter.type = option.choices.isEmpty() ? typeOfMetavar(option.value) : ParameterType::Choice;
    if (option.value == "bool"_L1) {
        parameter.type = ParameterType::Choice;
        parameter.choices = {u"true"_s, u"false"_s};
    }
    const bool list = isListType(option.value);
    parameter.multiple = option.repeated || list || option.valueCount > 1;
    parameter.repeatsFlag = list || (option.repeated && !option.listed);
    parameter.valueCount = option.valueCount > 1 ? option.valueCount : 0;
    parameter.defaultValue = option.defaultValue;
    // getopt takes an optional value only when it is joined; so is a letter's, without a "=".
    const bool longFlag = parameter.preferredFlag().startsWith("--"_L1);
    if (longFlag && !parameter.multiple && (option.joined || option.optionalValue))
        parameter.passing = ParameterPassing::Joined;
    return parameter;
}

} // namespace CommandRunner
