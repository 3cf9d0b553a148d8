// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/vscodetext.h"

#include "core/command/shellwords.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// "\1I0\2" is the first input, "\1EHOME\2" a variable of the environment, "\1L/some/folder\2" a
// text that is not part of the line's syntax, whatever it holds.
const QRegularExpression &markPattern()
{
    static const QRegularExpression pattern(u"\\x01([IEL])([^\\x02]*)\\x02"_s);
    return pattern;
}

// What may stand in a shell line as it is.
bool isHarmless(const QString &text)
{
    static const QRegularExpression pattern(u"^[\\w:/.+@-]+$"_s,
                                            QRegularExpression::UseUnicodePropertiesOption);
    return pattern.match(text).hasMatch();
}

// With numbers in place of literals, which may hold quotes.
QString withoutLiterals(const QString &text, QStringList &literals)
{
    QString result;
    qsizetype from = 0;
    auto marks = markPattern().globalMatch(text);
    while (marks.hasNext()) {
        const auto mark = marks.next();
        if (mark.captured(1) != "L"_L1)
            continue;
        result += text.mid(from, mark.capturedStart() - from)
            + u"\x01N%1\x02"_s.arg(literals.size());
        literals.append(mark.captured(2));
        from = mark.capturedEnd();
    }
    return result + text.mid(from);
}

// Writes words for a POSIX shell. What is not written in the file gets there as a variable, so that
// it cannot become syntax wherever the file's own quotes put it.
class ShellWriter final
{
public:
    explicit ShellWriter(const QList<Parameter> &parameters) : m_parameters(parameters) {}

    QString write(const VsCodeWord &word);
    // "value0='a b';" for each variable that was needed
    QStringList assignments() const
    {
        QStringList texts;
        for (qsizetype i = 0; i < m_values.size(); ++i)
            texts.append(u"value%1="_s.arg(i) + quoteShellWord(m_values.at(i)) + u';');
        return texts;
    }

private:
    QString strong(const QString &text);
    QString withExpansions(const QString &text);
    QString expansionOf(const QRegularExpressionMatch &mark);
    QString assign(const QString &value)
    {
        qsizetype index = m_values.indexOf(value);
        if (index < 0) {
            index = m_values.size();
            m_values.append(value);
        }
        return u"value%1"_s.arg(index);
    }

    const QList<Parameter> &m_parameters;
    QStringList m_values; // of value0, value1 …
};

// To stand within double quotes.
QString ShellWriter::expansionOf(const QRegularExpressionMatch &mark)
{
    const QString value = mark.captured(2);
    if (mark.captured(1) == "E"_L1)
        return u"${"_s + value + u'}';
    if (mark.captured(1) == "L"_L1)
        return isHarmless(value) ? value : u"${"_s + assign(value) + u'}';
    const QString fallback = m_parameters.value(value.toInt()).defaultValue;
    const QString place = u"${"_s + QString::number(value.toInt() + 1);
    if (fallback.isEmpty())
        return place + u'}';
    return place + u'-' + (isHarmless(fallback) ? fallback : u'$' + assign(fallback)) + u'}';
}

// Shell text with its marks put in so that each is a part of one word, whatever its value.
QString ShellWriter::withExpansions(const QString &text)
{
    QString result;
    QChar quote;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'\x01') {
            const auto mark = markPattern().match(text, i);
            const QString expansion = expansionOf(mark);
            if (quote == u'"' || isHarmless(expansion))
                result += expansion;
            else
                result += quote.isNull() ? u'"' + expansion + u'"'
                                         : u"'\""_s + expansion + u"\"'"_s;
            i = mark.capturedEnd() - 1;
            continue;
        }
        result += c;
        if (c == u'\\' && quote != u'\'' && i + 1 < text.size() && text.at(i + 1) != u'\x01')
            result += text.at(++i);
        else if (quote.isNull() && (c == u'"' || c == u'\''))
            quote = c;
        else if (c == quote)
            quote = QChar();
    }
    return result;
}

