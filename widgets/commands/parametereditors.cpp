// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/parametereditors.h"

#include "widgets/commands/calendarbutton.h"
#include "widgets/commands/parametertext.h"
#include "widgets/commands/pathcheck.h"
#include "widgets/commands/pathediting.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostCounts = 32; // buildArgv() gives a counted flag no more often

void setLines(QPlainTextEdit &edit, int lines)
{
    const int frame = 2 * edit.frameWidth() + int(2 * edit.document()->documentMargin());
    edit.setFixedHeight(edit.fontMetrics().lineSpacing() * lines + frame);
}

// Where a path must exist: says at the field which ones do not.
PathCheck *pathCheck(const QString &folder, ParameterField *field)
{
    const bool isFolder = field->parameter().type == ParameterType::Folder;
    auto *check = new PathCheck(isFolder ? PathCheck::Kind::Folder : PathCheck::Kind::File, folder,
                                field);
    QObject::connect(check, &PathCheck::checked, field, [field, isFolder](const QStringList &gone) {
        const QString path = gone.value(0);
        field->setNotice(path.isEmpty() ? QString()
                             : isFolder ? ParameterField::tr("There is no folder “%1”.").arg(path)
                                        : ParameterField::tr("There is no file “%1”.").arg(path));
    });
    return check;
}

bool holdsOneOf(const QStringList &values, const QStringList &allowed)
{
    return values.size() == 1 && allowed.contains(values.first());
}

} // namespace

LineField::LineField(const Parameter &parameter, const QString &folder, QWidget *parent)
    : ParameterField(parameter, parent),
      m_line(new QLineEdit(this))
{
    m_line->setPlaceholderText(defaultHint());
    if (parameter.type == ParameterType::Integer)
        m_line->setInputMethodHints(Qt::ImhFormattedNumbersOnly | Qt::ImhNoPredictiveText);
    QWidget *beside = nullptr;
    if (isPath(parameter))
        beside = makePathParts(folder);
    else if (parameter.type == ParameterType::Date || parameter.type == ParameterType::DateTime)
        beside = makeCalendar();
    setEditor(m_line, beside);
    offersEarlierValues();
    connect(m_line, &QLineEdit::textChanged, this, [this] {
        noteEdit();
        if (m_check)
            m_check->check(values());
    });
}

QWidget *LineField::makePathParts(const QString &folder)
{
    m_take = [this, folder](const QStringList &paths) {
        m_line->setText(pathInStyle(paths.value(0), m_line->text(), folder));
        m_line->setFocus();
    };
    m_line->installEventFilter(this);
    setAcceptDrops(true); // beside the line, too
    installEventFilter(this);
    if (parameter().mustExist)
        m_check = pathCheck(folder, this);
    return browseButton(parameter(), folder, this, m_take);
}

QWidget *LineField::makeCalendar()
{
    const bool withTime = parameter().type == ParameterType::DateTime;
    auto *button = new CalendarButton(
        parameterTitle(parameter()),
        [this] { return QDate::fromString(m_line->text().left(10), Qt::ISODate); }, this);
    connect(button, &CalendarButton::chosen, this, [this, withTime](const QDate &date) {
        m_line->setText(onDay(m_line->text(), date, withTime));
        m_line->setFocus();
    });
    return button;
}

QStringList LineField::values() const
{
    const QString text = m_line->text();
    const bool number = parameter().type == ParameterType::Integer
        || parameter().type == ParameterType::Number;
    const QString value = number ? text.trimmed() : text;
    return value.isEmpty() ? QStringList() : QStringList{value};
}

void LineField::setValues(const QStringList &values)
{
    const QScopedValueRollback filling(m_filling, true);
    m_line->setText(values.value(0));
}

bool LineField::eventFilter(QObject *watched, QEvent *event)
{
    if (m_take && takeFileDrop(event, m_take))
        return true;
    return ParameterField::eventFilter(watched, event);
}

TextField::TextField(const Parameter &parameter, QWidget *parent)
    : ParameterField(parameter, parent),
      m_text(new QPlainTextEdit(this))
{
    m_text->setPlaceholderText(defaultHint());
    m_text->setTabChangesFocus(true);
    setLines(*m_text, 4);
    setEditor(m_text);
    offersEarlierValues();
    connect(m_text, &QPlainTextEdit::textChanged, this, &TextField::noteEdit);
}

