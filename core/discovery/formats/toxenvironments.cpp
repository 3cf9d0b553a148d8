// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/toxenvironments.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype largestCount = 10'000;
constexpr int longestRange = 200;

// Text between commas that are not in braces.
QStringList splitOutsideBraces(const QString &text)
{
    QStringList parts{QString()};
    int depth = 0;
    for (const QChar c : text) {
        depth += c == u'{' ? 1 : c == u'}' && depth > 0 ? -1 : 0;
        if (c == u',' && depth == 0)
            parts.append(QString());
        else if (!c.isSpace())
            parts.last() += c;
    }
    return parts;
}

// "a,b" of {a,b}; "10-12" of {10-12} is three.
QStringList alternatives(const QString &inside)
{
    static const QRegularExpression range(u"^(\\d{1,6})-(\\d{1,6})$"_s);
    QStringList all;
    for (const QString &option : inside.split(u',')) {
        const auto match = range.match(option);
        const int first = match.captured(1).toInt();
        const int last = match.captured(2).toInt();
        if (!match.hasMatch() || last < first || last - first > longestRange) {
            all.append(option);
            continue;
        }
        for (int number = first; number <= last; ++number)
            all.append(QString::number(number));
    }
    return all;
}

// A condition of factors: "py310,lint-!slow".
bool holds(const QString &condition, const QString &environment)
{
    const QStringList factors = environment.split(u'-');
    const QStringList options = expandToxNames(condition, largestCount);
    return std::any_of(options.cbegin(), options.cend(), [&factors](const QString &option) {
        const QStringList wanted = option.split(u'-');
        return std::all_of(wanted.cbegin(), wanted.cend(), [&factors](const QString &factor) {
            return factor.startsWith(u'!') ? !factors.contains(factor.mid(1))
                                           : factors.contains(factor);
        });
    });
}

QString withName(QString description, const QString &environment)
{
    description.replace("{envname}"_L1, environment);
    description.replace("{env_name}"_L1, environment);
    return description;
}

// Lines may hold for some environments only: "lint: check the code".
QString describe(const IniEntry *entry, const QString &environment)
{
    static const QRegularExpression conditional(
        u"^([\\w.{},!-]+(?:\\s*,\\s*[\\w.{},!-]+)*):\\s+(.*)$"_s);
    QStringList lines;
    if (entry == nullptr)
        return {};
    for (const auto &[line, number] : entry->lines) {
        const auto match = conditional.match(line);
        if (!match.hasMatch())
            lines.append(line);
        else if (holds(match.captured(1), environment))
            lines.append(match.captured(2));
    }
    return withName(lines.join(u' '), environment);
}

// Collects environments, each once.
class Collector final
{
public:
    explicit Collector(ToxConfiguration &configuration) : m_configuration(configuration) {}

    void add(const QString &names, int line, bool listed)
    {
        for (const QString &name : expandToxNames(names, largestCount + 1)) {
            if (m_places.contains(name)) {
                if (!listed) // the section tells more than the list
                    m_configuration.environments[m_places.value(name)].line = line;
                continue;
            }
            if (m_configuration.environments.size() >= largestCount) {
                m_configuration.tooMany = true;
                return;
            }
            m_places.insert(name, m_configuration.environments.size());
            m_configuration.environments.append({name, line, {}, listed});
        }
    }

    // The section that defines an environment, by name.
    void setSection(const QString &names, const IniSection *section)
    {
        for (const QString &name : expandToxNames(names, largestCount))
            m_sections.insert(name, section);
    }

    const IniSection *section(const QString &name) const { return m_sections.value(name); }

private:
    ToxConfiguration &m_configuration;
    QHash<QString, qsizetype> m_places;
    QHash<QString, const IniSection *> m_sections;
};

// An item of env_list in TOML: a name, or {product = [["a", "b"], {prefix = "3.", start = 9, stop =
// 12}]}.
QStringList namesOfItem(const DataNode &item)
{
    if (item.isText())
        return {item.text()};
    QStringList names{QString()};
    for (const DataNode &factors : item[u"product"].items()) {
        QStringList texts = factors.texts();
        const int start = int(factors[u"start"].number().value_or(0));
        const int stop = int(factors[u"stop"].number().value_or(-1));
        for (int number = start;
             factors.isMap() && number <= stop && number - start <= longestRange; ++number)
            texts.append(factors[u"prefix"].text() + QString::number(number));
        QStringList combined;
        for (const QString &name : std::as_const(names)) {
            for (const QString &text : std::as_const(texts)) {
                if (combined.size() <= largestCount)
                    combined.append(name.isEmpty() ? text : name + u'-' + text);
            }
        }
        names = combined;
    }
    names.removeAll(QString());
    return names;
}

} // namespace

QStringList expandToxNames(const QString &text, qsizetype limit)
{
    QStringList names;
    QStringList open = splitOutsideBraces(text);
    // Depth first, so that the order is tox' own; a name is done when it has no braces.
    std::reverse(open.begin(), open.end());
    while (!open.isEmpty() && names.size() < limit) {
        const QString part = open.takeLast();
        const qsizetype begin = part.indexOf(u'{');
        const qsizetype end = part.indexOf(u'}', begin);
        if (begin < 0 || end < 0) {
            if (!part.isEmpty())
                names.append(part);
            continue;
        }
        QStringList options = alternatives(part.mid(begin + 1, end - begin - 1));
        std::reverse(options.begin(), options.end());
        for (const QString &option : std::as_const(options))
            open.append(part.left(begin) + option + part.mid(end + 1));
    }
    return names;
}

ToxConfiguration toxFromIni(const IniFile &ini, const QString &mainSection)
{
    static const QRegularExpression comment(u"(^|\\s)#.*$"_s);
    ToxConfiguration configuration;
    Collector collector(configuration);
    const IniSection *main = ini.find(mainSection);
    const IniEntry *list = main ? main->find({u"env_list"_s, u"envlist"_s}) : nullptr;
    if (list) {
        for (const auto &[line, number] : list->lines)
            collector.add(QString(line).remove(comment), number, true);
    }
    const QString prefix = u"testenv:"_s;
    for (const IniSection &section : ini.sections) {
        if (!section.name.startsWith(prefix))
            continue;
        const QString names = section.name.mid(prefix.size());
        collector.add(names, section.line, false);
        collector.setSection(names, &section);
    }
    const IniSection *base = ini.find(u"testenv"_s);
    for (ToxEnvironment &environment : configuration.environments) {
        const IniSection *own = collector.section(environment.name);
        const IniEntry *entry = own ? own->find({u"description"_s}) : nullptr;
        if (!entry && base)
            entry = base->find({u"description"_s});
        environment.description = describe(entry, environment.name);
    }
    return configuration;
}

ToxConfiguration toxFromToml(const DataNode &tox)
{
    ToxConfiguration configuration;
    Collector collector(configuration);
    const DataNode &list = tox[u"env_list"].isNull() ? tox[u"envlist"] : tox[u"env_list"];
    for (const DataNode &item : list.items()) {
        for (const QString &name : namesOfItem(item))
            collector.add(name, item.line(), true);
    }
    const DataNode &environments = tox[u"env"];
    for (const DataNode::Member &member : environments.members())
        collector.add(member.key, member.value.line(), false);
    const QString base = tox.at({u"env_run_base", u"description"}).text();
    for (ToxEnvironment &environment : configuration.environments) {
        const DataNode &own = environments[environment.name][u"description"];
        environment.description = withName(own.isText() ? own.text() : base, environment.name);
    }
    return configuration;
}

} // namespace CommandRunner
