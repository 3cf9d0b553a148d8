// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/commandlinetext.h"

#include "core/command/shellwords.h"

#include <QEvent>
#include <QHelpEvent>
#include <QMap>
#include <QMimeData>
#include <QToolTip>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr auto prompt = "$ "_L1;

QString explanation(InvisibleKind kind)
{
    switch (kind) {
    case InvisibleKind::OuterBlank:
        return CommandLineText::tr("A blank at the beginning or end of a word");
    case InvisibleKind::Tab:
        return CommandLineText::tr("A tab");
    case InvisibleKind::LineBreak:
        return CommandLineText::tr("A line break within a word");
    case InvisibleKind::UnusualBlank:
        return CommandLineText::tr("A blank that is no ordinary one: it does not separate words");
    case InvisibleKind::EmptyWord:
        return CommandLineText::tr("An empty word: the program gets an argument without a letter");
    case InvisibleKind::Unprintable:
        return CommandLineText::tr("A character that does not show");
    }
    return {};
}

QString counted(InvisibleKind kind, int count)
{
    switch (kind) {
    case InvisibleKind::OuterBlank:
        return CommandLineText::tr("%n blank(s) at the edge of words", nullptr, count);
    case InvisibleKind::Tab:
        return CommandLineText::tr("%n tab(s)", nullptr, count);
    case InvisibleKind::LineBreak:
        return CommandLineText::tr("%n line break(s)", nullptr, count);
    case InvisibleKind::UnusualBlank:
        return CommandLineText::tr("%n unusual blank(s)", nullptr, count);
    case InvisibleKind::EmptyWord:
        return CommandLineText::tr("%n empty word(s)", nullptr, count);
    case InvisibleKind::Unprintable:
        return CommandLineText::tr("%n character(s) that do not show", nullptr, count);
    }
    return {};
}

} // namespace

CommandLineText::CommandLineText(QWidget *parent) : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    viewport()->setAutoFillBackground(false);
}

void CommandLineText::setWords(const QStringList &words)
{
    m_line = joinShellWords(words);
    m_visible = visibleLine(words);
    const QString text = prompt + m_visible.text;
    if (toPlainText() != text)
        setPlainText(text);
    mark();
}

void CommandLineText::mark()
{
    QTextCharFormat format;
    format.setBackground(palette().color(QPalette::Highlight));
    format.setForeground(palette().color(QPalette::HighlightedText));
    QList<QTextEdit::ExtraSelection> marks;
    for (const InvisiblePart &part : std::as_const(m_visible.parts)) {
        QTextCursor cursor(document());
        cursor.setPosition(int(prompt.size() + part.position));
        cursor.setPosition(int(prompt.size() + part.position + part.length),
                           QTextCursor::KeepAnchor);
        marks.append({cursor, format});
    }
    setExtraSelections(marks);
}

QString CommandLineText::summary() const
{
    QMap<InvisibleKind, int> counts;
    for (const InvisiblePart &part : m_visible.parts)
        ++counts[part.kind];
    QStringList texts;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        texts.append(counted(it.key(), it.value()));
    return texts.join(u", "_s);
}

const InvisiblePart *CommandLineText::partAt(const QPoint &position) const
{
    // The cursor that is nearest may stand on either side of the character.
    const qsizetype at = cursorForPosition(position).position() - prompt.size();
    const auto found = std::find_if(
        m_visible.parts.cbegin(), m_visible.parts.cend(), [at](const InvisiblePart &part) {
            return at >= part.position && at <= part.position + part.length;
        });
    return found == m_visible.parts.cend() ? nullptr : &*found;
}

bool CommandLineText::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const InvisiblePart *part = partAt(help->pos());
        QToolTip::showText(help->globalPos(), part ? explanation(part->kind) : QString(), this);
        return true;
    }
    return QPlainTextEdit::viewportEvent(event);
}

void CommandLineText::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        mark();
}

QMimeData *CommandLineText::createMimeDataFromSelection() const
{
    const auto origin = [this](int position) {
        const qsizetype at = std::clamp(qsizetype(position) - prompt.size(), qsizetype(0),
                                        m_visible.origins.size() - 1);
        return m_visible.origins.isEmpty() ? 0 : m_visible.origins.at(at);
    };
    const qsizetype from = origin(textCursor().selectionStart());
    const qsizetype to = origin(textCursor().selectionEnd());
    auto *copied = new QMimeData;
    copied->setText(m_line.mid(from, to - from));
    return copied;
}

} // namespace CommandRunner
