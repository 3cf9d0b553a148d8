// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/helptext/helpusage.h"

#include "core/discovery/helptext/helpoption.h"

#include <QSet>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostTokens = 4000;
constexpr int deepest = 20;

// Brackets, "|", "..." and words; "<a b>" and "{a,b}" are whole.
QStringList tokensOf(const QString &pattern)
{
    QStringList tokens;
    qsizetype at = 0;
    while (at < pattern.size() && tokens.size() < mostTokens) {
        const QChar c = pattern.at(at);
        if (c.isSpace()) {
            ++at;
            continue;
        }
        if (pattern.mid(at, 3) == "..."_L1) {
            tokens.append(u"..."_s);
            at += 3;
            continue;
        }
        if (u"[]()|"_s.contains(c)) {
            tokens.append(QString(c));
            ++at;
            continue;
        }
        const qsizetype begin = at;
        while (at < pattern.size() && !pattern.at(at).isSpace()
               && !u"]()|"_s.contains(pattern.at(at)) && pattern.mid(at, 3) != "..."_L1) {
            const QChar open = pattern.at(at);
            const QChar close = open == u'<' ? u'>'
                : open == u'{'               ? u'}'
                : open == u'['               ? u']'
                                             : QChar();
            if (close.isNull()) {
                ++at;
                continue;
            }
            int depth = 0; // "-S[<id>]", "TYPE[.VERSION]", "<a>[(=|:)<b>]"
            while (at < pattern.size()) {
                const QChar inner = pattern.at(at++);
                depth += inner == open ? 1 : inner == close ? -1 : 0;
                if (depth == 0)
                    break;
            }
        }
        tokens.append(pattern.mid(begin, at - begin));
    }
    return tokens;
}

bool isPlainWord(const QString &token)
{
    return !token.isEmpty() && token != "..."_L1
        && std::none_of(token.cbegin(), token.cend(),
                        [](QChar c) { return c.isUpper() || u"[]()|<>{}="_s.contains(c); })
        && !token.startsWith(u'-');
}

// Stands for all options or for a command, not for an argument of its own.
bool isGenericWord(const QString &word)
{
    static const QSet<QString> words{u"options"_s,  u"option"_s, u"flags"_s,    u"flag"_s,
                                     u"switches"_s, u"opts"_s,   u"option(s)"_s};
    return words.contains(word.toLower()) || word.endsWith("-options"_L1, Qt::CaseInsensitive);
}

bool isCommandWord(const QString &word)
{
    static const QSet<QString> words{u"command"_s, u"subcommand"_s, u"cmd"_s, u"commands"_s};
    return words.contains(word.toLower());
}

QString bare(const QString &token)
{
    const qsizetype bracket = token.indexOf(u'[', 1);
    const QString word = bracket > 0 ? token.left(bracket) : token;
    const bool angled = word.startsWith(u'<') && word.endsWith(u'>');
    return angled ? word.mid(1, word.size() - 2) : word;
}

// "-ABCFabc" of BSD's tools lists letters; "-name" is one word. Letters come in order.
bool isCluster(const QString &flag)
{
    if (!flag.startsWith(u'-') || flag.startsWith("--"_L1) || flag.size() < 3)
        return false;
    const QString letters = flag.mid(1);
    const bool ordered = std::is_sorted(letters.cbegin(), letters.cend(),
                                        [](QChar a, QChar b) { return a.toLower() < b.toLower(); });
    const bool mixed = std::any_of(letters.cbegin(), letters.cend(),
                                   [](QChar c) { return !c.isLower(); });
    return ordered || mixed;
}

// Goes through one way to call the program.
class UsageWalk final
{
public:
    UsageWalk(const QStringList &tokens, HelpUsage &usage, bool addsOptions)
        : m_tokens(tokens),
          m_usage(usage),
          m_addsOptions(addsOptions)
    {}

    void walk()
    {
        skipProgram();
        while (m_at < m_tokens.size()) {
            alternatives(false, 0);
            ++m_at; // a bracket that nothing opened
        }
    }

    QSet<QString> requiredHere() const { return m_required; }
    QList<Parameter> positionals() const { return m_positionals; }

private:
    struct Seen {
        QSet<QString> options;
        bool positional = false;
        bool hasOption = false; // then a word in the same brackets is its value
    };

