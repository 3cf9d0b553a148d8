// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/invocation.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

QList<QCommandLineOption> commonOptions()
{
    return {
        {u"data-dir"_s, tr("Folder that holds the database and the runs."), u"DIR"_s},
        {u"json"_s, tr("Print JSON and nothing else on standard output.")},
        {{u"h"_s, u"help"_s}, tr("Show this help.")},
    };
}

} // namespace

Invocation splitInvocation(const QStringList &arguments)
{
    Invocation invocation;
    const qsizetype end = arguments.indexOf(u"--"_s);
    invocation.words = end < 0 ? arguments : arguments.first(end);
    if (end >= 0)
        invocation.rest = arguments.mid(end + 1);
    for (qsizetype i = 0; i < invocation.words.size(); ++i) {
        const QString &word = invocation.words.at(i);
        if (word == "--data-dir"_L1) {
            ++i; // its value is no subcommand
        } else if (!word.startsWith(u'-')) {
            invocation.subcommand = invocation.words.takeAt(i);
            break;
        }
    }
    return invocation;
}

QCommandLineOption encodingOption()
{
    return {u"encoding"_s,
            tr("Read the output so, not as was chosen for the command in the window: %1. Not with "
               "--raw.")
                .arg(encodingNames()),
            u"NAME"_s};
}

std::expected<std::optional<OutputEncoding>, QString> encodingOf(const Options &options)
{
    if (!options.isSet(u"encoding"_s))
        return std::nullopt;
    const auto encoding = encodingFromName(options.value(u"encoding"_s));
    if (encoding)
        return *encoding;
    const QString text = encoding.error().code == ErrorCode::NotSupported
        ? tr("This system cannot read “%1”. --encoding takes one of: %2.")
        : tr("There is no encoding “%1”. --encoding takes one of: %2.");
    return std::unexpected(text.arg(encoding.error().subject, encoding.error().detail));
}

Options::Options(QString subcommand, QString usage, QList<QCommandLineOption> options)
    : m_subcommand(std::move(subcommand)),
      m_usage(std::move(usage)),
      m_options(std::move(options))
{
    m_options += commonOptions();
}

std::expected<void, QString> Options::parse(const Invocation &invocation, qsizetype minimumOperands,
                                            qsizetype maximumOperands)
{
    QCommandLineParser parser;
    parser.addOptions(m_options);
    const QString usageLine = tr("Usage: commandrunner-cli %1 %2").arg(m_subcommand, m_usage);
    if (!parser.parse(QStringList{u"commandrunner-cli"_s} + invocation.words))
        return std::unexpected(parser.errorText() + u'\n' + usageLine);
    for (const QString &name : parser.optionNames())
        m_values.insert(name, parser.values(name));
    for (const QCommandLineOption &option : m_options) {
        for (const QString &name : option.names()) {
            if (parser.isSet(option))
                m_values.insert(name, parser.values(option));
        }
    }
    m_help = isSet(u"help"_s);
    m_operands = parser.positionalArguments();
    if (m_help)
        return {};
    if (m_operands.size() < minimumOperands)
        return std::unexpected(tr("Something is missing.") + u'\n' + usageLine);
    if (m_operands.size() > maximumOperands) {
        return std::unexpected(tr("Unexpected “%1”. Arguments for the program stand after “--”.")
                                   .arg(m_operands.at(maximumOperands))
                               + u'\n' + usageLine);
    }
    return {};
}

QString Options::helpText() const
{
    QString text = tr("Usage: commandrunner-cli %1 %2").arg(m_subcommand, m_usage) + u"\n\n"_s;
    for (const QCommandLineOption &option : m_options) {
        QStringList spellings;
        for (const QString &name : option.names())
            spellings.append((name.size() == 1 ? u"-"_s : u"--"_s) + name);
        QString left = u"  "_s + spellings.join(u", "_s);
        if (!option.valueName().isEmpty())
            left += u' ' + option.valueName();
        text += left.leftJustified(26) + u' ' + option.description() + u'\n';
    }
    return text;
}

bool Options::isSet(const QString &name) const
{
    return m_values.contains(name);
}

QString Options::value(const QString &name) const
{
    const QStringList all = m_values.value(name);
    return all.isEmpty() ? QString() : all.last();
}

QStringList Options::values(const QString &name) const
{
    return m_values.value(name);
}

} // namespace CommandRunner
