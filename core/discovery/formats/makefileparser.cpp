// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/makefileparser.h"

#include "core/discovery/formats/sourcetext.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int largestIncludeCount = 64;

constexpr std::array producedSuffixes{
    "a"_L1,    "apk"_L1,  "bin"_L1,  "c"_L1,    "cc"_L1,    "class"_L1, "cpp"_L1, "css"_L1,
    "csv"_L1,  "d"_L1,    "deb"_L1,  "dll"_L1,  "dylib"_L1, "elf"_L1,   "exe"_L1, "gz"_L1,
    "h"_L1,    "hex"_L1,  "hpp"_L1,  "html"_L1, "i"_L1,     "iso"_L1,   "jar"_L1, "js"_L1,
    "json"_L1, "lo"_L1,   "la"_L1,   "lock"_L1, "log"_L1,   "map"_L1,   "md"_L1,  "mo"_L1,
    "o"_L1,    "obj"_L1,  "pb"_L1,   "pdf"_L1,  "png"_L1,   "po"_L1,    "pot"_L1, "py"_L1,
    "pyc"_L1,  "rpm"_L1,  "s"_L1,    "so"_L1,   "sql"_L1,   "stamp"_L1, "svg"_L1, "tar"_L1,
    "tex"_L1,  "tgz"_L1,  "toml"_L1, "ts"_L1,   "txt"_L1,   "wasm"_L1,  "whl"_L1, "xml"_L1,
    "xz"_L1,   "yaml"_L1, "yml"_L1,  "zip"_L1,  "zst"_L1,   "mk"_L1,    "sh"_L1,  "env"_L1,
    "cfg"_L1,  "conf"_L1,
};

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t';
}

// An odd number of backslashes at the end.
bool isContinued(const QString &line)
{
    const auto last = std::find_if(line.crbegin(), line.crend(),
                                   [](QChar c) { return c != u'\\'; });
    return (last - line.crbegin()) % 2 == 1;
}

// Words outside $(…) and ${…}.
QStringList splitWords(const QString &text)
{
    QStringList words;
    QString word;
    int depth = 0;
    for (const QChar c : text) {
        if (c == u'(' || c == u'{')
            ++depth;
        else if ((c == u')' || c == u'}') && depth > 0)
            --depth;
        if (isBlank(c) && depth == 0) {
            if (!word.isEmpty())
                words.append(word);
            word.clear();
        } else {
            word += c;
        }
    }
    if (!word.isEmpty())
        words.append(word);
    return words;
}

// Splits "code # comment"; a backslash keeps the "#". The comment comes with its "#".
void splitComment(const QString &line, QString &code, QString &comment)
{
    int depth = 0;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line.at(i);
        if (c == u'(' || c == u'{')
            ++depth;
        else if ((c == u')' || c == u'}') && depth > 0)
            --depth;
        else if (c == u'#' && depth == 0 && (i == 0 || line.at(i - 1) != u'\\')) {
            code = line.left(i);
            comment = line.mid(i);
            return;
        }
    }
    code = line;
    comment.clear();
}

struct Operator {
    enum class Kind { None, Assignment, Colon };
    Kind kind = Kind::None;
    qsizetype position = 0;
};

// The first ":" or assignment outside parentheses; what follows ";" is a recipe.
Operator findOperator(const QString &text, qsizetype from)
{
    int depth = 0;
    for (qsizetype i = from; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'(' || c == u'{')
            ++depth;
        else if ((c == u')' || c == u'}') && depth > 0)
            --depth;
        if (depth > 0)
            continue;
        if (c == u';')
            return {};
        if (c == u'=')
            return {Operator::Kind::Assignment, i};
        if (c == u':') {
            qsizetype after = i;
            while (after < text.size() && text.at(after) == u':')
                ++after;
            if (after < text.size() && text.at(after) == u'=')
                return {Operator::Kind::Assignment, i};
            return {Operator::Kind::Colon, i};
        }
    }
    return {};
}

// "# ---- text ----" and the like carry no help.
QString plainComment(QString comment)
{
    while (comment.startsWith(u'#'))
        comment.remove(0, 1);
    comment = comment.trimmed();
    const bool decoration = !comment.isEmpty()
        && std::none_of(comment.cbegin(), comment.cend(),
                        [](QChar c) { return c.isLetterOrNumber(); });
    return decoration ? QString() : comment;
}

// What a block of comment lines says about the rule below it: lines with "##" win over plain ones.
QString helpOf(const QStringList &comments)
{
    const bool marked = std::any_of(comments.cbegin(), comments.cend(),
                                    [](const QString &line) { return line.startsWith("##"_L1); });
    QStringList lines;
    for (const QString &comment : comments) {
        if (marked && !comment.startsWith("##"_L1))
            continue;
        const QString text = plainComment(comment);
        if (!text.isEmpty())
            lines.append(text);
    }
    return lines.join(u'\n');
}

} // namespace

