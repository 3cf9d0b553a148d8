// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/linehighlighter.h"
#include "widgets/output/outputpane.h"
#include "widgets/output/outputview.h"
#include "widgets/output/readingpreferences.h"

#include <QAction>
#include <QMenu>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

void OutputPane::createHighlighting()
{
    m_highlightMenu->setTitle(tr("Highlight As"));
    m_highlightMenu->setAccessibleName(tr("Highlight As"));
    connect(m_highlightMenu, &QMenu::aboutToShow, this, &OutputPane::fillHighlightMenu);
    connect(&m_preferences->syntaxes(), &SyntaxLibrary::namesLoaded, this, [this] {
        if (m_highlightMenu->isVisible())
            fillHighlightMenu();
    });
    QAction *open = addPaneAction(u"output.highlight"_s, tr("Highlight As…"),
                                  tr("Colour the selected lines, or all, as a language"),
                                  {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_H)}, u"highlight"_s);
    connect(open, &QAction::triggered, this, [this] {
        const QRect caret = currentView()->rectOf(currentView()->caret());
        m_highlightMenu->popup(currentView()->viewport()->mapToGlobal(
            caret.isValid() ? caret.bottomLeft() : QPoint(0, 0)));
    });
}

// The lines that a choice is for; the whole output when it is no more than a part of a line.
std::optional<std::pair<qint64, qint64>> OutputPane::selectedLines() const
{
    const auto [from, to] = std::minmax({currentView()->anchor(), currentView()->caret()});
    const qint64 end = to.column == 0 && to.line > from.line ? to.line : to.line + 1;
    if (!currentView()->hasSelection() || end - from.line < 2)
        return std::nullopt;
    return std::pair{from.line, end};
}

void OutputPane::fillHighlightMenu()
{
    m_highlightMenu->clear();
    const bool part = selectedLines().has_value();
    m_highlightMenu->addSection(part ? tr("The selected lines") : tr("The whole output"));
    const auto add = [this](QMenu *menu, const QString &title, const QString &name, bool checked) {
        QAction *action = menu->addAction(title);
        action->setCheckable(true);
        action->setChecked(checked);
        connect(action, &QAction::triggered, this, [this, name] { highlightAs(name); });
    };
    const QString whole = m_highlighter->whole();
    const bool guessing = m_preferences->isSyntaxGuessed() && !m_syntaxChosen;
    if (!part) {
        QAction *guess = m_highlightMenu->addAction(
            guessing && !whole.isEmpty() ? tr("&Guess: %1").arg(whole) : tr("&Guess"));
        guess->setCheckable(true);
        guess->setChecked(guessing);
        connect(guess, &QAction::triggered, this, [this] {
            m_syntaxChosen = false;
            m_preferences->setSyntaxGuessed(true);
            guessHighlighting(true);
        });
    }
    add(m_highlightMenu, tr("&Nothing"), QString(), !part && !guessing && whole.isEmpty());
    m_highlightMenu->addSeparator();
    for (const QString &name : commonSyntaxes())
        add(m_highlightMenu, name, name, !part && !guessing && name == whole);
    m_highlightMenu->addSeparator();
    QMenu *all = m_highlightMenu->addMenu(tr("&All Languages"));
    QMenu *section = nullptr;
    for (const SyntaxLibrary::Name &name : m_preferences->syntaxes().names()) {
        if (!section || section->title() != name.section)
            section = all->addMenu(name.section);
        add(section, name.title, name.name, !part && name.name == whole);
    }
    all->setEnabled(!all->isEmpty()); // else they are being read
}

void OutputPane::highlightAs(const QString &name)
{
    if (const auto lines = selectedLines()) {
        m_highlighter->addPart(lines->first, lines->second, name);
        return;
    }
    m_syntaxChosen = true;
    if (name.isEmpty())
        m_preferences->setSyntaxGuessed(false);
    m_highlighter->setWhole(name);
}

// By the first lines, until there are enough of them.
void OutputPane::guessHighlighting(bool again)
{
    if (again)
        m_guessedLines = -1;
    if (!m_document || m_syntaxChosen || !m_preferences->isSyntaxGuessed()
        || m_guessedLines >= LineHighlighter::guessLines)
        return;
    const qint64 lines = std::min<qint64>(m_document->lineCount(), LineHighlighter::guessLines);
    if (lines == m_guessedLines)
        return;
    m_guessedLines = int(lines);
    QStringList first;
    for (const OutputLine &line : m_document->lines(0, lines))
        first.append(plainText(line).left(LineHighlighter::longestLine));
    m_highlighter->setWhole(guessSyntax(first));
}

} // namespace CommandRunner
