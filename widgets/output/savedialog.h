// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/output/outputsaver.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QRadioButton;

namespace CommandRunner {

// What of the output is saved, and how. Where to is asked by the platform's own dialog, then.
class SaveDialog final : public QDialog
{
    Q_OBJECT
public:
    struct Choice {
        SaveFormat format = SaveFormat::Shown;
        bool selectionOnly = false;
        bool hiddenLines = false;
        bool times = false;
    };

    // `selectedLines` 0: nothing is selected.
    SaveDialog(qint64 allLines, qint64 selectedLines, QWidget *parent = nullptr);

    Choice choice() const;
    static QString ending(SaveFormat format); // "txt"

private:
    void update();

    QComboBox *m_format;
    QRadioButton *m_all;
    QRadioButton *m_selection;
    QCheckBox *m_hiddenLines;
    QCheckBox *m_times;
    QLabel *m_about;
};

} // namespace CommandRunner
