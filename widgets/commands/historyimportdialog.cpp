// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/historyimportdialog.h"

#include "core/base/background.h"
#include "widgets/commands/historymodel.h"
#include "widgets/commands/messagelabel.h"
#include "widgets/common/clearbutton.h"
#include "widgets/common/errortext.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

HistoryImportDialog::HistoryImportDialog(const QList<HistoryFile> &files, const QList<Command> &own,
                                         QWidget *parent)
    : QDialog(parent),
      m_own(own),
      m_model(new HistoryModel(this)),
      m_proxy(new QSortFilterProxyModel(this)),
      m_explanation(new QLabel(this)),
      m_search(new QLineEdit(this)),
      m_progress(new QProgressBar(this)),
      m_message(new MessageLabel(MessageLabel::Kind::Hint, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Import from Shell History"));
    m_explanation->setWordWrap(true);
    m_explanation->setText(tr("What you have typed at a shell more than once, the most useful "
                              "first. Choose what should become a command of your own."));
    m_search->setPlaceholderText(tr("Search command lines"));
    m_search->setAccessibleName(tr("Search command lines"));
    addClearButton(m_search);
    m_progress->setRange(0, 0);
    m_progress->setFormat(tr("Reading shell histories…"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_add = buttons->button(QDialogButtonBox::Ok);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_explanation);
    layout->addWidget(m_search);
    layout->addWidget(makeTable(), 1);
    layout->addWidget(m_progress);
    layout->addWidget(m_message);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT chosen(commands());
        accept();
    });
    connect(m_search, &QLineEdit::textChanged, m_proxy,
            &QSortFilterProxyModel::setFilterFixedString);
    connect(m_model, &HistoryModel::chosenChanged, this, &HistoryImportDialog::update);
    update();
    resize(fontMetrics().averageCharWidth() * 110, fontMetrics().lineSpacing() * 30);
    inBackground(
        this,
        [files, own] { return offerFromHistory(files, own, QDateTime::currentDateTimeUtc()); },
        [this](const HistoryOffer &offer) { show(offer); });
}

QWidget *HistoryImportDialog::makeTable()
{
    m_proxy->setSourceModel(m_model);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_proxy->setFilterKeyColumn(HistoryModel::LineColumn);
    m_table = new QTableView(this);
    m_table->setModel(m_proxy);
    m_table->setAccessibleName(tr("Command lines"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setWordWrap(false);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().lineSpacing() * 3 / 2);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(HistoryModel::LineColumn, QHeaderView::Stretch);
    const int character = fontMetrics().averageCharWidth();
    header->resizeSection(HistoryModel::UsesColumn, character * 9);
    header->resizeSection(HistoryModel::LastColumn, character * 18);
    header->resizeSection(HistoryModel::FolderColumn, character * 24);
    return m_table;
}

void HistoryImportDialog::show(const HistoryOffer &offer)
{
    m_progress->hide();
    m_model->setCandidates(offer.candidates, QDateTime::currentDateTimeUtc());
    if (m_model->rowCount() > 0) {
        m_table->setCurrentIndex(m_proxy->index(0, 0));
        m_table->setFocus();
    }
    QStringList problems;
    for (const Error &error : offer.problems)
        problems.append(errorText(error));
    if (problems.isEmpty() && offer.candidates.isEmpty())
        problems.append(tr("No history of bash, zsh, fish or atuin has anything that was used more "
                           "than once and is not a command already."));
    m_message->setMessage(problems.join(u'\n'));
}

QList<Command> HistoryImportDialog::commands() const
{
    QStringList taken;
    for (const Command &command : m_own)
        taken.append(command.name);
    QList<Command> commands;
    for (const HistoryCandidate &candidate : m_model->chosen()) {
        commands.append(commandFromHistory(candidate, taken));
        taken.append(commands.last().name);
    }
    return commands;
}

void HistoryImportDialog::update()
{
    const int count = int(m_model->chosen().size());
    m_add->setText(count == 0 ? tr("Add Commands") : tr("Add %n Command(s)", nullptr, count));
    m_add->setEnabled(count > 0);
}

} // namespace CommandRunner
