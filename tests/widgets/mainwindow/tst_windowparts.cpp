// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/runstore.h"
#include "core/workspace/housekeeping.h"
#include "core/workspace/runservice.h"
#include "widgets/mainwindow/demoworkspace.h"
#include "widgets/mainwindow/problempage.h"
#include "widgets/mainwindow/retentionpanel.h"
#include "widgets/mainwindow/settingsdialog.h"
#include "widgets/mainwindow/windowsettings.h"
#include "widgets/output/readingpreferences.h"

#include <QAction>
#include <QActionGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestWindowParts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void settingsSurvive();
    void settingsAreWrittenSoon();
    void groups();
    void settingsDialogChangesAtOnce();
    void retentionIsPreviewedAndDone();
    void planInWords();
    void graceOutOfRange_data();
    void graceOutOfRange();
    void demoSourceIsUsedWhereItCanBeWritten();
    void demoIsMissing();
    void problemsSayWhatToDo_data();
    void problemsSayWhatToDo();
};

void TestWindowParts::settingsSurvive()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"settings.ini"_s);
    {
        WindowSettings settings(file);
        QCOMPARE(settings.value(u"a/b"_s, 7).toInt(), 7);
        settings.set(u"a/b"_s, 3);
        settings.set(u"a/list"_s, QStringList{u"one"_s, u"two, three"_s});
    }
    const WindowSettings again(file);
    QCOMPARE(again.value(u"a/b"_s).toInt(), 3);
    QCOMPARE(again.value(u"a/list"_s).toStringList(), (QStringList{u"one"_s, u"two, three"_s}));
}

void TestWindowParts::settingsAreWrittenSoon()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"settings.ini"_s);
    WindowSettings settings(file);
    settings.set(u"x/y"_s, u"kept"_s);
    QTRY_COMPARE(WindowSettings(file).value(u"x/y"_s).toString(), u"kept"_s);
}

void TestWindowParts::groups()
{
    const QTemporaryDir folder;
    WindowSettings settings(folder.filePath(u"settings.ini"_s));
    settings.set(u"page/other"_s, 1);
    settings.set(u"pages/x"_s, 2);
    settings.setGroup("page"_L1, {{u"a"_s, u"b"_s}});
    QCOMPARE(settings.group("page"_L1), (QVariantMap{{u"a"_s, u"b"_s}, {u"other"_s, 1}}));
}

void TestWindowParts::settingsDialogChangesAtOnce()
{
    const QTemporaryDir folder;
    WindowSettings settings(folder.filePath(u"settings.ini"_s));
    QActionGroup group(nullptr);
    QAction system(u"&System"_s);
    QAction dark(u"&Dark"_s);
    for (QAction *action : {&system, &dark}) {
        action->setCheckable(true);
        group.addAction(action);
    }
    dark.setChecked(true);
    ReadingPreferences reading;
    const DataPaths paths(folder.path());
    const SystemClock clock;
    DatabaseWorker database(paths.database());
    RunService runs(database, RunRegistry(paths, clock, RunLauncher(paths.runs(), {})));
    database.start();
    SettingsDialog dialog(settings, reading, runs, {&system, &dark}, nullptr);

    auto *appearance = dialog.findChild<QComboBox *>();
    QCOMPARE(appearance->currentIndex(), 1);
    appearance->setFocus();
    QTest::keyClick(appearance, Qt::Key_Up);
    QVERIFY(system.isChecked());
    dark.trigger(); // from the menu
    QCOMPARE(appearance->currentIndex(), 1);

    const auto spins = dialog.findChildren<QSpinBox *>();
    QCOMPARE(spins.size(), 3);
    auto *limit = spins.at(1);
    QCOMPARE(limit->value(), 1024);
    limit->setValue(0);
    QCOMPARE(OutputLimit::bytes(settings), 0);
    QVERIFY(!limit->text().contains(u'0')); // says what it means
    auto *grace = spins.first();
    QCOMPARE(grace->value(), 5);
    QCOMPARE(StopGrace::milliseconds(settings), 5000);
    grace->setValue(12);
    QCOMPARE(StopGrace::milliseconds(settings), 12000);
    grace->setValue(0);
    QCOMPARE(StopGrace::milliseconds(settings), 0);
    QVERIFY(grace->text() != u"0 s"_s); // says what it means

    auto *computer = dialog.findChild<QCheckBox *>(u"computer"_s);
    QVERIFY(computer->isChecked());
    computer->click();
    QVERIFY(!settings.value(ComputerCommandsShown::key).toBool());

    auto *atOnce = dialog.findChild<QSpinBox *>(u"atOnce"_s);
    QCOMPARE(atOnce->value(), 0);
    atOnce->setValue(3);
    QTRY_COMPARE(runs.queue().settings.limit, 3);
    runs.setQueueLimit(5); // somebody else
    QTRY_COMPARE(atOnce->value(), 5);

    auto *terminal = dialog.findChild<QLineEdit *>(u"terminal"_s);
    terminal->setText(u"kitty"_s);
    QCOMPARE(reading.terminal(), u"kitty"_s);

    dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::RestoreDefaults)->click();
    QCOMPARE(StopGrace::milliseconds(settings), 5000);
    QCOMPARE(OutputLimit::bytes(settings), 1LL << 30);
    QCOMPARE(reading.terminal(), QString());
    QTRY_COMPARE(runs.queue().settings.limit, 0);
    QVERIFY(system.isChecked());
}

