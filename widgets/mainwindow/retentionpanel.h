// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/retentionpolicy.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QSpinBox;

namespace CommandRunner {

class Housekeeping;

// What is kept of runs: the limits, what they would remove now in words, and removing it at once.
// Changes hold at once; what they say is removed when the machine is idle.
class RetentionPanel final : public QWidget
{
    Q_OBJECT
public:
    // Outlives us.
    explicit RetentionPanel(Housekeeping &housekeeping, QWidget *parent = nullptr);

    void restoreDefaults(); // everything is kept

    // "Would remove 312 runs (1.2 GB), the oldest from 3 May 2025; pinned runs stay."
    static QString planInWords(const RetentionPlan &plan);

private:
    QSpinBox *addLimit(QFormLayout *form, const QString &label, int maximum, int step,
                       const QString &suffix, const QString &none);
    void show(const RetentionRules &rules);
    RetentionRules shownRules() const;
    void changed();
    void preview();
    void ask();
    void cleanUp();

    Housekeeping &m_housekeeping;
    RetentionRules m_rules; // as they were read; what is not shown here stays
    RetentionPlan m_plan;   // of what is shown
    bool m_showing = false;
    QTimer m_soon; // until the preview is asked for
    QSpinBox *m_runDays;
    QSpinBox *m_runCount;
    QSpinBox *m_outputDays;
    QSpinBox *m_outputSize;
    QCheckBox *m_compress;
    QLabel *m_preview;
    QPushButton *m_cleanUp;
};

} // namespace CommandRunner