QString ShellWriter::strong(const QString &text)
{
    QString result;
    qsizetype from = 0;
    auto marks = markPattern().globalMatch(text);
    while (marks.hasNext()) {
        const auto mark = marks.next();
        if (mark.capturedStart() > from)
            result += quoteShellWord(text.mid(from, mark.capturedStart() - from));
        const QString expansion = expansionOf(mark);
        result += isHarmless(expansion) ? expansion : u'"' + expansion + u'"';
        from = mark.capturedEnd();
    }
    if (from < text.size() || text.isEmpty())
        result += quoteShellWord(text.mid(from));
    return result;
}

QString ShellWriter::write(const VsCodeWord &word)
{
    static const QRegularExpression blanksAndQuotes(uR"re(([\s'"]))re"_s);
    if (word.quoting == VsCodeWord::Quoting::None)
        return withExpansions(word.text);
    // No backslash keeps a line break.
    const bool escape = word.quoting == VsCodeWord::Quoting::Escape && !word.text.contains(u'\n');
    if (!escape && word.quoting != VsCodeWord::Quoting::Weak)
        return strong(word.text);
    QStringList literals;
    QString text = withoutLiterals(word.text, literals);
    if (escape)
        text.replace(blanksAndQuotes, u"\\\\1"_s);
    else
        text = u'"' + text.replace(u'"', "\\\""_L1) + u'"';
    for (qsizetype i = 0; i < literals.size(); ++i)
        text.replace(u"\x01N%1\x02"_s.arg(i), u"\x01L"_s + literals.at(i) + u'\x02');
    return withExpansions(text);
}

// What only a shell can do.
bool isShellWord(const QString &word)
{
    static const QSet<QString> words{
        u"."_s,     u":"_s,       u"alias"_s,   u"builtin"_s,  u"declare"_s, u"hash"_s,
        u"jobs"_s,  u"let"_s,     u"local"_s,   u"readonly"_s, u"return"_s,  u"shopt"_s,
        u"type"_s,  u"typeset"_s, u"unalias"_s, u"case"_s,     u"cd"_s,      u"command"_s,
        u"eval"_s,  u"exec"_s,    u"exit"_s,    u"export"_s,   u"for"_s,     u"function"_s,
        u"if"_s,    u"popd"_s,    u"pushd"_s,   u"read"_s,     u"select"_s,  u"set"_s,
        u"shift"_s, u"source"_s,  u"time"_s,    u"trap"_s,     u"ulimit"_s,  u"umask"_s,
        u"unset"_s, u"until"_s,   u"wait"_s,    u"while"_s};
    return words.contains(word) || word.contains(u'=');
}

// The words of a line that means the same without a shell. Literals stay marks until the words are
// told apart.
std::optional<QStringList> plainWords(const QList<VsCodeWord> &words)
{
    static const QRegularExpression plain(uR"re(^(?:[\w@%+=:,./\- "']|\x01[^\x02]*\x02)*$)re"_s,
                                          QRegularExpression::UseUnicodePropertiesOption);
    QStringList result;
    for (const VsCodeWord &word : words) {
        if (word.quoting == VsCodeWord::Quoting::Strong) {
            result.append(VsCodeVariables::withLiterals(word.text));
            continue;
        }
        if (word.quoting != VsCodeWord::Quoting::None || !plain.match(word.text).hasMatch())
            return std::nullopt;
        QStringList literals;
        const auto split = splitShellWords(withoutLiterals(word.text, literals));
        if (!split)
            return std::nullopt;
        for (QString part : *split) {
            for (qsizetype i = 0; i < literals.size(); ++i)
                part.replace(u"\x01N%1\x02"_s.arg(i), literals.at(i));
            result.append(part);
        }
    }
    const bool shell = !words.isEmpty() && words.first().quoting == VsCodeWord::Quoting::None
        && !result.isEmpty() && isShellWord(result.first());
    return shell || result.isEmpty() || result.first().isEmpty() ? std::nullopt
                                                                 : std::optional(result);
}

