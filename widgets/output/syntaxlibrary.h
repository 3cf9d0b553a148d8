// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/Theme>
#include <QHash>
#include <QObject>
#include <QStringList>

#include <memory>

namespace CommandRunner {

// What a text may be highlighted as. Definitions are read by a worker, each with a repository of
// its own, so that no thread reads what another one loads.
class SyntaxLibrary final : public QObject
{
    Q_OBJECT
public:
    struct Syntax {
        std::shared_ptr<KSyntaxHighlighting::Repository> repository;
        KSyntaxHighlighting::Definition definition;
        KSyntaxHighlighting::Theme light;
        KSyntaxHighlighting::Theme dark;
    };
    struct Name {
        QString section; // "Markup", translated by the library
        QString name;    // "YAML", what want() takes
        QString title;   // as people read it
    };

    explicit SyntaxLibrary(QObject *parent = nullptr);

    const Syntax *syntax(const QString &name); // null: being read, loaded() follows; or unknown
    bool isUnknown(const QString &name) const; // it was looked for, there is none
    const QList<Name> &names();                // empty: being read, namesLoaded() follows

Q_SIGNALS:
    void loaded(const QString &name);
    void namesLoaded();

private:
    QHash<QString, std::shared_ptr<Syntax>> m_syntaxes; // null: being read
    QList<Name> m_names;
    bool m_readingNames = false;
};

// The definition that the first lines of an output look like: "JSON", "XML", "YAML", "Diff",
// "Python Traceback", "SQL"; empty when they are no clear case. Escape codes are gone from them.
QString guessSyntax(const QStringList &firstLines);

// Those that outputs mostly are, in the order of the menu.
QStringList commonSyntaxes();

} // namespace CommandRunner
