// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputlens.h"
#include "widgets/common/format.h"
#include "widgets/common/messagebanner.h"
#include "widgets/output/outputpane.h"
#include "widgets/output/outputview.h"
#include "widgets/output/savedialog.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QStyle>

namespace CommandRunner {

using namespace Qt::StringLiterals;

void OutputPane::createCopyActions()
{
    // Ctrl+C belongs to whatever has the focus: the view takes it as a key, the action offers it in
    // menus.
    m_copyAction = addPaneAction(u"output.copy"_s, tr("Copy"),
                                 tr("Copy the selected lines as plain text"), {}, u"copy"_s);
    m_copyAction->setEnabled(false);
    connect(m_copyAction, &QAction::triggered, this, [this] { copySpecial({}); });

    struct Special {
        QString id;
        QString text;
        QString toolTip;
        CopyOptions options;
    };
    m_copyMenu->setTitle(tr("Copy Special"));
    m_copyMenu->setEnabled(false);
    for (const Special &special :
         {Special{u"output.copyColours"_s,
                  tr("Copy with Colours"),
                  tr("Copy the selected lines for a word processor"),
                  {.colours = true}},
          Special{u"output.copyHidden"_s,
                  tr("Copy with Hidden Lines"),
                  tr("Copy the selected lines and those folded away"),
                  {.hiddenLines = true}},
          Special{u"output.copyTimes"_s,
                  tr("Copy with Times"),
                  tr("Copy the selected lines, each with its time"),
                  {.times = true}},
          Special{u"output.copyAll"_s,
                  tr("Copy with All of It"),
                  tr("Copy the selected lines with colours, folded lines and times"),
                  {.colours = true, .hiddenLines = true, .times = true}}}) {
        QAction *action = addPaneAction(special.id, special.text, special.toolTip, {});
        action->setEnabled(false);
        connect(action, &QAction::triggered, this,
                [this, options = special.options] { copySpecial(options); });
        m_copyMenu->addAction(action);
    }

    m_saveAction = addPaneAction(u"output.save"_s, tr("Save…"), tr("Save the output to a file"),
                                 {QKeySequence(QKeySequence::Save)}, u"save"_s);
    connect(m_saveAction, &QAction::triggered, this, &OutputPane::askWhereToSave);
}

void OutputPane::copySpecial(CopyOptions options)
{
    currentView()->copy(options);
}

void OutputPane::createSaving()
{
    auto *layout = new QHBoxLayout(m_savingRow);
    const int space = style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing, nullptr, this);
    layout->setContentsMargins(space, space / 2, space, space / 2);
    auto *cancel = new QPushButton(tr("Cancel"), m_savingRow);
    cancel->setAccessibleName(tr("Cancel saving"));
    m_saving->setAccessibleName(tr("Saving"));
    layout->addWidget(new QLabel(tr("Saving the output…"), m_savingRow));
    layout->addWidget(m_saving, 1);
    layout->addWidget(cancel);
    m_savingRow->hide();
    connect(cancel, &QPushButton::clicked, m_saver, &OutputSaver::cancel);
    connect(m_saver, &OutputSaver::progressed, m_saving, &QProgressBar::setValue);
    connect(m_saver, &OutputSaver::failed, this, [this](const SaveRequest &, const Error &error) {
        m_savingRow->hide();
        updatePlaceholder();
        if (error.code == ErrorCode::Refused) // by the person who cancelled
            say(tr("Saving was cancelled; “%1” was left as it was.")
                    .arg(QDir::toNativeSeparators(error.subject)));
        else
            m_banner->showError(error);
    });
    connect(m_saver, &OutputSaver::saved, this, [this](const SaveRequest &request, qint64 bytes) {
        m_savingRow->hide();
        updatePlaceholder();
        m_banner->showMessage(
            MessageBanner::Kind::Success,
            tr("Saved %1 to “%2”.").arg(sizeText(bytes), QDir::toNativeSeparators(request.target)));
        Q_EMIT saved(request.target);
    });
}

void OutputPane::askWhereToSave()
{
    if (!m_document || m_saver->isSaving())
        return;
    const auto [first, last] = std::minmax({currentView()->anchor(), currentView()->caret()});
    const bool any = currentView()->hasSelection();
    // A selection that ends before a line's first character does not mean that line.
    const qint64 end = last.column == 0 && last.line > first.line ? last.line : last.line + 1;
    auto *dialog = new SaveDialog(m_document->lineCount(), any ? end - first.line : 0, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, from = first.line, end] {
        const SaveDialog::Choice choice = dialog->choice();
        SaveRequest request = saveRequest();
        request.format = choice.format;
        request.times = choice.times;
        if (choice.hiddenLines)
            request.hidden = 0;
        if (choice.selectionOnly) {
            request.firstLine = from;
            request.lines = end;
            request.wholeLog = false;
        }
        const QString ending = SaveDialog::ending(choice.format);
        auto *files = new QFileDialog(this, tr("Save Output"));
        files->setAttribute(Qt::WA_DeleteOnClose);
        files->setAcceptMode(QFileDialog::AcceptSave);
        files->setDefaultSuffix(ending);
        files->setNameFilters({u"*.%1"_s.arg(ending), tr("All files (*)")});
        files->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
        files->selectFile(m_suggestedName.isEmpty() ? tr("output") : m_suggestedName);
        connect(files, &QFileDialog::fileSelected, this, [this, request](const QString &path) {
            SaveRequest placed = request;
            placed.target = path;
            save(placed);
        });
        files->open();
    });
    dialog->open();
}

SaveRequest OutputPane::saveRequest() const
{
    SaveRequest request{.logPath = m_logPath, .indexPath = m_indexPath};
    request.lines = m_document ? m_document->lineCount() : 0;
    request.hidden = m_hidden;
    if (m_document) {
        request.source = m_document->source();
        request.encoding = m_encoding;
        request.rules = m_document->lens().rules();
        request.filters = m_document->lens().filters();
    }
    request.expanded = m_view->expandedMarkers();
    if (m_second)
        request.expanded += m_second->expandedMarkers();
    request.title = m_suggestedName;
    return request;
}

void OutputPane::save(const SaveRequest &request)
{
    if (!m_document || m_saver->isSaving())
        return;
    m_saveAction->setEnabled(false);
    m_saving->setValue(0);
    m_savingRow->show();
    m_saver->save(request);
}

void OutputPane::saveTo(const QString &path, SaveFormat format)
{
    SaveRequest request = saveRequest();
    request.target = path;
    request.format = format;
    save(request);
}

} // namespace CommandRunner
