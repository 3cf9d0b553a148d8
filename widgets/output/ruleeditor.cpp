// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/ruleeditor.h"

#include "core/base/background.h"
#include "core/output/outputdocument.h"
#include "core/output/terminaltext.h"
#include "widgets/common/format.h"
#include "widgets/common/messagebanner.h"
#include "widgets/output/lenscontroller.h"
#include "widgets/output/ruleform.h"
#include "widgets/output/rulepresentation.h"
#include "widgets/output/rulesetmodel.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QSplitter>
#include <QStandardPaths>
#include <QTreeView>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int previewLines = 50;
constexpr qint64 largestFile = 16 << 20;

Result<QList<LineRuleSet>> readSets(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, path, file.errorString());
    if (file.size() > largestFile)
        return fail(ErrorCode::InvalidFormat, path, u"this is not a file of rule sets"_s);
    return ruleSetsFromFile(file.readAll(), path);
}

Result<void> writeSets(const QString &path, const QList<LineRuleSet> &sets)
{
    QSaveFile file(path);
    const QByteArray bytes = ruleSetsToFile(sets);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorCode::Io, path, file.errorString());
    return {};
}

} // namespace

RuleEditor::RuleEditor(LensController &controller, QWidget *parent)
    : QDialog(parent),
      m_controller(controller),
      m_model(new RuleSetModel(this)),
      m_tree(new QTreeView(this)),
      m_banner(new MessageBanner(this)),
      m_form(new RuleForm(this)),
      m_hint(new QLabel(this)),
      m_count(new QLabel(this)),
      m_preview(new QPlainTextEdit(this))
{
    setWindowTitle(tr("Rules for Lines"));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_banner);
    auto *splitter = new QSplitter(this);
    splitter->addWidget(createList());
    splitter->addWidget(createDetails());
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    layout->addWidget(splitter, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &RuleEditor::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &RuleEditor::reject);
    layout->addWidget(buttons);

    QSet<QString> on;
    const QList<LineRuleSet> sets = controller.sets();
    for (const LineRuleSet &set : sets) {
        if (controller.isOn(set.id))
            on.insert(set.id);
    }
    m_model->setSets(sets, on);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &RuleEditor::showSelected);
    connect(m_form, &RuleForm::changed, this, &RuleEditor::takeForm);
    connect(&controller, &LensController::countsChanged, this, &RuleEditor::showPreview);
    connect(this, &QDialog::finished, this, [this] {
        m_controller.setPreview(std::nullopt);
        if (OutputDocument *document = m_controller.document())
            document->lens().setCounted({});
    });
    select(m_model->index(0, 0));
    resize(fontMetrics().averageCharWidth() * 130, fontMetrics().height() * 36);
}

QWidget *RuleEditor::createList()
{
    auto *list = new QWidget(this);
    auto *layout = new QVBoxLayout(list);
    layout->setContentsMargins(0, 0, 0, 0);
    m_tree->setModel(m_model);
    m_tree->setHeaderHidden(true);
    m_tree->setAccessibleName(tr("Rule sets"));
    m_tree->setUniformRowHeights(true);
    m_tree->setMinimumWidth(fontMetrics().averageCharWidth() * 34);
    layout->addWidget(m_tree, 1);
    auto *buttons = new QGridLayout;
    m_addRule = createButton(tr("New Rule"), tr("A rule in the selected set"),
                             &RuleEditor::addRule);
    m_remove = createButton(tr("Remove"), tr("Remove the selected set or rule"),
                            &RuleEditor::removeSelected);
    buttons->addWidget(
        createButton(tr("New Set"), tr("A rule set of your own"), &RuleEditor::addSet), 0, 0);
    buttons->addWidget(m_addRule, 0, 1);
    buttons->addWidget(createButton(tr("Duplicate"), tr("A copy of your own, to be changed"),
                                    &RuleEditor::duplicate),
                       1, 0);
    buttons->addWidget(m_remove, 1, 1);
    buttons->addWidget(createButton(tr("Import…"), tr("Add the rule sets of a file"),
                                    &RuleEditor::askForImport),
                       2, 0);
    buttons->addWidget(createButton(tr("Export…"), tr("Write the selected rule set to a file"),
                                    &RuleEditor::askForExport),
                       2, 1);
    layout->addLayout(buttons);
    return list;
}

