// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/output/shownoutput.h"
#include "widgets/common/messagebanner.h"
#include "widgets/output/findbar.h"
#include "widgets/output/outputpane.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QSignalSpy>
#include <QToolButton>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(missing)");
}

template<class T>
T *named(QWidget &parent, const QString &accessibleName)
{
    for (T *child : parent.findChildren<T *>()) {
        if (child->accessibleName() == accessibleName)
            return child;
    }
    return nullptr;
}

} // namespace

class TestOutputPane final : public QObject
{
    Q_OBJECT

private:
    static void show(OutputPane &pane, const LogFixture &log, bool finished = true)
    {
        pane.resize(900, 400);
        pane.open(log.log(), log.index(), finished);
        pane.show();
        QApplication::setActiveWindow(&pane);
        if (finished)
            QTRY_VERIFY(pane.document()->isFinished());
    }

private Q_SLOTS:
    void countsItsFilters()
    {
        LogFixture log;
        log.append("start\n" + sqlLines(312) + "end\n");
        OutputPane pane;
        show(pane, log);
        auto *button = named<QToolButton>(pane, u"Filters"_s);
        QVERIFY(button);
        QTRY_COMPARE(button->text(), u"Filters: SQL 312"_s);
        const QList<QAction *> actions = pane.filtersMenu()->actions();
        const auto sql = std::find_if(actions.begin(), actions.end(),
                                      [](QAction *a) { return a->text() == u"SQL 312"; });
        QVERIFY(sql != actions.end());
        QVERIFY((*sql)->isChecked());
        QCOMPARE(pane.document()->rowCount(), 3);

        QSignalSpy changed(&pane, &OutputPane::hiddenClassesChanged);
        (*sql)->trigger();
        QCOMPARE(pane.document()->rowCount(), 314);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(button->text(), u"Filters"_s);
        (*sql)->trigger();
        QCOMPARE(pane.document()->rowCount(), 3);
    }

