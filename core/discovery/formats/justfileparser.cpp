// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/justfileparser.h"

#include "core/discovery/formats/sourcetext.h"

#include <QRegularExpression>
#include <QSysInfo>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype largestFileCount = 64;

bool isNamePart(QChar c)
{
    return c == u'_' || c == u'-' || (c.unicode() < 128 && c.isLetterOrNumber());
}

QString takeName(const QString &text, qsizetype &at)
{
    const qsizetype start = at;
    while (at < text.size() && isNamePart(text.at(at)))
        ++at;
    return text.mid(start, at - start);
}

void skipBlanks(const QString &text, qsizetype &at)
{
    while (at < text.size() && text.at(at).isSpace())
        ++at;
}

QString withoutEscapes(const QString &text)
{
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) != u'\\' || i + 1 == text.size()) {
            plain += text.at(i);
            continue;
        }
        const QChar next = text.at(++i);
        plain += next == u'n' ? u'\n' : next == u't' ? u'\t' : next == u'r' ? u'\r' : next;
    }
    return plain;
}

// A string literal at `at`, of any of just's four kinds; nothing when there is none.
std::optional<QString> takeString(const QString &text, qsizetype &at)
{
    for (const QString &quote : {u"'''"_s, u"\"\"\""_s, u"'"_s, u"\""_s}) {
        if (QStringView(text).sliced(at).startsWith(quote)) {
            qsizetype end = at + quote.size();
            const bool cooked = quote.startsWith(u'"');
            while (end < text.size() && !QStringView(text).sliced(end).startsWith(quote))
                end += cooked && text.at(end) == u'\\' ? 2 : 1;
            if (end >= text.size())
                return std::nullopt;
            const QString value = text.mid(at + quote.size(), end - at - quote.size());
            at = end + quote.size();
            return cooked ? withoutEscapes(value) : value;
        }
    }
    return std::nullopt;
}

// A default may be any value in parentheses, a backtick, a string, a name, or these joined by "+"
// or "/".
QString takeDefault(const QString &text, qsizetype &at)
{
    QString literal;
    bool known = false;
    for (bool first = true;; first = false) {
        skipBlanks(text, at);
        if (const auto value = at < text.size() ? takeString(text, at) : std::nullopt) {
            literal = *value;
            known = first;
        } else if (at < text.size() && (text.at(at) == u'(' || text.at(at) == u'`')) {
            known = false;
            const QChar close = text.at(at) == u'(' ? u')' : u'`';
            int depth = 0;
            for (; at < text.size(); ++at) {
                const QChar c = text.at(at);
                if (c == u'(' && close == u')') {
                    ++depth;
                } else if (c == close) {
                    // The first backtick opens; parentheses are counted.
                    const bool closes = close == u')' ? depth == 1 : depth > 0;
                    depth += close == u')' ? -1 : 1;
                    if (closes) {
                        ++at;
                        break;
                    }
                }
            }
        } else {
            known = false;
            if (takeName(text, at).isEmpty() && at < text.size())
                ++at;
            if (at < text.size() && text.at(at) == u'(')
                continue; // a function call's arguments
        }
        qsizetype next = at;
        skipBlanks(text, next);
        if (next >= text.size()
            || (text.at(next) != u'/'
                && !(text.at(next) == u'+' && next + 1 < text.size()
                     && text.at(next + 1).isSpace())))
            break;
        known = false;
        at = next + 1;
    }
    return known ? literal : QString();
}

bool isThisSystem(const QString &name)
{
    const QString kernel = QSysInfo::kernelType();
    if (name == "windows"_L1)
        return kernel == "winnt"_L1;
    if (name == "unix"_L1)
        return kernel != "winnt"_L1;
    if (name == "macos"_L1)
        return kernel == "darwin"_L1;
    return name == kernel; // linux, openbsd …
}

} // namespace

Justfile JustfileParser::parse(const QString &file, QByteArrayView content,
                               const ReadFile &readFile)
{
    JustfileParser parser(readFile);
    parser.parseFile(file, {}, content);
    for (const auto &[alias, target] : std::as_const(parser.m_aliases)) {
        for (JustRecipe &recipe : parser.m_justfile.recipes) {
            if (recipe.name == target)
                recipe.aliases.append(alias);
        }
    }
    return parser.m_justfile;
}

