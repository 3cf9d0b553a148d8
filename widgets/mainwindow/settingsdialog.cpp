// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow/settingsdialog.h"

#include "core/workspace/runservice.h"
#include "widgets/common/clearbutton.h"
#include "widgets/mainwindow/retentionpanel.h"
#include "widgets/mainwindow/windowsettings.h"
#include "widgets/output/readingpreferences.h"
#include "widgets/palette/actionregistry.h"

#include <QAbstractButton>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStyle>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr auto headingProperty = "commandrunnerHeading";

QLabel *explanation(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

qint64 StopGrace::milliseconds(const WindowSettings &settings)
{
    const int seconds = settings.value(key, defaultSeconds).toInt();
    return 1000LL * qBound(0, seconds, maximumSeconds);
}

qint64 OutputLimit::bytes(const WindowSettings &settings)
{
    const int wanted = settings.value(key, defaultMiB).toInt();
    return qint64(qBound(0, wanted, maximumMiB)) << 20;
}

SettingsDialog::SettingsDialog(WindowSettings &settings, ReadingPreferences &reading,
                               RunService &runs, const QList<QAction *> &appearances,
                               QWidget *parent)
    : QDialog(parent),
      m_settings(settings),
      m_reading(reading),
      m_runs(runs)
{
    setWindowTitle(tr("Settings"));
    auto *layout = new QVBoxLayout(this);
    m_area = new QScrollArea(this); // all of it is too much for a small screen
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget(m_area);
    m_sections = new QVBoxLayout(content);
    m_area->setWidget(content);
    layout->addWidget(m_area);
    createAppearance(appearances);
    createCommands();
    createRunning();
    m_sections->addStretch();
    auto *buttons = new QDialogButtonBox(
        QDialogButtonBox::RestoreDefaults | QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this,
            &SettingsDialog::restoreDefaults);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    layout->addWidget(buttons);
    fitToContent();
}

// Nothing is cut off at the side; below, it scrolls when the screen is small.
void SettingsDialog::fitToContent()
{
    const QWidget *content = m_sections->parentWidget();
    const int around = 2 * style()->pixelMetric(QStyle::PM_LayoutLeftMargin)
        + style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    setMinimumWidth(qMax(fontMetrics().averageCharWidth() * 68,
                         content->minimumSizeHint().width() + around));
    const int height = qMax(content->heightForWidth(minimumWidth() - around),
                            content->sizeHint().height())
        + 5 * fontMetrics().height();
    resize(minimumWidth(), qMin(height, screen()->availableGeometry().height() * 9 / 10));
}

void SettingsDialog::addRetention(Housekeeping &housekeeping)
{
    // Above the stretch.
    m_retention = new RetentionPanel(housekeeping, this);
    m_sections->insertWidget(m_sections->count() - 1, heading(tr("Keeping")));
    m_sections->insertWidget(m_sections->count() - 1, m_retention);
    fitToContent();
}

QLabel *SettingsDialog::heading(const QString &title)
{
    auto *label = new QLabel(title, this);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    label->setProperty(headingProperty, true);
    return label;
}

// Read off the widgets, so that no setting is forgotten: labels with a buddy, and what carries its
// own words. They come in the order in which they were made, which is that of the sections.
QList<SettingsDialog::Field> SettingsDialog::fields() const
{
    QList<Field> fields;
    QString section;
    const auto plain = [](QString text) {
        text.remove(u'&');
        if (text.endsWith(u':') || text.endsWith(u'…'))
            text.chop(1);
        return text;
    };
    for (QWidget *widget : findChildren<QWidget *>()) {
        const auto *label = qobject_cast<QLabel *>(widget);
        const auto *button = qobject_cast<QAbstractButton *>(widget);
        if (label && label->property(headingProperty).toBool())
            section = label->text();
        else if (label && label->buddy())
            fields.append({{section, plain(label->text())}, label->buddy()});
        else if (button && button->isCheckable() && !button->text().isEmpty())
            fields.append({{section, plain(button->text())}, widget});
    }
    return fields;
}

QList<SettingsDialog::Title> SettingsDialog::titles() const
{
    QList<Title> titles;
    for (const Field &field : fields())
        titles.append(field.title);
    return titles;
}

void SettingsDialog::focus(const Title &title)
{
    for (const Field &field : fields()) {
        if (field.title.section != title.section || field.title.label != title.label)
            continue;
        m_area->ensureWidgetVisible(field.widget);
        if (field.widget->isEnabled())
            field.widget->setFocus(Qt::ShortcutFocusReason);
        else
            field.widget->installEventFilter(this); // what it shows has not been read yet
        return;
    }
}

bool SettingsDialog::eventFilter(QObject *watched, QEvent *event)
{
    auto *field = qobject_cast<QWidget *>(watched);
    if (field && event->type() == QEvent::EnabledChange && field->isEnabled()) {
        field->removeEventFilter(this);
        field->setFocus(Qt::ShortcutFocusReason);
    }
    return QDialog::eventFilter(watched, event);
}

QFormLayout *SettingsDialog::addSection(const QString &title)
{
    auto *form = new QFormLayout;
    form->setContentsMargins(fontMetrics().averageCharWidth() * 2, 0, 0, fontMetrics().height());
    m_sections->addWidget(heading(title));
    m_sections->addLayout(form);
    return form;
}

void SettingsDialog::createAppearance(const QList<QAction *> &appearances)
{
    QFormLayout *form = addSection(tr("Appearance"));
    m_appearance = new QComboBox(this);
    for (QAction *action : appearances) {
        m_appearance->addItem(ActionRegistry::name(action), QVariant::fromValue(action));
        if (action->isChecked())
            m_appearance->setCurrentIndex(m_appearance->count() - 1);
        // The menu may change it while this is open.
        connect(action, &QAction::toggled, this,
                [this, index = m_appearance->count() - 1](bool on) {
                    if (on)
                        m_appearance->setCurrentIndex(index);
                });
    }
    connect(m_appearance, &QComboBox::activated, this,
            [this] { m_appearance->currentData().value<QAction *>()->trigger(); });
    form->addRow(tr("&Colours:"), m_appearance);
}

void SettingsDialog::createCommands()
{
    QFormLayout *form = addSection(tr("Commands"));
    m_computer = new QCheckBox(tr("List the commands of this &computer"), this);
    m_computer->setObjectName(QStringLiteral("computer"));
    m_computer->setChecked(m_settings.value(ComputerCommandsShown::key, true).toBool());
    connect(m_computer, &QCheckBox::toggled, this,
            [this](bool on) { m_settings.set(ComputerCommandsShown::key, on); });
    form->addRow(m_computer);
    QLabel *words = explanation(
        tr("Your systemd units, the applications of the menu, aliases and functions of your shell. "
           "The shell is started once to say them."),
        this);
    m_computer->setAccessibleDescription(words->text());
    form->addRow(words);
}

void SettingsDialog::createRunning()
{
    QFormLayout *form = addSection(tr("Running"));
    m_grace = new QSpinBox(this);
    m_grace->setRange(0, StopGrace::maximumSeconds);
    m_grace->setSuffix(tr(" s"));
    m_grace->setSpecialValueText(tr("At once"));
    m_grace->setAccelerated(true);
    m_grace->setValue(int(StopGrace::milliseconds(m_settings) / 1000));
    connect(m_grace, &QSpinBox::valueChanged, this,
            [this](int seconds) { m_settings.set(StopGrace::key, seconds); });
    form->addRow(tr("&Kill after Stop:"), m_grace);
    QLabel *words = explanation(
        tr("Stop asks a program to end. What has not ended after this time is killed, with "
           "everything that it started. Holds for runs started from now on."),
        this);
    m_grace->setAccessibleDescription(words->text());
    form->addRow(QString(), words);

    m_limit = new QSpinBox(this);
    m_limit->setRange(0, OutputLimit::maximumMiB);
    m_limit->setSuffix(tr(" MiB"));
    m_limit->setSpecialValueText(tr("Everything"));
    m_limit->setSingleStep(256);
    m_limit->setAccelerated(true);
    m_limit->setGroupSeparatorShown(true);
    m_limit->setValue(int(OutputLimit::bytes(m_settings) >> 20));
    connect(m_limit, &QSpinBox::valueChanged, this,
            [this](int wanted) { m_settings.set(OutputLimit::key, wanted); });
    form->addRow(tr("Keep &output up to:"), m_limit);
    QLabel *kept = explanation(
        tr("Of a run that prints more, the beginning and the latest part are kept, and the gap is "
           "shown where it is."),
        this);
    m_limit->setAccessibleDescription(kept->text());
    form->addRow(QString(), kept);
    createQueue(form);
    createTerminal(form);
}

// Kept in the database, for all programs that start runs.
void SettingsDialog::createQueue(QFormLayout *form)
{
    m_atOnce = new QSpinBox(this);
    m_atOnce->setObjectName(QStringLiteral("atOnce"));
    m_atOnce->setRange(0, QueueSettings::highestLimit);
    m_atOnce->setSpecialValueText(tr("Any number"));
    m_atOnce->setAccelerated(true);
    m_atOnce->setKeyboardTracking(false); // 12 is not 1 first
    m_atOnce->setValue(m_runs.queue().settings.limit);
    connect(m_atOnce, &QSpinBox::valueChanged, &m_runs, &RunService::setQueueLimit);
    connect(&m_runs, &RunService::queueChanged, m_atOnce, [this] {
        if (m_atOnce->hasFocus())
            return;
        const QSignalBlocker blocker(m_atOnce);
        m_atOnce->setValue(m_runs.queue().settings.limit);
    });
    form->addRow(tr("&Runs at a time:"), m_atOnce);
    QLabel *words = explanation(tr("Further ones are queued. Holds for commandrunner-cli, too."),
                                this);
    m_atOnce->setAccessibleDescription(words->text());
    form->addRow(QString(), words);
}

void SettingsDialog::createTerminal(QFormLayout *form)
{
    m_terminal = new QLineEdit(m_reading.terminal(), this);
    m_terminal->setObjectName(QStringLiteral("terminal"));
    m_terminal->setPlaceholderText(tr("What the system prefers"));
    addClearButton(m_terminal);
    connect(m_terminal, &QLineEdit::textChanged, &m_reading, &ReadingPreferences::setTerminal);
    form->addRow(tr("&Terminal application:"), m_terminal);
    QLabel *words = explanation(
        tr("For programs that fill the whole screen. Its command, such as “konsole -e” or "
           "“kitty”; what is to be run follows."),
        this);
    m_terminal->setAccessibleDescription(words->text());
    form->addRow(QString(), words);
}

void SettingsDialog::restoreDefaults()
{
    m_appearance->itemData(0).value<QAction *>()->trigger();
    m_computer->setChecked(true);
    m_grace->setValue(StopGrace::defaultSeconds);
    m_limit->setValue(OutputLimit::defaultMiB);
    m_atOnce->setValue(0);
    m_terminal->clear();
    if (m_retention)
        m_retention->restoreDefaults();
}

} // namespace CommandRunner