// The same, when its parameters stand behind it, each as a word of its own and in their order.
std::optional<QStringList> directArgv(const VsCodeLine &line)
{
    auto words = plainWords(line.words);
    if (!words || !line.environment.isEmpty())
        return std::nullopt;
    for (qsizetype i = line.parameters.size() - 1; i >= 0; --i) {
        // A default is ours to hand over, which only the shell line does.
        if (words->size() < 2 || words->last() != u"\x01I%1\x02"_s.arg(i)
            || !line.parameters.at(i).defaultValue.isEmpty())
            return std::nullopt;
        words->removeLast();
    }
    const bool marked = std::any_of(words->cbegin(), words->cend(), &VsCodeVariables::hasMark);
    return marked || words->first().isEmpty() ? std::nullopt : words;
}

} // namespace

VsCodeVariables::VsCodeVariables(const QString &workspaceFolder, const QString &python,
                                 const DataNode &inputs)
    : m_workspaceFolder(workspaceFolder),
      m_python(python),
      m_inputs(inputs)
{}

bool VsCodeVariables::hasMark(const QString &text)
{
    return text.contains(u'\x01');
}

QString VsCodeVariables::withLiterals(const QString &text)
{
    QString result;
    qsizetype from = 0;
    auto marks = markPattern().globalMatch(text);
    while (marks.hasNext()) {
        const auto mark = marks.next();
        if (mark.captured(1) != "L"_L1)
            continue;
        result += text.mid(from, mark.capturedStart() - from) + mark.captured(2);
        from = mark.capturedEnd();
    }
    return result + text.mid(from);
}

std::expected<QString, QString> VsCodeVariables::expand(const QString &text)
{
    static const QRegularExpression pattern(uR"(\$\{([^}]*)\})"_s);
    QString result;
    qsizetype from = 0;
    QString clean = text;
    clean.remove(u'\x01').remove(u'\x02').remove(QChar::Null);
    auto matches = pattern.globalMatch(clean);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const auto value = valueOf(match.captured(1));
        if (!value)
            return value;
        result += clean.mid(from, match.capturedStart() - from) + *value;
        from = match.capturedEnd();
    }
    return result + clean.mid(from);
}

std::expected<QString, QString> VsCodeVariables::valueOf(const QString &variable)
{
    const auto literal = [](QString text) {
        return u"\x01L"_s + text.remove(u'\x01').remove(u'\x02') + u'\x02';
    };
    static const QRegularExpression identifier(u"^[A-Za-z_][A-Za-z0-9_]*$"_s);
    const QString kind = variable.section(u':', 0, 0);
    const QString rest = variable.section(u':', 1);
    if (kind == "workspaceFolder"_L1 || variable == "workspaceRoot"_L1 || variable == "cwd"_L1)
        return literal(m_workspaceFolder); // with a name it is another folder of the same window
    if (variable == "workspaceFolderBasename"_L1)
        return literal(QFileInfo(m_workspaceFolder).fileName());
    if (variable == "userHome"_L1)
        return literal(QDir::homePath());
    if (variable == "pathSeparator"_L1 || variable == "/"_L1)
        return literal(QString(QDir::separator()));
    if (variable == "command:python.interpreterPath"_L1
        || variable == "config:python.defaultInterpreterPath"_L1
        || variable == "config:python.pythonPath"_L1)
        return literal(m_python);
    if (kind == "env"_L1 && identifier.match(rest).hasMatch())
        return u"\x01"
               "E"_s
            + rest + u'\x02';
    if (kind == "input"_L1)
        return inputMark(rest, variable);
    if (variable == "file"_L1 || variable == "relativeFile"_L1) {
        Parameter parameter;
        parameter.name = variable;
        parameter.type = ParameterType::File;
        parameter.required = true;
        parameter.help = u"The file that is open in the editor"_s;
        return mark(parameter);
    }
    return std::unexpected(u"${"_s + variable + u'}');
}

