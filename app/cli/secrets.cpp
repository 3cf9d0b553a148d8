// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/secrets.h"

#include "app/cli/localterminal.h"
#include "app/cli/printing.h"
#include "app/cli/session.h"
#include "app/cli/subcommands.h"
#include "core/secrets/secretservice.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFile>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr auto stored = "@keychain"_L1;
constexpr auto storedNamed = "@keychain:"_L1;
constexpr auto asked = "@ask"_L1;
constexpr auto fromEnvironment = "@env:"_L1;

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

// The service tells by the event loop; here is nobody else who would need it.
Result<void> waitFor(const std::function<void(SecretStore::Done)> &begin)
{
    Result<void> result;
    QEventLoop loop;
    begin([&](const Result<void> &done) {
        result = done;
        loop.quit();
    });
    loop.exec();
    return result;
}

// Error: it has a file, whose passphrase nobody could be asked for.
std::expected<void, QString> open(SecretService &service)
{
    const auto loaded = waitFor([&service](const SecretStore::Done &done) {
        service.load(&service, done);
    });
    if (!loaded)
        return std::unexpected(loaded.error().toString());
    if (!service.needsPassphrase())
        return {};
    const auto passphrase = askHidden(tr("Passphrase of the file of secrets: "));
    if (!passphrase || passphrase->isEmpty())
        return std::unexpected(tr("The file of secrets is locked, and there is no terminal to ask "
                                  "for its passphrase."));
    service.setPassphrase(*passphrase);
    return {};
}

std::expected<QString, QString> resolved(const QString &given, const QString &known,
                                         const Parameter &parameter)
{
    if (given == stored && known.isEmpty())
        return std::unexpected(
            tr("Nothing is stored for “%1”: commandrunner-cli secret set NAME --for ID "
               "--parameter %1 does that; or use --set %1=@keychain:NAME.")
                .arg(parameter.name));
    if (given == stored)
        return secretMark(known);
    if (given.startsWith(storedNamed))
        return secretMark(given.sliced(storedNamed.size()));
    if (given == asked) {
        const auto typed = askHidden(parameter.name + u": "_s);
        if (!typed)
            return std::unexpected(
                tr("There is no terminal to ask for “%1” at.").arg(parameter.name));
        return *typed;
    }
    if (given.startsWith(fromEnvironment)) {
        const QByteArray variable = given.sliced(fromEnvironment.size()).toLocal8Bit();
        if (!qEnvironmentVariableIsSet(variable.constData()))
            return std::unexpected(tr("The environment variable %1 for “%2” is not set.")
                                       .arg(QString::fromLocal8Bit(variable), parameter.name));
        return qEnvironmentVariable(variable.constData());
    }
    return given;
}

// All of standard input without its last newline, or what is typed, twice.
std::expected<QString, QString> newValue(const QString &name)
{
    if (!LocalTerminal::isThere()) {
        QFile input;
        if (!input.open(stdin, QIODevice::ReadOnly))
            return std::unexpected(tr("Standard input cannot be read."));
        QString value = QString::fromUtf8(input.readAll());
        if (value.endsWith(u'\n'))
            value.chop(1);
        if (value.isEmpty())
            return std::unexpected(tr("Standard input is empty: pipe the value into it."));
        return value;
    }
    const auto first = askHidden(tr("Value of %1: ").arg(name));
    const auto second = first ? askHidden(tr("Again: ")) : std::nullopt;
    if (!first || first->isEmpty())
        return std::unexpected(tr("Nothing was typed."));
    if (first != second)
        return std::unexpected(tr("The two values differ."));
    return *first;
}

int listSecrets(const SecretNames &names, bool json)
{
    const QString place = names.place == SecretNames::Place::File ? u"file"_s : u"keychain"_s;
    QJsonArray array;
    QList<QStringList> rows;
    for (const QString &name : names.names) {
        const QStringList uses = names.uses.keys(name);
        array.append(QJsonObject{
            {u"name"_s, name}, {u"place"_s, place}, {u"uses"_s, QJsonArray::fromStringList(uses)}});
        rows.append({name, uses.join(u", "_s)});
    }
    if (json)
        printJson(array);
    else if (rows.isEmpty())
        printError(tr("No secrets are stored. Store one with: commandrunner-cli secret set NAME"));
    else
        printTable(rows);
    return ExitCode::done;
}

// What "--for ID --parameter NAME" names; empty without. Error: the text to print.
std::expected<QString, QString> useFrom(Session &session, const Options &options)
{
    if (!options.isSet(u"for"_s) && !options.isSet(u"parameter"_s))
        return QString();
    const auto found = session.findCommands(options.values(u"folder"_s), 2);
    if (!found)
        return std::unexpected(describe(found.error()));
    const auto command = findCommand(options.value(u"for"_s), found->commands);
    if (!command)
        return std::unexpected(describe(command.error()));
    QStringList secret;
    for (const Parameter &parameter : command->parameters) {
        if (parameter.type == ParameterType::Secret)
            secret.append(parameter.name);
    }
    const QString wanted = options.isSet(u"parameter"_s) ? options.value(u"parameter"_s)
                                                         : secret.value(0);
    if (!secret.contains(wanted) || (!options.isSet(u"parameter"_s) && secret.size() > 1))
        return std::unexpected(tr("Say which secret parameter of %1 with --parameter: it has %2.")
                                   .arg(command->name, secret.join(u", "_s)));
    return SecretNames::useOf(command->absoluteId(), wanted);
}

