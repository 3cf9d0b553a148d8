// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/palette/commandpalette.h"

#include "widgets/common/clearbutton.h"
#include "widgets/icons/glyphicon.h"
#include "widgets/palette/palettedelegate.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

CommandPalette::CommandPalette(QWidget *window)
    : QFrame(window),
      m_field(new QLineEdit(this)),
      m_list(new QListView(this)),
      m_nothing(new QLabel(tr("Nothing fits these letters."), this)),
      m_model(new PaletteModel(this))
{
    setObjectName(u"commandPalette"_s);
    setAccessibleName(tr("Command palette"));
    setFrameStyle(QFrame::StyledPanel | QFrame::Raised);
    setAutoFillBackground(true);

    m_field->setAccessibleName(tr("Type a command"));
    m_field->setPlaceholderText(tr("Type a command"));
    addClearButton(m_field);
    m_field->addAction(glyphIcon(u"search"_s), QLineEdit::LeadingPosition);
    m_field->installEventFilter(this);
    m_list->setAccessibleName(tr("Matching commands"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFocusPolicy(Qt::NoFocus); // the keyboard stays in the field
    m_nothing->setAlignment(Qt::AlignCenter);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_field);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_nothing, 1);

    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::patternChanged);
    connect(m_list, &QListView::clicked, this, &CommandPalette::activate);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (isVisible() && now && now != this && !isAncestorOf(now))
            close(false);
    });
    window->installEventFilter(this);
    hide();
}

void CommandPalette::open(const PaletteContent &content, const QString &typed)
{
    if (!isVisible())
        m_focusBefore = QApplication::focusWidget();
    m_content = content;
    m_listsPrograms = false;
    ++m_question;
    m_model->setContent(content);
    m_field->setText(typed);
    patternChanged(typed);
    place();
    show();
    raise();
    m_field->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::place()
{
    const QRect around = parentWidget()->rect();
    const int letter = fontMetrics().averageCharWidth();
    const int width = qMin(around.width() - 4 * letter, 100 * letter);
    const int height = qMin(around.height() * 2 / 3, fontMetrics().height() * 24);
    setGeometry((around.width() - width) / 2, around.height() / 12, width, height);
}

void CommandPalette::patternChanged(const QString &pattern)
{
    const bool programs = m_programs && pattern.startsWith(programSign);
    if (programs != m_listsPrograms)
        listPrograms(programs);
    m_model->setPattern(
        programs ? pattern.mid(1).trimmed() + (pattern.endsWith(u' ') ? u" "_s : u""_s) : pattern);
    showRows();
}

void CommandPalette::showRows()
{
    const bool found = m_model->rowCount() > 0;
    m_list->setVisible(found);
    m_nothing->setVisible(!found);
    if (found)
        m_list->setCurrentIndex(m_model->index(0));
}

void CommandPalette::listPrograms(bool programs)
{
    m_listsPrograms = programs;
    const int question = ++m_question;
    m_nothing->setText(programs ? tr("Looking for programs…") : tr("Nothing fits these letters."));
    m_model->setContent(programs ? PaletteContent() : m_content);
    if (!programs)
        return;
    m_programs([this, question, self = QPointer(this)](const QList<PaletteItem> &items) {
        if (!self || question != m_question)
            return;
        m_nothing->setText(tr("No program on PATH fits these letters."));
        m_model->setContent({{}, items, {}});
        showRows();
    });
}

void CommandPalette::addItems(const QList<PaletteItem> &items)
{
    if (!isVisible())
        return;
    m_content.items += items;
    if (!m_listsPrograms)
        keepingChoice([this, &items] { m_model->addItems(items); });
}

void CommandPalette::setPrepared(const std::shared_ptr<const PaletteItems> &prepared)
{
    if (!isVisible())
        return;
    m_content.prepared = prepared;
    if (!m_listsPrograms)
        keepingChoice([this] { m_model->setContent(m_content); });
}

void CommandPalette::keepingChoice(const std::function<void()> &change)
{
    const QString title = m_list->currentIndex().data().toString();
    const bool moved = m_list->currentIndex().row() > 0;
    change();
    showRows();
    // Nothing moves under who has chosen already.
    for (int row = 0; moved && row < m_model->rowCount(); ++row) {
        if (m_model->index(row).data().toString() == title) {
            m_list->setCurrentIndex(m_model->index(row));
            break;
        }
    }
}

// The chosen title and a blank: what is typed behind it are its arguments.
void CommandPalette::complete()
{
    const QModelIndex current = m_list->currentIndex();
    const PaletteItem *item = m_model->item(current);
    if (!item || !item->activateWith || !m_model->arguments(current).isEmpty())
        return;
    m_field->setText((m_listsPrograms ? programSign + u" "_s : QString()) + item->title + u' ');
}

void CommandPalette::activate(const QModelIndex &index)
{
    const PaletteItem *item = m_model->item(index);
    if (!item)
        return;
    std::function<void()> doIt = item->activate;
    if (const QString arguments = m_model->arguments(index); !arguments.isEmpty())
        doIt = [with = item->activateWith, arguments] {
            with(arguments);
        };
    const QString id = item->id;
    // First back: what is done may depend on where the keyboard was, or move it.
    close(true);
    if (!id.isEmpty())
        Q_EMIT used(id);
    if (doIt)
        doIt();
}

void CommandPalette::close(bool giveFocusBack)
{
    hide();
    if (giveFocusBack && m_focusBefore)
        m_focusBefore->setFocus(Qt::PopupFocusReason);
    m_focusBefore.clear();
    ++m_question;
}

void CommandPalette::moveSelection(int key)
{
    const int rows = m_model->rowCount();
    if (rows == 0)
        return;
    const int page = qMax(1, m_list->viewport()->height() / qMax(1, m_list->sizeHintForRow(0)) - 1);
    const int step = key == Qt::Key_Up ? -1
        : key == Qt::Key_Down          ? 1
        : key == Qt::Key_PageUp        ? -page
                                       : page;
    m_list->setCurrentIndex(
        m_model->index(qBound(0, m_list->currentIndex().row() + step, rows - 1)));
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        switch (key->key()) {
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            moveSelection(key->key());
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            activate(m_list->currentIndex());
            return true;
        case Qt::Key_Tab: // nothing else here takes the keyboard
            complete();
            return true;
        case Qt::Key_Backtab:
            return true;
        default:
            break;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close(true);
    else
        QFrame::keyPressEvent(event);
}

} // namespace CommandRunner
