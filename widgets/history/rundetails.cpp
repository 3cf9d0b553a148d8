// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/rundetails.h"

#include "widgets/common/elidedlabel.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/history/rundetailstext.h"
#include "widgets/icons/glyphicon.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTextBrowser>
#include <QToolButton>
#include <QUrl>

namespace CommandRunner {

using namespace Qt::StringLiterals;

RunDetails::RunDetails(const Clock &clock, const QList<QAction *> &actions, QWidget *parent)
    : QWidget(parent),
      m_clock(clock),
      m_stack(new QStackedWidget(this)),
      m_nothing(new QLabel(m_stack))
{
    setAccessibleName(tr("Details"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    auto *run = new QWidget(m_stack);
    auto *layout = new QVBoxLayout(run);
    layout->setContentsMargins({});
    layout->addWidget(createHeader(actions));
    m_facts = new QTextBrowser(run);
    m_facts->setAccessibleName(tr("Details of the run"));
    m_facts->setOpenLinks(false);
    m_facts->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_facts->setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    connect(m_facts, &QTextBrowser::anchorClicked, this, &RunDetails::followLink);
    layout->addWidget(m_facts, 1);
    layout->addWidget(createNote());
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(run);
    auto *whole = new QVBoxLayout(this);
    whole->addWidget(m_stack);
}

RunDetails::~RunDetails() = default;

QWidget *RunDetails::createHeader(const QList<QAction *> &actions)
{
    auto *header = new QWidget(this);
    m_state = new QLabel(header);
    m_name = new ElidedLabel(header);
    QFont bold = font();
    bold.setBold(true);
    m_name->setFont(bold);
    m_pin = new QToolButton(header);
    m_pin->setCheckable(true);
    m_pin->setText(tr("Pin"));
    m_pin->setIcon(glyphIcon(u"pin"_s));
    m_pin->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_pin->setToolTip(tr("Keep this run and its output, whatever else is removed"));
    m_pin->setFocusPolicy(Qt::StrongFocus);
    connect(m_pin, &QToolButton::clicked, this, [this](bool pinned) {
        if (m_record)
            Q_EMIT pinToggled(m_record->id(), pinned);
    });
    m_reveal = new QToolButton(header);
    m_reveal->setCheckable(true);
    m_reveal->setText(tr("Reveal Values"));
    m_reveal->setToolTip(tr("Shows values of the environment that look like secrets"));
    m_reveal->setFocusPolicy(Qt::StrongFocus);
    connect(m_reveal, &QToolButton::toggled, this, &RunDetails::render);

    auto *title = new QHBoxLayout;
    title->addWidget(m_state);
    title->addWidget(m_name, 1);
    auto *buttons = new QHBoxLayout;
    for (QAction *action : actions) {
        auto *button = new QToolButton(header);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::StrongFocus);
        buttons->addWidget(button);
    }
    buttons->addWidget(m_pin);
    buttons->addWidget(m_reveal);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(header);
    layout->setContentsMargins({});
    layout->addLayout(title);
    layout->addLayout(buttons);
    return header;
}

QWidget *RunDetails::createNote()
{
    auto *part = new QWidget(this);
    m_note = new QPlainTextEdit(part);
    m_note->setAccessibleName(tr("Note"));
    m_note->setPlaceholderText(tr("Note: what was different, what to remember"));
    m_note->setToolTip(tr("Kept when you leave it, or with Ctrl+Return. The search finds it."));
    m_note->setTabChangesFocus(true);
    m_note->installEventFilter(this);
    constexpr int lines = 3;
    const QMargins margins = m_note->contentsMargins();
    m_note->setFixedHeight(lines * m_note->fontMetrics().lineSpacing() + margins.top()
                           + margins.bottom() + int(2 * m_note->document()->documentMargin()));
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins({});
    layout->addWidget(m_note);
    return part;
}

void RunDetails::showRun(const RunRecord &record, const std::optional<RunStatistics> &statistics)
{
    const bool other = runId() != record.id();
    if (other) {
        saveNote();
        m_reveal->setChecked(false);
    }
    const bool typing = !other && m_note->toPlainText() != m_savedNote;
    m_record = record;
    m_statistics = statistics;
    if (!typing && (other || m_note->toPlainText() != record.note))
        m_note->setPlainText(record.note); // a new document: nothing to undo into another run
    if (!typing)
        m_savedNote = record.note;
    m_pin->setChecked(record.pinned);
    m_reveal->setVisible(hasSecrets(record));
    render();
    if (other)
        m_facts->verticalScrollBar()->setValue(0);
    m_stack->setCurrentIndex(1);
}

void RunDetails::clear(const QString &words)
{
    saveNote();
    m_record.reset();
    m_nothing->setText(words);
    m_stack->setCurrentIndex(0);
}

QString RunDetails::text() const
{
    return m_record ? m_facts->toPlainText() : m_nothing->text();
}

void RunDetails::render()
{
    if (!m_record)
        return;
    const RunStatePresentation state = runStatePresentation(m_record->state, palette());
    m_state->setText(state.text());
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, state.color);
    m_state->setPalette(colours);
    m_name->setText(m_record->request.name);
    const int place = m_facts->verticalScrollBar()->value();
    m_facts->setHtml(RunDetailsText{*m_record, m_statistics, m_reveal->isChecked(), m_clock.now(),
                                    m_facts->palette()}
                         .html());
    m_facts->verticalScrollBar()->setValue(place);
}

void RunDetails::followLink(const QUrl &link)
{
    if (link.scheme() == "run"_L1)
        Q_EMIT runRequested(link.path());
}

void RunDetails::saveNote()
{
    if (!m_record)
        return;
    const QString note = m_note->toPlainText();
    if (note == m_savedNote)
        return;
    m_savedNote = note;
    Q_EMIT noteChanged(m_record->id(), note);
}

bool RunDetails::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_note && event->type() == QEvent::FocusOut)
        saveNote();
    if (watched == m_note
        && (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride)) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers().testFlag(Qt::ControlModifier)) {
            event->accept(); // ours, not the window's Run
            if (event->type() == QEvent::KeyPress)
                saveNote();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void RunDetails::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        render();
}

} // namespace CommandRunner
