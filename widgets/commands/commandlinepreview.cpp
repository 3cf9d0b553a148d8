// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/commandlinepreview.h"

#include "core/command/shellwords.h"
#include "core/run/secretname.h"
#include "widgets/commands/commandlinetext.h"
#include "widgets/commands/commandtreemodel.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostLines = 4; // longer command lines scroll
constexpr int mostVariables = 8;
constexpr int mostInput = 60; // characters of what is written to standard input

const QString dots = u"••••••"_s;

// Files of variables hold passwords, and more variables than one wants to read here.
QStringList environmentTexts(const QMap<QString, QString> &environment)
{
    QStringList texts;
    for (auto it = environment.cbegin(); it != environment.cend(); ++it) {
        if (texts.size() == mostVariables) {
            texts.append(CommandLinePreview::tr("%n more variable(s)", nullptr,
                                                int(environment.size()) - mostVariables));
            break;
        }
        texts.append(it.key() + u'='
                     + (isSecretName(it.key()) && !it.value().isEmpty()
                            ? dots
                            : quoteShellWord(it.value())));
    }
    return texts;
}

ArgumentValues withDots(const Command &command, ArgumentValues values)
{
    for (const Parameter &parameter : command.parameters) {
        if (parameter.type == ParameterType::Secret && values.contains(parameter.name))
            values[parameter.name] = QStringList(values.value(parameter.name).size(), dots);
    }
    return values;
}

} // namespace

CommandLinePreview::CommandLinePreview(QWidget *parent)
    : QWidget(parent),
      m_text(new CommandLineText(this)),
      m_copy(new QToolButton(this)),
      m_place(new QLabel(this))
{
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setAccessibleName(tr("Command line"));
    m_copy->setText(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy command line"));
    connect(m_copy, &QToolButton::clicked, this, [this] { copy(); });
    m_copy->setFocusPolicy(Qt::StrongFocus);
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
    const ArgumentValues shown = withDots(command, values);
    m_words = buildArgv(command, shown, freeArguments);
    m_line = joinShellWords(m_words);
    m_copy->setToolTip(shown == values ? tr("Copy the command line")
                                       : tr("Copy the command line, dots for its secrets"));
    m_text->setWords(m_words);
    const QString invisible = m_text->summary();
    m_text->setAccessibleDescription(invisible.isEmpty()
                                         ? tr("Exactly what will run")
                                         : tr("Exactly what will run, with %1").arg(invisible));

    QStringList place;
    if (!invisible.isEmpty())
        place.append(tr("marked: %1").arg(invisible));
    if (!command.workingDirectory.isEmpty())
        place.append(tr("in %1").arg(shortPath(command.workingDirectory)));
    place += environmentTexts(buildEnvironment(command, shown));
    if (const auto input = buildStandardInput(command, shown))
        place.append(
            tr("standard input: %1").arg(QString::fromUtf8(*input).simplified().left(mostInput)));
    m_place->setText(place.join(u" · "_s));
    m_place->setVisible(!place.isEmpty());
    fitHeight();
}

void CommandLinePreview::copy(ShellSyntax shell) const
{
    QGuiApplication::clipboard()->setText(shellLine(shell, m_words));
}

void CommandLinePreview::setCopyActions(const QList<QAction *> &actions)
{
    auto *menu = new QMenu(m_copy);
    menu->addActions(actions);
    delete m_copy->menu();
    m_copy->setMenu(menu);
    m_copy->setPopupMode(QToolButton::MenuButtonPopup);
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
