// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/shellwordsfield.h"

#include "widgets/commands/messagelabel.h"
#include "widgets/commands/parametertext.h"
#include "widgets/common/runstatepresentation.h"

#include <QApplication>
#include <QFontDatabase>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QTextCharFormat>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

ShellWordsField::ShellWordsField(QWidget *parent)
    : QWidget(parent),
      m_line(new QLineEdit(this)),
      m_problem(new MessageLabel(MessageLabel::Kind::Problem, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(fontMetrics().height() / 8);
    layout->addWidget(m_line);
    layout->addWidget(m_problem);
    m_line->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_line->setInputMethodHints(Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textChanged, this, [this] {
        check();
        Q_EMIT edited();
    });
}

QString ShellWordsField::text() const
{
    return m_line->text();
}

void ShellWordsField::setText(const QString &text)
{
    const QSignalBlocker blocker(m_line);
    m_line->setText(text);
    check();
}

std::expected<QStringList, ShellWordsError> ShellWordsField::words() const
{
    return splitShellWords(m_line->text());
}

QString ShellWordsField::problem() const
{
    return m_problem->message();
}

void ShellWordsField::check()
{
    const auto split = words();
    const QString message = split ? QString() : problemText(split.error());
    m_problem->setMessage(message);
    m_line->setAccessibleDescription(message);
    underline(split ? -1 : split.error().position);
}

// QLineEdit has no formats of its own, but it keeps those of an input method's event; their start
// counts from the cursor.
void ShellWordsField::underline(qsizetype from)
{
    QList<QInputMethodEvent::Attribute> attributes;
    if (from >= 0) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(semanticColor(SemanticColor::Bad, palette()));
        format.setForeground(semanticColor(SemanticColor::Bad, palette()));
        attributes.append({QInputMethodEvent::TextFormat, int(from) - m_line->cursorPosition(),
                           int(m_line->text().size() - from), format});
    }
    QInputMethodEvent event({}, attributes);
    const QSignalBlocker blocker(m_line);
    QApplication::sendEvent(m_line, &event);
}

} // namespace CommandRunner