Makefile MakefileParser::parse(const QString &file, const QByteArray &content,
                               const ReadInclude &readInclude)
{
    MakefileParser parser(readInclude);
    parser.parseFile(file, content);
    return parser.finish();
}

bool MakefileParser::looksLikeProducedFile(const QString &target)
{
    if (target.contains(u'/'))
        return true;
    const qsizetype dot = target.lastIndexOf(u'.');
    if (dot < 0)
        return false;
    const QString suffix = target.mid(dot + 1).toLower();
    return target.contains(".so."_L1)
        || std::find(producedSuffixes.begin(), producedSuffixes.end(), suffix)
        != producedSuffixes.end();
}

void MakefileParser::parseFile(const QString &file, const QByteArray &content)
{
    if (m_filesRead.contains(file) || m_filesRead.size() >= largestIncludeCount)
        return;
    m_filesRead.insert(file);
    if (content.left(8192).contains('\0')) {
        m_makefile.problems.append({file, 0, u"is not a text file"_s});
        return;
    }
    const QString outerFile = std::exchange(m_file, file);
    const QString outerSection = m_section;
    const QStringList lines = sourceText(content).split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        LogicalLine line{lines.at(i), int(i) + 1};
        if (line.text.endsWith(u'\r'))
            line.text.chop(1);
        while (i + 1 < lines.size() && isContinued(line.text)) {
            line.text.chop(1);
            ++i;
            QString next = lines.at(i);
            if (next.endsWith(u'\r'))
                next.chop(1);
            line.text += u' ' + next;
        }
        takeLine(line);
    }
    if (m_defineDepth > 0) {
        m_makefile.problems.append({file, m_defineLine, u"\"define\" without \"endef\""_s});
        m_defineDepth = 0;
    }
    m_inRule = false;
    m_comments.clear();
    m_file = outerFile;
    m_section = outerSection;
}

void MakefileParser::takeLine(const LogicalLine &line)
{
    collectUses(line.text);
    const QString trimmed = line.text.trimmed();
    if (m_defineDepth > 0) {
        if (trimmed == "endef"_L1 || trimmed.startsWith("endef "_L1)
            || trimmed.startsWith("endef#"_L1))
            --m_defineDepth;
        else if (trimmed.startsWith("define "_L1))
            ++m_defineDepth;
        return;
    }
    if (m_inRule && line.text.startsWith(m_recipePrefix)) {
        for (const QString &target : std::as_const(m_currentTargets))
            m_makefile.targets[m_targetIndex.value(target)].hasRecipe = true;
        m_comments.clear();
        return;
    }
    if (trimmed.isEmpty()) {
        m_comments.clear();
        return;
    }
    QString code;
    QString comment;
    splitComment(line.text, code, comment);
    if (code.trimmed().isEmpty()) {
        takeComment(comment);
        return;
    }
    const QString text = code.trimmed();
    if (takeDirective(text, line.number))
        return;
    if (takeAssignment(text, comment)) {
        m_comments.clear();
        return;
    }
    if (const Operator found = findOperator(text, 0); found.kind == Operator::Kind::Colon)
        takeRule(text, found.position, comment, line.number);
    else
        m_inRule = false; // a call such as $(eval …): nothing that can be known without running it
}

void MakefileParser::takeComment(const QString &comment)
{
    if (comment.startsWith("##@"_L1)) {
        m_section = comment.mid(3).trimmed();
        m_comments.clear();
        return;
    }
    m_comments.append(comment);
}

bool MakefileParser::takeDirective(const QString &text, int line)
{
    static const QRegularExpression word(
        u"^(-?include|sinclude|define|endef|ifeq|ifneq|ifdef|ifndef|else|endif|"
        "export|unexport|undefine|vpath|override|private|load|-load)(?:\\s+|(?=\\()|$)(.*)$"_s);
    const QRegularExpressionMatch match = word.match(text);
    if (!match.hasMatch())
        return false;
    const QString name = match.captured(1);
    const QString rest = match.captured(2).trimmed();
    // "include: x" and "else = y" are a rule and a variable of that name.
    if (rest.startsWith(u':') || rest.startsWith(u'='))
        return false;
    if (name.endsWith("include"_L1)) {
        takeInclude(rest);
    } else if (name == "define"_L1) {
        m_defineDepth = 1;
        m_defineLine = line;
    } else if (name.startsWith("if"_L1)) {
        ++m_conditionalDepth;
    } else if (name == "endif"_L1) {
        m_conditionalDepth = std::max(m_conditionalDepth - 1, 0);
    } else if ((name == "override"_L1 || name == "export"_L1 || name == "private"_L1)
               && rest.startsWith("define "_L1)) {
        m_defineDepth = 1;
        m_defineLine = line;
    } else if (name == "export"_L1 && rest.contains("?="_L1)) {
        return takeAssignment(rest, {});
    }
    // Recipes go on after conditionals.
    if (!name.startsWith("if"_L1) && name != "else"_L1 && name != "endif"_L1)
        m_inRule = false;
    m_comments.clear();
    return true;
}

