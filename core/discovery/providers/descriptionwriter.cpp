// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/descriptionwriter.h"

#include "core/base/files.h"
#include "core/discovery/formats/datanode.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QSaveFile>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// A basic string, https://toml.io/en/v1.0.0#string
QString quoted(const QString &text)
{
    QString result = u"\""_s;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            result += u'\\' + QString(c);
        else if (c == u'\n')
            result += "\\n"_L1;
        else if (c == u'\t')
            result += "\\t"_L1;
        else if (c.unicode() < 0x20 || c.unicode() == 0x7f)
            result += u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0'));
        else
            result += c;
    }
    return result + u'"';
}

QString list(const QStringList &texts)
{
    QStringList entries;
    for (const QString &text : texts)
        entries.append(quoted(text));
    return u'[' + entries.join(u", "_s) + u']';
}

QString oneOrList(const QStringList &texts)
{
    return texts.size() == 1 ? quoted(texts.first()) : list(texts);
}

// Its keys are always in quotes: names of variables and parameters may hold anything.
template<class Values, class Text>
QString inlineTable(const Values &values, const Text &text)
{
    QStringList entries;
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        entries.append(quoted(it.key()) + u" = "_s + text(it.value()));
    return u"{ "_s + entries.join(u", "_s) + u" }"_s;
}

// Without an exponent or digits that say nothing.
QString number(double value)
{
    return QString::number(value, 'f', QLocale::FloatingPointShortest);
}

class Table final
{
public:
    explicit Table(const QString &header) : m_text(header + u'\n') {}

    void add(const char *key, const QString &value)
    {
        m_text += QLatin1StringView(key) + u" = "_s + value + u'\n';
    }
    void addText(const char *key, const QString &text)
    {
        if (!text.isEmpty())
            add(key, quoted(text));
    }
    void addFlag(const char *key, bool set)
    {
        if (set)
            add(key, u"true"_s);
    }
    QString text() const { return m_text; }

private:
    QString m_text;
};

// As the reader has it, so that only what cannot be known is written.
ParameterKind knownKind(const Parameter &parameter)
{
    if (parameter.flags.isEmpty())
        return ParameterKind::Positional;
    const bool flag = parameter.type == ParameterType::Boolean
        || parameter.passing == ParameterPassing::Counted;
    return flag ? ParameterKind::Flag : ParameterKind::Option;
}

bool isKnownType(const Parameter &parameter)
{
    const ParameterType known = !parameter.choices.isEmpty() ? ParameterType::Choice
                                                             : ParameterType::Text;
    return parameter.type == known && parameter.kind != ParameterKind::Flag;
}

QString described(const Parameter &parameter)
{
    Table table(u"\n[[command.parameter]]"_s);
    table.addText("name", parameter.name);
    if (!parameter.flags.isEmpty())
        table.add("flags", oneOrList(parameter.flags));
    if (!parameter.negativeFlags.isEmpty())
        table.add("negative-flags", oneOrList(parameter.negativeFlags));
    if (parameter.kind != knownKind(parameter))
        table.add("kind", quoted(toString(parameter.kind)));
    if (!isKnownType(parameter))
        table.add("type", quoted(toString(parameter.type)));
    if (parameter.passing != ParameterPassing::Separate)
        table.add("passing", quoted(parameterPassingNames().at(qsizetype(parameter.passing))));
    table.addText("environment-variable", parameter.environmentVariable);
    table.addFlag("required", parameter.required);
    table.addFlag("multiple", parameter.multiple);
    table.addFlag("repeats-flag", parameter.repeatsFlag);
    if (parameter.valueCount > 0)
        table.add("value-count", QString::number(parameter.valueCount));
    table.addFlag("constant", parameter.constant);
    table.addFlag("advanced", parameter.advanced);
    table.addText("default", parameter.defaultValue);
    if (!parameter.choices.isEmpty())
        table.add("choices", list(parameter.choices));
    table.addFlag("editable", parameter.editable);
    if (parameter.minimum)
        table.add("minimum", number(*parameter.minimum));
    if (parameter.maximum)
        table.add("maximum", number(*parameter.maximum));
    table.addText("pattern", parameter.pattern);
    table.addFlag("must-exist", parameter.mustExist);
    table.addFlag("multi-line", parameter.multiLine);
    table.addText("help", parameter.help);
    table.addText("group", parameter.group);
    table.addText("placeholder", parameter.placeholder);
    table.addText("exclusive-group", parameter.exclusiveGroup);
    table.addText("required-group", parameter.requiredGroup);
    QMap<QString, QStringList> conditions;
    for (const ParameterCondition &condition : parameter.visibleWhen)
        conditions.insert(condition.parameter, condition.values);
    if (!conditions.isEmpty())
        table.add("visible-when", inlineTable(conditions, list));
    return table.text();
}

