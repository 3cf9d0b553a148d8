// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/parameterdetails.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleValidator>
#include <QFormLayout>
#include <QLineEdit>
#include <QLocale>
#include <QScopedValueRollback>
#include <QToolButton>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr ParameterType types[]{
    ParameterType::Text,   ParameterType::Integer,  ParameterType::Number,  ParameterType::Boolean,
    ParameterType::Choice, ParameterType::File,     ParameterType::Folder,  ParameterType::Secret,
    ParameterType::Date,   ParameterType::DateTime, ParameterType::KeyValue};

QString passingText(ParameterPassing passing)
{
    switch (passing) {
    case ParameterPassing::Separate:
        return ParameterDetails::tr("as words of their own: --flag value");
    case ParameterPassing::Joined:
        return ParameterDetails::tr("in one word: --flag=value");
    case ParameterPassing::Assignment:
        return ParameterDetails::tr("as an assignment: name=value");
    case ParameterPassing::Bracketed:
        return ParameterDetails::tr("in brackets: command[value]");
    case ParameterPassing::Counted:
        return ParameterDetails::tr("as a flag given so often: -v -v -v");
    case ParameterPassing::Remainder:
        return ParameterDetails::tr("as the last words, unchanged");
    case ParameterPassing::Environment:
        return ParameterDetails::tr("as an environment variable");
    case ParameterPassing::StandardInput:
        return ParameterDetails::tr("on standard input");
    }
    return {};
}

constexpr ParameterPassing passings[]{
    ParameterPassing::Separate,      ParameterPassing::Joined,    ParameterPassing::Assignment,
    ParameterPassing::Counted,       ParameterPassing::Remainder, ParameterPassing::Environment,
    ParameterPassing::StandardInput, ParameterPassing::Bracketed};

QStringList listed(const QString &text)
{
    QStringList entries = text.split(u',', Qt::SkipEmptyParts);
    for (QString &entry : entries)
        entry = entry.trimmed();
    entries.removeAll(QString());
    return entries;
}

std::optional<double> number(const QString &text)
{
    bool valid = false;
    const double value = text.trimmed().toDouble(&valid);
    return valid ? std::optional(value) : std::nullopt;
}

QString numberText(const std::optional<double> &value)
{
    return value ? QString::number(*value, 'g', QLocale::FloatingPointShortest) : QString();
}

// As the description file does: what it is follows from its flags and its type.
ParameterKind kindOf(const Parameter &parameter)
{
    if (parameter.flags.isEmpty())
        return ParameterKind::Positional;
    const bool flag = parameter.type == ParameterType::Boolean
        || parameter.passing == ParameterPassing::Counted;
    return flag ? ParameterKind::Flag : ParameterKind::Option;
}

} // namespace

QString parameterTypeText(ParameterType type)
{
    switch (type) {
    case ParameterType::Text:
        return ParameterDetails::tr("Text");
    case ParameterType::Integer:
        return ParameterDetails::tr("Whole number");
    case ParameterType::Number:
        return ParameterDetails::tr("Number");
    case ParameterType::Boolean:
        return ParameterDetails::tr("Yes or no");
    case ParameterType::Choice:
        return ParameterDetails::tr("Choice");
    case ParameterType::File:
        return ParameterDetails::tr("File");
    case ParameterType::Folder:
        return ParameterDetails::tr("Folder");
    case ParameterType::Secret:
        return ParameterDetails::tr("Secret");
    case ParameterType::Date:
        return ParameterDetails::tr("Date");
    case ParameterType::DateTime:
        return ParameterDetails::tr("Date and time");
    case ParameterType::KeyValue:
        return ParameterDetails::tr("Name and value");
    }
    return {};
}