QStringList TextField::values() const
{
    const QString text = m_text->toPlainText();
    return text.isEmpty() ? QStringList() : QStringList{text};
}

void TextField::setValues(const QStringList &values)
{
    const QScopedValueRollback filling(m_filling, true);
    m_text->setPlainText(values.value(0));
}

LinesField::LinesField(const Parameter &parameter, const QString &folder, QWidget *parent)
    : ParameterField(parameter, parent),
      m_lines(new QPlainTextEdit(this))
{
    const QString hint = defaultHint();
    m_lines->setPlaceholderText(hint.isEmpty() ? tr("one a line")
                                               : tr("%1 (one a line)").arg(hint));
    m_lines->setTabChangesFocus(true);
    m_lines->setLineWrapMode(QPlainTextEdit::NoWrap);
    setLines(*m_lines, 3);
    QToolButton *browse = nullptr;
    if (isPath(parameter)) {
        m_take = [this, folder](const QStringList &paths) {
            QStringList lines = values();
            const QString style = lines.isEmpty() ? QString() : lines.last();
            for (const QString &path : paths)
                lines.append(pathInStyle(path, style, folder));
            m_lines->setPlainText(lines.join(u'\n'));
        };
        browse = browseButton(parameter, folder, this, m_take);
        m_lines->viewport()->installEventFilter(this);
        setAcceptDrops(true);
        installEventFilter(this);
        if (parameter.mustExist)
            m_check = pathCheck(folder, this);
    }
    setEditor(m_lines, browse);
    if (parameter.type != ParameterType::Secret)
        offersEarlierValues();
    connect(m_lines, &QPlainTextEdit::textChanged, this, [this] {
        noteEdit();
        if (m_check)
            m_check->check(values());
    });
}

QStringList LinesField::values() const
{
    return m_lines->toPlainText().split(u'\n', Qt::SkipEmptyParts);
}

void LinesField::setValues(const QStringList &values)
{
    const QScopedValueRollback filling(m_filling, true);
    m_lines->setPlainText(values.join(u'\n'));
}

void LinesField::useEarlierValue(const QString &value)
{
    setValues(values() + QStringList{value});
}

bool LinesField::eventFilter(QObject *watched, QEvent *event)
{
    if (m_take && takeFileDrop(event, m_take))
        return true;
    return ParameterField::eventFilter(watched, event);
}

FlagField::FlagField(const Parameter &parameter, QWidget *parent)
    : ParameterField(parameter, parent),
      m_box(new QCheckBox(parameterTitle(parameter), this))
{
    setEditor(m_box);
    connect(m_box, &QCheckBox::toggled, this, &FlagField::noteEdit);
}

QStringList FlagField::values() const
{
    return m_box->isChecked() ? QStringList{u"true"_s} : QStringList();
}

void FlagField::setValues(const QStringList &values)
{
    const QScopedValueRollback filling(m_filling, true);
    m_box->setChecked(values.value(0) == "true"_L1);
}

YesNoField::YesNoField(const Parameter &parameter, QWidget *parent)
    : ParameterField(parameter, parent),
      m_combo(new QComboBox(this))
{
    const QString assumed = parameter.defaultValue.toLower();
    QString first = tr("default");
    if (assumed == "true"_L1 || assumed == "yes"_L1 || assumed == "1"_L1)
        first = tr("default (yes)");
    else if (assumed == "false"_L1 || assumed == "no"_L1 || assumed == "0"_L1)
        first = tr("default (no)");
    m_combo->addItem(parameter.required ? tr("choose…") : first, QStringList());
    m_combo->addItem(tr("yes"), QStringList{u"true"_s});
    m_combo->addItem(tr("no"), QStringList{u"false"_s});
    setEditor(m_combo);
    connect(m_combo, &QComboBox::currentIndexChanged, this, &YesNoField::noteEdit);
}

QStringList YesNoField::values() const
{
    return m_combo->currentData().toStringList();
}

