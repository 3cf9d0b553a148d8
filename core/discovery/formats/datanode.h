// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>

#include <expected>
#include <optional>

namespace CommandRunner {

// A value of a YAML, TOML or JSON file, with the line where it stands and members in the order of
// the file: what providers need of such files, whatever they are written in.
class DataNode final
{
public:
    enum class Kind {
        Null, // also what is not there
        Text, // any scalar: text() is as written, without quotes
        List,
        Map,
    };
    struct Member;

    DataNode() = default;
    static DataNode null(int line);
    static DataNode text(const QString &text, int line, bool quoted = true);
    static DataNode list(const QList<DataNode> &items, int line);
    static DataNode map(const QList<Member> &members, int line);

    Kind kind() const { return m_kind; }
    bool isNull() const { return m_kind == Kind::Null; }
    bool isText() const { return m_kind == Kind::Text; }
    bool isList() const { return m_kind == Kind::List; }
    bool isMap() const { return m_kind == Kind::Map; }
    int line() const { return m_line; } // 1-based; 0: not there

    QString text() const { return m_text; } // empty unless isText()
    // true, false, yes, no, on, off without quotes; nullopt for anything else.
    std::optional<bool> boolean() const;
    std::optional<double> number() const; // written without quotes
    const QList<DataNode> &items() const { return m_items; }
    const QList<Member> &members() const { return m_members; }
    // The member of that name; of several the last, as the parsers of these formats have it.
    const DataNode &operator[](QStringView key) const;
    bool contains(QStringView key) const;
    // By steps: {"tool", "poe", "tasks"}.
    const DataNode &at(std::initializer_list<QStringView> path) const;
    // The texts of a list, or a single text; what is not text is left out.
    QStringList texts() const;

private:
    Kind m_kind = Kind::Null;
    int m_line = 0;
    bool m_quoted = false;
    QString m_text;
    QList<DataNode> m_items;
    QList<Member> m_members;
};

struct DataNode::Member {
    QString key;
    int line = 0; // of the key
    DataNode value;
};

// Why a text is not in its format: English, from the parser.
struct DataProblem {
    int line = 0;   // 1-based; 0: unknown
    int column = 0; // 1-based; 0: unknown
    QString message;

    QString toString() const; // "message (line 3, column 7)"
};

using DataResult = std::expected<DataNode, DataProblem>;

// All of them are safe with what anybody may have written: deeper or larger than these limits is a
// problem, also where aliases would make a short text so.
struct DataLimits {
    int depth = 100;
    int values = 200'000;
};

// YAML 1.2; the first document. Merge keys ("<<") are followed; the members of the map itself win.
DataResult readYaml(QByteArrayView text, const DataLimits &limits = {});
// TOML 1.0.
DataResult readToml(QByteArrayView text, const DataLimits &limits = {});
// JSON, with // and /* */ comments and trailing commas as VS Code and Deno allow them.
DataResult readJsonWithComments(QByteArrayView text, const DataLimits &limits = {});

} // namespace CommandRunner