// Empty: the folder itself.
QString relativeTo(const QString &folder, const QString &path)
{
    const QString clean = QDir::cleanPath(path);
    if (clean == folder)
        return {};
    return clean.startsWith(folder + u'/') ? clean.sliced(folder.size() + 1) : clean;
}

QString described(const ChainStep &step, const QString &folder)
{
    const QString id = quoted(step.command.startsWith(folder + u'/')
                                  ? step.command.sliced(folder.size() + 1)
                                  : step.command);
    if (step.values.isEmpty())
        return id;
    return u"{ command = "_s + id + u", values = "_s + inlineTable(step.values, oneOrList)
        + u" }"_s;
}

void addWhatRuns(Table &table, const Command &command, const QString &folder)
{
    const QStringList &argv = command.argv;
    const bool line = argv.size() >= 3 && argv.size() <= 4 && argv.at(0) == "sh"_L1
        && argv.at(1) == "-c"_L1;
    if (!command.steps.isEmpty()) {
        QString steps = u"[\n"_s;
        for (const ChainStep &step : command.steps)
            steps += u"    "_s + described(step, folder) + u",\n"_s;
        table.add("steps", steps + u']');
        table.addFlag("parallel", command.stepsInParallel);
        table.addFlag("go-on-after-failure", command.goesOnAfterFailure);
    } else if (line) {
        table.addText("shell", argv.at(2));
    } else {
        QStringList words = argv;
        const QString inside = QDir::cleanPath(command.workingDirectory) + u'/';
        if (!words.isEmpty() && words.first().startsWith(inside))
            words.first() = u"./"_s + words.first().sliced(inside.size());
        table.add("argv", list(words));
    }
}

} // namespace

QByteArray describedCommand(const Command &command, const QString &folder)
{
    Table table(u"[[command]]"_s);
    table.addText("name", command.name);
    table.addText("description", command.description);
    addWhatRuns(table, command, folder);
    table.addText("folder", relativeTo(folder, command.workingDirectory));
    if (!command.environment.isEmpty())
        table.add("environment", inlineTable(command.environment, quoted));
    table.addText("confirmation", command.confirmation);
    table.addFlag("confirm-by-name", command.confirmsByName);
    if (command.timeoutMs > 0)
        table.add("timeout", number(double(command.timeoutMs) / 1000));
    table.addFlag("terminal", command.terminal);
    table.addFlag("hidden", command.hidden);
    table.addFlag("end-of-options", command.endOfOptions);
    table.addText("icon", command.icon);
    if (!command.tags.isEmpty())
        table.add("tags", list(command.tags));
    QString text = table.text();
    for (const Parameter &parameter : command.parameters)
        text += described(parameter);
    return text.toUtf8();
}

Result<QByteArray> withCommand(const QByteArray &content, const QByteArray &table,
                               const QString &name)
{
    const QString file = QLatin1String(descriptionFileName);
    const DataResult before = readToml(content);
    if (!before)
        return fail(ErrorCode::InvalidFormat, file,
                    u"line %1: %2. Correct it first; nothing was changed"_s.arg(before.error().line)
                        .arg(before.error().message));
    for (const DataNode &command : (*before)[u"command"].items()) {
        if (command[u"name"].text() == name)
            return fail(ErrorCode::AlreadyExists, u"“%1” in %2"_s.arg(name, file),
                        u"Give the command another name."_s);
    }
    QByteArray whole = content;
    if (!whole.isEmpty())
        whole += whole.endsWith('\n') ? "\n" : "\n\n";
    whole += table;
    // A file may end in a way that takes no table (commands as one list, for example).
    if (const DataResult after = readToml(whole); !after)
        return fail(ErrorCode::InvalidFormat, file,
                    u"a table cannot be added at its end: %1"_s.arg(after.error().message));
    return whole;
}

Result<void> saveToProject(const Command &command, const QString &folder)
{
    // A link stays one.
    const QString named = folder + u'/' + QLatin1String(descriptionFileName);
    const QString path = QFileInfo(named).isSymLink() ? QFileInfo(named).symLinkTarget() : named;
    const auto content = readFile(path);
    if (!content && content.error().code != ErrorCode::NotFound)
        return std::unexpected(content.error());
    const auto whole = withCommand(content.value_or(QByteArray()),
                                   describedCommand(command, folder), command.name);
    if (!whole)
        return std::unexpected(whole.error());
    QSaveFile saved(path);
    if (!saved.open(QIODevice::WriteOnly) || saved.write(*whole) != whole->size()
        || !saved.commit())
        return fail(ErrorCode::Io, path, saved.errorString());
    return {};
}

} // namespace CommandRunner
