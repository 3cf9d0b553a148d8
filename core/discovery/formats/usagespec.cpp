// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/usagespec.h"

#include <QHash>
#include <QSet>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestNesting = 20;

struct Node {
    QString name;
    QStringList values;
    QHash<QString, QString> properties;
    QList<Node> children;

    QString property(const QString &key) const { return properties.value(key); }
    bool isTrue(const QString &key) const
    {
        const QString value = properties.value(key);
        return value == "#true"_L1 || value == "true"_L1;
    }
    bool isFalse(const QString &key) const
    {
        const QString value = properties.value(key);
        return value == "#false"_L1 || value == "false"_L1;
    }
};

// As much of KDL as usage texts need: nodes with values, properties and children, comments, plain
// and raw strings.
class NodeReader final
{
public:
    explicit NodeReader(const QString &text) : m_text(text) {}

    QList<Node> nodes(int depth = 0);
    const std::optional<DataProblem> &problem() const { return m_problem; }

private:
    Node node(int depth);
    QString word();
    QString quoted();
    QString raw();
    void skipBlanks(bool lines);
    bool at(QStringView text) const { return QStringView(m_text).mid(m_position).startsWith(text); }
    bool atEnd() const { return m_position >= m_text.size() || m_problem; }
    QChar current() const { return m_text.at(m_position); }
    void fail(const QString &message)
    {
        if (!m_problem)
            m_problem = DataProblem{int(m_text.left(m_position).count(u'\n')) + 1, 0, message};
    }

    const QString &m_text;
    qsizetype m_position = 0;
    std::optional<DataProblem> m_problem;
};

// Comments, and escaped ends of lines, count as blanks.
void NodeReader::skipBlanks(bool lines)
{
    while (!atEnd()) {
        const QChar c = current();
        if (at(u"//")) {
            const qsizetype end = m_text.indexOf(u'\n', m_position);
            m_position = end < 0 ? m_text.size() : end;
        } else if (at(u"/*")) {
            const qsizetype end = m_text.indexOf("*/"_L1, m_position + 2);
            m_position = end < 0 ? m_text.size() : end + 2;
        } else if (at(u"\\\n")) {
            m_position += 2;
        } else if ((c.isSpace() && c != u'\n') || (lines && (c == u'\n' || c == u';'))) {
            ++m_position;
        } else {
            return;
        }
    }
}

QString NodeReader::quoted()
{
    QString result;
    for (++m_position; !atEnd() && current() != u'"'; ++m_position) {
        if (current() != u'\\' || m_position + 1 == m_text.size()) {
            result += current();
            continue;
        }
        const QChar escape = m_text.at(++m_position);
        result += escape == u'n' ? u'\n' : escape == u't' ? u'\t' : escape;
    }
    if (atEnd())
        fail(u"a string has no end"_s);
    ++m_position;
    return result;
}

// r"…", r#"…"# and #"…"#
QString NodeReader::raw()
{
    m_position += current() == u'r' ? 1 : 0;
    QString end = u"\""_s;
    for (; !atEnd() && current() == u'#'; ++m_position)
        end += u'#';
    const qsizetype begin = m_position + 1;
    const qsizetype close = m_text.indexOf(end, begin);
    if (close < 0) {
        fail(u"a string has no end"_s);
        return {};
    }
    m_position = close + end.size();
    return m_text.mid(begin, close - begin);
}

QString NodeReader::word()
{
    if (current() == u'"')
        return quoted();
    if (at(u"r\"") || at(u"r#") || at(u"#\"") || at(u"##"))
        return raw();
    const qsizetype begin = m_position;
    while (!atEnd() && !current().isSpace() && !u"\"{};=\\/"_s.contains(current()))
        ++m_position;
    if (m_position == begin && !atEnd()) {
        fail(u"unexpected \"%1\""_s.arg(current()));
        ++m_position;
    }
    return m_text.mid(begin, m_position - begin);
}

Node NodeReader::node(int depth)
{
    Node node;
    node.name = word();
    for (skipBlanks(false); !atEnd(); skipBlanks(false)) {
        const QChar c = current();
        if (c == u'\n' || c == u';' || c == u'}')
            break;
        if (c == u'{') {
            ++m_position;
            node.children += nodes(depth + 1);
            continue;
        }
        const QString text = word();
        if (atEnd() || current() != u'=') {
            node.values.append(text);
            continue;
        }
        ++m_position;
        if (!atEnd())
            node.properties.insert(text, word());
    }
    return node;
}