ParameterDetails::ParameterDetails(QWidget *parent) : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins({});
    auto *usual = new QFormLayout;
    usual->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    layout->addLayout(usual);
    auto *open = new QToolButton(content);
    open->setObjectName(u"more"_s);
    open->setText(tr("More"));
    open->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    open->setArrowType(Qt::RightArrow);
    open->setAutoRaise(true);
    open->setCheckable(true);
    open->setFocusPolicy(Qt::StrongFocus);
    m_more = new QWidget(content);
    auto *more = new QFormLayout(m_more);
    more->setContentsMargins({});
    more->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    makeUsual(usual);
    layout->addWidget(open);
    makeMore(more);
    layout->addWidget(m_more);
    layout->addStretch();
    m_more->hide();
    connect(open, &QToolButton::toggled, this, [this, open](bool shown) {
        open->setArrowType(shown ? Qt::DownArrow : Qt::RightArrow);
        m_more->setVisible(shown);
    });
    setWidget(content);
    // The page's own background, whatever the style paints there.
    viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    setParameter({});
}

QLineEdit *ParameterDetails::addLine(QFormLayout *form, const QString &label,
                                     const QString &placeholder)
{
    auto *line = new QLineEdit(form->parentWidget());
    line->setAccessibleName(QString(label).remove(u'&'));
    line->setPlaceholderText(placeholder);
    form->addRow(label, line);
    connect(line, &QLineEdit::textEdited, this, &ParameterDetails::note);
    return line;
}

QCheckBox *ParameterDetails::addBox(QFormLayout *form, const QString &text)
{
    auto *box = new QCheckBox(text, form->parentWidget());
    form->addRow(QString(), box);
    connect(box, &QCheckBox::toggled, this, &ParameterDetails::note);
    return box;
}

void ParameterDetails::makeUsual(QFormLayout *form)
{
    m_name = addLine(form, tr("Na&me"));
    m_name->setAccessibleName(tr("Parameter name")); // the command has a name, too
    m_flags = addLine(form, tr("&Flag"), tr("-n, --name; none: a bare word"));
    m_type = new QComboBox(this);
    m_type->setAccessibleName(tr("Type"));
    for (const ParameterType type : types)
        m_type->addItem(parameterTypeText(type), int(type));
    form->addRow(tr("&Type"), m_type);
    connect(m_type, &QComboBox::currentIndexChanged, this, &ParameterDetails::note);
    m_choices = addLine(form, tr("C&hoices"), tr("separated by commas"));
    m_default = addLine(form, tr("De&fault"), tr("what the program takes when nothing is given"));
    m_required = addBox(form, tr("Re&quired"));
    m_help = addLine(form, tr("He&lp"));
}

void ParameterDetails::makeMore(QFormLayout *form)
{
    m_passing = new QComboBox(this);
    m_passing->setAccessibleName(tr("Passed"));
    m_passing->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_passing->setMinimumContentsLength(20);
    for (const ParameterPassing passing : passings)
        m_passing->addItem(passingText(passing), int(passing));
    form->addRow(tr("&Passed"), m_passing);
    connect(m_passing, &QComboBox::currentIndexChanged, this, &ParameterDetails::note);
    m_variable = addLine(form, tr("Variable"), tr("when it is not called as the parameter"));
    m_multiple = addBox(form, tr("Takes several values"));
    m_editable = addBox(form, tr("Takes other values, too"));
    m_minimum = addLine(form, tr("At least"));
    m_maximum = addLine(form, tr("At most"));
    for (QLineEdit *line : {m_minimum, m_maximum}) {
        auto *validator = new QDoubleValidator(line);
        validator->setLocale(QLocale::c());
        line->setValidator(validator);
    }
    m_pattern = addLine(form, tr("Pattern"), tr("files: *.csv · texts: a regular expression"));
    m_mustExist = addBox(form, tr("The file or folder must exist"));
    m_multiLine = addBox(form, tr("May have several lines"));
    m_group = addLine(form, tr("Group"), tr("heading in the form"));
    m_placeholder = addLine(form, tr("Hint"), tr("shown in the empty field"));
    m_advanced = addBox(form, tr("Fold it under “Advanced”"));
}

