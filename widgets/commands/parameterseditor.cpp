// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/parameterseditor.h"

#include "widgets/commands/messagelabel.h"
#include "widgets/commands/parameterdetails.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QSet>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

void fillRow(QTreeWidgetItem &item, const Parameter &parameter)
{
    item.setText(0, parameter.name.isEmpty() ? ParametersEditor::tr("(no name)") : parameter.name);
    item.setText(1, parameter.flags.join(u", "_s));
    item.setText(2, parameterTypeText(parameter.type));
}

QPushButton *smallButton(const QString &text, const QString &toolTip, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setAutoDefault(false);
    button->setToolTip(toolTip);
    return button;
}

} // namespace

ParametersEditor::ParametersEditor(QWidget *parent)
    : QWidget(parent),
      m_list(new QTreeWidget(this)),
      m_details(new ParameterDetails(this)),
      m_problem(new MessageLabel(MessageLabel::Kind::Problem, this)),
      m_add(smallButton(tr("&Add"), tr("Add a parameter (Insert)"), this)),
      m_remove(smallButton(tr("&Remove"), tr("Remove the selected one (Delete)"), this)),
      m_up(smallButton(tr("&Up"), tr("Earlier (Alt+Up)"), this)),
      m_down(smallButton(tr("Dow&n"), tr("Later (Alt+Down)"), this))
{
    m_list->setAccessibleName(tr("Parameters"));
    m_list->setHeaderLabels({tr("Name"), tr("Flag"), tr("Type")});
    m_list->setRootIsDecorated(false);
    m_list->header()->setStretchLastSection(true);
    m_list->setColumnWidth(0, m_list->fontMetrics().averageCharWidth() * 16);
    m_list->setColumnWidth(1, m_list->fontMetrics().averageCharWidth() * 12);
    m_list->installEventFilter(this);
    setFocusProxy(m_list);

    auto *buttons = new QGridLayout;
    buttons->addWidget(m_add, 0, 0);
    buttons->addWidget(m_remove, 0, 1);
    buttons->addWidget(m_up, 1, 0);
    buttons->addWidget(m_down, 1, 1);
    auto *left = new QVBoxLayout;
    left->addWidget(m_list, 1);
    left->addLayout(buttons);
    auto *columns = new QHBoxLayout;
    columns->addLayout(left, 1);
    columns->addWidget(m_details, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(columns, 1);
    layout->addWidget(m_problem);

    connect(m_add, &QPushButton::clicked, this, &ParametersEditor::add);
    connect(m_remove, &QPushButton::clicked, this, &ParametersEditor::remove);
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
    connect(m_list, &QTreeWidget::currentItemChanged, this, &ParametersEditor::showCurrent);
    connect(m_details, &ParameterDetails::edited, this, &ParametersEditor::takeDetails);
    showCurrent();
}

int ParametersEditor::current() const
{
    return m_list->indexOfTopLevelItem(m_list->currentItem());
}

void ParametersEditor::setParameters(const QList<Parameter> &parameters)
{
    m_parameters = parameters;
    showList(0);
}

QString ParametersEditor::problem() const
{
    QSet<QString> names;
    for (const Parameter &parameter : m_parameters) {
        if (const QString problem = parameterProblem(parameter); !problem.isEmpty())
            return problem;
        if (names.contains(parameter.name))
            return tr("Two parameters are called “%1”: each needs a name of its own.")
                .arg(parameter.name);
        names.insert(parameter.name);
    }
    return {};
}

void ParametersEditor::showList(int current)
{
    {
        const QSignalBlocker blocker(m_list);
        m_list->clear();
        for (const Parameter &parameter : std::as_const(m_parameters))
            fillRow(*new QTreeWidgetItem(m_list), parameter);
        const int row = std::min(current, int(m_parameters.size()) - 1);
        m_list->setCurrentItem(row >= 0 ? m_list->topLevelItem(row) : nullptr);
    }
    showCurrent();
}

void ParametersEditor::showCurrent()
{
    const int row = current();
    m_details->setEnabled(row >= 0);
    m_details->setParameter(row >= 0 ? m_parameters.at(row) : Parameter());
    m_remove->setEnabled(row >= 0);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < m_parameters.size());
    m_problem->setMessage(problem());
}

void ParametersEditor::takeDetails()
{
    const int row = current();
    if (row < 0)
        return;
    m_parameters[row] = m_details->parameter();
    fillRow(*m_list->topLevelItem(row), m_parameters.at(row));
    m_problem->setMessage(problem());
    Q_EMIT edited();
}

void ParametersEditor::add()
{
    Parameter parameter;
    QSet<QString> names;
    for (const Parameter &other : std::as_const(m_parameters))
        names.insert(other.name);
    for (int number = 1; parameter.name.isEmpty() || names.contains(parameter.name); ++number)
        parameter.name = u"value%1"_s.arg(number);
    const int row = current() + 1;
    m_parameters.insert(row, parameter);
    showList(row);
    Q_EMIT edited();
    m_details->focusName();
}

void ParametersEditor::remove()
{
    const int row = current();
    if (row < 0)
        return;
    m_parameters.removeAt(row);
    showList(row);
    Q_EMIT edited();
}

void ParametersEditor::move(int by)
{
    const int row = current();
    if (row < 0 || row + by < 0 || row + by >= m_parameters.size())
        return;
    m_parameters.swapItemsAt(row, row + by);
    showList(row + by);
    Q_EMIT edited();
}

bool ParametersEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool alt = key->modifiers() & Qt::AltModifier;
    if (key->key() == Qt::Key_Insert)
        add();
    else if (key->key() == Qt::Key_Delete)
        remove();
    else if (alt && key->key() == Qt::Key_Up)
        move(-1);
    else if (alt && key->key() == Qt::Key_Down)
        move(1);
    else if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && current() >= 0)
        m_details->focusName(); // the dialog's button is not meant
    else
        return QWidget::eventFilter(watched, event);
    return true;
}

QString parameterProblem(const Parameter &parameter)
{
    const bool wantsFlag = parameter.passing == ParameterPassing::Joined
        || parameter.passing == ParameterPassing::Counted
        || (parameter.passing == ParameterPassing::Separate
            && parameter.kind != ParameterKind::Positional);
    if (parameter.name.isEmpty())
        return ParametersEditor::tr("Each parameter needs a name.");
    if (wantsFlag && parameter.flags.isEmpty())
        return ParametersEditor::tr("“%1” is passed with a flag: type it, such as --name.")
            .arg(parameter.name);
    if (parameter.type == ParameterType::Choice && parameter.choices.isEmpty())
        return ParametersEditor::tr("“%1” needs its choices, separated by commas.")
            .arg(parameter.name);
    if (parameter.minimum && parameter.maximum && *parameter.minimum > *parameter.maximum)
        return ParametersEditor::tr("The least value of “%1” is above the largest.")
            .arg(parameter.name);
    return {};
}

} // namespace CommandRunner
