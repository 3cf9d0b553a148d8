// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/runtab.h"

#include "core/command/shellwords.h"
#include "core/output/secretquestion.h"
#include "core/run/runfolder.h"
#include "core/run/runfollower.h"
#include "core/workspace/runservice.h"
#include "widgets/common/elidedlabel.h"
#include "widgets/common/errortext.h"
#include "widgets/common/format.h"
#include "widgets/common/messagebanner.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/output/lenscontroller.h"
#include "widgets/output/outputpane.h"
#include "widgets/output/outputview.h"
#include "widgets/output/runoutcometext.h"
#include "widgets/output/terminalopener.h"
#include "widgets/output/terminalstrip.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QToolBar>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

RunTab::RunTab(RunService &service, const RunRecord &record, QWidget *parent,
               ReadingPreferences *preferences)
    : QWidget(parent),
      m_service(service),
      m_record(record),
      m_pane(new OutputPane(this, preferences)),
      m_outcomeBanner(new MessageBanner(this)),
      m_hostBanner(new MessageBanner(this)),
      m_state(new QLabel(this)),
      m_name(new QLabel(this)),
      m_argv(new ElidedLabel(this)),
      m_facts(new QLabel(this))
{
    createActions();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(createHeader());
    layout->addWidget(m_outcomeBanner);
    layout->addWidget(m_hostBanner);
    m_hostBanner->setClosable(false);
    layout->addWidget(m_pane, 1);
    layout->addWidget(createInput());
    if (m_record.request.terminal)
        createTerminal();
    setFocusProxy(m_pane);

    const RunFolder folder(m_service.runFolder(runId()));
    m_pane->setSuggestedName(title());
    m_pane->setWorkingDirectory(m_record.request.workingDirectory);
    m_pane->setScratchFolder(m_service.cacheFolder());
    const RunRequest &request = m_record.request;
    m_pane->lens()->setLibrary(&m_service.lenses(), request.folder, lensCommandId(request));
    tellStart();
    connect(m_pane, &OutputPane::grown, this, &RunTab::noteQuestion);
    connect(m_pane, &OutputPane::progressChanged, this, &RunTab::progressChanged);
    m_pane->open(folder.log(), folder.index(), isFinal(m_record.state));
    connect(&m_service, &RunService::runChanged, this, [this](const RunRecord &changed) {
        if (changed.id() == runId())
            update(changed);
    });
    attach();
    showState();
    showOutcome();
}

RunTab::~RunTab() = default;

QString RunTab::title() const
{
    return m_record.request.name.isEmpty() ? m_record.request.argv.value(0) : m_record.request.name;
}

QList<QAction *> RunTab::actions() const
{
    const QList<QAction *> terminal = m_terminal ? m_terminal->actions() : QList<QAction *>();
    return QList<QAction *>{m_stop, m_runAgain} + terminal + m_pane->paneActions();
}

QWidget *RunTab::createHeader()
{
    auto *header = new QWidget(this);
    auto *layout = new QHBoxLayout(header);
    const int space = style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing, nullptr, this);
    layout->setContentsMargins(2 * space, space, 2 * space, 0);
    layout->setSpacing(2 * space);
    QFont bold = font();
    bold.setBold(true);
    m_state->setFont(bold);
    m_name->setFont(bold);
    m_name->setTextFormat(Qt::PlainText);
    m_name->setText(title());
    m_argv->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_argv->setText(joinShellWords(m_record.request.argv));
    m_argv->setToolTip(tr("%1\nin %2", "command line, working directory")
                           .arg(joinShellWords(m_record.request.argv),
                                m_record.request.workingDirectory));
    layout->addWidget(m_state);
    layout->addWidget(m_name);
    layout->addWidget(m_argv, 1);
    layout->addWidget(m_facts);
    return header;
}

QWidget *RunTab::createInput()
{
    m_inputRow = new QWidget(this);
    auto *layout = new QHBoxLayout(m_inputRow);
    const int space = style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing, nullptr, this);
    layout->setContentsMargins(space, space, space, space);
    m_input = new QLineEdit(m_inputRow);
    m_input->setPlaceholderText(tr("Type input for the program"));
    m_input->setAccessibleName(tr("Input for the program"));
    m_input->setToolTip(tr("Return sends the line, Ctrl+D ends the input"));
    m_input->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_input->installEventFilter(this);
    auto *send = new QPushButton(tr("Send"), m_inputRow);
    auto *end = new QPushButton(tr("End Input"), m_inputRow);
    end->setToolTip(tr("Tell the program that no more input follows (Ctrl+D)"));
    layout->addWidget(m_input, 1);
    layout->addWidget(send);
    layout->addWidget(end);
    connect(m_input, &QLineEdit::returnPressed, this, &RunTab::sendLine);
    connect(send, &QPushButton::clicked, this, &RunTab::sendLine);
    connect(end, &QPushButton::clicked, this, &RunTab::endInput);
    return m_inputRow;
}

