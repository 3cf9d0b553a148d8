// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/howitruns.h"

#include "core/base/background.h"
#include "core/command/adjustedcommand.h"
#include "core/command/environmentfile.h"
#include "core/discovery/python/interpreters.h"
#include "widgets/commands/environmenttable.h"
#include "widgets/commands/messagelabel.h"
#include "widgets/commands/parameterfield.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int pauseMs = 400;

ParameterField *pathField(const QString &name, ParameterType type, const Command &command,
                          QWidget *parent)
{
    Parameter parameter;
    parameter.name = name;
    parameter.type = type;
    parameter.multiple = type == ParameterType::File;
    parameter.mustExist = type == ParameterType::Folder;
    parameter.placeholder = type == ParameterType::Folder
        ? QDir::toNativeSeparators(command.workingDirectory)
        : u".env"_s;
    return ParameterField::create(parameter, command.workingDirectory, parent);
}

} // namespace

HowItRuns::HowItRuns(QWidget *parent) : QWidget(parent), m_button(new QToolButton(this))
{
    m_button->setAutoRaise(true);
    m_button->setCheckable(true);
    m_button->setFocusPolicy(Qt::StrongFocus);
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_button->setToolTip(tr("Working directory, environment and interpreter"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_button, 0, Qt::AlignLeading);
    connect(m_button, &QToolButton::toggled, this, &HowItRuns::setOpen);
    connect(m_button, &QToolButton::clicked, this, [this](bool open) {
        if (open)
            Q_EMIT opened();
    });
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        readFiles();
        Q_EMIT finished();
    });
    setFocusProxy(m_button);
    updateTitle();
}

void HowItRuns::setCommand(const Command &command)
{
    if (command == m_command)
        return;
    const bool same = command.absoluteId() == m_command.absoluteId()
        && command.workingDirectory == m_command.workingDirectory
        && interpreterKind(command) == interpreterKind(m_command);
    m_command = command;
    if (same)
        return;
    m_pause.stop();
    ++m_question;
    delete m_content;
    m_content = nullptr;
    m_labels.clear();
    m_settings = {};
    m_fileVariables.clear();
    m_fileProblem.clear();
    if (isOpen())
        makeFields();
    updateTitle();
}

void HowItRuns::setSettings(const CommandSettings &settings)
{
    const QWidget *focused = QApplication::focusWidget();
    if (m_pause.isActive() || (m_content && focused && m_content->isAncestorOf(focused)))
        return;
    if (applied(settings) == settings && m_settings == settings)
        return;
    m_settings = settings;
    if (m_content) {
        m_folder->setValues(settings.workingDirectory.isEmpty()
                                ? QStringList()
                                : QStringList{settings.workingDirectory});
        m_files->setValues(settings.environmentFiles);
        m_environment->setVariables(settings.environment);
        fillInterpreters({});
    }
    readFiles();
    updateTitle();
}

void HowItRuns::setLabelWidth(int width)
{
    m_labelWidth = width;
    for (QLabel *label : std::as_const(m_labels))
        label->setMinimumWidth(width);
}

void HowItRuns::keep()
{
    if (!m_pause.isActive())
        return;
    m_pause.stop();
    readFiles();
    Q_EMIT finished();
}

// Scrolling the page must not change what passes below the pointer.
bool HowItRuns::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_interpreter && event->type() == QEvent::Wheel && !m_interpreter->hasFocus()) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

int HowItRuns::widestLabel()
{
    return std::max(QLabel(tr("&Working directory")).sizeHint().width(),
                    QLabel(tr("Environment &files")).sizeHint().width());
}

bool HowItRuns::isOpen() const
{
    return m_button->isChecked();
}

void HowItRuns::setOpen(bool open)
{
    m_button->setChecked(open);
    if (open && !m_content)
        makeFields();
    if (m_content)
        m_content->setVisible(open);
    updateTitle();
}

void HowItRuns::focusFirst()
{
    setOpen(true);
    m_folder->setFocus(Qt::ShortcutFocusReason);
}

void HowItRuns::addRow(const QString &title, QWidget *field, QWidget *buddy)
{
    auto *label = new QLabel(title, m_content);
    label->setBuddy(buddy);
    label->setMinimumWidth(m_labelWidth);
    const int lineHeight = QLineEdit().sizeHint().height();
    label->setContentsMargins(0, std::max(0, (lineHeight - label->sizeHint().height()) / 2), 0, 0);
    m_labels.append(label);
    const int row = m_layout->rowCount();
    m_layout->addWidget(label, row, 0, Qt::AlignTop);
    m_layout->addWidget(field, row, 1);
}

