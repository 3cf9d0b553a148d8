// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/owncommanddialog.h"

#include "core/command/shellwords.h"
#include "core/workspace/chainplan.h"
#include "widgets/commands/amountfield.h"
#include "widgets/commands/commandlinepreview.h"
#include "widgets/commands/environmenttable.h"
#include "widgets/commands/iconchooser.h"
#include "widgets/commands/messagelabel.h"
#include "widgets/commands/parameterseditor.h"
#include "widgets/commands/shellwordsfield.h"
#include "widgets/commands/stepseditor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

const QStringList shellPrefix{u"sh"_s, u"-c"_s};

// Behind the line may stand what the shell calls itself; values follow as $1, $2, …
bool isShellLine(const Command &command)
{
    const QStringList &argv = command.argv;
    return argv.size() >= 3 && argv.size() <= 4 && argv.first(2) == shellPrefix
        && argv.value(3, command.name) == command.name;
}

} // namespace

OwnCommandDialog::OwnCommandDialog(const Command *edited, const QSet<QString> &taken,
                                   QWidget *parent)
    : QDialog(parent),
      m_taken(taken),
      m_edited(edited ? *edited : Command()),
      m_pages(new QTabWidget(this)),
      m_previewLabel(new QLabel(tr("Will run"), this)),
      m_preview(new CommandLinePreview(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(edited ? tr("Edit “%1”").arg(edited->name) : tr("New Command"));
    m_pages->addTab(makeCommandPage(), tr("Command"));
    m_parameters = new ParametersEditor(this);
    m_pages->addTab(m_parameters, tr("Parameters"));
    m_pages->addTab(makeRunningPage(), tr("Running"));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_pages, 1);
    auto *preview = new QHBoxLayout;
    preview->addWidget(m_previewLabel, 0, Qt::AlignTop);
    preview->addWidget(m_preview, 1);
    layout->addLayout(preview);
    layout->addWidget(makeButtons(edited));
    if (edited)
        fill(*edited);
    connectFields();
    kindChanged();
    resize(fontMetrics().averageCharWidth() * 115, fontMetrics().lineSpacing() * 32);
    m_name->setFocus();
}

QWidget *OwnCommandDialog::makeButtons(bool edits)
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    m_save = buttons->button(QDialogButtonBox::Save);
    m_save->setText(edits ? tr("Save") : tr("Add Command"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT saved(command());
        accept();
    });
    return buttons;
}

void OwnCommandDialog::connectFields()
{
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_nameEdited = true; });
    for (QLineEdit *edit : {m_name, m_shellLine, m_folder})
        connect(edit, &QLineEdit::textChanged, this, &OwnCommandDialog::check);
    connect(m_words, &ShellWordsField::edited, this, &OwnCommandDialog::check);
    connect(m_words->editor(), &QLineEdit::textChanged, this, &OwnCommandDialog::check);
    connect(m_steps, &StepsEditor::edited, this, &OwnCommandDialog::check);
    connect(m_parameters, &ParametersEditor::edited, this, &OwnCommandDialog::check);
    connect(m_environment, &EnvironmentTable::edited, this, &OwnCommandDialog::check);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &OwnCommandDialog::kindChanged);
}

void OwnCommandDialog::setCommands(const QList<Command> &commands)
{
    m_commands = commands;
    m_steps->setCommands(commands);
    check();
}

void OwnCommandDialog::fill(const Command &command)
{
    m_name->setText(command.name);
    Kind kind = Kind::Program;
    if (!command.steps.isEmpty()) {
        kind = Kind::Chain;
        m_steps->setChain(command);
    } else if (isShellLine(command)) {
        kind = Kind::ShellLine;
        m_shellLine->setText(command.argv.at(2));
    } else {
        m_words->setText(joinShellWords(command.argv));
    }
    m_kind->setCurrentIndex(m_kind->findData(int(kind)));
    m_shownKind = kind;
    m_folder->setText(command.workingDirectory);
    m_description->setText(command.description);
    m_icon->setIcon(command.icon);
    m_tags->setText(command.tags.join(u", "_s));
    m_parameters->setParameters(command.parameters);
    m_environment->setVariables(command.environment);
    m_terminal->setChecked(command.terminal);
    m_timeout->setAmount(command.timeoutMs);
    m_confirmation->setText(command.confirmation);
    m_byName->setChecked(command.confirmsByName);
    m_nameEdited = true;
}

OwnCommandDialog::Kind OwnCommandDialog::kind() const
{
    return Kind(m_kind->currentData().toInt());
}

