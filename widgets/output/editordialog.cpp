// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/editordialog.h"

#include "core/base/background.h"
#include "core/command/shellwords.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/output/readingpreferences.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

EditorDialog::EditorDialog(ReadingPreferences &preferences, QWidget *parent)
    : QDialog(parent),
      m_preferences(preferences),
      m_editor(new QComboBox(this)),
      m_command(new QLineEdit(preferences.ownEditor(), this)),
      m_preview(new QLabel(this)),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setWindowTitle(tr("Editor for Links"));
    m_editor->setAccessibleName(tr("Editor"));
    m_editor->setMinimumContentsLength(32);
    m_command->setAccessibleName(tr("Own command"));
    m_command->setPlaceholderText(u"myeditor +{line} {file}"_s);
    m_command->setToolTip(tr("Words as in a shell; {file}, {line} and {column} are filled in. No "
                             "shell runs it."));
    m_command->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_preview->setWordWrap(true);
    m_preview->setTextFormat(Qt::PlainText);
    auto *form = new QFormLayout;
    form->addRow(tr("&Editor"), m_editor);
    form->addRow(tr("&Own command"), m_command);
    form->addRow(QString(), m_preview);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 72);

    fill({});
    connect(m_editor, &QComboBox::currentIndexChanged, this, &EditorDialog::update);
    connect(m_command, &QLineEdit::textChanged, this, &EditorDialog::update);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &EditorDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    inBackground(this, installedEditors, [this](const QList<Editor> &editors) { fill(editors); });
}

void EditorDialog::fill(const QList<Editor> &editors)
{
    const QString chosen = m_editor->count() > 0 ? m_editor->currentData().toString()
                                                 : m_preferences.editor();
    const QSignalBlocker quiet(m_editor);
    m_editor->clear();
    m_editor->addItem(tr("$VISUAL, else the desktop's choice"), QString());
    bool listed = chosen.isEmpty() || chosen == QLatin1StringView(ownEditorId);
    for (const Editor &editor : editors) {
        m_editor->addItem(u"%1 (%2)"_s.arg(editor.name, editor.id), editor.id);
        listed = listed || editor.id == chosen;
    }
    if (!listed) // still being looked for, or no longer installed
        m_editor->addItem(chosen, chosen);
    m_editor->addItem(tr("Own command"), QString(QLatin1StringView(ownEditorId)));
    m_editor->setCurrentIndex(std::max(0, m_editor->findData(chosen)));
    update();
}

void EditorDialog::update()
{
    const bool own = m_editor->currentData().toString() == QLatin1StringView(ownEditorId);
    m_command->setEnabled(own);
    const auto editor = chosenEditor(m_editor->currentData().toString(), m_command->text(),
                                     qEnvironmentVariable("VISUAL"));
    const bool wrong = own && !editor;
    QPalette colors = palette();
    if (wrong)
        colors.setColor(QPalette::WindowText, semanticColor(SemanticColor::Bad, palette()));
    m_preview->setPalette(colors);
    if (wrong)
        m_preview->setText(m_command->text().isEmpty()
                               ? tr("Type the editor's command with {file} in it.")
                               : tr("This command cannot be used: %1.").arg(editor.error().detail));
    else if (editor)
        m_preview->setText(
            tr("Runs: %1")
                .arg(joinShellWords(editorCommand(*editor, {u"/path/file.py"_s, 41, 7}))));
    else
        m_preview->setText(tr("Files open in the program that the desktop has for them, at their "
                              "first line."));
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(!wrong);
}

void EditorDialog::accept()
{
    m_preferences.setEditor(m_editor->currentData().toString(), m_command->text());
    QDialog::accept();
}

} // namespace CommandRunner