void HowItRuns::makeFields()
{
    m_content = new QWidget(this);
    layout()->addWidget(m_content);
    m_layout = new QGridLayout(m_content);
    m_layout->setContentsMargins({});
    m_layout->setColumnStretch(1, 1);
    m_folder = pathField(tr("Working directory"), ParameterType::Folder, m_command, m_content);
    addRow(tr("&Working directory"), m_folder, m_folder->editor());
    m_interpreter = nullptr;
    if (interpreterKind(m_command) != InterpreterKind::None) {
        m_interpreter = new QComboBox(m_content);
        m_interpreter->setAccessibleName(tr("Interpreter"));
        m_interpreter->setFocusPolicy(Qt::StrongFocus);
        m_interpreter->installEventFilter(this);
        m_interpreter->setMaximumWidth(fontMetrics().averageCharWidth() * 64);
        addRow(tr("&Interpreter"), m_interpreter, m_interpreter);
        connect(m_interpreter, &QComboBox::activated, this, &HowItRuns::noteEdit);
        findInterpreters();
    }
    m_files = pathField(tr("Environment files"), ParameterType::File, m_command, m_content);
    m_files->editor()->setToolTip(
        tr("Files of NAME=value lines, such as .env. Nothing in them is expanded."));
    addRow(tr("Environment &files"), m_files, m_files->editor());
    auto *environment = new QWidget(m_content);
    auto *column = new QVBoxLayout(environment);
    column->setContentsMargins({});
    m_environment = new EnvironmentTable(environment);
    m_environment->setMaximumWidth(fontMetrics().averageCharWidth() * 64);
    m_environmentProblem = new MessageLabel(MessageLabel::Kind::Problem, environment);
    auto *hint = new MessageLabel(MessageLabel::Kind::Hint, environment);
    hint->setMessage(tr("Remembered for this command, as it is: no place for passwords."));
    column->addWidget(m_environment);
    column->addWidget(m_environmentProblem);
    column->addWidget(hint);
    addRow(tr("En&vironment"), environment, m_environment);
    const CommandSettings settings = m_settings;
    m_folder->setValues(settings.workingDirectory.isEmpty()
                            ? QStringList()
                            : QStringList{settings.workingDirectory});
    m_files->setValues(settings.environmentFiles);
    m_files->setNotice(m_fileProblem);
    m_environment->setVariables(settings.environment);
    fillInterpreters({});
    for (ParameterField *field : {m_folder, m_files})
        connect(field, &ParameterField::edited, this, &HowItRuns::noteEdit);
    connect(m_environment, &EnvironmentTable::edited, this, &HowItRuns::noteEdit);
}

void HowItRuns::noteEdit()
{
    m_environmentProblem->setMessage(m_environment->problem());
    m_settings = applied(m_settings);
    updateTitle();
    m_pause.start();
    Q_EMIT edited();
}

CommandSettings HowItRuns::applied(CommandSettings settings) const
{
    if (!m_content) {
        settings.workingDirectory = m_settings.workingDirectory;
        settings.environment = m_settings.environment;
        settings.environmentFiles = m_settings.environmentFiles;
        settings.interpreter = m_settings.interpreter;
        return settings;
    }
    settings.workingDirectory = m_folder->values().value(0);
    settings.environmentFiles = m_files->values();
    settings.environment = m_environment->variables();
    settings.interpreter = m_interpreter ? m_interpreter->currentData().toString()
                                         : m_settings.interpreter;
    return settings;
}

Command HowItRuns::adjustedCommand() const
{
    return adjusted(m_command, applied({}), m_fileVariables);
}

QString HowItRuns::problem() const
{
    const QString environment = m_content ? m_environment->problem() : QString();
    return environment.isEmpty() ? m_fileProblem : environment;
}

void HowItRuns::readFiles()
{
    const CommandSettings settings = applied({});
    const int question = ++m_question;
    const auto take = [this](const QMap<QString, QString> &variables, const QString &problem) {
        m_fileVariables = variables;
        m_fileProblem = problem;
        if (m_content)
            m_files->setNotice(problem);
        Q_EMIT filesRead();
    };
    if (settings.environmentFiles.isEmpty()) {
        if (!m_fileVariables.isEmpty() || !m_fileProblem.isEmpty())
            take({}, {});
        return;
    }
    inBackground(
        this,
        [files = settings.environmentFiles, folder = workingDirectoryOf(m_command, settings)] {
            return readEnvironmentFiles(files, folder);
        },
        [this, question, take](const Result<QMap<QString, QString>> &read) {
            if (question != m_question)
                return;
            if (read)
                take(*read, {});
            else
                take({},
                     read.error().code == ErrorCode::NotFound
                         ? tr("There is no file “%1”.").arg(read.error().subject)
                         : tr("“%1” cannot be used: %2.")
                               .arg(read.error().subject, read.error().detail));
        });
}

void HowItRuns::findInterpreters()
{
    inBackground(
        this, [command = m_command] { return interpretersFor(command); },
        [this, id = m_command.absoluteId()](const QStringList &found) {
            if (id == m_command.absoluteId())
                fillInterpreters(found);
        });
}

void HowItRuns::fillInterpreters(const QStringList &found)
{
    if (!m_content || !m_interpreter)
        return;
    QStringList known = found;
    for (int at = 1; found.isEmpty() && at < m_interpreter->count(); ++at)
        known.append(m_interpreter->itemData(at).toString());
    if (!m_settings.interpreter.isEmpty() && !known.contains(m_settings.interpreter))
        known.append(m_settings.interpreter);
    const QString own = ownInterpreter(m_command);
    m_interpreter->clear();
    m_interpreter->addItem(
        own.isEmpty() ? tr("Default (as the file says)") : tr("Default (%1)").arg(own), QString());
    for (const QString &path : std::as_const(known))
        m_interpreter->addItem(path, path);
    m_interpreter->setCurrentIndex(std::max(0, m_interpreter->findData(m_settings.interpreter)));
}

void HowItRuns::updateTitle()
{
    const CommandSettings now = applied({});
    const int set = int(!now.workingDirectory.isEmpty()) + int(!now.interpreter.isEmpty())
        + int(now.environment.size()) + int(now.environmentFiles.size());
    m_button->setText(set == 0 ? tr("How it runs") : tr("How it runs (%1 set)").arg(set));
    m_button->setArrowType(isOpen() ? Qt::DownArrow : Qt::RightArrow);
}

} // namespace CommandRunner
