// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/commandsecrets.h"

#include "widgets/commands/parameterform.h"
#include "widgets/commands/secretfield.h"

#include <QInputDialog>
#include <QLineEdit>
#include <QPointer>

namespace CommandRunner {

namespace {

// Distinct from what others stored, readable where a mark shows it.
QString newName(const SecretNames &known, const Command &command, const QString &parameter)
{
    const QString use = SecretNames::useOf(command.absoluteId(), parameter);
    if (known.uses.contains(use))
        return known.uses.value(use);
    const QString wanted = command.name + u'/' + parameter;
    QString name = wanted;
    for (int number = 2; known.names.contains(name); ++number)
        name = QStringLiteral("%1 %2").arg(wanted).arg(number);
    return name;
}

} // namespace

CommandSecrets::CommandSecrets(ParameterForm &form, QWidget *parent)
    : QObject(parent),
      m_form(form),
      m_window(parent)
{}

void CommandSecrets::setService(SecretService *service)
{
    m_service = service;
    if (service)
        connect(service, &SecretService::namesChanged, this, &CommandSecrets::fill);
    fill();
}

QList<SecretField *> CommandSecrets::fields() const
{
    QList<SecretField *> fields;
    if (!m_command)
        return fields;
    for (const Parameter &parameter : m_command->parameters) {
        if (auto *field = qobject_cast<SecretField *>(m_form.field(parameter.name)))
            fields.append(field);
    }
    return fields;
}

void CommandSecrets::setCommand(const std::optional<Command> &command)
{
    m_command = command;
    for (SecretField *field : fields()) {
        field->disconnect(this);
        connect(field, &SecretField::forgetRequested, this,
                [this, field](const QString &name) { forget(field, name); });
    }
    fill();
}

void CommandSecrets::fill()
{
    for (SecretField *field : fields()) {
        field->setCanStore(m_service != nullptr);
        field->setStoredName(m_service ? m_service->nameFor(m_command->absoluteId(),
                                                            field->parameter().name)
                                       : QString());
    }
}

void CommandSecrets::remember()
{
    for (SecretField *field : fields()) {
        const QString value = field->toRemember();
        if (value.isEmpty() || !m_service)
            continue;
        const QString parameter = field->parameter().name;
        const QString name = newName(m_service->names(), *m_command, parameter);
        const QString use = SecretNames::useOf(m_command->absoluteId(), parameter);
        unlockSecrets(*m_service, m_window, [this, field = QPointer(field), name, value, use] {
            m_service->remember(name, value, use, this, [field](const Result<void> &stored) {
                if (!field)
                    return;
                if (stored)
                    field->forgetTyped();
                else
                    field->setProblem(
                        SecretField::tr("It was not stored. %1").arg(stored.error().toString()));
            });
        });
    }
}

void CommandSecrets::forget(SecretField *field, const QString &name)
{
    if (!m_service)
        return;
    unlockSecrets(*m_service, m_window, [this, field = QPointer(field), name] {
        m_service->forget(name, this, [field](const Result<void> &forgotten) {
            if (field && !forgotten)
                field->setProblem(
                    SecretField::tr("It was not removed. %1").arg(forgotten.error().toString()));
        });
    });
}

void unlockSecrets(SecretService &service, QWidget *window, std::function<void()> then)
{
    if (!service.needsPassphrase()) {
        then();
        return;
    }
    auto *dialog = new QInputDialog(window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(CommandSecrets::tr("Secrets"));
    dialog->setLabelText(CommandSecrets::tr("Passphrase of the file of secrets:"));
    dialog->setTextEchoMode(QLineEdit::Password);
    QObject::connect(dialog, &QInputDialog::textValueSelected, window,
                     [&service, then = std::move(then)](const QString &passphrase) {
                         service.setPassphrase(passphrase);
                         if (!passphrase.isEmpty())
                             then();
                     });
    dialog->open();
}

} // namespace CommandRunner
