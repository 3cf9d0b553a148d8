// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/owncommanddialog.h"

#include "core/command/shellwords.h"
#include "widgets/commands/commandlinepreview.h"
#include "widgets/commands/messagelabel.h"
#include "widgets/commands/shellwordsfield.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QToolButton>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

const QStringList shellPrefix{u"sh"_s, u"-c"_s};

bool isShellLine(const QStringList &argv)
{
    return argv.size() == 3 && argv.first(2) == shellPrefix;
}

} // namespace

std::expected<QMap<QString, QString>, int> parseEnvironment(const QString &text)
{
    static const QRegularExpression entry(u"^\\s*([A-Za-z_][A-Za-z0-9_]*)=(.*)$"_s);
    QMap<QString, QString> environment;
    const QStringList lines = text.split(u'\n');
    for (qsizetype number = 0; number < lines.size(); ++number) {
        if (lines.at(number).trimmed().isEmpty())
            continue;
        const QRegularExpressionMatch match = entry.match(lines.at(number));
        if (!match.hasMatch())
            return std::unexpected(int(number) + 1);
        environment.insert(match.captured(1), match.captured(2));
    }
    return environment;
}

OwnCommandDialog::OwnCommandDialog(const Command *edited, const QSet<QString> &taken,
                                   QWidget *parent)
    : QDialog(parent),
      m_taken(taken),
      m_name(new QLineEdit(this)),
      m_nameProblem(new MessageLabel(MessageLabel::Kind::Problem, this)),
      m_description(new QLineEdit(this)),
      m_environment(new QPlainTextEdit(this)),
      m_environmentProblem(new MessageLabel(MessageLabel::Kind::Problem, this)),
      m_preview(new CommandLinePreview(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(edited ? tr("Edit “%1”").arg(edited->name) : tr("New Command"));
    m_name->setAccessibleName(tr("Name"));
    m_name->setPlaceholderText(tr("what you will look for, such as backup"));
    m_description->setAccessibleName(tr("Description"));
    m_environment->setAccessibleName(tr("Environment"));
    m_environment->setPlaceholderText(tr("NAME=value, one a line"));
    m_environment->setTabChangesFocus(true);
    m_environment->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_environment->setFixedHeight(m_environment->fontMetrics().lineSpacing() * 4);

    auto *form = new QFormLayout(this);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Name *"), m_name);
    form->addRow(QString(), m_nameProblem);
    QWidget *line = makeLineEditor();
    form->addRow(tr("&Command line *"), line);
    form->addRow(tr("&Working directory *"), makeFolderEditor());
    form->addRow(QString(), m_folderProblem);
    form->addRow(tr("&Description"), m_description);
    form->addRow(tr("&Environment"), m_environment);
    form->addRow(QString(), m_environmentProblem);
    form->addRow(tr("Will run"), m_preview);
    form->addRow(makeButtons(edited));
    if (edited)
        fill(*edited);
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_nameEdited = true; });
    for (QLineEdit *edit : {m_name, m_shellLine, m_folder, m_description})
        connect(edit, &QLineEdit::textChanged, this, &OwnCommandDialog::check);
    connect(m_words, &ShellWordsField::edited, this, &OwnCommandDialog::check);
    connect(m_environment, &QPlainTextEdit::textChanged, this, &OwnCommandDialog::check);
    check();
    resize(fontMetrics().averageCharWidth() * 90, sizeHint().height());
}

QWidget *OwnCommandDialog::makeLineEditor()
{
    auto *box = new QWidget(this);
    m_words = new ShellWordsField(box);
    m_words->editor()->setAccessibleName(tr("Command line"));
    m_words->editor()->setPlaceholderText(
        tr("program and arguments, such as rsync -a 'My Documents' /backup"));
    m_shellLine = new QLineEdit(box);
    m_shellLine->setAccessibleName(tr("Shell line"));
    m_shellLine->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_shellLine->setPlaceholderText(tr("a line for the shell, such as du -s * | sort -n"));
    m_shellLine->hide();
    m_throughShell = new QCheckBox(tr("Run through a &shell (for pipes, *, $VARIABLES)"), box);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins({});
    layout->addWidget(m_words);
    layout->addWidget(m_shellLine);
    layout->addWidget(m_throughShell);
    box->setFocusProxy(m_words);
    connect(m_throughShell, &QCheckBox::toggled, this, [this, box](bool shell) {
        // What was typed goes along, so that trying the box loses nothing.
        if (shell)
            m_shellLine->setText(m_words->text());
        else
            m_words->setText(m_shellLine->text());
        m_words->setVisible(!shell);
        m_shellLine->setVisible(shell);
        box->setFocusProxy(shell ? static_cast<QWidget *>(m_shellLine) : m_words);
        check();
    });
    return box;
}