void JustfileParser::parseFile(const QString &file, QString module, QByteArrayView content)
{
    if (m_filesRead.contains(file) || m_filesRead.size() >= largestFileCount)
        return;
    m_filesRead.insert(file);
    if (content.first(std::min(content.size(), qsizetype(8192))).contains('\0')) {
        m_justfile.problems.append({file, 0, u"is not a text file"_s});
        return;
    }
    const QString outerFile = std::exchange(m_file, file);
    const QString outerModule = std::exchange(m_module, std::move(module));
    const QStringList lines = sourceText(content).split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QString line = lines.at(i);
        const int number = int(i) + 1;
        if (line.endsWith(u'\r'))
            line.chop(1);
        if (!line.startsWith(u' ') && !line.startsWith(u'\t')) {
            while (line.endsWith(u'\\') && i + 1 < lines.size()) {
                line.chop(1);
                line += lines.at(++i).trimmed();
            }
            // A triple-quoted string goes on over lines.
            for (const QString &quote : {u"'''"_s, u"\"\"\""_s}) {
                while (!line.startsWith(u'#') && line.count(quote) % 2 == 1 && i + 1 < lines.size())
                    line += u'\n' + lines.at(++i);
            }
        }
        takeLine(line, number);
    }
    m_comment.clear();
    m_attributes = {};
    m_file = outerFile;
    m_module = outerModule;
}

void JustfileParser::takeLine(const QString &line, int number)
{
    if (line.trimmed().isEmpty()) {
        m_comment.clear();
        return;
    }
    if (line.at(0).isSpace())
        return; // the body of a recipe
    if (line.startsWith(u'#')) {
        m_comment = line.startsWith("#!"_L1) ? QString() : line.mid(1).trimmed();
        return;
    }
    if (line.startsWith(u'[')) {
        takeAttributes(line);
        return;
    }
    if (!takeKeyword(line))
        takeRecipe(line, number);
    m_comment.clear();
    m_attributes = {};
}

// [private, group('x'), confirm("…")], [doc: 'x'], or several lines of them
void JustfileParser::takeAttributes(const QString &line)
{
    qsizetype at = 1;
    while (at < line.size() && line.at(at) != u']') {
        skipBlanks(line, at);
        const QString name = takeName(line, at);
        skipBlanks(line, at);
        QString argument;
        if (at < line.size() && (line.at(at) == u'(' || line.at(at) == u':')) {
            const bool bracket = line.at(at++) == u'(';
            skipBlanks(line, at);
            argument = at < line.size() ? takeString(line, at).value_or(QString()) : QString();
            while (bracket && at < line.size() && line.at(at) != u')')
                ++at;
            if (bracket)
                ++at;
        }
        takeAttribute(name, argument);
        skipBlanks(line, at);
        if (at < line.size() && line.at(at) != u']')
            ++at;
    }
}

void JustfileParser::takeAttribute(const QString &name, const QString &argument)
{
    static const QStringList systems{u"linux"_s,   u"macos"_s,   u"unix"_s,  u"windows"_s,
                                     u"openbsd"_s, u"freebsd"_s, u"netbsd"_s};
    if (name == "private"_L1)
        m_attributes.isPrivate = true;
    else if (name == "confirm"_L1)
        m_attributes.confirm = argument;
    else if (name == "doc"_L1)
        m_attributes.doc = argument;
    else if (name == "group"_L1)
        m_attributes.group = m_attributes.group.isEmpty() ? argument
                                                          : m_attributes.group + ", "_L1 + argument;
    else if (systems.contains(name)) {
        // Several names are alternatives.
        const bool matches = isThisSystem(name);
        m_attributes.otherSystem = !matches
            && (!m_attributes.namesSystem || m_attributes.otherSystem);
        m_attributes.namesSystem = true;
    }
}