void TestWindowParts::retentionIsPreviewedAndDone()
{
    const QTemporaryDir folder;
    const DataPaths paths(folder.path());
    const SystemClock clock;
    const auto database = Database::open(paths.database());
    QVERIFY(database);
    RunRequest request;
    request.runId = u"20250101-000000-old"_s;
    request.argv = {u"true"_s};
    RunOutcome outcome;
    outcome.state = RunState::Succeeded;
    outcome.started = clock.now().addDays(-100);
    outcome.ended = outcome.started.addSecs(1);
    outcome.outputBytes = 2'000'000;
    QVERIFY((*database)->execute(u"INSERT INTO facts VALUES ('runs-adopted', '0')"_s));
    QVERIFY(RunStore(**database).insert(request, RunState::Running, outcome.started));
    QVERIFY(RunStore(**database).recordOutcome(request.runId, outcome));

    Housekeeping housekeeping(paths, clock);
    RetentionPanel panel(housekeeping);
    auto *words = panel.findChild<QLabel *>(u"retentionPreview"_s);
    auto *button = panel.findChild<QPushButton *>();
    QTRY_VERIFY(panel.isEnabled());
    QTRY_COMPARE(words->text(), u"This would remove nothing."_s);
    QVERIFY(!button->isEnabled());
    auto *days = panel.findChildren<QSpinBox *>().constFirst();
    days->setValue(30);
    QTRY_VERIFY(words->text().contains(u"1 run"_s));
    QVERIFY(words->text().contains(u"2.0 MB"_s));
    QVERIFY(button->isEnabled());
    QTRY_COMPARE(RetentionStore(**database).rules().value().all.runDays, 30);
    {
        WindowSettings settings(folder.filePath(u"settings.ini"_s));
        ReadingPreferences reading;
        DatabaseWorker worker(paths.database());
        RunService runs(worker, RunRegistry(paths, clock, RunLauncher(paths.runs(), {})));
        worker.start();
        SettingsDialog dialog(settings, reading, runs, {}, nullptr);
        dialog.addRetention(housekeeping);
        dialog.show();
        const auto *area = dialog.findChild<QScrollArea *>();
        QVERIFY(area->widget()->width() <= area->viewport()->width()); // nothing is cut off
        QTRY_VERIFY(dialog.findChild<QLabel *>(u"retentionPreview"_s)->text().contains(u"1 run"_s));
    }

    button->click();
    const auto *box = panel.findChild<QMessageBox *>();
    QVERIFY(box);
    box->button(QMessageBox::Cancel)->click();
    QTRY_VERIFY(!panel.findChild<QMessageBox *>());
    QCOMPARE(RunStore(**database).ids().value().size(), 1);
    button->click();
    for (QAbstractButton *choice : panel.findChild<QMessageBox *>()->buttons()) {
        if (panel.findChild<QMessageBox *>()->buttonRole(choice) == QMessageBox::DestructiveRole)
            return [&] {
                choice->click();
                QTRY_VERIFY(words->text().startsWith(u"Removed"_s));
                QCOMPARE(RunStore(**database).ids().value().size(), 0);
                panel.restoreDefaults();
                QTRY_VERIFY(RetentionStore(**database).rules().value().keepAll());
            }();
    }
    QFAIL("there is no button that removes");
}

