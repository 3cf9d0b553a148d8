// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/parametereditors.h"

#include "widgets/commands/parametertext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDropEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QToolButton>
#include <QUrl>

#include <functional>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostCounts = 32; // buildArgv() gives a counted flag no more often

bool isPath(const Parameter &parameter)
{
    return parameter.type == ParameterType::File || parameter.type == ParameterType::Folder;
}

QStringList droppedPaths(const QMimeData *data)
{
    QStringList paths;
    const QList<QUrl> urls = data->urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    return paths;
}

// Takes drops of files before the editor turns them into "file:///…" text.
bool takeDrop(QEvent *event, const std::function<void(const QStringList &)> &take)
{
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::DragMove
        && event->type() != QEvent::Drop)
        return false;
    auto *drop = static_cast<QDropEvent *>(event);
    const QStringList paths = droppedPaths(drop->mimeData());
    if (paths.isEmpty())
        return false;
    drop->acceptProposedAction();
    if (event->type() == QEvent::Drop)
        take(paths);
    return true;
}

QToolButton *browseButton(const Parameter &parameter, const QString &folder, QWidget *parent,
                          const std::function<void(const QStringList &)> &take)
{
    auto *button = new QToolButton(parent);
    button->setText(ParameterField::tr("Browse…"));
    button->setAccessibleName(ParameterField::tr("Browse for %1").arg(parameterTitle(parameter)));
    button->setToolTip(parameter.type == ParameterType::Folder
                           ? ParameterField::tr("Choose a folder")
                           : ParameterField::tr("Choose a file"));
    QObject::connect(button, &QToolButton::clicked, parent, [=] {
        auto *dialog = new QFileDialog(parent, button->accessibleName(), folder);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        if (parameter.type == ParameterType::Folder) {
            dialog->setFileMode(QFileDialog::Directory);
            dialog->setOption(QFileDialog::ShowDirsOnly);
        } else {
            // The file may be one that the command is to write.
            dialog->setFileMode(parameter.multiple ? QFileDialog::ExistingFiles
                                                   : QFileDialog::AnyFile);
        }
        QObject::connect(dialog, &QFileDialog::filesSelected, parent, take);
        dialog->open();
    });
    return button;
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
    QToolButton *browse = nullptr;
    if (isPath(parameter)) {
        browse = browseButton(parameter, folder, this, [this](const QStringList &paths) {
            m_line->setText(paths.value(0));
        });
        m_line->installEventFilter(this);
    }
    setEditor(m_line, browse);
    connect(m_line, &QLineEdit::textChanged, this, &LineField::noteEdit);
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
    if (takeDrop(event, [this](const QStringList &paths) { m_line->setText(paths.first()); }))
        return true;
    return ParameterField::eventFilter(watched, event);
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
    const int frame = 2 * m_lines->frameWidth() + int(2 * m_lines->document()->documentMargin());
    m_lines->setFixedHeight(fontMetrics().lineSpacing() * 3 + frame);
    QToolButton *browse = nullptr;
    const auto append = [this](const QStringList &paths) {
        QStringList lines = values();
        lines += paths;
        m_lines->setPlainText(lines.join(u'\n'));
    };
    if (isPath(parameter)) {
        browse = browseButton(parameter, folder, this, append);
        m_lines->viewport()->installEventFilter(this);
    }
    setEditor(m_lines, browse);
    connect(m_lines, &QPlainTextEdit::textChanged, this, &LinesField::noteEdit);
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

bool LinesField::eventFilter(QObject *watched, QEvent *event)
{
    const auto append = [this](const QStringList &paths) {
        m_lines->setPlainText((values() + paths).join(u'\n'));
    };
    if (takeDrop(event, append))
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