void OwnCommandDialog::kindChanged()
{
    // What was typed goes along, so that trying another kind loses nothing.
    if (m_shownKind == Kind::Program && kind() == Kind::ShellLine)
        m_shellLine->setText(m_words->text());
    else if (m_shownKind == Kind::ShellLine && kind() == Kind::Program)
        m_words->setText(m_shellLine->text());
    m_shownKind = kind();
    m_words->setVisible(kind() == Kind::Program);
    m_shell->setVisible(kind() == Kind::ShellLine);
    m_steps->setVisible(kind() == Kind::Chain);
    m_pages->setTabEnabled(1, kind() != Kind::Chain);
    m_pages->setTabToolTip(1,
                           kind() == Kind::Chain
                               ? tr("A chain has none of its own: its steps have theirs.")
                               : QString());
    check();
}

QStringList OwnCommandDialog::argv() const
{
    switch (kind()) {
    case Kind::Program:
        return m_words->words().value_or(QStringList());
    case Kind::ShellLine:
        if (m_shellLine->text().trimmed().isEmpty())
            return {};
        return shellPrefix + QStringList{m_shellLine->text()}
        + (m_parameters->parameters().isEmpty() ? QStringList()
                                                : QStringList{m_name->text().trimmed()});
    case Kind::Chain:
        break;
    }
    return {};
}

Command OwnCommandDialog::command() const
{
    Command command = m_edited;
    command.source = u"own"_s;
    command.name = m_name->text().trimmed();
    command.id = Command::makeId(command.source, {}, command.name);
    command.description = m_description->text().trimmed();
    command.argv = argv();
    command.workingDirectory = QDir::cleanPath(m_folder->text().trimmed());
    command.environment = m_environment->variables();
    command.icon = m_icon->icon();
    command.tags.clear();
    const QStringList tags = m_tags->text().split(u',');
    for (const QString &tag : tags) {
        if (!tag.trimmed().isEmpty())
            command.tags.append(tag.trimmed());
    }
    command.terminal = m_terminal->isChecked();
    command.timeoutMs = m_timeout->amount();
    command.confirmation = m_confirmation->text().trimmed();
    command.confirmsByName = m_byName->isChecked();
    command.steps.clear();
    command.stepsInParallel = command.goesOnAfterFailure = false;
    command.parameters.clear();
    if (kind() == Kind::Chain)
        m_steps->fill(command);
    else
        command.parameters = m_parameters->parameters();
    return command;
}

bool OwnCommandDialog::isComplete() const
{
    return m_save->isEnabled();
}

QString OwnCommandDialog::nameProblem() const
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty())
        return m_nameEdited ? tr("The command needs a name.") : QString();
    if (m_taken.contains(name))
        return tr("You have a command “%1” already: choose another name.").arg(name);
    return {};
}

QString OwnCommandDialog::stepsProblem(const Command &made) const
{
    if (kind() != Kind::Chain || made.steps.isEmpty() || m_commands.isEmpty())
        return {};
    QList<Command> commands = m_commands;
    commands.removeIf([this](const Command &command) {
        return !m_edited.id.isEmpty() && command.absoluteId() == m_edited.absoluteId();
    });
    commands.append(made);
    const auto plan = planChain(made, commands);
    if (plan)
        return {};
    const Error &error = plan.error();
    return error.code == ErrorCode::NotFound
        ? tr("Not found: %1. %2").arg(error.subject, error.detail)
        : error.detail;
}

QString OwnCommandDialog::whatIsMissing(const Command &made) const
{
    if (kind() == Kind::Chain && made.steps.isEmpty())
        return tr("Add a step first.");
    if (kind() != Kind::Chain && made.argv.isEmpty() && m_words->problem().isEmpty())
        return tr("Type the command line first.");
    const bool parameters = kind() != Kind::Chain && !m_parameters->problem().isEmpty();
    return parameters ? m_parameters->problem() : tr("Fill in what is marked first.");
}

void OwnCommandDialog::check()
{
    const Command made = command();
    m_nameProblem->setMessage(nameProblem());
    m_name->setAccessibleDescription(nameProblem());
    m_stepsProblem->setMessage(stepsProblem(made));
    const bool absolute = QDir::isAbsolutePath(m_folder->text().trimmed());
    m_folderProblem->setMessage(
        absolute ? QString()
                 : tr("Type the full path of a folder, such as %1.").arg(QDir::homePath()));
    m_environmentProblem->setMessage(m_environment->problem());

    const bool shown = !made.argv.isEmpty();
    m_preview->setVisible(shown);
    m_previewLabel->setVisible(shown);
    if (shown)
        m_preview->setContent(made, {}, {});
    const bool runs = kind() == Kind::Chain
        ? !made.steps.isEmpty() && m_stepsProblem->message().isEmpty()
        : !made.argv.isEmpty() && m_parameters->problem().isEmpty();
    m_save->setEnabled(!made.name.isEmpty() && nameProblem().isEmpty() && absolute && runs
                       && m_environment->problem().isEmpty());
    m_save->setToolTip(m_save->isEnabled() ? QString() : whatIsMissing(made));
}

} // namespace CommandRunner
