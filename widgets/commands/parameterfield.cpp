// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/parameterfield.h"

#include "widgets/commands/earliervalues.h"
#include "widgets/commands/messagelabel.h"
#include "widgets/commands/parametereditors.h"
#include "widgets/commands/parametertext.h"
#include "widgets/commands/secretfield.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace CommandRunner {

using namespace Qt::StringLiterals;

ParameterField::ParameterField(const Parameter &parameter, QWidget *parent)
    : QWidget(parent),
      m_parameter(parameter),
      m_layout(new QVBoxLayout(this)),
      m_help(new MessageLabel(MessageLabel::Kind::Hint, this)),
      m_problem(new MessageLabel(MessageLabel::Kind::Problem, this)),
      m_notice(new MessageLabel(MessageLabel::Kind::Caution, this))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(fontMetrics().height() / 8);
    m_layout->addWidget(m_problem);
    m_layout->addWidget(m_notice);
    m_layout->addWidget(m_help);
    QFont small = m_help->font();
    small.setPointSizeF(small.pointSizeF() * 0.92);
    m_help->setFont(small);
    m_help->setMessage(parameter.help);
}

void ParameterField::setEditor(QWidget *editor, QWidget *beside)
{
    m_editor = editor;
    auto *row = new QHBoxLayout;
    row->addWidget(editor, 1);
    if (beside)
        row->addWidget(beside);
    // A line as wide as the window is harder to read, not easier.
    editor->setMaximumWidth(fontMetrics().averageCharWidth() * 64);
    row->addStretch();
    row->setStretchFactor(editor, 100);
    m_layout->insertLayout(0, row);
    editor->setAccessibleName(parameterTitle(m_parameter));
    editor->setAccessibleDescription(m_parameter.help);
    editor->setToolTip(parameterToolTip(m_parameter));
    setFocusProxy(editor);
    if (qobject_cast<QComboBox *>(editor) || qobject_cast<QAbstractSpinBox *>(editor)) {
        editor->setFocusPolicy(Qt::StrongFocus);
        editor->installEventFilter(this);
    }
}

// Scrolling the form must not change the value of what passes below the pointer.
bool ParameterField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_editor && event->type() == QEvent::Wheel && !m_editor->hasFocus()) {
        event->ignore();
        return true;
    }
    if (watched == m_editor && m_offersEarlierValues && asksForEarlierValues(event)) {
        Q_EMIT earlierValuesRequested();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

bool ParameterField::asksForEarlierValues(QEvent *event) const
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() != Qt::Key_Down)
        return false;
    const auto modifiers = key->modifiers() & ~Qt::KeypadModifier;
    return modifiers == Qt::AltModifier
        || (modifiers == Qt::NoModifier && qobject_cast<QLineEdit *>(m_editor));
}

void ParameterField::offersEarlierValues()
{
    m_offersEarlierValues = true;
    m_editor->installEventFilter(this);
    const QString keys = qobject_cast<QLineEdit *>(m_editor) ? tr("Down: earlier values")
                                                             : tr("Alt+Down: earlier values");
    const QString toolTip = m_editor->toolTip();
    m_editor->setToolTip(toolTip.isEmpty() ? keys : toolTip + u'\n' + keys);
}

void ParameterField::offerEarlierValues(const QStringList &values)
{
    if (!m_offersEarlierValues)
        return;
    offerValues(m_editor, values, [this](const QString &value) {
        useEarlierValue(value);
        noteEdit();
        m_editor->setFocus(Qt::PopupFocusReason);
    });
}

void ParameterField::noteEdit()
{
    if (m_filling)
        return;
    m_wasEdited = true;
    Q_EMIT edited();
}

QString ParameterField::defaultHint() const
{
    if (!m_parameter.defaultValue.isEmpty())
        return tr("default: %1").arg(m_parameter.defaultValue);
    if (!m_parameter.placeholder.isEmpty())
        return m_parameter.placeholder;
    switch (m_parameter.type) {
    case ParameterType::Date:
        return u"2026-01-31"_s;
    case ParameterType::DateTime:
        return u"2026-01-31T09:30"_s;
    case ParameterType::KeyValue:
        return tr("NAME=VALUE");
    default:
        return {};
    }
}

void ParameterField::setProblem(const QString &message)
{
    if (message == m_problem->message())
        return;
    m_problem->setMessage(message);
    updateDescription();
}

void ParameterField::setNotice(const QString &notice)
{
    if (notice == m_notice->message())
        return;
    m_notice->setMessage(notice);
    updateDescription();
}

QString ParameterField::notice() const
{
    return m_notice->message();
}

void ParameterField::updateDescription()
{
    QStringList parts{m_problem->message(), m_notice->message()};
    parts.removeAll(QString());
    m_editor->setAccessibleDescription(parts.isEmpty() ? m_parameter.help : parts.join(u' '));
}

void ParameterField::setHint(const QString &hint)
{
    const bool both = !m_parameter.help.isEmpty() && !hint.isEmpty();
    m_help->setMessage(m_parameter.help + (both ? u"\n"_s : QString()) + hint);
}

QString ParameterField::problem() const
{
    return m_problem->message();
}

ParameterField *ParameterField::create(const Parameter &parameter, const QString &folder,
                                       QWidget *parent)
{
    if (parameter.kind == ParameterKind::Flag && parameter.passing == ParameterPassing::Counted)
        return new CountField(parameter, parent);
    if (parameter.kind == ParameterKind::Flag && parameter.negativeFlags.isEmpty())
        return new FlagField(parameter, parent);
    if (parameter.kind == ParameterKind::Flag
        || (parameter.type == ParameterType::Boolean && !parameter.multiple))
        return new YesNoField(parameter, parent);
    if (parameter.type == ParameterType::Choice)
        return parameter.multiple ? parameter.editable
                ? static_cast<ParameterField *>(new LinesField(parameter, folder, parent))
                : new ChoicesField(parameter, parent)
                                  : new ChoiceField(parameter, parent);
    if (parameter.multiple)
        return new LinesField(parameter, folder, parent);
    if (parameter.type == ParameterType::Secret)
        return new SecretField(parameter, parent);
    if (parameter.multiLine && parameter.type == ParameterType::Text)
        return new TextField(parameter, parent);
    return new LineField(parameter, folder, parent);
}

} // namespace CommandRunner