void RunTab::createActions()
{
    const auto create = [this](const QString &text, const QString &toolTip, const QKeySequence &key,
                               QStyle::StandardPixmap icon) {
        auto *action = new QAction(style()->standardIcon(icon), text, this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setToolTip(tr("%1 (%2)", "what it does (its shortcut)")
                               .arg(toolTip, key.toString(QKeySequence::NativeText)));
        addAction(action);
        return action;
    };
    m_stop = create(tr("Stop"), tr("End the program and everything it started"),
                    QKeySequence(Qt::CTRL | Qt::Key_Period), QStyle::SP_MediaStop);
    m_runAgain = create(tr("Run Again"), tr("Run the same command with the same arguments"),
                        QKeySequence(Qt::CTRL | Qt::Key_R), QStyle::SP_BrowserReload);
    connect(m_stop, &QAction::triggered, this, &RunTab::stop);
    connect(m_runAgain, &QAction::triggered, this, [this] { Q_EMIT runAgainRequested(m_record); });
    m_pane->addToolBarActions({m_stop, m_runAgain});
}

void RunTab::createTerminal()
{
    auto *rows = static_cast<QVBoxLayout *>(layout());
    m_terminal = new TerminalStrip(*m_pane, this);
    rows->insertWidget(rows->indexOf(m_pane), m_terminal->offer());
    rows->addWidget(m_terminal);
    m_opener = new TerminalOpener(this);
    connect(m_terminal, &TerminalStrip::openTerminalRequested, this, [this] {
        m_opener->open(m_pane->preferences().terminal(), m_service.runFolder(runId()));
    });
    connect(m_opener, &TerminalOpener::failed, this, [this](const Error &error) {
        if (error.code == ErrorCode::NotFound && error.subject == "terminal"_L1) {
            m_pane->banner()->showMessage(
                MessageBanner::Kind::Error,
                tr("No terminal application was found. Name one in the settings, or type in a "
                   "terminal: %1")
                    .arg(joinShellWords(attachCommand(m_service.runFolder(runId())))));
        } else {
            m_pane->banner()->showError(error);
        }
    });
}

void RunTab::attach()
{
    RunFollower *follower = isFinal(m_record.state) ? nullptr : m_service.follower(runId());
    if (!follower || follower == m_follower)
        return;
    m_follower = follower;
    connect(follower, &RunFollower::outputGrew, m_pane, &OutputPane::grow);
    connect(follower, &RunFollower::started, this, &RunTab::updateInput);
    connect(follower, &RunFollower::hostConditionChanged, this, &RunTab::showHost);
    connect(follower, &RunFollower::done, this, [this] {
        m_pane->setFinished();
        updateInput();
    });
    connect(follower, &RunFollower::wishFailed, this, [this](const Error &error) {
        if (error.subject == "resize"_L1) // it ended meanwhile, which is seen
            return;
        m_stopping = false;
        showState();
        m_pane->banner()->showMessage(MessageBanner::Kind::Warning,
                                      tr("The run did not take what was asked of it."),
                                      error.toString());
    });
    m_pane->grow();
    showHost();
}

void RunTab::update(const RunRecord &record)
{
    const bool ended = !isFinal(m_record.state) && isFinal(record.state);
    m_record = record;
    tellStart();
    attach();
    showState();
    if (ended) {
        m_pane->setFinished();
        showHost();
        showOutcome();
        // The state is what a listener waits for: said once, at the end.
        QAccessibleEvent alert(m_state, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
    Q_EMIT titleChanged();
}

void RunTab::showState()
{
    const bool ended = isFinal(m_record.state);
    if (ended)
        m_stopping = false;
    const auto shown = runStatePresentation(m_record.state, palette());
    m_state->setText(m_stopping ? tr("%1 stopping", "symbol of the state").arg(shown.symbol)
                                : shown.text());
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, shown.color);
    m_state->setPalette(colors);
    m_state->setAccessibleName(m_stopping ? tr("stopping") : shown.word);

    m_stop->setEnabled(!ended);
    m_stop->setText(m_stopping ? tr("Kill Now") : tr("Stop"));
    m_runAgain->setEnabled(ended);
    if (!ended && isVisible() && !m_clock.isActive())
        m_clock.start(100, this);
    if (ended)
        m_clock.stop();
    showTimes();
    updateInput();
}

std::optional<double> RunTab::progress() const
{
    return isFinal(m_record.state) ? std::nullopt : m_pane->progress();
}

void RunTab::tellStart()
{
    if (m_record.outcome.started.isValid())
        m_pane->setStartTime(m_record.outcome.started.toMSecsSinceEpoch());
}

void RunTab::showTimes()
{
    QStringList facts;
    const RunOutcome &outcome = m_record.outcome;
    const bool ended = isFinal(m_record.state);
    if (ended)
        facts.append(runEndText(outcome));
    // How long it lived on after that, nobody knows.
    const bool lost = m_record.state == RunState::Interrupted;
    if (lost && outcome.ended.isValid())
        facts.append(tr("last sign of life %1").arg(timeText(outcome.ended)));
    if (outcome.started.isValid()) {
        const QDateTime until = ended ? outcome.ended : QDateTime::currentDateTimeUtc();
        if (until.isValid() && !lost)
            facts.append(durationText(outcome.started.msecsTo(until)));
        QStringList lines{tr("Started %1").arg(exactTime(outcome.started))};
        if (ended)
            lines += runUsageLines(outcome.usage);
        m_facts->setToolTip(lines.join(u'\n'));
    }
    if (ended)
        facts += runUsageFacts(outcome.usage);
    facts.removeAll(QString());
    const QString text = facts.join(u" · "_s);
    if (m_facts->text() != text)
        m_facts->setText(text);
}

void RunTab::showOutcome()
{
    if (!isFinal(m_record.state))
        return;
    const RunNotice notice = runNotice(m_record);
    if (!notice.text.isEmpty())
        m_outcomeBanner->showMessage(notice.severe     ? MessageBanner::Kind::Error
                                         : notice.calm ? MessageBanner::Kind::Information
                                                       : MessageBanner::Kind::Warning,
                                     notice.text, notice.detail);
}

void RunTab::showHost()
{
    const bool runs = m_follower && !isFinal(m_record.state) && !m_follower->isDone();
    const HostCondition condition = runs ? m_follower->hostCondition() : HostCondition();
    const QString text = hostNotice(condition);
    if (text.isEmpty())
        m_hostBanner->dismiss();
    else if (text != m_hostBanner->text() || m_hostBanner->isHidden())
        m_hostBanner->showMessage(condition.isNewer() ? MessageBanner::Kind::Information
                                                      : MessageBanner::Kind::Warning,
                                  text);
    updateInput();
}

void RunTab::stop()
{
    if (isFinal(m_record.state))
        return;
    if (m_stopping) {
        m_service.kill(runId());
        return;
    }
    m_stopping = true;
    m_service.terminate(runId());
    showState();
}

void RunTab::sendLine()
{
    if (!m_follower || m_inputEnded)
        return;
    if (!sendText(m_input->text() + u'\n'))
        return;
    m_input->clear();
    m_input->setFocus();
}

// In the encoding that the program writes. False: that one has not all of the characters.
bool RunTab::sendText(const QString &text)
{
    const OutputEncoding encoding = m_pane->inputEncoding();
    const auto bytes = encodeText(text, encoding);
    if (!bytes) {
        m_pane->banner()->showMessage(
            MessageBanner::Kind::Warning,
            tr("“%1” was not sent: %2 does not have all of its characters. Choose another encoding "
               "for this output, or leave them out.")
                .arg(text.trimmed(), encodingName(encoding)));
        return false;
    }
    m_follower->sendInput(*bytes);
    return true;
}

void RunTab::endInput()
{
    if (!m_follower || m_inputEnded)
        return;
    // As a terminal does: what was typed, without a newline.
    if (!m_input->text().isEmpty() && !sendText(m_input->text()))
        return;
    m_input->clear();
    m_follower->closeInput();
    m_inputEnded = true;
    updateInput();
    m_pane->setFocus();
}

void RunTab::updateInput()
{
    const RunRequest &request = m_record.request;
    const bool open = request.standardInput == StandardInput::Open
        && !request.closeInputAfterInitial && !m_inputEnded;
    const bool runs = m_record.state == RunState::Running && m_follower && !m_follower->isDone()
        && !m_follower->hostCondition().isNewer();
    m_inputRow->setVisible(open && runs && !m_terminal);
    if (m_terminal)
        m_terminal->setFollower(runs ? m_follower : nullptr);
}

// A question for a password: what is typed must not be read over the shoulder.
void RunTab::noteQuestion()
{
    if (!m_inputRow->isVisible())
        return;
    const OutputDocument *document = m_pane->document();
    const auto last = document->lines(document->lineCount() - 1, 1);
    const bool secret = !last.isEmpty() && !last.first().complete
        && isSecretQuestion(plainText(last.first()));
    m_input->setEchoMode(secret ? QLineEdit::Password : QLineEdit::Normal);
}

void RunTab::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape) {
        QWidget::keyPressEvent(event);
        return;
    }
    const bool second = m_sinceEscape.isValid()
        && m_sinceEscape.elapsed() < QApplication::doubleClickInterval();
    second ? m_sinceEscape.invalidate() : m_sinceEscape.start();
    if (second)
        stop();
}

bool RunTab::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_input && event->type() == QEvent::ShortcutOverride) {
        // Ctrl+D means the end of input here, whatever the window uses it for.
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_D && key->modifiers() == Qt::ControlModifier) {
            event->accept();
            return true;
        }
    }
    if (watched == m_input && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_D && key->modifiers() == Qt::ControlModifier) {
            endInput();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void RunTab::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_clock.timerId()) {
        QWidget::timerEvent(event);
        return;
    }
    showTimes();
    // Tenths are shown below ten seconds only.
    const qint64 ms = m_record.outcome.started.isValid()
        ? m_record.outcome.started.msecsTo(QDateTime::currentDateTimeUtc())
        : 0;
    m_clock.start(ms < 10'000 ? 100 : 1000, this);
}

void RunTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showState();
}

void RunTab::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_clock.stop();
}

void RunTab::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showState();
}

} // namespace CommandRunner
