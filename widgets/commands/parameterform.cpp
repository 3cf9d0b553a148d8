// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/parameterform.h"

#include "core/command/visibility.h"
#include "widgets/commands/parameterfield.h"
#include "widgets/commands/parametertext.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr auto groupProperty = "parameterGroup"; // of a heading

}

ParameterForm::ParameterForm(QWidget *parent) : QWidget(parent)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
}

// Fields still change while they are taken down.
ParameterForm::~ParameterForm()
{
    for (ParameterField *field : std::as_const(m_fields))
        field->disconnect(this);
}

void ParameterForm::setCommand(const Command &command)
{
    for (ParameterField *field : std::as_const(m_fields))
        field->disconnect(this);
    m_fields.clear();
    delete m_content;
    m_labels.clear();
    m_advanced.clear();
    m_headings.clear();
    m_hidden.clear();
    m_command = command;
    m_advancedButton = nullptr;
    m_labelWidth = m_minimumLabelWidth;

    m_content = new QWidget(this);
    // Not a QFormLayout: it squeezes rows whose texts wrap when it is as high as it asked for.
    m_layout = new QGridLayout(m_content);
    m_layout->setContentsMargins({});
    m_layout->setColumnStretch(1, 1);

    QList<Parameter> required;
    QMap<QString, QList<Parameter>> grouped;
    QStringList groups{QString()};
    QList<Parameter> advanced;
    for (const Parameter &parameter : command.parameters) {
        if (parameter.constant)
            continue; // nothing to fill in
        if (parameter.required) {
            required.append(parameter);
        } else if (parameter.advanced) {
            advanced.append(parameter);
        } else {
            if (!groups.contains(parameter.group))
                groups.append(parameter.group);
            grouped[parameter.group].append(parameter);
        }
    }
    for (const Parameter &parameter : required)
        addField(parameter, command.workingDirectory);
    for (const QString &group : groups) {
        if (!group.isEmpty())
            addHeading(group);
        for (const Parameter &parameter : std::as_const(grouped)[group])
            addField(parameter, command.workingDirectory);
    }
    if (!advanced.isEmpty())
        addAdvanced(advanced, command.workingDirectory);
    layout()->addWidget(m_content);
    m_content->setVisible(!m_fields.isEmpty());
    updateVisible();
}

void ParameterForm::addField(const Parameter &parameter, const QString &folder)
{
    auto *field = ParameterField::create(parameter, folder, m_content);
    m_fields.append(field);
    auto *label = new QLabel(m_content);
    if (!field->hasOwnTitle()) {
        QString title = parameterTitle(parameter);
        title.replace(u'&', "&&"_L1);
        label->setText(parameter.required ? title + u" *"_s : title);
        label->setToolTip(parameterToolTip(parameter));
        label->setBuddy(field->editor());
        if (parameter.required)
            label->setAccessibleName(tr("%1, required").arg(parameterTitle(parameter)));
    }
    label->setMinimumWidth(m_minimumLabelWidth);
    m_labelWidth = std::max(m_labelWidth, label->sizeHint().width());
    m_labels.append(label);
    // Level with the first line of the editor.
    const int lineHeight = std::min(field->editor()->sizeHint().height(),
                                    QLineEdit().sizeHint().height());
    label->setContentsMargins(0, std::max(0, (lineHeight - label->sizeHint().height()) / 2), 0, 0);
    const int row = m_layout->rowCount();
    m_layout->addWidget(label, row, 0, Qt::AlignTop);
    m_layout->addWidget(field, row, 1);
    connect(field, &ParameterField::edited, this, [this] {
        updateVisible();
        Q_EMIT edited();
    });
    connect(field, &ParameterField::earlierValuesRequested, this,
            [this, name = parameter.name] { Q_EMIT earlierValuesRequested(name); });
}

void ParameterForm::addHeading(const QString &text)
{
    auto *heading = new QLabel(text, m_content);
    heading->setTextFormat(Qt::PlainText);
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    heading->setProperty(groupProperty, text);
    m_headings.append(heading);
    m_layout->addWidget(heading, m_layout->rowCount(), 0, 1, 2);
}

