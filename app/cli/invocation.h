// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputencoding.h"

#include <QCommandLineOption>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <expected>
#include <optional>

namespace CommandRunner {

// The words of one call, before any subcommand looks at them.
struct Invocation {
    QString subcommand;
    QStringList words;               // options and operands before "--", the subcommand left out
    std::optional<QStringList> rest; // what follows "--"; nullopt when there was none
};

// Everything up to the first "--" is ours; the subcommand is the first word that is no option.
Invocation splitInvocation(const QStringList &arguments);

// The options of one subcommand, parsed. --data-dir, --json and --help belong to all.
class Options final
{
public:
    // usage: what follows the subcommand's name, for the help text and the errors.
    Options(QString subcommand, QString usage, QList<QCommandLineOption> options);

    // Error: the text to print on standard error. The help text when --help was given: then
    // isHelp().
    std::expected<void, QString> parse(const Invocation &invocation, qsizetype minimumOperands,
                                       qsizetype maximumOperands);

    bool isHelp() const { return m_help; }
    QString helpText() const;
    bool isSet(const QString &name) const;
    QString value(const QString &name) const;
    QStringList values(const QString &name) const;
    QStringList operands() const { return m_operands; }
    QString dataDir() const { return value(QStringLiteral("data-dir")); }
    bool json() const { return isSet(QStringLiteral("json")); }

private:
    QString m_subcommand;
    QString m_usage;
    QList<QCommandLineOption> m_options;
    QHash<QString, QStringList> m_values;
    QStringList m_operands;
    bool m_help = false;
};

// "--encoding NAME", of the subcommands that print output. Its value; nullopt: it was not given.
// Error: the text to print.
QCommandLineOption encodingOption();
std::expected<std::optional<OutputEncoding>, QString> encodingOf(const Options &options);

} // namespace CommandRunner