QWidget *OwnCommandDialog::makeFolderEditor()
{
    auto *box = new QWidget(this);
    m_folder = new QLineEdit(QDir::homePath(), box);
    m_folder->setAccessibleName(tr("Working directory"));
    m_folderProblem = new MessageLabel(MessageLabel::Kind::Problem, this);
    auto *browse = new QToolButton(box);
    browse->setText(tr("Browse…"));
    browse->setAccessibleName(tr("Browse for the working directory"));
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins({});
    layout->addWidget(m_folder, 1);
    layout->addWidget(browse);
    box->setFocusProxy(m_folder);
    connect(browse, &QToolButton::clicked, this, [this] {
        auto *dialog = new QFileDialog(this, tr("Working Directory"), m_folder->text());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
        connect(dialog, &QFileDialog::fileSelected, m_folder, &QLineEdit::setText);
        dialog->open();
    });
    return box;
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

void OwnCommandDialog::fill(const Command &command)
{
    m_name->setText(command.name);
    if (isShellLine(command.argv)) {
        m_throughShell->setChecked(true);
        m_shellLine->setText(command.argv.last());
    } else {
        m_words->setText(joinShellWords(command.argv));
    }
    m_folder->setText(command.workingDirectory);
    m_description->setText(command.description);
    QStringList lines;
    for (auto it = command.environment.cbegin(); it != command.environment.cend(); ++it)
        lines.append(it.key() + u'=' + it.value());
    m_environment->setPlainText(lines.join(u'\n'));
    m_nameEdited = true;
}

QStringList OwnCommandDialog::argv() const
{
    if (m_throughShell->isChecked())
        return m_shellLine->text().trimmed().isEmpty()
            ? QStringList()
            : shellPrefix + QStringList{m_shellLine->text()};
    return m_words->words().value_or(QStringList());
}

Command OwnCommandDialog::command() const
{
    Command command;
    command.source = u"own"_s;
    command.name = m_name->text().trimmed();
    command.id = Command::makeId(command.source, {}, command.name);
    command.description = m_description->text().trimmed();
    command.argv = argv();
    command.workingDirectory = QDir::cleanPath(m_folder->text().trimmed());
    command.environment = parseEnvironment(m_environment->toPlainText())
                              .value_or(QMap<QString, QString>());
    return command;
}

bool OwnCommandDialog::isComplete() const
{
    return m_save->isEnabled();
}

void OwnCommandDialog::check()
{
    const QString name = m_name->text().trimmed();
    QString nameProblem;
    if (name.isEmpty())
        nameProblem = m_nameEdited ? tr("The command needs a name.") : QString();
    else if (m_taken.contains(name))
        nameProblem = tr("You have a command “%1” already: choose another name.").arg(name);
    m_nameProblem->setMessage(nameProblem);
    m_name->setAccessibleDescription(nameProblem);

    const bool absolute = QDir::isAbsolutePath(m_folder->text().trimmed());
    m_folderProblem->setMessage(
        absolute ? QString()
                 : tr("Type the full path of a folder, such as %1.").arg(QDir::homePath()));
    const auto environment = parseEnvironment(m_environment->toPlainText());
    m_environmentProblem->setMessage(
        environment ? QString()
                    : tr("Line %1 is not NAME=value; a name has letters, digits and _ only.")
                          .arg(environment.error()));

    const Command made = command();
    m_preview->setVisible(!made.argv.isEmpty());
    if (!made.argv.isEmpty())
        m_preview->setContent(made, {}, {});
    m_save->setEnabled(!name.isEmpty() && nameProblem.isEmpty() && absolute && environment
                       && !made.argv.isEmpty());
    if (m_save->isEnabled())
        m_save->setToolTip({});
    else if (made.argv.isEmpty() && m_words->problem().isEmpty())
        m_save->setToolTip(tr("Type the command line first."));
    else
        m_save->setToolTip(tr("Fill in what is marked first."));
}

} // namespace CommandRunner