QPushButton *RuleEditor::createButton(const QString &text, const QString &toolTip,
                                      void (RuleEditor::*slot)())
{
    auto *button = new QPushButton(text, this);
    button->setToolTip(toolTip);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, slot);
    return button;
}

QWidget *RuleEditor::createDetails()
{
    auto *details = new QWidget(this);
    auto *layout = new QVBoxLayout(details);
    layout->setContentsMargins(0, 0, 0, 0);
    m_hint->setWordWrap(true);
    layout->addWidget(m_hint);
    layout->addWidget(m_form);
    m_count->setAccessibleName(tr("Lines that match"));
    m_count->setWordWrap(true);
    layout->addWidget(m_count);
    m_preview->setReadOnly(true);
    m_preview->setTabChangesFocus(true);
    m_preview->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_preview->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_preview->setAccessibleName(tr("Lines of this run that match"));
    layout->addWidget(m_preview, 1);
    return details;
}

void RuleEditor::select(const QModelIndex &index)
{
    if (index.parent().isValid())
        m_tree->expand(index.parent());
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
    showSelected();
}

void RuleEditor::showSelected()
{
    const QModelIndex index = m_tree->currentIndex();
    const LineRuleSet *const set = m_model->setOf(index);
    const LineRule *const rule = m_model->ruleOf(index);
    const bool editable = m_model->isEditable(index);
    m_addRule->setEnabled(editable);
    m_remove->setEnabled(editable);
    m_form->setVisible(rule != nullptr);
    m_form->setEnabled(editable);
    if (rule)
        m_form->setRule(*rule);
    if (!set)
        m_hint->setText(tr("Make a rule set, then rules in it."));
    else if (!editable)
        m_hint->setText(
            tr("“%1” comes with the program. Duplicate it to change it.").arg(ruleSetName(*set)));
    else if (!rule)
        m_hint->setText(tr("“%1” is your own. Its check mark switches it on for this command. "
                           "Press F2 to give it another name.")
                            .arg(set->name));
    else
        m_hint->clear();
    m_hint->setVisible(!m_hint->text().isEmpty());
    if (OutputDocument *document = m_controller.document())
        document->lens().setCounted(rule ? QList{rule->pattern} : QList<LinePattern>());
    showPreview();
}

void RuleEditor::takeForm()
{
    const QModelIndex index = m_tree->currentIndex();
    if (!m_model->ruleOf(index))
        return;
    m_model->setRule(index, m_form->rule());
    m_controller.setPreview(*m_model->setOf(index));
    if (OutputDocument *document = m_controller.document())
        document->lens().setCounted({m_form->rule().pattern});
    showPreview();
}

void RuleEditor::showPreview()
{
    OutputDocument *const document = m_controller.document();
    const LineRule *const rule = m_model->ruleOf(m_tree->currentIndex());
    const bool shown = document && rule;
    m_count->setVisible(shown);
    m_preview->setVisible(shown);
    if (!shown)
        return;
    const OutputLens::PatternState state = document->lens().stateOf(rule->pattern);
    QString text = tr("%1 of %2 lines of this run match", "numbers of lines")
                       .arg(countText(state), numberText(document->lineCount()));
    if (const QString hard = gaveUpText(state); !hard.isEmpty())
        text += u'\n' + hard;
    m_count->setText(text);
    QStringList lines;
    const LinePlane *const plane = document->lens().plane(rule->pattern);
    qint64 line = -1;
    while (plane && plane->count() > lines.size() && lines.size() < previewLines) {
        line = nextLineOf(document->lineCount(), line, false,
                          [plane](qint64 block) { return plane->words(block); });
        const auto read = document->lines(line, 1);
        if (line < 0 || read.isEmpty())
            break;
        lines.append(u"%1  %2"_s.arg(line + 1, 6)
                         .arg(plainTerminalText(read.constFirst().bytes.left(1000))));
    }
    const QString wanted = lines.join(u'\n');
    if (wanted != m_preview->toPlainText())
        m_preview->setPlainText(wanted);
}

QString RuleEditor::previewText() const
{
    return m_preview->toPlainText();
}

void RuleEditor::addSet()
{
    const QModelIndex set = m_model->addSet({LensLibrary::newSetId(), tr("My rules"), false, {}});
    m_tree->setCurrentIndex(set);
    addRule();
}