    void saysThatAMatchIsBehindWhatIsShown()
    {
        LogFixture log;
        log.append(QByteArray(200'000, 'x') + " needle\nneedle\n");
        OutputPane pane;
        show(pane, log);
        pane.findBar()->open();
        auto *field = named<QLineEdit>(pane, u"Find in the output"_s);
        QTest::keyClicks(field, u"needle"_s);
        QTRY_VERIFY(pane.findBar()->countText().startsWith(u"1 of 2"_s));
        QVERIFY(pane.findBar()->countText() != u"1 of 2"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(pane.findBar()->countText(), u"2 of 2"_s);
    }

    void findsNextAndPrevious()
    {
        LogFixture log;
        log.append("Needle one\n" + numberedLines(200) + sqlLines(5)
                   + "(0.001) SELECT needle; args=()\n" + sqlLines(5) + "the needle\nNEEDLE\n");
        OutputPane pane;
        show(pane, log);
        pane.view()->setFollowing(false);
        pane.view()->scrollBySubRows(-10'000);
        pane.findBar()->open();
        auto *field = named<QLineEdit>(pane, u"Find in the output"_s);
        QTest::keyClicks(field, u"needle"_s);
        QTRY_COMPARE(pane.findBar()->countText(), u"1 of 4"_s);
        QCOMPARE(pane.view()->currentMatch(), 0);

        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(pane.findBar()->countText(), u"2 of 4"_s);
        QCOMPARE(pane.view()->currentMatch(), 206); // was folded away
        QVERIFY(!pane.document()->row(pane.document()->rowOfLine(206)).marker);
        QVERIFY(!pane.view()->rowRect(pane.document()->rowOfLine(206)).isEmpty());
        QTest::keyClick(field, Qt::Key_Return);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(pane.findBar()->countText(), u"4 of 4"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(pane.findBar()->countText(), u"1 of 4"_s);
        QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(pane.findBar()->countText(), u"4 of 4"_s);

        field->setText(u"NEEDLE"_s); // capitals: exactly so
        QTRY_COMPARE(pane.findBar()->countText(), u"1 of 1"_s);
        field->setText(u"nowhere"_s);
        QTRY_COMPARE(pane.findBar()->countText(), u"No match"_s);
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(pane.findBar()->isHidden());
        QCOMPARE(pane.document()->matchCount(), 0);
    }

    void savesAsShownAndRaw()
    {
        LogFixture log;
        const QByteArray bytes = "\x1b[31mred\x1b[0m\n" + sqlLines(3) + "between\n" + sqlLines(2)
            + "end\n50%\r100%\nlast";
        log.append(bytes);
        OutputPane pane;
        show(pane, log);
        pane.view()->toggleMarker(3); // the second SQL block is opened
        QCOMPARE(pane.view()->expandedMarkers().size(), 1);
        QSignalSpy saved(&pane, &OutputPane::saved);
        pane.saveTo(log.file(u"shown.txt"_s), SaveFormat::Shown);
        QTRY_COMPARE(saved.size(), 1);
        QCOMPARE(contentOf(log.file(u"shown.txt"_s)),
                 "red\nbetween\n" + sqlLines(2) + "end\nlast\n");
        QVERIFY(pane.banner()->isVisible());

        pane.saveTo(log.file(u"raw.log"_s), SaveFormat::Raw);
        QTRY_COMPARE(saved.size(), 2);
        QCOMPARE(contentOf(log.file(u"raw.log"_s)), bytes);
    }

    void aFailedSaveIsToldInTheBanner()
    {
        LogFixture log;
        log.append("text\n");
        OutputPane pane;
        show(pane, log);
        const QString target = log.file(u"no/such/folder/out.txt"_s);
        pane.saveTo(target, SaveFormat::Shown);
        QTRY_VERIFY(pane.banner()->isVisible());
        QVERIFY2(pane.banner()->text().contains(target), qPrintable(pane.banner()->text()));
        pane.saveTo(log.file(u"fine.txt"_s), SaveFormat::Shown); // and the next one works
        QTRY_COMPARE(contentOf(log.file(u"fine.txt"_s)), QByteArray("text\n"));
    }

    void savingLooksAtWhatWasThere()
    {
        LogFixture log;
        log.append(numberedLines(5000));
        OutputPane pane;
        show(pane, log, false);
        QTRY_COMPARE(pane.document()->lineCount(), 5000);
        log.append(numberedLines(10, "later "));
        QSignalSpy saved(&pane, &OutputPane::saved);
        pane.saveTo(log.file(u"out.txt"_s), SaveFormat::Shown);
        QTRY_COMPARE(saved.size(), 1);
        QCOMPARE(contentOf(log.file(u"out.txt"_s)), numberedLines(5000));
    }

    void aMissingLogIsExplained()
    {
        LogFixture log;
        OutputPane pane;
        pane.resize(800, 300);
        pane.open(log.log(), log.index(), true);
        pane.show();
        QVERIFY(pane.view()->placeholder().contains(QDir::toNativeSeparators(log.log())));
    }

    void emptyOutputHasWords()
    {
        LogFixture log;
        log.append({});
        OutputPane pane;
        pane.open(log.log(), log.index(), false);
        pane.show();
        QCOMPARE(pane.view()->placeholder(), u"No output yet"_s);
        pane.setFinished();
        QTRY_COMPARE(pane.view()->placeholder(), u"This run printed nothing"_s);
    }

    void showsProgressWhileItRuns()
    {
        LogFixture log;
        log.append("Downloading\n");
        OutputPane pane;
        show(pane, log, false);
        auto *bar = pane.findChild<QProgressBar *>();
        QVERIFY(bar->isHidden());
        log.append("  0%|          | 0/1204\r 31%|###       | 373/1204\r 61%|######    | 734/1204");
        pane.grow();
        QTRY_VERIFY(bar->isVisible());
        QVERIFY(bar->value() >= 600 && bar->value() <= 620);
        pane.setFinished();
        QTRY_VERIFY(bar->isHidden());
    }

    void goesFromErrorToError()
    {
        LogFixture log;
        log.append(numberedLines(100) + "ERROR: first\n" + numberedLines(100) + "ERROR: second\n"
                   + numberedLines(100));
        OutputPane pane;
        show(pane, log);
        QCOMPARE(pane.document()->classCount(LineClass::Error), 2);
        pane.view()->goToLine(0);
        QTest::keyClick(pane.view(), Qt::Key_F8);
        QCOMPARE(pane.view()->caret().line, 100);
        QVERIFY(!pane.view()->rowRect(100).isEmpty());
        QTest::keyClick(pane.view(), Qt::Key_F8);
        QCOMPARE(pane.view()->caret().line, 201);
        QTest::keyClick(pane.view(), Qt::Key_F8);
        QCOMPARE(pane.view()->caret().line, 100);
        QTest::keyClick(pane.view(), Qt::Key_F8, Qt::ShiftModifier);
        QCOMPARE(pane.view()->caret().line, 201);
    }

    void actionsDriveTheView()
    {
        LogFixture log;
        log.append(numberedLines(500));
        OutputPane pane;
        show(pane, log);
        const auto action = [&pane](const QString &text) {
            for (QAction *candidate : pane.paneActions()) {
                if (candidate->text() == text)
                    return candidate;
            }
            return static_cast<QAction *>(nullptr);
        };
        QVERIFY(action(u"Follow"_s)->isChecked());
        QTest::keyClick(pane.view(), Qt::Key_PageUp);
        QTest::keyClick(pane.view(), Qt::Key_PageUp);
        QVERIFY(!action(u"Follow"_s)->isChecked());
        action(u"Follow"_s)->trigger();
        QVERIFY(pane.view()->isAtBottom());
        action(u"Wrap"_s)->trigger();
        QVERIFY(pane.view()->isWrapping());
        action(u"Time Since the Start"_s)->trigger();
        QCOMPARE(int(pane.view()->timeColumn()), int(TimeColumn::SinceStart));
        QVERIFY(!action(u"Copy"_s)->isEnabled());
        pane.view()->selectAll();
        QVERIFY(action(u"Copy"_s)->isEnabled());
        QTest::keyClick(pane.view(), Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(pane.findBar()->isVisible());
        for (QAction *each : pane.paneActions()) {
            QVERIFY(!each->toolTip().isEmpty());
            if (!each->shortcut().isEmpty())
                QVERIFY(
                    each->toolTip().contains(each->shortcut().toString(QKeySequence::NativeText)));
        }
    }
};

QTEST_MAIN(TestOutputPane)
#include "test_outputpane.moc"