QList<Node> NodeReader::nodes(int depth)
{
    QList<Node> nodes;
    if (depth > deepestNesting)
        fail(u"too deeply nested"_s);
    for (skipBlanks(true); !atEnd(); skipBlanks(true)) {
        if (current() == u'}') {
            if (depth == 0)
                fail(u"unexpected \"}\""_s);
            ++m_position;
            return nodes;
        }
        nodes.append(node(depth));
    }
    if (depth > 0)
        fail(u"a block has no end"_s);
    return nodes;
}

// "<name>", "[name]", "<name>..." and "[name]…"
void applyPlace(Parameter &parameter, QString place)
{
    for (const QString &dots : {u"..."_s, u"…"_s}) {
        if (place.endsWith(dots)) {
            parameter.multiple = true;
            place.chop(dots.size());
        }
    }
    const bool optional = place.startsWith(u'[');
    if (optional || place.startsWith(u'<'))
        place = place.mid(1).chopped(place.size() > 1 ? 1 : 0);
    parameter.placeholder = place;
    parameter.required = !optional;
    const QString kind = place.toLower();
    if (kind == "file"_L1 || kind == "path"_L1)
        parameter.type = ParameterType::File;
    else if (kind == "dir"_L1)
        parameter.type = ParameterType::Folder;
}

void applyProperties(Parameter &parameter, const Node &node)
{
    const QString help = node.property(u"help"_s);
    if (!help.isEmpty())
        parameter.help = help;
    else if (parameter.help.isEmpty())
        parameter.help = node.property(u"long_help"_s);
    if (node.properties.contains(u"default"_s))
        parameter.defaultValue = node.property(u"default"_s);
    if (node.isTrue(u"var"_s))
        parameter.multiple = true;
    for (const Node &child : node.children) {
        if (child.name == "choices"_L1 && !child.values.isEmpty()) {
            parameter.type = ParameterType::Choice;
            parameter.choices = child.values;
        }
    }
}

Parameter argumentOf(const Node &node)
{
    Parameter parameter;
    applyPlace(parameter, node.values.value(0));
    parameter.name = parameter.placeholder;
    applyProperties(parameter, node);
    if (node.isFalse(u"required"_s) || !parameter.defaultValue.isEmpty())
        parameter.required = false;
    return parameter;
}

Parameter flagOf(const Node &node)
{
    Parameter parameter;
    parameter.kind = ParameterKind::Flag;
    parameter.type = ParameterType::Boolean;
    const auto takesValue = [&parameter](const QString &place) {
        parameter.kind = ParameterKind::Option;
        parameter.type = ParameterType::Text;
        applyPlace(parameter, place);
    };
    for (const QString &part : node.values.value(0).simplified().split(u' ')) {
        if (part.startsWith(u'-') && part.size() > 1)
            parameter.flags.append(part);
        else if (part.startsWith(u'<') || part.startsWith(u'['))
            takesValue(part);
        else if (part.endsWith(u':'))
            parameter.name = part.chopped(1);
    }
    for (const Node &child : node.children) {
        if (child.name == "arg"_L1) {
            takesValue(child.values.value(0));
            applyProperties(parameter, child);
        }
    }
    applyProperties(parameter, node);
    if (parameter.kind == ParameterKind::Flag) {
        parameter.defaultValue.remove(u'#');
        if (const QString negated = node.property(u"negate"_s); !negated.isEmpty())
            parameter.negativeFlags = {negated};
        if (node.isTrue(u"count"_s)) {
            parameter.type = ParameterType::Integer;
            parameter.passing = ParameterPassing::Counted;
            parameter.minimum = 0;
        }
        parameter.multiple = false;
    }
    parameter.repeatsFlag = parameter.multiple;
    parameter.required = node.isTrue(u"required"_s) && parameter.defaultValue.isEmpty();
    if (parameter.name.isEmpty() && !parameter.flags.isEmpty()) {
        parameter.name = parameter.preferredFlag();
        while (parameter.name.startsWith(u'-'))
            parameter.name.remove(0, 1);
    }
    return parameter;
}

} // namespace

std::expected<QList<Parameter>, DataProblem> readUsageSpec(const QString &text)
{
    NodeReader reader(text);
    const QList<Node> nodes = reader.nodes();
    if (reader.problem())
        return std::unexpected(*reader.problem());
    QList<Parameter> parameters;
    QSet<QString> names;
    for (const Node &node : nodes) {
        const bool flag = node.name == "flag"_L1;
        if ((!flag && node.name != "arg"_L1) || node.isTrue(u"hide"_s))
            continue;
        const Parameter parameter = flag ? flagOf(node) : argumentOf(node);
        if (parameter.name.isEmpty() || names.contains(parameter.name))
            continue;
        names.insert(parameter.name);
        parameters.append(parameter);
    }
    return parameters;
}

} // namespace CommandRunner
