// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QHash>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace CommandRunner {

struct MakeTarget {
    QString name;
    QString file; // as it was named to the parser
    int line = 0;
    QString help;
    QString section; // of "##@ Section"
    bool hasRecipe = false;
    bool hasPrerequisites = false;
    bool phony = false;
};

struct MakeVariable { // NAME ?= value
    QString name;
    QString value;
    QString help;
};

struct MakeProblem {
    QString file;
    int line = 0;
    QString message;
};

struct Makefile {
    QList<MakeTarget> targets;     // explicit ones, merged by name, in the order of the file
    QList<MakeVariable> variables; // with literal values, and used in the file
    QList<MakeProblem> problems;
};

// Reads a Makefile as text: no shell, no function, no implicit rule is evaluated, both branches of
// conditionals are read. `readInclude` gets a path as written (literal, relative to the Makefile's
// folder) and returns the included file's content and name; nothing for files that cannot or should
// not be read. GNU make manual, chapters 3 to 6.
class MakefileParser final
{
public:
    struct Included {
        QString file;
        QByteArray content;
    };
    using ReadInclude = std::function<QList<Included>(const QString &pattern)>;

    static Makefile parse(const QString &file, const QByteArray &content,
                          const ReadInclude &readInclude = {});

    // Looks like something that the rule makes, not like something that a person asks for: "app.o",
    // "build/app".
    static bool looksLikeProducedFile(const QString &target);

private:
    explicit MakefileParser(const ReadInclude &readInclude) : m_readInclude(readInclude) {}

    struct LogicalLine {
        QString text;
        int number = 0;
    };

    void parseFile(const QString &file, const QByteArray &content);
    void takeLine(const LogicalLine &line);
    void takeComment(const QString &comment);
    bool takeDirective(const QString &text, int line);
    void takeInclude(const QString &words);
    bool takeAssignment(const QString &text, const QString &comment);
    void takeRule(const QString &text, qsizetype colon, const QString &comment, int line);
    void addTarget(const QString &name, MakeTarget found);
    void collectUses(const QString &text);
    Makefile finish();

    const ReadInclude &m_readInclude;
    Makefile m_makefile;
    QHash<QString, qsizetype> m_targetIndex;
    QSet<QString> m_phony;
    QSet<QString> m_usedVariables;
    QSet<QString> m_filesRead;

    QString m_file;
    QString m_section;
    QStringList m_comments;       // directly above the current line
    QStringList m_currentTargets; // of the rule that recipe lines belong to
    QString m_recipePrefix = QStringLiteral("\t");
    int m_conditionalDepth = 0;
    int m_defineDepth = 0;
    int m_defineLine = 0;
    bool m_inRule = false;
};

} // namespace CommandRunner
