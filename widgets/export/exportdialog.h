// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QCheckBox;
class QLabel;
class QRadioButton;

namespace CommandRunner {

// How runs are exported. Where to is asked by the platform's own dialog, then.
class ExportDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit ExportDialog(qsizetype runs, QWidget *parent = nullptr);

    bool isZip() const;
    bool isRedacted() const;

private:
    void update();

    QRadioButton *m_zip;
    QRadioButton *m_folder;
    QCheckBox *m_redact;
    QLabel *m_about;
};

} // namespace CommandRunner
