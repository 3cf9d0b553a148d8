// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/commandlinepreview.h"
#include "widgets/commands/commandpage.h"
#include "widgets/commands/commandsecrets.h"
#include "widgets/commands/howitruns.h"
#include "widgets/commands/lastrunsstrip.h"
#include "widgets/commands/messagelabel.h"
#include "widgets/commands/parameterform.h"
#include "widgets/commands/presetcontrol.h"
#include "widgets/commands/shellwordsfield.h"
#include "widgets/common/messagebanner.h"
#include "widgets/icons/glyphicon.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

// The parts that the page is made of.
namespace CommandRunner {

using namespace Qt::StringLiterals;

QWidget *CommandPage::makeHeader()
{
    auto *header = new QWidget(this);
    m_title = new QLabel(header);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    large.setBold(true);
    m_title->setFont(large);
    m_origin = new MessageLabel(MessageLabel::Kind::Hint, header);
    m_origin->setWordWrap(false);
    m_favourite = new QToolButton(header);
    m_favourite->setAutoRaise(true);
    m_favourite->setCheckable(true);
    m_favourite->setText(u"☆"_s);
    m_favourite->setAccessibleName(tr("Favourite"));
    connect(m_favourite, &QToolButton::clicked, this, [this](bool checked) {
        setFavourite(checked);
        if (m_command)
            Q_EMIT favouriteToggled(m_command->absoluteId(), checked);
    });
    // A label's link takes part in the tab order and answers Return.
    m_place = new QLabel(header);
    m_place->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    connect(m_place, &QLabel::linkActivated, this, [this] {
        if (m_command)
            Q_EMIT openFileRequested(*m_command);
    });

    auto *row = new QHBoxLayout;
    row->setSpacing(fontMetrics().averageCharWidth() * 2);
    row->addWidget(m_title);
    row->addWidget(m_origin, 0, Qt::AlignBaseline);
    row->addStretch(1);
    row->addWidget(m_favourite);
    row->addWidget(makeMoreButton(header));
    auto *layout = new QVBoxLayout(header);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(m_place);
    return header;
}

// Calm, and in the way of nothing: commands that files name are there, and can be run.
QWidget *CommandPage::makeTrustBanner()
{
    m_trustBanner = new MessageBanner(this);
    m_trustBanner->setClosable(false);
    QPushButton *trust = m_trustBanner->addButton(tr("Trust Folder"));
    trust->setToolTip(tr("Its tools may be asked for more commands and arguments, and its commands "
                         "run without a question"));
    connect(trust, &QPushButton::clicked, this, [this] {
        if (m_command)
            Q_EMIT trustRequested(m_command->folder);
    });
    return m_trustBanner;
}

QWidget *CommandPage::makeMoreButton(QWidget *parent)
{
    m_more = new QToolButton(parent);
    m_more->setText(u"⋯"_s);
    m_more->setAccessibleName(tr("More for this command"));
    m_more->setToolTip(tr("Run settings and more"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setAutoRaise(true);
    m_more->setFocusPolicy(Qt::StrongFocus);
    m_more->setMenu(new QMenu(m_more));
    m_more->setMinimumWidth(m_more->sizeHint().width() + fontMetrics().averageCharWidth());
    m_more->hide();
    return m_more;
}

QWidget *CommandPage::makeArguments()
{
    m_scroll = new QScrollArea(m_tabs);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setAccessibleName(tr("Arguments"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget(m_scroll);
    m_description = new QLabel(content);
    m_description->setTextFormat(Qt::PlainText);
    m_description->setWordWrap(true);
    m_description->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_form = new ParameterForm(content);
    m_secrets = new CommandSecrets(*m_form, this);
    m_noArguments = new MessageLabel(MessageLabel::Kind::Hint, content);
    m_news = new MessageLabel(MessageLabel::Kind::Hint, content);
    m_free = new ShellWordsField(content);
    m_free->editor()->setAccessibleName(tr("More arguments"));
    m_free->editor()->setPlaceholderText(
        tr("words as in a shell, 'quoted' where they hold spaces"));
    m_freeLabel = new QLabel(tr("More ar&guments"), content);
    m_freeLabel->setBuddy(m_free->editor());
    m_form->setMinimumLabelWidth(std::max(m_freeLabel->sizeHint().width(),
                                          HowItRuns::widestLabel()));
    m_freeLabel->setContentsMargins(
        0,
        std::max(0, (m_free->editor()->sizeHint().height() - m_freeLabel->sizeHint().height()) / 2),
        0, 0);
    auto *freeRow = new QHBoxLayout;
    freeRow->addWidget(m_freeLabel, 0, Qt::AlignTop);
    freeRow->addWidget(m_free, 1);

    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, layout->spacing(), layout->spacing(), 0);
    layout->addWidget(m_description);
    layout->addLayout(makePresets(content));
    layout->addWidget(m_noArguments);
    layout->addWidget(m_news);
    layout->addWidget(m_form);
    layout->addLayout(freeRow);
    layout->addWidget(makeHowItRuns(content));
    layout->addStretch(1);
    m_scroll->setWidget(content);
    connect(m_form, &ParameterForm::edited, this, [this] {
        keepTyped();
        check();
    });
    connect(m_form, &ParameterForm::earlierValuesRequested, this, [this](const QString &parameter) {
        if (m_command)
            Q_EMIT earlierValuesRequested(m_command->absoluteId(), parameter);
    });
    connect(m_form, &ParameterForm::advancedShownChanged, this, &CommandPage::advancedShownChanged);
    connect(m_free, &ShellWordsField::edited, this, [this] {
        keepTyped();
        check();
    });
    return m_scroll;
}

QWidget *CommandPage::makeFooter(const Clock *clock)
{
    auto *footer = new QWidget(this);
    m_preview = new CommandLinePreview(footer);
    m_run = new QPushButton(tr("Run"), footer);
    m_run->setDefault(true);
    m_run->setIcon(glyphIcon(u"run"));
    m_run->setAccessibleName(tr("Run"));
    m_run->installEventFilter(this);
    connect(m_run, &QPushButton::clicked, this, &CommandPage::run);
    m_reasonLabel = new MessageLabel(MessageLabel::Kind::Problem, footer);

    m_terminal = new QCheckBox(tr("In a ter&minal"), footer);
    m_terminal->setToolTip(tr("Gives the program a terminal: it shows colours and progress, asks, "
                              "and takes keys, as if started by hand. Remembered for this "
                              "command."));
    connect(m_terminal, &QCheckBox::clicked, this, [this] {
        if (m_command)
            Q_EMIT settingsEdited(m_command->absoluteId(), settings());
    });

    m_settingsNote = new MessageLabel(MessageLabel::Kind::Hint, footer);
    auto *row = new QHBoxLayout;
    row->addWidget(m_run);
    row->addWidget(m_terminal);
    row->addWidget(m_settingsNote, 1);
    row->addWidget(m_reasonLabel, 1);
    row->addStretch();
    auto *layout = new QVBoxLayout(footer);
    layout->setContentsMargins({});
    layout->addWidget(m_preview);
    layout->addLayout(row);
    m_lastRuns = new LastRunsStrip(clock, footer);
    connect(m_lastRuns, &LastRunsStrip::activated, this, &CommandPage::runActivated);
    layout->addWidget(m_lastRuns);
    return footer;
}

QWidget *CommandPage::makeHowItRuns(QWidget *parent)
{
    m_howItRuns = new HowItRuns(parent);
    connect(m_howItRuns, &HowItRuns::edited, this, &CommandPage::check);
    connect(m_howItRuns, &HowItRuns::filesRead, this, &CommandPage::check);
    connect(
        m_howItRuns, &HowItRuns::opened, this,
        [this] { m_scroll->ensureWidgetVisible(m_howItRuns); },
        Qt::QueuedConnection); // when it has its height
    connect(m_howItRuns, &HowItRuns::finished, this, [this] {
        m_settings = m_howItRuns->applied(m_settings);
        if (m_command)
            Q_EMIT settingsEdited(m_command->absoluteId(), settings());
    });
    return m_howItRuns;
}

} // namespace CommandRunner