void YesNoField::setValues(const QStringList &values)
{
    const QScopedValueRollback filling(m_filling, true);
    const bool known = holdsOneOf(values, {u"true"_s, u"false"_s});
    m_combo->setCurrentIndex(!known ? 0 : values.first() == "true"_L1 ? 1 : 2);
}

ChoiceField::ChoiceField(const Parameter &parameter, QWidget *parent)
    : ParameterField(parameter, parent),
      m_combo(new QComboBox(this))
{
    if (parameter.required)
        m_combo->addItem(tr("choose…"));
    else if (parameter.defaultValue.isEmpty())
        m_combo->addItem(tr("default"));
    else
        m_combo->addItem(tr("default (%1)").arg(parameter.defaultValue));
    m_combo->addItems(parameter.choices);
    if (parameter.editable) {
        // The first item says what an empty field means; in a line that is the placeholder's task.
        m_combo->setEditable(true);
        m_combo->setInsertPolicy(QComboBox::NoInsert);
        m_combo->lineEdit()->setPlaceholderText(m_combo->itemText(0));
        m_combo->removeItem(0);
        m_combo->setCurrentIndex(-1);
        m_combo->clearEditText();
    }
    setEditor(m_combo);
    connect(m_combo, &QComboBox::currentIndexChanged, this, &ChoiceField::noteEdit);
    if (parameter.editable)
        connect(m_combo, &QComboBox::editTextChanged, this, &ChoiceField::noteEdit);
}

QStringList ChoiceField::values() const
{
    if (m_combo->isEditable())
        return m_combo->currentText().isEmpty() ? QStringList()
                                                : QStringList{m_combo->currentText()};
    return m_combo->currentIndex() <= 0
        ? QStringList()
        : QStringList{parameter().choices.at(m_combo->currentIndex() - 1)};
}

void ChoiceField::setValues(const QStringList &values)
{
    const QScopedValueRollback filling(m_filling, true);
    if (m_combo->isEditable()) {
        m_combo->setEditText(values.value(0));
        return;
    }
    m_combo->setCurrentIndex(
        values.isEmpty() ? 0 : int(parameter().choices.indexOf(values.first())) + 1);
}

ChoicesField::ChoicesField(const Parameter &parameter, QWidget *parent)
    : ParameterField(parameter, parent),
      m_list(new QListWidget(this))
{
    for (const QString &choice : parameter.choices) {
        auto *item = new QListWidgetItem(choice, m_list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
    }
    const int shown = int(std::clamp(parameter.choices.size(), qsizetype(2), qsizetype(5)));
    m_list->setFixedHeight(m_list->sizeHintForRow(0) * shown + 2 * m_list->frameWidth());
    m_list->setUniformItemSizes(true);
    setEditor(m_list);
    connect(m_list, &QListWidget::itemChanged, this, &ChoicesField::noteEdit);
}

QStringList ChoicesField::values() const
{
    QStringList values;
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->checkState() == Qt::Checked)
            values.append(m_list->item(row)->text());
    }
    return values;
}

void ChoicesField::setValues(const QStringList &values)
{
    const QScopedValueRollback filling(m_filling, true);
    for (int row = 0; row < m_list->count(); ++row)
        m_list->item(row)->setCheckState(
            values.contains(m_list->item(row)->text()) ? Qt::Checked : Qt::Unchecked);
}

CountField::CountField(const Parameter &parameter, QWidget *parent)
    : ParameterField(parameter, parent),
      m_spin(new QSpinBox(this))
{
    m_spin->setRange(
        0, parameter.maximum ? std::clamp(int(*parameter.maximum), 1, mostCounts) : mostCounts);
    m_spin->setSpecialValueText(tr("not given"));
    m_spin->setSuffix(u" ×"_s);
    setEditor(m_spin);
    m_spin->setMaximumWidth(m_spin->sizeHint().width() + fontMetrics().averageCharWidth() * 4);
    connect(m_spin, &QSpinBox::valueChanged, this, &CountField::noteEdit);
}

QStringList CountField::values() const
{
    return m_spin->value() == 0 ? QStringList() : QStringList{QString::number(m_spin->value())};
}

void CountField::setValues(const QStringList &values)
{
    const QScopedValueRollback filling(m_filling, true);
    m_spin->setValue(values.value(0).toInt());
}

} // namespace CommandRunner