void MakefileParser::takeInclude(const QString &words)
{
    if (!m_readInclude)
        return;
    const QStringList patterns = splitWords(words);
    for (const QString &pattern : patterns) {
        if (pattern.contains(u'$'))
            continue;
        const QList<Included> files = m_readInclude(pattern);
        for (const Included &included : files)
            parseFile(included.file, included.content);
    }
}

bool MakefileParser::takeAssignment(const QString &text, const QString &comment)
{
    const Operator found = findOperator(text, 0);
    if (found.kind != Operator::Kind::Assignment)
        return false;
    m_inRule = false;
    const qsizetype equals = text.indexOf(u'=', found.position);
    const QString value = text.mid(equals + 1).trimmed();
    if (text.left(equals).trimmed() == ".RECIPEPREFIX"_L1
        || text.left(equals).trimmed() == ".RECIPEPREFIX:"_L1)
        m_recipePrefix = value.isEmpty() ? u"\t"_s : value.left(1);
    static const QRegularExpression conditional(u"^([A-Za-z_][A-Za-z0-9_.-]*)\\s*\\?$"_s);
    const QRegularExpressionMatch match = conditional.match(text.left(equals));
    if (!match.hasMatch() || m_conditionalDepth > 0 || value.contains(u'$') || value.contains(u'`'))
        return true;
    const QString help = comment.isEmpty() ? helpOf(m_comments) : plainComment(comment);
    const QString name = match.captured(1);
    const bool known = std::any_of(m_makefile.variables.cbegin(), m_makefile.variables.cend(),
                                   [&name](const MakeVariable &variable) {
                                       return variable.name == name;
                                   });
    if (!known)
        m_makefile.variables.append({name, value, help});
    return true;
}

void MakefileParser::takeRule(const QString &text, qsizetype colon, const QString &comment,
                              int line)
{
    qsizetype after = colon;
    while (after < text.size() && text.at(after) == u':')
        ++after;
    const QString rest = text.mid(after).trimmed();
    // "target: NAME = value" sets a variable for the target and is no rule.
    if (findOperator(rest, 0).kind == Operator::Kind::Assignment) {
        m_inRule = false;
        m_comments.clear();
        return;
    }
    QString names = text.left(colon).trimmed();
    if (names.endsWith(u'&')) // grouped targets
        names.chop(1);
    m_currentTargets.clear();
    m_inRule = true;
    const QStringList targets = splitWords(names);
    if (targets.contains(".PHONY"_L1)) {
        const QStringList phony = splitWords(rest);
        m_phony.unite(QSet<QString>(phony.cbegin(), phony.cend()));
        return; // a comment above ".PHONY: x" speaks of the rule for x below it
    }
    MakeTarget found;
    found.file = m_file;
    found.line = line;
    found.section = m_section;
    found.help = comment.startsWith("##"_L1) ? plainComment(comment) : helpOf(m_comments);
    found.hasRecipe = rest.contains(u';');
    found.hasPrerequisites = !rest.section(u';', 0, 0).trimmed().isEmpty();
    m_comments.clear();
    for (const QString &name : targets)
        addTarget(name, found);
}

void MakefileParser::addTarget(const QString &name, MakeTarget found)
{
    // Special and suffix targets start with a dot, patterns hold "%"; names from variables are not
    // known without running make.
    if (name.startsWith(u'.') || name.contains(u'%') || name.contains(u'$') || name.contains(u'*')
        || name.contains(u'?'))
        return;
    m_currentTargets.append(name);
    const auto known = m_targetIndex.constFind(name);
    if (known == m_targetIndex.cend()) {
        found.name = name;
        m_targetIndex.insert(name, m_makefile.targets.size());
        m_makefile.targets.append(found);
        return;
    }
    MakeTarget &target = m_makefile.targets[*known];
    target.hasPrerequisites = target.hasPrerequisites || found.hasPrerequisites;
    // "all:" may come first only to be the default; the rule with the recipe is the one to show.
    if (!target.hasRecipe && found.hasRecipe)
        target.line = found.line;
    target.hasRecipe = target.hasRecipe || found.hasRecipe;
    if (target.help.isEmpty())
        target.help = found.help;
}

void MakefileParser::collectUses(const QString &text)
{
    static const QRegularExpression use(u"\\$[({]([A-Za-z_][A-Za-z0-9_.-]*)[:)}]"_s);
    if (!text.contains(u'$'))
        return;
    auto matches = use.globalMatch(text);
    while (matches.hasNext())
        m_usedVariables.insert(matches.next().captured(1));
}

Makefile MakefileParser::finish()
{
    for (MakeTarget &target : m_makefile.targets)
        target.phony = m_phony.contains(target.name);
    m_makefile.variables.removeIf([this](const MakeVariable &variable) {
        return !m_usedVariables.contains(variable.name);
    });
    return m_makefile;
}

} // namespace CommandRunner