    void skipProgram();
    // Whether they held options, or stand behind one in the same brackets.
    bool alternatives(bool optional, int depth, bool behindOption = false);
    void sequence(bool optional, int depth, Seen &seen);
    void word(const QString &token, bool optional, Seen &seen);
    void option(const QString &token, bool optional, Seen &seen);
    void addOption(const HelpOption &spelled, bool optional, Seen &seen);
    void positional(const QString &token, bool optional, Seen &seen);
    void repeatLast();
    QString next() const { return m_at < m_tokens.size() ? m_tokens.at(m_at) : QString(); }
    Parameter *optionWith(const QString &flag);

    const QStringList &m_tokens;
    HelpUsage &m_usage;
    const bool m_addsOptions;
    qsizetype m_at = 0;
    QList<Parameter> m_positionals;
    QSet<QString> m_required; // positionals and options of this way
    QString m_last;           // the positional or option seen last, for "..."
    bool m_skipArguments = false;
    bool m_inAlternative = false;
};

void UsageWalk::skipProgram()
{
    ++m_at;
    // "kubectl get", "git commit": words up to the first that is none
    while (isPlainWord(next()) && !isGenericWord(next()) && !isCommandWord(next())
           && std::any_of(m_tokens.cbegin() + m_at, m_tokens.cend(),
                          [](const QString &token) { return !isPlainWord(token); }))
        ++m_at;
}

bool UsageWalk::alternatives(bool optional, int depth, bool behindOption)
{
    QList<Seen> branches;
    for (;;) {
        Seen seen;
        seen.hasOption = behindOption;
        m_inAlternative = !branches.isEmpty();
        sequence(optional, depth, seen);
        branches.append(seen);
        behindOption = depth > 0 && seen.hasOption;
        if (next() != "|"_L1)
            break;
        ++m_at;
    }
    m_inAlternative = false;
    const bool hasOption = std::any_of(branches.cbegin(), branches.cend(),
                                       [](const Seen &branch) { return branch.hasOption; });
    if (branches.size() < 2)
        return hasOption;
    QSet<QString> members;
    for (const Seen &branch : std::as_const(branches)) {
        if (branch.positional || branch.options.size() != 1)
            return hasOption;
        members += branch.options;
    }
    if (members.size() < 2 || !m_addsOptions)
        return hasOption; // "-h | --help" are spellings of one
    QStringList names(members.cbegin(), members.cend());
    names.sort();
    for (Parameter &parameter : m_usage.options) {
        if (!members.contains(parameter.name) || !parameter.exclusiveGroup.isEmpty())
            continue;
        parameter.exclusiveGroup = names.join(u'|');
        if (!optional)
            parameter.requiredGroup = parameter.exclusiveGroup;
        parameter.required = false;
    }
    return hasOption;
}

void UsageWalk::sequence(bool optional, int depth, Seen &seen)
{
    while (m_at < m_tokens.size()) {
        const QString token = m_tokens.at(m_at);
        if (token == "|"_L1 || token == "]"_L1 || token == ")"_L1)
            return;
        ++m_at;
        if (token == "..."_L1) {
            repeatLast();
        } else if ((token == "["_L1 || token == "("_L1) && depth < deepest) {
            const bool before = m_inAlternative;
            const qsizetype known = m_positionals.size();
            const bool options = alternatives(optional || token == "["_L1, depth + 1,
                                              depth > 0 && seen.hasOption);
            seen.hasOption = seen.hasOption || options;
            seen.positional = seen.positional || m_positionals.size() > known;
            m_inAlternative = before;
            if (m_at < m_tokens.size() && next() != "|"_L1)
                ++m_at; // the closing one
        } else if (token != "["_L1 && token != "("_L1) {
            // at the top a word behind an option stands for itself
            if (token.startsWith(u'-') || depth == 0 || !seen.hasOption)
                word(token, optional, seen);
            seen.hasOption = seen.hasOption
                || (token.startsWith(u'-') && token.size() > 1 && token != "--"_L1);
        }
    }
}

void UsageWalk::repeatLast()
{
    for (Parameter &parameter : m_positionals) {
        if (parameter.name == m_last)
            parameter.multiple = true;
    }
}

void UsageWalk::word(const QString &token, bool optional, Seen &seen)
{
    if (token.startsWith(u'-') && token.size() > 1)
        option(token, optional, seen);
    else if (token != "-"_L1 && token != "--"_L1)
        positional(token, optional, seen);
}