void RuleEditor::addRule()
{
    LineRule rule;
    rule.id = LensLibrary::newSetId();
    rule.name = tr("New rule");
    const QModelIndex index = m_model->addRule(m_tree->currentIndex(), rule);
    if (!index.isValid())
        return;
    select(index);
    m_form->patternField()->setFocus();
}

void RuleEditor::duplicate()
{
    const QModelIndex index = m_tree->currentIndex();
    const LineRuleSet *const set = m_model->setOf(index);
    if (!set)
        return;
    const LineRule *const rule = m_model->ruleOf(index);
    if (rule && m_model->isEditable(index)) {
        LineRule copy = *rule;
        copy.id = LensLibrary::newSetId();
        copy.name = tr("%1 (copy)").arg(rule->name);
        select(m_model->addRule(index, copy));
        return;
    }
    LineRuleSet copy = *set;
    copy.id = LensLibrary::newSetId();
    copy.name = tr("%1 (copy)").arg(ruleSetName(*set));
    for (LineRule &each : copy.rules)
        each.group.clear();
    const int row = rule ? index.row() : -1;
    m_model->addSet(copy);
    select(m_model->indexOf(copy.id, row));
}

void RuleEditor::removeSelected()
{
    m_model->remove(m_tree->currentIndex());
    showSelected();
}

void RuleEditor::askForImport()
{
    auto *dialog = new QFileDialog(this, tr("Import Rule Sets"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Rule sets (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &RuleEditor::importFrom);
    dialog->open();
}

void RuleEditor::importFrom(const QString &path)
{
    inBackground(
        this, [path] { return readSets(path); },
        [this](const Result<QList<LineRuleSet>> &read) { take(read); });
}

void RuleEditor::take(const Result<QList<LineRuleSet>> &read)
{
    if (!read) {
        m_banner->showError(read.error());
        return;
    }
    QModelIndex first;
    for (LineRuleSet set : *read) {
        // A set that is there already stays: the imported one is another.
        if (set.id.startsWith("builtin:"_L1) || m_model->indexOf(set.id).isValid())
            set.id = LensLibrary::newSetId();
        const QModelIndex index = m_model->addSet(set);
        if (!first.isValid())
            first = index;
    }
    if (first.isValid())
        select(first);
    m_banner->showMessage(MessageBanner::Kind::Success,
                          tr("%Ln rule sets were added.", nullptr, int(read->size())));
    Q_EMIT imported(int(read->size()));
}

void RuleEditor::askForExport()
{
    const LineRuleSet *const set = m_model->setOf(m_tree->currentIndex());
    if (!set)
        return;
    auto *dialog = new QFileDialog(this, tr("Export Rule Set"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Rule sets (*.json)")});
    dialog->setDefaultSuffix(u"json"_s);
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->selectFile(ruleSetName(*set));
    connect(dialog, &QFileDialog::fileSelected, this, &RuleEditor::exportTo);
    dialog->open();
}

void RuleEditor::exportTo(const QString &path)
{
    const LineRuleSet *const set = m_model->setOf(m_tree->currentIndex());
    if (!set)
        return;
    inBackground(
        this, [path, sets = QList{*set}] { return writeSets(path, sets); },
        [this, path](const Result<void> &written) {
            if (!written) {
                m_banner->showError(written.error());
                return;
            }
            m_banner->showMessage(MessageBanner::Kind::Success,
                                  tr("Written to “%1”.").arg(QDir::toNativeSeparators(path)));
            Q_EMIT exported(path);
        });
}

void RuleEditor::accept()
{
    const QList<LineRuleSet> own = m_model->ownSets();
    for (const LineRuleSet &set : own) {
        for (int i = 0; i < set.rules.size(); ++i) {
            const auto problem = problemOf(set.rules.at(i).pattern);
            if (!problem)
                continue;
            select(m_model->indexOf(set.id, i));
            m_banner->showMessage(MessageBanner::Kind::Error,
                                  tr("The pattern of “%1” cannot be used. %2")
                                      .arg(set.rules.at(i).name, problemText(problem)));
            m_form->patternField()->setFocus();
            return;
        }
    }
    m_controller.setOwnSets(own);
    const QList<LineRuleSet> &all = m_model->sets();
    for (const LineRuleSet &set : all)
        m_controller.setOn(set.id, m_model->on().contains(set.id));
    QDialog::accept();
}

} // namespace CommandRunner
