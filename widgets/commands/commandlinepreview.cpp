// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/commandlinepreview.h"

#include "core/command/shellwords.h"
#include "widgets/commands/commandtreemodel.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostLines = 4;  // longer command lines scroll
constexpr int mostInput = 60; // characters of what is written to standard input

ArgumentValues withoutSecrets(const Command &command, ArgumentValues values)
{
    for (const Parameter &parameter : command.parameters) {
        if (parameter.type == ParameterType::Secret && values.contains(parameter.name))
            values[parameter.name] = QStringList(values.value(parameter.name).size(), u"••••••"_s);
    }
    return values;
}

} // namespace

CommandLinePreview::CommandLinePreview(QWidget *parent)
    : QWidget(parent),
      m_text(new QPlainTextEdit(this)),
      m_copy(new QToolButton(this)),
      m_place(new QLabel(this))
{
    m_text->setReadOnly(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setTabChangesFocus(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setAccessibleName(tr("Command line"));
    m_text->setAccessibleDescription(tr("Exactly what will run"));
    m_text->viewport()->setAutoFillBackground(false);
    m_copy->setText(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy command line"));
    connect(m_copy, &QToolButton::clicked, this, &CommandLinePreview::copy);
    m_place->setTextFormat(Qt::PlainText);
    m_place->setWordWrap(true);
    m_place->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QFont small = m_place->font();
    small.setPointSizeF(small.pointSizeF() * 0.92);
    m_place->setFont(small);

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(fontMetrics().height() / 4);
    layout->addWidget(m_text, 0, 0);
    layout->addWidget(m_copy, 0, 1, Qt::AlignTop);
    layout->addWidget(m_place, 1, 0, 1, 2);
}

void CommandLinePreview::setContent(const Command &command, const ArgumentValues &values,
                                    const QStringList &freeArguments)
{
    const ArgumentValues shown = withoutSecrets(command, values);
    m_line = joinShellWords(buildArgv(command, shown, freeArguments));
    m_copy->setToolTip(shown == values ? tr("Copy the command line")
                                       : tr("Copy the command line, dots for its secrets"));
    const QString text = u"$ "_s + m_line;
    if (m_text->toPlainText() != text)
        m_text->setPlainText(text);

    QStringList place;
    if (!command.workingDirectory.isEmpty())
        place.append(tr("in %1").arg(shortPath(command.workingDirectory)));
    const QMap<QString, QString> environment = buildEnvironment(command, shown);
    for (auto it = environment.cbegin(); it != environment.cend(); ++it)
        place.append(it.key() + u'=' + quoteShellWord(it.value()));
    if (const auto input = buildStandardInput(command, shown))
        place.append(
            tr("standard input: %1").arg(QString::fromUtf8(*input).simplified().left(mostInput)));
    m_place->setText(place.join(u" · "_s));
    m_place->setVisible(!place.isEmpty());
    fitHeight();
}

void CommandLinePreview::copy() const
{
    QGuiApplication::clipboard()->setText(m_line);
}

void CommandLinePreview::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitHeight();
}

void CommandLinePreview::fitHeight()
{
    // QPlainTextEdit measures its document in lines.
    const int needed = int(std::ceil(m_text->document()->size().height()));
    const int lines = std::clamp(needed, 1, mostLines);
    // Asked for by ourselves: "as needed" flickers while the height follows the text.
    m_text->setVerticalScrollBarPolicy(needed > mostLines ? Qt::ScrollBarAlwaysOn
                                                          : Qt::ScrollBarAlwaysOff);
    const int margins = 2 * m_text->frameWidth()
        + int(std::ceil(2 * m_text->document()->documentMargin()));
    m_text->setFixedHeight(lines * m_text->fontMetrics().lineSpacing() + margins);
}

} // namespace CommandRunner