bool JustfileParser::takeKeyword(const QString &line)
{
    static const QRegularExpression setting(u"^set\\s+[a-z-]+(\\s*:=.*)?$"_s);
    static const QRegularExpression assignment(
        u"^(export\\s+)?[A-Za-z_][A-Za-z0-9_-]*\\s*:=|^unexport\\s"_s,
        QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression alias(
        u"^alias\\s+([A-Za-z_][A-Za-z0-9_-]*)\\s*:=\\s*([A-Za-z_][A-Za-z0-9_:-]*)"_s);
    static const QRegularExpression import(u"^import\\??\\s+(?=['\"])"_s);
    static const QRegularExpression module(u"^mod\\??\\s+([A-Za-z_][A-Za-z0-9_-]*)\\s*(.*)$"_s);
    if (const auto match = alias.match(line); match.hasMatch()) {
        m_aliases.append({m_module + match.captured(1), m_module + match.captured(2)});
        return true;
    }
    if (setting.match(line).hasMatch() || assignment.match(line).hasMatch())
        return true;
    if (const auto match = import.match(line); match.hasMatch()) {
        qsizetype at = match.capturedEnd();
        if (const auto path = takeString(line, at))
            includeFile({*path}, m_module);
        return true;
    }
    if (const auto match = module.match(line);
        match.hasMatch() && !match.captured(2).startsWith(u':')) {
        const QString name = match.captured(1);
        qsizetype at = 0;
        const auto path = match.captured(2).isEmpty() ? std::nullopt
                                                      : takeString(match.captured(2), at);
        const QStringList paths = path
            ? QStringList{*path, *path + u"/justfile"_s, *path + u"/mod.just"_s}
            : QStringList{name + u".just"_s, name + u"/mod.just"_s, name + u"/justfile"_s,
                          name + u"/.justfile"_s};
        includeFile(paths, m_module + name + u"::"_s);
        return true;
    }
    return false;
}

void JustfileParser::includeFile(const QStringList &paths, const QString &module)
{
    if (!m_readFile)
        return;
    m_comment.clear();
    m_attributes = {};
    if (const auto included = m_readFile(m_file, paths))
        parseFile(included->file, module, included->content);
}

// @name param *rest='default': dependencies
void JustfileParser::takeRecipe(const QString &line, int number)
{
    qsizetype at = line.startsWith(u'@') ? 1 : 0;
    JustRecipe recipe;
    recipe.name = takeName(line, at);
    if (recipe.name.isEmpty()) {
        m_justfile.problems.append({m_file, number, u"neither a recipe nor a setting"_s});
        return;
    }
    for (;;) {
        skipBlanks(line, at);
        if (at >= line.size()) {
            m_justfile.problems.append({m_file, number,
                                        u"the recipe \"%1\" has no \":\""_s.arg(recipe.name)});
            return;
        }
        if (line.at(at) == u':')
            break;
        JustParameter parameter;
        if (line.at(at) == u'*' || line.at(at) == u'+')
            parameter.kind = line.at(at++) == u'*' ? JustParameter::Kind::Star
                                                   : JustParameter::Kind::Plus;
        if (at < line.size() && line.at(at) == u'$')
            ++at;
        parameter.name = takeName(line, at);
        if (parameter.name.isEmpty()) {
            m_justfile.problems.append(
                {m_file, number, u"the parameters of \"%1\" cannot be read"_s.arg(recipe.name)});
            return;
        }
        skipBlanks(line, at);
        if (at < line.size() && line.at(at) == u'=') {
            ++at;
            parameter.hasDefault = true;
            parameter.defaultValue = takeDefault(line, at);
        }
        recipe.parameters.append(parameter);
    }
    if (m_attributes.otherSystem)
        return;
    recipe.isPrivate = m_attributes.isPrivate || recipe.name.startsWith(u'_');
    recipe.name.prepend(m_module);
    recipe.file = m_file;
    recipe.line = number;
    recipe.doc = m_attributes.doc.value_or(m_comment);
    recipe.group = m_attributes.group;
    recipe.confirm = m_attributes.confirm;
    m_justfile.recipes.append(recipe);
}

} // namespace CommandRunner