int setSecret(Session &session, SecretService &service, const QString &name, const Options &options)
{
    if (name.contains(u'›') || name.trimmed() != name) {
        printError(tr("A name has no “›” and no blanks around it."));
        return ExitCode::usage;
    }
    const auto use = useFrom(session, options);
    const auto value = use ? newValue(name) : std::unexpected(use.error());
    if (!value) {
        printError(value.error());
        return ExitCode::failed;
    }
    const auto written = waitFor([&](const SecretStore::Done &done) {
        service.remember(name, *value, *use, &service, done);
    });
    if (!written) {
        printError(written.error().toString());
        return ExitCode::failed;
    }
    if (options.json())
        printJson(QJsonObject{{u"name"_s, name}});
    else
        printLine(tr("Stored %1.").arg(name));
    if (value->size() < RunSecret::leastMasked)
        printError(tr("It is so short that it is not taken out of output."));
    return ExitCode::done;
}

int removeSecret(SecretService &service, const QString &name, const Options &options)
{
    const bool known = service.names().names.contains(name);
    const auto removed = waitFor([&](const SecretStore::Done &done) {
        service.forget(name, &service, done);
    });
    if (!removed || !known) {
        printError(removed ? tr("No secret is stored as %1.").arg(name)
                           : removed.error().toString());
        return ExitCode::failed;
    }
    if (options.json())
        printJson(QJsonObject{{u"name"_s, name}});
    else
        printLine(tr("Removed %1.").arg(name));
    return ExitCode::done;
}

int usePlace(SecretService &service, const QString &word)
{
    const auto place = word == "file"_L1 ? SecretNames::Place::File : SecretNames::Place::Keychain;
    const auto changed = waitFor([&](const SecretStore::Done &done) {
        service.setPlace(place, &service, done);
    });
    if (!changed) {
        printError(changed.error().toString());
        return ExitCode::failed;
    }
    printLine(place == SecretNames::Place::File
                  ? tr("Secrets are stored in an encrypted file of the data folder from now on. "
                       "The first one asks for its passphrase.")
                  : tr("Secrets are stored in the system's keychain from now on."));
    return ExitCode::done;
}

} // namespace

std::expected<ArgumentValues, QString> secretValues(Session &session, const Command &command,
                                                    ArgumentValues values)
{
    const auto names = SecretNames::read(session.paths().secretNames());
    if (!names)
        return std::unexpected(names.error().toString());
    for (const Parameter &parameter : command.parameters) {
        if (parameter.type != ParameterType::Secret)
            continue;
        const QString known = names->uses.value(SecretNames::useOf(command.absoluteId(),
                                                                   parameter.name));
        if (!values.contains(parameter.name) && !known.isEmpty())
            values[parameter.name] = {QString(stored)};
        if (!values.contains(parameter.name))
            continue;
        for (QString &value : values[parameter.name]) {
            const auto found = resolved(value, known, parameter);
            if (!found)
                return std::unexpected(found.error());
            value = *found;
        }
    }
    return values;
}

QString environmentValue(const QString &given, RunRequest &request)
{
    if (!given.startsWith(storedNamed))
        return given;
    const QString name = given.sliced(storedNamed.size());
    if (std::ranges::none_of(request.secrets,
                             [&name](const RunSecret &secret) { return secret.name == name; }))
        request.secrets.append({name, true, {}});
    return secretMark(name);
}

std::expected<void, QString> fetchSecrets(Session &session, RunRequest &request)
{
    const bool needed = std::ranges::any_of(request.secrets, &RunSecret::stored);
    if (!needed)
        return {};
    SecretService service(session.paths());
    if (auto opened = open(service); !opened)
        return opened;
    const auto fetched = waitFor([&](const SecretStore::Done &done) {
        service.fetch(request.secrets, &service, [&, done](const Result<QList<RunSecret>> &all) {
            if (all)
                request.secrets = *all;
            done(all ? Result<void>() : std::unexpected(all.error()));
        });
    });
    if (!fetched)
        return std::unexpected(fetched.error().toString());
    return {};
}

int secretCommand(const Invocation &invocation)
{
    Options options(
        invocation.subcommand, u"set NAME | list | remove NAME | use keychain|file"_s,
        {{u"for"_s, tr("set: the command whose parameter is filled with it from now on."), u"ID"_s},
         {u"parameter"_s, tr("set: the parameter, when the command has several secret ones."),
          u"NAME"_s},
         {u"folder"_s, tr("Look in this folder instead of the added ones."), u"DIR"_s}});
    if (auto parsed = options.parse(invocation, 0, 2); !parsed) {
        printError(parsed.error());
        return ExitCode::usage;
    }
    if (options.isHelp()) {
        printOut(options.helpText());
        return ExitCode::done;
    }
    const QString verb = options.operands().value(0, u"list"_s);
    const QString word = options.operands().value(1);
    const bool known = verb == "list"_L1 ? word.isEmpty()
        : verb == "use"_L1               ? word == "keychain"_L1 || word == "file"_L1
                           : (verb == "set"_L1 || verb == "remove"_L1) && !word.isEmpty();
    if (!known) {
        printError(tr("Usage: commandrunner-cli secret set NAME | list | remove NAME | use "
                      "keychain|file"));
        return ExitCode::usage;
    }
    auto session = Session::open(options.dataDir());
    if (!session) {
        printError(session.error());
        return ExitCode::failed;
    }
    if (verb == "list"_L1) {
        const auto names = SecretNames::read((*session)->paths().secretNames());
        if (names)
            return listSecrets(*names, options.json());
        printError(names.error().toString());
        return ExitCode::failed;
    }
    SecretService service((*session)->paths());
    if (verb == "use"_L1)
        return usePlace(service, word);
    if (const auto opened = open(service); !opened) {
        printError(opened.error());
        return ExitCode::failed;
    }
    return verb == "set"_L1 ? setSecret(**session, service, word, options)
                            : removeSecret(service, word, options);
}

} // namespace CommandRunner