void ParameterDetails::setParameter(const Parameter &parameter)
{
    const QScopedValueRollback filling(m_filling, true);
    m_parameter = parameter;
    m_name->setText(parameter.name);
    m_flags->setText((parameter.flags + parameter.negativeFlags).join(u", "_s));
    m_type->setCurrentIndex(m_type->findData(int(parameter.type)));
    m_choices->setText(parameter.choices.join(u", "_s));
    m_default->setText(parameter.defaultValue);
    m_required->setChecked(parameter.required);
    m_help->setText(parameter.help);
    m_passing->setCurrentIndex(m_passing->findData(int(parameter.passing)));
    m_variable->setText(parameter.environmentVariable);
    m_multiple->setChecked(parameter.multiple);
    m_editable->setChecked(parameter.editable);
    m_minimum->setText(numberText(parameter.minimum));
    m_maximum->setText(numberText(parameter.maximum));
    m_pattern->setText(parameter.pattern);
    m_mustExist->setChecked(parameter.mustExist);
    m_multiLine->setChecked(parameter.multiLine);
    m_group->setText(parameter.group);
    m_placeholder->setText(parameter.placeholder);
    m_advanced->setChecked(parameter.advanced);
    updateFitting();
}

Parameter ParameterDetails::parameter() const
{
    Parameter parameter = m_parameter;
    parameter.name = m_name->text().trimmed();
    parameter.type = ParameterType(m_type->currentData().toInt());
    const QStringList flags = listed(m_flags->text());
    if (flags != m_parameter.flags + m_parameter.negativeFlags) {
        parameter.flags.clear();
        parameter.negativeFlags.clear();
        const bool pair = parameter.type == ParameterType::Boolean && flags.size() > 1;
        for (const QString &flag : flags)
            (pair && flag.startsWith("--no-"_L1) ? parameter.negativeFlags : parameter.flags)
                .append(flag);
    }
    // Choices may hold commas that somebody wrote elsewhere.
    if (m_choices->text() != m_parameter.choices.join(u", "_s))
        parameter.choices = listed(m_choices->text());
    parameter.defaultValue = m_default->text();
    parameter.required = m_required->isChecked();
    parameter.help = m_help->text();
    parameter.passing = ParameterPassing(m_passing->currentData().toInt());
    parameter.environmentVariable = m_variable->text().trimmed();
    parameter.multiple = m_multiple->isChecked();
    parameter.editable = m_editable->isChecked();
    parameter.minimum = number(m_minimum->text());
    parameter.maximum = number(m_maximum->text());
    parameter.pattern = m_pattern->text();
    parameter.mustExist = m_mustExist->isChecked();
    parameter.multiLine = m_multiLine->isChecked();
    parameter.group = m_group->text().trimmed();
    parameter.placeholder = m_placeholder->text();
    parameter.advanced = m_advanced->isChecked();
    // Variables of make have no flag and are options all the same: what was not touched stays.
    if (parameter.flags != m_parameter.flags || parameter.type != m_parameter.type
        || parameter.passing != m_parameter.passing)
        parameter.kind = kindOf(parameter);
    return parameter;
}

void ParameterDetails::focusName()
{
    m_name->setFocus();
    m_name->selectAll();
}

// What does not fit the type stays in its place, so that nothing jumps, and cannot be filled in.
void ParameterDetails::updateFitting()
{
    const auto type = ParameterType(m_type->currentData().toInt());
    const bool numeric = type == ParameterType::Integer || type == ParameterType::Number;
    const bool path = type == ParameterType::File || type == ParameterType::Folder;
    m_choices->setEnabled(type == ParameterType::Choice);
    m_editable->setEnabled(type == ParameterType::Choice);
    m_minimum->setEnabled(numeric);
    m_maximum->setEnabled(numeric);
    m_pattern->setEnabled(type == ParameterType::Text || type == ParameterType::File);
    m_mustExist->setEnabled(path);
    m_multiLine->setEnabled(type == ParameterType::Text);
    m_variable->setEnabled(ParameterPassing(m_passing->currentData().toInt())
                           == ParameterPassing::Environment);
}

void ParameterDetails::note()
{
    if (m_filling)
        return;
    updateFitting();
    Q_EMIT edited();
}

} // namespace CommandRunner
