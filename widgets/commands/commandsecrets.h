// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"
#include "core/secrets/secretservice.h"

#include <QObject>

#include <optional>

class QWidget;

namespace CommandRunner {

class ParameterForm;
class SecretField;

// Between the form of a command and what is stored for it.
class CommandSecrets final : public QObject
{
    Q_OBJECT
public:
    // The form outlives us.
    CommandSecrets(ParameterForm &form, QWidget *parent);

    void setService(SecretService *service); // outlives us; null: nothing can be stored
    // The form was built anew for it.
    void setCommand(const std::optional<Command> &command);
    // The command is run: stores what is to be remembered. What fails is said at the field.
    void remember();

private:
    QList<SecretField *> fields() const;
    void fill();
    void forget(SecretField *field, const QString &name);

    ParameterForm &m_form;
    QWidget *m_window;
    SecretService *m_service = nullptr;
    std::optional<Command> m_command;
};

// Calls `then` when the store can be used: at once, or when the passphrase of the encrypted file
// was typed. Not at all when that is cancelled.
void unlockSecrets(SecretService &service, QWidget *window, std::function<void()> then);

} // namespace CommandRunner