void ParameterForm::addAdvanced(const QList<Parameter> &parameters, const QString &folder)
{
    m_advancedButton = new QToolButton(m_content);
    m_advancedButton->setAutoRaise(true);
    m_advancedButton->setCheckable(true);
    m_advancedButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_advancedButton->setToolTip(tr("Arguments that all commands of this kind share"));
    m_layout->addWidget(m_advancedButton, m_layout->rowCount(), 0, 1, 2, Qt::AlignLeading);
    for (const Parameter &parameter : parameters) {
        addField(parameter, folder);
        m_advanced.append(m_fields.last());
    }
    connect(m_advancedButton, &QToolButton::toggled, this, [this](bool shown) {
        setAdvancedShown(shown);
        Q_EMIT advancedShownChanged(shown);
    });
    updateAdvanced();
}

void ParameterForm::setAdvancedShown(bool shown)
{
    m_advancedShown = shown;
    updateAdvanced();
}

// What a person types may hide fields and show others.
void ParameterForm::updateVisible()
{
    const QSet<QString> hidden = hiddenParameters(m_command, values());
    const bool changed = hidden != m_hidden;
    m_hidden = hidden;
    if (!changed)
        return;
    QSet<QString> groups;
    for (qsizetype at = 0; at < m_fields.size(); ++at) {
        const Parameter &parameter = m_fields.at(at)->parameter();
        if (m_advanced.contains(m_fields.at(at)))
            continue;
        const bool shown = !hidden.contains(parameter.name);
        if (shown && !parameter.required)
            groups.insert(parameter.group);
        m_labels.at(at)->setVisible(shown);
        m_fields.at(at)->setVisible(shown);
    }
    for (QLabel *heading : std::as_const(m_headings))
        heading->setVisible(groups.contains(heading->property(groupProperty).toString()));
    updateAdvanced();
}

void ParameterForm::updateAdvanced()
{
    if (!m_advancedButton)
        return;
    const auto given = std::count_if(m_advanced.cbegin(), m_advanced.cend(),
                                     [](const ParameterField *field) {
                                         return !field->values().isEmpty();
                                     });
    m_advancedButton->setText(
        given == 0 ? tr("Advanced (%1)").arg(m_advanced.size())
                   : tr("Advanced (%1, %2 filled in)").arg(m_advanced.size()).arg(given));
    m_advancedButton->setArrowType(m_advancedShown ? Qt::DownArrow : Qt::RightArrow);
    const QSignalBlocker blocker(m_advancedButton);
    m_advancedButton->setChecked(m_advancedShown);
    for (qsizetype at = 0; at < m_fields.size(); ++at) {
        if (!m_advanced.contains(m_fields.at(at)))
            continue;
        const bool shown = m_advancedShown && !m_hidden.contains(m_fields.at(at)->parameter().name);
        m_labels.at(at)->setVisible(shown);
        m_fields.at(at)->setVisible(shown);
    }
}

void ParameterForm::setValues(const ArgumentValues &values)
{
    for (ParameterField *field : std::as_const(m_fields)) {
        field->setValues(values.value(field->parameter().name));
        field->setWasEdited(false);
    }
    updateVisible();
    updateAdvanced();
}

ArgumentValues ParameterForm::values() const
{
    ArgumentValues values;
    for (const ParameterField *field : m_fields) {
        if (const QStringList given = field->values(); !given.isEmpty())
            values.insert(field->parameter().name, given);
    }
    return values;
}

void ParameterForm::showProblems(const QList<ArgumentProblem> &problems)
{
    for (ParameterField *field : std::as_const(m_fields)) {
        const auto problem = std::find_if(problems.cbegin(), problems.cend(),
                                          [field](const ArgumentProblem &candidate) {
                                              return candidate.parameter == field->parameter().name;
                                          });
        const bool shown = problem != problems.cend()
            && ((problem->kind != ArgumentProblem::Kind::MissingRequired
                 && problem->kind != ArgumentProblem::Kind::MissingOneOfGroup)
                || field->wasEdited());
        field->setProblem(shown ? problemText(*problem, field->parameter()) : QString());
    }
    updateAdvanced();
}

ParameterField *ParameterForm::field(const QString &name) const
{
    for (ParameterField *field : m_fields) {
        if (field->parameter().name == name)
            return field;
    }
    return nullptr;
}

bool ParameterForm::focusFirstField()
{
    for (ParameterField *field : std::as_const(m_fields)) {
        if (field->isVisibleTo(this)) {
            field->setFocus(Qt::TabFocusReason);
            return true;
        }
    }
    return false;
}

} // namespace CommandRunner
