// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/savedialog.h"

#include "widgets/common/format.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

SaveDialog::SaveDialog(qint64 allLines, qint64 selectedLines, QWidget *parent)
    : QDialog(parent),
      m_format(new QComboBox(this)),
      m_all(new QRadioButton(tr("The &whole output, %1 lines").arg(numberText(allLines)), this)),
      m_selection(new QRadioButton(tr("The &selected lines, %1").arg(numberText(selectedLines)),
                                   this)),
      m_hiddenLines(new QCheckBox(tr("With the lines that are &folded away"), this)),
      m_times(new QCheckBox(tr("With the &time of each line"), this)),
      m_about(new QLabel(this))
{
    setWindowTitle(tr("Save Output"));
    m_format->addItem(tr("Text"), int(SaveFormat::Shown));
    m_format->addItem(tr("Web page with colours"), int(SaveFormat::Html));
    m_format->addItem(tr("Raw, with escape codes"), int(SaveFormat::Raw));
    m_format->setAccessibleName(tr("Format"));
    m_all->setChecked(true);
    m_selection->setEnabled(selectedLines > 0);
    m_about->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Save)->setText(tr("Save &As…"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_format, &QComboBox::currentIndexChanged, this, &SaveDialog::update);

    auto *form = new QFormLayout;
    form->addRow(tr("F&ormat"), m_format);
    form->addRow(QString(), m_about);
    form->addRow(tr("Lines"), m_all);
    form->addRow(QString(), m_selection);
    form->addRow(QString(), m_hiddenLines);
    form->addRow(QString(), m_times);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(buttons);
    update();
}

SaveDialog::Choice SaveDialog::choice() const
{
    const auto format = SaveFormat(m_format->currentData().toInt());
    const bool raw = format == SaveFormat::Raw;
    return {.format = format,
            .selectionOnly = m_selection->isChecked(),
            .hiddenLines = raw || m_hiddenLines->isChecked(),
            .times = !raw && m_times->isChecked()};
}

QString SaveDialog::ending(SaveFormat format)
{
    switch (format) {
    case SaveFormat::Raw:
        return u"log"_s;
    case SaveFormat::Html:
        return u"html"_s;
    case SaveFormat::Shown:
        break;
    }
    return u"txt"_s;
}

void SaveDialog::update()
{
    const auto format = SaveFormat(m_format->currentData().toInt());
    const bool raw = format == SaveFormat::Raw;
    m_hiddenLines->setEnabled(!raw);
    m_times->setEnabled(!raw);
    m_about->setText(raw ? tr("Every byte as the program wrote it; “cat” in a terminal shows its "
                              "colours.")
                         : format == SaveFormat::Html
                         ? tr("For a browser: text with the colours of the program.")
                         : tr("Plain text, as it is read here."));
}

} // namespace CommandRunner
