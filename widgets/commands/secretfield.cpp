// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/secretfield.h"

#include "core/run/runsecrets.h"
#include "widgets/commands/parametertext.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QToolButton>

namespace CommandRunner {

SecretField::SecretField(const Parameter &parameter, QWidget *parent)
    : ParameterField(parameter, parent),
      m_line(new QLineEdit(this))
{
    m_line->setEchoMode(QLineEdit::Password);
    m_line->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhHiddenText);
    auto *beside = new QWidget(this);
    m_remember = new QCheckBox(tr("Remember in the keychain"), beside);
    m_remember->setAccessibleName(tr("Remember %1 in the keychain").arg(parameterTitle(parameter)));
    m_remember->setToolTip(tr("Stores it when the command is run, and fills it in from then on"));
    m_forget = new QToolButton(beside);
    m_forget->setText(tr("Forget"));
    m_forget->setAccessibleName(tr("Forget the stored %1").arg(parameterTitle(parameter)));
    m_forget->setToolTip(tr("Removes it from the keychain"));
    auto *row = new QHBoxLayout(beside);
    row->setContentsMargins(fontMetrics().averageCharWidth(), 0, 0, 0);
    row->addWidget(m_remember);
    row->addWidget(m_forget);
    setEditor(m_line, beside);
    connect(m_line, &QLineEdit::textChanged, this, [this] {
        update();
        noteEdit();
    });
    connect(m_forget, &QToolButton::clicked, this, [this] { Q_EMIT forgetRequested(m_stored); });
    update();
}

QStringList SecretField::values() const
{
    if (!m_line->text().isEmpty())
        return {m_line->text()};
    return m_stored.isEmpty() ? QStringList() : QStringList{secretMark(m_stored)};
}

void SecretField::setValues(const QStringList &values)
{
    const QScopedValueRollback filling(m_filling, true);
    const QString value = values.value(0);
    m_line->setText(nameInSecretMark(value).isEmpty() ? value : QString());
    m_remember->setChecked(false);
    update();
}

void SecretField::setStoredName(const QString &name)
{
    if (name == m_stored)
        return;
    m_stored = name;
    update();
    Q_EMIT edited(); // what will run is another thing now
}

void SecretField::setCanStore(bool canStore)
{
    m_canStore = canStore;
    update();
}

QString SecretField::toRemember() const
{
    return m_canStore && m_remember->isChecked() ? m_line->text() : QString();
}

void SecretField::forgetTyped()
{
    m_remember->setChecked(false);
    m_line->clear();
}

void SecretField::update()
{
    const QString typed = m_line->text();
    m_line->setPlaceholderText(m_stored.isEmpty() ? parameter().placeholder
                                                  : tr("stored in the keychain"));
    m_remember->setVisible(m_canStore && (m_stored.isEmpty() || !typed.isEmpty()));
    m_remember->setEnabled(!typed.isEmpty());
    m_forget->setVisible(!m_stored.isEmpty() && typed.isEmpty());
    QStringList hints;
    if (!typed.isEmpty() && typed.size() < RunSecret::leastMasked)
        hints.append(tr("So short that it is not taken out of the output."));
    const bool seen = parameter().passing != ParameterPassing::Environment
        && parameter().passing != ParameterPassing::StandardInput;
    if (seen && !values().isEmpty())
        hints.append(tr("The program takes it as an argument: while it runs, the list of "
                        "processes shows it to everybody on this machine."));
    setHint(hints.join(u' '));
}

} // namespace CommandRunner
