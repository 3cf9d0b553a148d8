// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/definitionview.h"

#include "core/base/background.h"
#include "widgets/commands/messagelabel.h"
#include "widgets/commands/sourceview.h"
#include "widgets/common/errortext.h"
#include "widgets/icons/glyphicon.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

DefinitionView::DefinitionView(QWidget *parent)
    : QWidget(parent),
      m_view(new SourceView(this)),
      m_changed(new MessageLabel(MessageLabel::Kind::Hint, this)),
      m_problem(new MessageLabel(MessageLabel::Kind::Problem, this)),
      m_note(new MessageLabel(MessageLabel::Kind::Hint, this))
{
    m_view->setAccessibleName(tr("Definition"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(createTools());
    layout->addWidget(m_changed);
    layout->addWidget(m_problem);
    layout->addWidget(m_note);
    layout->addWidget(m_view, 1);
}

DefinitionView::~DefinitionView() = default;

QWidget *DefinitionView::createTools()
{
    // A QToolBar would read pictures that nobody sees, and keep its buttons from the keyboard.
    auto *bar = new QWidget(this);
    bar->setAccessibleName(tr("Definition tools"));
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    const auto add = [this, bar, layout](const QString &icon, const QString &id,
                                         const QString &text, const QString &toolTip) {
        auto *action = new QAction(glyphIcon(icon), text, bar);
        auto *button = new QToolButton(bar);
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::StrongFocus);
        // What there is nothing to do with is not shown.
        connect(action, &QAction::changed, button,
                [action, button] { button->setVisible(action->isVisible()); });
        layout->addWidget(button);
        action->setObjectName(id);
        action->setToolTip(toolTip);
        action->setEnabled(false);
        m_tools.append(action);
        return action;
    };
    connect(add(u"edit"_s, u"definition.edit"_s, tr("Open in Editor"),
                tr("Open the command's file in the editor, at its line")),
            &QAction::triggered, this, [this] { Q_EMIT editRequested(m_path, m_line); });
    connect(add(u"folder"_s, u"definition.reveal"_s, tr("Show in Folder"),
                tr("Show the command's file in the file manager")),
            &QAction::triggered, this, [this] { Q_EMIT revealRequested(m_path); });
    connect(add(u"copy"_s, u"definition.copyPath"_s, tr("Copy Path"),
                tr("Copy the path of the command's file")),
            &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(QDir::toNativeSeparators(m_path)); });
    m_changes = add(u"compare"_s, u"definition.changes"_s, tr("Show Changes"),
                    tr("Show what changed in the files since the command last ran"));
    m_changes->setCheckable(true);
    connect(m_changes, &QAction::toggled, this, &DefinitionView::showChanges);
    m_seen = add(u"state-succeeded"_s, u"definition.reviewed"_s, tr("Mark as Reviewed"),
                 tr("You have seen the changes: they are not pointed out any more"));
    connect(m_seen, &QAction::triggered, this, &DefinitionView::reviewed);
    for (QAction *action : {m_changes, m_seen}) {
        action->setVisible(false);
        m_tools.removeOne(action); // not of the file, but of what is known of it
    }
    layout->addStretch(1);
    return bar;
}

void DefinitionView::setPlace(const QString &path, int line)
{
    if (path == m_path && line == m_line)
        return;
    m_path = path;
    m_line = line;
    for (QAction *tool : std::as_const(m_tools))
        tool->setEnabled(!path.isEmpty());
    setComparison({});
    m_view->clearSource();
    m_problem->setMessage({});
    m_note->setMessage({});
    if (isVisible())
        load();
}

void DefinitionView::setComparison(const DefinitionComparison &comparison)
{
    if (comparison.diff == m_comparison.diff && comparison.since == m_comparison.since)
        return;
    m_comparison = comparison;
    for (QAction *action : {m_changes, m_seen}) {
        action->setVisible(hasChanges());
        action->setEnabled(hasChanges());
    }
    m_changed->setMessage(
        hasChanges()
            ? tr("%n file(s) that define this command changed since it ran or was reviewed on %1.",
                 nullptr, int(comparison.files))
                  .arg(QLocale().toString(comparison.since.toLocalTime(), QLocale::ShortFormat))
            : QString());
    if (!hasChanges())
        m_changes->setChecked(false);
    else if (m_changes->isChecked())
        showChanges();
}

void DefinitionView::showChanges()
{
    if (!m_changes->isChecked()) {
        if (isVisible())
            load();
        return;
    }
    ++m_reading; // what is being read is not wanted any more
    m_problem->setMessage({});
    m_note->setMessage({});
    m_view->setVisible(true);
    SourceExcerpt excerpt;
    excerpt.text = m_comparison.diff.chopped(m_comparison.diff.endsWith(u'\n') ? 1 : 0);
    m_view->setSource(u"changes.diff"_s, excerpt, 0);
}

QString DefinitionView::message() const
{
    return m_changed->message() + m_problem->message() + m_note->message();
}

void DefinitionView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    // Each time: the file may have been edited in the meantime.
    if (!event->spontaneous())
        load();
}

void DefinitionView::load()
{
    if (m_path.isEmpty() || m_changes->isChecked())
        return;
    inBackground(
        this, [path = m_path, line = m_line] { return readSourceExcerpt(path, line); },
        [this, reading = ++m_reading](const Result<SourceExcerpt> &excerpt) {
            if (reading == m_reading)
                showExcerpt(excerpt);
        });
}

void DefinitionView::showExcerpt(const Result<SourceExcerpt> &excerpt)
{
    m_problem->setMessage(excerpt ? QString() : errorText(excerpt.error()));
    m_view->setVisible(excerpt.has_value());
    QStringList notes;
    if (excerpt) {
        const qsizetype last = excerpt->firstLine + excerpt->text.count(u'\n');
        if (excerpt->cutBefore || excerpt->cutAfter)
            notes.append(tr("The file is large: only lines %1 to %2 are shown.")
                             .arg(QLocale().toString(excerpt->firstLine),
                                  QLocale().toString(qlonglong(last))));
        if (excerpt->shortened)
            notes.append(tr("Very long lines are shortened and end with …."));
        m_view->setSource(m_path, *excerpt, m_line);
    } else {
        m_view->clearSource();
    }
    m_note->setMessage(notes.join(u' '));
}

} // namespace CommandRunner