Parameter *UsageWalk::optionWith(const QString &flag)
{
    for (Parameter &parameter : m_usage.options) {
        if (parameter.flags.contains(flag) || parameter.negativeFlags.contains(flag))
            return &parameter;
    }
    return nullptr;
}

void UsageWalk::option(const QString &token, bool optional, Seen &seen)
{
    auto spelled = readHelpOption(token);
    if (!spelled || spelled->flags.isEmpty())
        return;
    const QString flag = spelled->flags.first();
    Parameter *known = optionWith(flag);
    const QString following = next();
    const bool angled = following.startsWith(u'<') || following.startsWith(u'{');
    const bool wordFollows = !following.isEmpty() && !u"[]()|"_s.contains(following)
        && following != "..."_L1 && !following.startsWith(u'-');
    const bool takesNext = spelled->value.isEmpty() && wordFollows
        && (known ? known->kind == ParameterKind::Option
                  : optional || angled || following == following.toUpper());
    if (takesNext) {
        spelled->value = bare(following);
        spelled->choices = choicesOf(following);
        spelled->joined = false;
        ++m_at;
    }
    if (known) {
        seen.options.insert(known->name);
        if (!optional && !m_inAlternative)
            m_required.insert(known->name);
        m_last = known->name;
        return;
    }
    if (!m_addsOptions)
        return;
    if (spelled->value.isEmpty() && isCluster(flag)) {
        for (const QChar letter : flag.mid(1)) {
            HelpOption one;
            one.flags = {u"-"_s + letter};
            if (!nameOfSpelling(QString(letter)).isEmpty() && !optionWith(one.flags.first()))
                addOption(one, true, seen);
        }
        return;
    }
    addOption(*spelled, optional, seen);
}

void UsageWalk::addOption(const HelpOption &spelled, bool optional, Seen &seen)
{
    const Parameter parameter = parameterOf(spelled);
    m_usage.options.append(parameter);
    seen.options.insert(parameter.name);
    if (!optional && !m_inAlternative)
        m_required.insert(parameter.name);
    m_last = parameter.name;
}

void UsageWalk::positional(const QString &token, bool optional, Seen &seen)
{
    const QString word = bare(token);
    if (isGenericWord(word))
        return;
    if (isCommandWord(word)) {
        m_usage.hasCommand = true;
        m_skipArguments = true;
    }
    // "COMMAND [ARGS]...": those are the sub-command's
    if (m_skipArguments && (isCommandWord(word) || word.startsWith("arg"_L1, Qt::CaseInsensitive)))
        return;
    const bool braces = token.startsWith(u'{');
    Parameter parameter;
    parameter.name = braces ? u"choice"_s : nameOfSpelling(word);
    if (parameter.name.isEmpty())
        return;
    parameter.placeholder = braces ? QString() : word;
    parameter.choices = choicesOf(token);
    parameter.type = parameter.choices.isEmpty() ? typeOfMetavar(word) : ParameterType::Choice;
    seen.positional = true;
    m_last = parameter.name;
    for (Parameter &known : m_positionals) {
        if (known.name == parameter.name) { // argparse: "name [name ...]"
            known.multiple = true;
            return;
        }
    }
    if (m_inAlternative && !m_positionals.isEmpty())
        return; // "[<number> | <url>]" is one place
    if (!optional)
        m_required.insert(parameter.name);
    m_positionals.append(parameter);
}

} // namespace

HelpUsage readHelpUsage(const QStringList &patterns, const QList<Parameter> &known)
{
    HelpUsage usage;
    usage.options = known;
    const bool onlySource = known.isEmpty();
    QSet<QString> required;
    for (qsizetype at = 0; at < patterns.size(); ++at) {
        const QStringList tokens = tokensOf(patterns.at(at));
        // A long list of options says more than usage lines beside it, which often abridge.
        UsageWalk walk(tokens, usage, onlySource || at == 0);
        walk.walk();
        if (at == 0) {
            usage.positionals = walk.positionals();
            required = walk.requiredHere();
        } else {
            required.intersect(walk.requiredHere());
        }
    }
    for (Parameter &parameter : usage.positionals)
        parameter.required = required.contains(parameter.name);
    for (Parameter &parameter : usage.options) {
        if (required.contains(parameter.name) && parameter.kind == ParameterKind::Option)
            parameter.required = true;
    }
    return usage;
}

} // namespace CommandRunner
