// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QAction;
class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QScrollArea;
class QSpinBox;
class QVBoxLayout;

namespace CommandRunner {

class Housekeeping;
class ReadingPreferences;
class RetentionPanel;
class RunService;
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

// Whether the list has what belongs to no folder: units, applications, names of the shell.
namespace ComputerCommandsShown {
inline constexpr QLatin1StringView key("commands/thisComputer");
} // namespace ComputerCommandsShown

// What the user can set. Every change holds at once; there is nothing to confirm.
class SettingsDialog final : public QDialog
{
    Q_OBJECT
public:
    // Appearance is chosen by triggering one of these checkable actions, which also the menu
    // offers. All outlive the dialog.
    SettingsDialog(WindowSettings &settings, ReadingPreferences &reading, RunService &runs,
                   const QList<QAction *> &appearances, QWidget *parent);
    // What can be set here, as people read it: the palette leads to each.
    struct Title {
        QString section;
        QString label;
    };
    QList<Title> titles() const;
    void focus(const Title &title); // the field of that name; nothing when there is none

    // What is kept of runs, and how long; outlives the dialog.
    void addRetention(Housekeeping &housekeeping);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Field {
        Title title;
        QWidget *widget;
    };
    QList<Field> fields() const;
    void fitToContent();
    QLabel *heading(const QString &title);
    QFormLayout *addSection(const QString &title);
    void createAppearance(const QList<QAction *> &appearances);
    void createCommands();
    void createRunning();
    void createQueue(QFormLayout *form);
    void createTerminal(QFormLayout *form);
    void restoreDefaults();

    WindowSettings &m_settings;
    ReadingPreferences &m_reading;
    QVBoxLayout *m_sections;
    QScrollArea *m_area;
    RetentionPanel *m_retention = nullptr;
    RunService &m_runs;
    QComboBox *m_appearance = nullptr;
    QCheckBox *m_computer = nullptr;
    QSpinBox *m_grace = nullptr;
    QSpinBox *m_limit = nullptr;
    QSpinBox *m_atOnce = nullptr;
    QLineEdit *m_terminal = nullptr;
};

} // namespace CommandRunner
