// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace CommandRunner {

struct JustParameter {
    enum class Kind { Singular, Star, Plus }; // one; none or more; one or more
    QString name;
    Kind kind = Kind::Singular;
    bool hasDefault = false;
    QString defaultValue; // when it is a literal
};

struct JustRecipe {
    QString name; // with its module: "docker::build"
    QString file;
    int line = 0;
    QString doc;
    QString group;
    bool isPrivate = false;
    std::optional<QString> confirm; // the question; empty: just's own
    QStringList aliases;
    QList<JustParameter> parameters;
};

struct JustProblem {
    QString file;
    int line = 0;
    QString message;
};

struct Justfile {
    QList<JustRecipe> recipes;
    QList<JustProblem> problems;
};

// Reads a justfile as text; no backtick and no function is run. The just manual, "Grammar".
class JustfileParser final
{
public:
    struct Included {
        QString file;
        QByteArray content;
    };
    // Tries the paths (relative to the folder of `from`) in their order; nothing when none can be
    // read.
    using ReadFile =
        std::function<std::optional<Included>(const QString &from, const QStringList &paths)>;

    static Justfile parse(const QString &file, QByteArrayView content,
                          const ReadFile &readFile = {});

private:
    struct Attributes {
        bool isPrivate = false;
        bool otherSystem = false; // [windows] and the like, and this is not it
        std::optional<QString> confirm;
        std::optional<QString> doc;
        QString group;
        bool namesSystem = false;
    };

    explicit JustfileParser(const ReadFile &readFile) : m_readFile(readFile) {}
    void parseFile(const QString &file, QString module, QByteArrayView content);
    void takeLine(const QString &line, int number);
    void takeAttributes(const QString &line);
    void takeAttribute(const QString &name, const QString &argument);
    bool takeKeyword(const QString &line);
    void takeRecipe(const QString &line, int number);
    void includeFile(const QStringList &paths, const QString &module);

    const ReadFile &m_readFile;
    Justfile m_justfile;
    QList<std::pair<QString, QString>> m_aliases; // name and target
    QSet<QString> m_filesRead;
    QString m_file;
    QString m_module; // "" or "name::"
    QString m_comment;
    Attributes m_attributes;
};

} // namespace CommandRunner
