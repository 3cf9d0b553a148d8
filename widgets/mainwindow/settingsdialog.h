// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QAction;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;
class QVBoxLayout;

namespace CommandRunner {

class Housekeeping;
class ReadingPreferences;
class RetentionPanel;
class WindowSettings;

// How long a stopped run has to end by itself before it is killed, in seconds, and where the
// settings keep it.
namespace StopGrace {
inline constexpr QLatin1StringView key("run/stopGraceSeconds");
inline constexpr int defaultSeconds = 5;
inline constexpr int maximumSeconds = 3600;
qint64 milliseconds(const WindowSettings &settings); // a value out of range counts as the nearest
} // namespace StopGrace

// How much of a run's output is kept, in MiB; 0: everything.
namespace OutputLimit {
inline constexpr QLatin1StringView key("run/outputLimitMiB");
inline constexpr int defaultMiB = 1024;
inline constexpr int maximumMiB = 1024 * 1024;
qint64 bytes(const WindowSettings &settings);
} // namespace OutputLimit

// What the user can set. Every change holds at once; there is nothing to confirm.
class SettingsDialog final : public QDialog
{
    Q_OBJECT
public:
    // Appearance is chosen by triggering one of these checkable actions, which also the menu
    // offers. All outlive the dialog.
    SettingsDialog(WindowSettings &settings, ReadingPreferences &reading,
                   const QList<QAction *> &appearances, QWidget *parent);
    // What is kept of runs, and how long; outlives the dialog.
    void addRetention(Housekeeping &housekeeping);

private:
    int contentHeight() const;
    QLabel *heading(const QString &title);
    QFormLayout *addSection(const QString &title);
    void createAppearance(const QList<QAction *> &appearances);
    void createRunning();
    void createTerminal(QFormLayout *form);
    void restoreDefaults();

    WindowSettings &m_settings;
    ReadingPreferences &m_reading;
    QVBoxLayout *m_sections;
    RetentionPanel *m_retention = nullptr;
    QComboBox *m_appearance = nullptr;
    QSpinBox *m_grace = nullptr;
    QSpinBox *m_limit = nullptr;
    QLineEdit *m_terminal = nullptr;
};

} // namespace CommandRunner