void TestWindowParts::planInWords()
{
    RetentionPlan plan;
    plan.runs = {312, 1'200'000'000, QDateTime({2025, 5, 3}, {12, 0}), {}};
    plan.outputs = {1, 5000, QDateTime({2025, 6, 3}, {12, 0}), {}};
    const QString text = RetentionPanel::planInWords(plan);
    for (const QString &part : {u"312 run"_s, u"1.2 GB"_s, u"2025"_s, u"1 run"_s, u"Pinned"_s})
        QVERIFY2(text.contains(part), qPrintable(text));
}

void TestWindowParts::graceOutOfRange_data()
{
    QTest::addColumn<QString>("kept");
    QTest::addColumn<qint64>("milliseconds");
    QTest::newRow("negative") << u"-3"_s << 0LL;
    QTest::newRow("huge") << u"99999999"_s << 1000LL * StopGrace::maximumSeconds;
}

void TestWindowParts::graceOutOfRange()
{
    QFETCH(QString, kept);
    QFETCH(qint64, milliseconds);
    const QTemporaryDir folder;
    WindowSettings settings(folder.filePath(u"settings.ini"_s));
    settings.set(StopGrace::key, kept);
    QCOMPARE(StopGrace::milliseconds(settings), milliseconds);
}

void TestWindowParts::demoSourceIsUsedWhereItCanBeWritten()
{
    const QTemporaryDir source;
    const QTemporaryDir data;
    const auto folder = prepareDemo(source.path(), data.path());
    QVERIFY(folder);
    QCOMPARE(*folder, source.path());
    QVERIFY(!QFileInfo::exists(data.filePath(u"demo"_s)));
}

void TestWindowParts::demoIsMissing()
{
    const QTemporaryDir data;
    for (const QString &source : {QString(), u"/nonexistent"_s}) {
        const auto folder = prepareDemo(source, data.path());
        QVERIFY(!folder);
        QVERIFY(folder.error().code == ErrorCode::NotFound);
    }
}

void TestWindowParts::problemsSayWhatToDo_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("subject");
    QTest::newRow("newer") << int(ErrorCode::NewerVersion) << u"/data/commandrunner.db"_s;
    QTest::newRow("not writable") << int(ErrorCode::PermissionDenied) << u"/data"_s;
    QTest::newRow("disk") << int(ErrorCode::Io) << u"/data"_s;
    QTest::newRow("held") << int(ErrorCode::Busy) << u"/data"_s;
}

void TestWindowParts::problemsSayWhatToDo()
{
    QFETCH(int, code);
    QFETCH(QString, subject);
    const Error error{ErrorCode(code), subject, u"technical"_s};
    QVERIFY2(ProblemPage::text(error).contains(subject), qPrintable(ProblemPage::text(error)));
    QVERIFY(!ProblemPage::advice(error).isEmpty());
    const ProblemPage page(error);
    QVERIFY(!page.accessibleName().isEmpty());
}

QTEST_MAIN(TestWindowParts)
#include "tst_windowparts.moc"