std::expected<QString, QString> VsCodeVariables::inputMark(const QString &id,
                                                           const QString &variable)
{
    const auto &inputs = m_inputs.items();
    const auto input = std::find_if(inputs.cbegin(), inputs.cend(), [&id](const DataNode &node) {
        return node[u"id"].text() == id;
    });
    const QString type = input == inputs.cend() ? QString() : (*input)[u"type"].text();
    if (type != "promptString"_L1 && type != "pickString"_L1)
        return std::unexpected(u"${"_s + variable + u'}');
    Parameter parameter;
    parameter.name = id;
    parameter.help = (*input)[u"description"].text();
    parameter.defaultValue = (*input)[u"default"].text();
    parameter.required = parameter.defaultValue.isEmpty();
    if (type == "pickString"_L1 && !(*input)[u"options"].items().isEmpty()) {
        parameter.type = ParameterType::Choice;
        for (const DataNode &option : (*input)[u"options"].items())
            parameter.choices.append(option.isMap() ? option[u"value"].text() : option.text());
    } else if ((*input)[u"password"].boolean().value_or(false)) {
        parameter.type = ParameterType::Secret;
    }
    return mark(parameter);
}

QString VsCodeVariables::mark(const Parameter &parameter)
{
    qsizetype index = 0;
    while (index < m_parameters.size() && m_parameters.at(index).name != parameter.name)
        ++index;
    if (index == m_parameters.size())
        m_parameters.append(parameter);
    return u"\x01I%1\x02"_s.arg(index);
}

VsCodeShell vsCodeShellOf(const QString &program, const QStringList &arguments)
{
    static const QSet<QString> posix{u"ash"_s, u"bash"_s, u"dash"_s, u"ksh"_s, u"sh"_s, u"zsh"_s};
    static const QRegularExpression takesLine(u"^-[a-zA-Z]*c$"_s);
    QString name = QString(program).replace(u'\\', u'/').section(u'/', -1).toLower();
    if (name.endsWith(".exe"_L1))
        name.chop(4);
    VsCodeShell shell{arguments, posix.contains(name), true};
    const bool powerShell = name == "pwsh"_L1 || name == "powershell"_L1;
    if (shell.posix && shell.start.filter(takesLine).isEmpty())
        shell.start.append(u"-c"_s);
    else if (shell.start.isEmpty() && name == "cmd"_L1)
        shell.start = {u"/d"_s, u"/c"_s};
    else if (shell.start.isEmpty())
        shell.start = {powerShell ? u"-Command"_s : u"-c"_s};
    shell.start.prepend(program);
    return shell;
}

std::expected<QStringList, QString> vsCodeArgv(const VsCodeLine &line, const VsCodeShell &shell)
{
    static const QRegularExpression identifier(u"^[A-Za-z_][A-Za-z0-9_]*$"_s);
    const bool literally = std::all_of(line.words.cbegin(), line.words.cend(),
                                       [](const VsCodeWord &word) {
                                           return word.quoting == VsCodeWord::Quoting::Strong;
                                       });
    if (!shell.chosen || literally) {
        if (const auto direct = directArgv(line))
            return *direct;
    }
    if (!shell.posix) {
        QStringList texts;
        for (const VsCodeWord &word : line.words) {
            QStringList literals;
            withoutLiterals(word.text, literals);
            const QString text = VsCodeVariables::withLiterals(word.text);
            const bool safe = std::all_of(
                literals.cbegin(), literals.cend(), [](const QString &literal) {
                    return isHarmless(QString(literal).replace(u'\\', u'/'));
                });
            if (!safe || VsCodeVariables::hasMark(text) || !line.environment.isEmpty()
                || word.quoting != VsCodeWord::Quoting::None)
                return std::unexpected(
                    u"\"%1\" cannot be given its values safely"_s.arg(shell.start.first()));
            texts.append(text);
        }
        return shell.start + QStringList{texts.join(u' ')};
    }
    ShellWriter writer(line.parameters);
    QStringList texts;
    for (auto it = line.environment.cbegin(); it != line.environment.cend(); ++it) {
        if (!identifier.match(it.key()).hasMatch())
            return std::unexpected(u"no shell can set the variable \"%1\""_s.arg(it.key()));
        texts.append(u"export "_s + it.key() + u'='
                     + writer.write({*it, VsCodeWord::Quoting::Strong}) + u';');
    }
    for (const VsCodeWord &word : line.words)
        texts.append(writer.write(word));
    QStringList argv = shell.start + QStringList{(writer.assignments() + texts).join(u' ')};
    if (!line.parameters.isEmpty())
        argv.append(line.name); // $0
    return argv;
}

} // namespace CommandRunner
