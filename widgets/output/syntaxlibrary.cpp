// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/syntaxlibrary.h"

#include "core/base/background.h"

#include <KSyntaxHighlighting/Format>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

// A static library's resources are dropped unless somebody asks for them.
static void initialiseSyntaxResources()
{
    Q_INIT_RESOURCE(syntax);
}

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<SyntaxLibrary::Syntax> readSyntax(const QString &name)
{
    using KSyntaxHighlighting::Repository;
    auto syntax = std::make_shared<SyntaxLibrary::Syntax>();
    syntax->repository = std::make_shared<Repository>();
    syntax->definition = syntax->repository->definitionForName(name);
    if (syntax->definition.isValid())
        static_cast<void>(syntax->definition.includedDefinitions()); // reads them all now
    syntax->light = syntax->repository->defaultTheme(Repository::LightTheme);
    syntax->dark = syntax->repository->defaultTheme(Repository::DarkTheme);
    return syntax;
}

QList<SyntaxLibrary::Name> readNames()
{
    KSyntaxHighlighting::Repository repository;
    QList<SyntaxLibrary::Name> names;
    for (const KSyntaxHighlighting::Definition &definition : repository.definitions()) {
        if (!definition.isHidden() && definition.isValid())
            names.append({definition.translatedSection(), definition.name(),
                          definition.translatedName()});
    }
    return names;
}

bool looksLikeJson(const QStringList &lines)
{
    // One value over many lines, or one a line.
    const QString first = lines.first().trimmed();
    if (first == "{"_L1 || first == "["_L1 || first == "[{"_L1) {
        static const QRegularExpression member(
            uR"(^\s*(?:"(?:[^"\\]|\\.)*"\s*[:,]?|[\[{\]}\d-]))"_s);
        return lines.size() > 1 && member.match(lines.at(1)).hasMatch();
    }
    qsizetype values = 0;
    for (const QString &line : lines) {
        const QString text = line.trimmed();
        if (text.isEmpty())
            continue;
        if (!text.startsWith(u'{') && !text.startsWith(u'['))
            return false;
        QJsonParseError error;
        QJsonDocument::fromJson(text.toUtf8(), &error);
        if (error.error != QJsonParseError::NoError && line != lines.last())
            return false;
        values += error.error == QJsonParseError::NoError ? 1 : 0;
    }
    return values > 0;
}

bool looksLikeDiff(const QStringList &lines)
{
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines.at(i).startsWith("diff --git "_L1))
            return true;
        if (i + 2 < lines.size() && lines.at(i).startsWith("--- "_L1)
            && lines.at(i + 1).startsWith("+++ "_L1) && lines.at(i + 2).startsWith("@@ "_L1))
            return true;
    }
    return false;
}

bool looksLikeYaml(const QStringList &lines)
{
    static const QRegularExpression entry(uR"(^\s*(?:- )*[\w./-]+:(?:\s|$)|^\s*- \S|^\s*#)"_s);
    const bool marked = lines.first() == "---"_L1;
    const auto entries = std::count_if(
        lines.begin() + (marked ? 1 : 0), lines.end(), [](const QString &line) {
            return line.trimmed().isEmpty() || entry.match(line).hasMatch();
        });
    return marked && entries * 10 >= (lines.size() - 1) * 7 && lines.size() > 1;
}

} // namespace

SyntaxLibrary::SyntaxLibrary(QObject *parent) : QObject(parent)
{
    initialiseSyntaxResources();
}

const SyntaxLibrary::Syntax *SyntaxLibrary::syntax(const QString &name)
{
    const auto known = m_syntaxes.constFind(name);
    if (known != m_syntaxes.constEnd())
        return *known && (*known)->definition.isValid() ? known->get() : nullptr;
    m_syntaxes.insert(name, nullptr);
    inBackground(
        this, [name] { return readSyntax(name); },
        [this, name](const std::shared_ptr<Syntax> &syntax) {
            m_syntaxes.insert(name, syntax);
            Q_EMIT loaded(name);
        });
    return nullptr;
}

bool SyntaxLibrary::isUnknown(const QString &name) const
{
    const auto known = m_syntaxes.constFind(name);
    return known != m_syntaxes.constEnd() && *known && !(*known)->definition.isValid();
}

const QList<SyntaxLibrary::Name> &SyntaxLibrary::names()
{
    if (m_names.isEmpty() && !std::exchange(m_readingNames, true)) {
        inBackground(this, readNames, [this](const QList<Name> &names) {
            m_names = names;
            Q_EMIT namesLoaded();
        });
    }
    return m_names;
}

QString guessSyntax(const QStringList &firstLines)
{
    QStringList lines = firstLines;
    while (!lines.isEmpty() && lines.first().trimmed().isEmpty())
        lines.removeFirst();
    if (lines.isEmpty())
        return {};
    const QString first = lines.first().trimmed();
    static const QRegularExpression element(uR"(^<(?:[A-Za-z][\w:.-]*)(?:\s[^>]*)?/?>)"_s);
    if (looksLikeJson(lines))
        return u"JSON"_s;
    if (first.startsWith("<!DOCTYPE html"_L1, Qt::CaseInsensitive)
        || first.startsWith("<html"_L1, Qt::CaseInsensitive))
        return u"HTML"_s;
    if (first.startsWith("<?xml"_L1)
        || (element.match(first).hasMatch() && lines.join(u'\n').contains("</"_L1)))
        return u"XML"_s;
    if (looksLikeDiff(lines))
        return u"Diff"_s;
    if (lines.contains(u"Traceback (most recent call last):"_s))
        return u"Python Traceback"_s;
    if (looksLikeYaml(lines))
        return u"YAML"_s;
    static const QRegularExpression statement(
        uR"(^(?:SELECT\s.+\sFROM|INSERT INTO|CREATE (?:TABLE|INDEX)|UPDATE\s.+\sSET|BEGIN;|--\s))"_s);
    const auto statements = std::count_if(lines.begin(), lines.end(), [](const QString &line) {
        return statement.match(line).hasMatch();
    });
    return statements > 0 && statement.match(first).hasMatch() ? u"SQL"_s : QString();
}

QStringList commonSyntaxes()
{
    return {u"JSON"_s,
            u"SQL"_s,
            u"XML"_s,
            u"YAML"_s,
            u"Diff"_s,
            u"HTML"_s,
            u"Markdown"_s,
            u"INI Files"_s,
            u"CSV"_s,
            u"Bash"_s,
            u"Python"_s,
            u"Python Traceback"_s,
            u"Log File (advanced)"_s};
}

} // namespace CommandRunner
