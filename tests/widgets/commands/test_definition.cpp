// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeclock.h"
#include "widgets/commands/definitionview.h"
#include "widgets/commands/lastrunsstrip.h"
#include "widgets/commands/sourceexcerpt.h"
#include "widgets/commands/sourceview.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QLocale>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QToolButton>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestDefinition final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wholeSmallFile()
    {
        const QString path = write(u"a.py"_s, "one\r\ntwo\xff\nthree");
        const auto excerpt = readSourceExcerpt(path, 2);
        QVERIFY(excerpt);
        QCOMPARE(excerpt->text, u"one\ntwo\uFFFD\nthree"_s);
        QCOMPARE(excerpt->firstLine, 1);
        QVERIFY(!excerpt->cutBefore && !excerpt->cutAfter && !excerpt->shortened);
    }

    void leadsToEditorFolderAndClipboard()
    {
        const QString path = write(u"b.py"_s, "one\ntwo\n");
        DefinitionView view;
        QCOMPARE(view.tools().size(), 3);
        for (const QAction *tool : view.tools())
            QVERIFY(!tool->isEnabled());
        view.setPlace(path, 2);
        QSignalSpy edited(&view, &DefinitionView::editRequested);
        QSignalSpy revealed(&view, &DefinitionView::revealRequested);
        for (QAction *tool : view.tools()) {
            QVERIFY(tool->isEnabled() && !tool->toolTip().isEmpty() && !tool->icon().isNull());
            tool->trigger();
        }
        QCOMPARE(edited.value(0), QVariantList({path, 2}));
        QCOMPARE(revealed.value(0), QVariantList({path}));
        QCOMPARE(QGuiApplication::clipboard()->text(), QDir::toNativeSeparators(path));
    }

    void whatChanged()
    {
        const QString path = write(u"c.sh"_s, "echo now\n");
        DefinitionView view;
        view.setPlace(path, 1);
        view.show();
        QTRY_COMPARE(view.view()->toPlainText(), u"echo now\n"_s);
        QVERIFY(!view.hasChanges() && !view.changesAction()->isVisible());
        QCOMPARE(view.message(), QString());

        DefinitionComparison comparison;
        comparison.since = QDateTime(QDate(2026, 11, 12), QTime(14, 0), Qt::UTC);
        comparison.files = 1;
        comparison.diff = u"--- c.sh\n+++ c.sh\n@@ -1 +1 @@\n-echo then\n+echo now\n"_s;
        view.setComparison(comparison);
        QVERIFY(view.hasChanges() && view.changesAction()->isVisible());
        QVERIFY(view.message().contains(QLocale().toString(comparison.since.toLocalTime(),
                                                           QLocale::ShortFormat)));
        view.changesAction()->trigger();
        QTRY_COMPARE(view.view()->toPlainText() + u'\n', comparison.diff);
        view.changesAction()->trigger();
        QTRY_COMPARE(view.view()->toPlainText(), u"echo now\n"_s);

        view.changesAction()->trigger();
        QSignalSpy reviewed(&view, &DefinitionView::reviewed);
        view.reviewedAction()->trigger();
        QCOMPARE(reviewed.size(), 1);
        view.setComparison({});
        QVERIFY(!view.changesAction()->isVisible() && !view.reviewedAction()->isVisible());
        QTRY_COMPARE(view.view()->toPlainText(), u"echo now\n"_s);

        // Another command's file has other changes.
        view.setComparison(comparison);
        view.setPlace(write(u"d.sh"_s, "true\n"), 1);
        QVERIFY(!view.hasChanges());
    }

    // Every line says its own number, so a wrong count shows wherever the cut falls.
    void aroundTheLine_data()
    {
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("maximum");
        for (const int line : {0, 1, 2, 99, 5'000, 9'999, 10'000, 20'000}) {
            for (const int maximum : {100, 101, 4'096, 65'535, 1 << 20})
                QTest::addRow("line %d in %d bytes", line, maximum) << line << maximum;
        }
    }

    void aroundTheLine()
    {
        QFETCH(int, line);
        QFETCH(int, maximum);
        QByteArray content;
        for (int number = 1; number <= 10'000; ++number)
            content += "line " + QByteArray::number(number) + '\n';
        const QString path = write(u"long.txt"_s, content);
        const auto excerpt = readSourceExcerpt(path, line, maximum);
        QVERIFY(excerpt);
        const QStringList lines = excerpt->text.split(u'\n');
        QVERIFY(excerpt->text.size() <= maximum);
        QCOMPARE(lines.first(),
                 excerpt->firstLine == 10'001 ? QString() : u"line %1"_s.arg(excerpt->firstLine));
        const int wanted = std::clamp(line, 1, 10'000);
        QVERIFY(excerpt->firstLine <= wanted);
        QCOMPARE(lines.value(wanted - excerpt->firstLine), u"line %1"_s.arg(wanted));
        QCOMPARE(excerpt->cutBefore, excerpt->firstLine > 1);
    }

    void hugeSingleLine()
    {
        const QString path = write(u"bundle.js"_s, QByteArray(5'000'000, 'x'));
        const auto excerpt = readSourceExcerpt(path, 1);
        QVERIFY(excerpt);
        QVERIFY(excerpt->shortened && excerpt->cutAfter);
        QCOMPARE(excerpt->text.size(), 1'001);
    }

    void errors_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("code");
        QTest::newRow("missing") << m_folder.filePath(u"nowhere.py"_s) << int(ErrorCode::NotFound);
        QTest::newRow("folder") << m_folder.path() << int(ErrorCode::InvalidFormat);
        QTest::newRow("binary") << write(u"binary"_s,
                                         QByteArray("\x7f"
                                                    "ELF\0\0",
                                                    6))
                                << int(ErrorCode::InvalidFormat);
    }

    void errors()
    {
        QFETCH(QString, path);
        QFETCH(int, code);
        const auto excerpt = readSourceExcerpt(path, 1);
        QVERIFY(!excerpt);
        QCOMPARE(int(excerpt.error().code), code);
        QCOMPARE(excerpt.error().subject, path);
    }

    void showsTheLineInColours()
    {
        QByteArray content;
        for (int number = 1; number < 3'000; ++number)
            content += "value = " + QByteArray::number(number) + "\n";
        content += "class Command:\n    pass\n";
        const QString path = write(u"greet.py"_s, content);
        DefinitionView view;
        view.resize(600, 300);
        view.setPlace(path, 3'000);
        QVERIFY(view.view()->toPlainText().isEmpty()); // nobody looks: nothing is read
        view.show();
        QTRY_VERIFY(view.view()->toPlainText().endsWith("pass\n"_L1));
        QCOMPARE(view.view()->definitionName(), u"Python"_s);
        QTRY_COMPARE(view.view()->textCursor().block().text(), u"class Command:"_s);
        QTRY_VERIFY(view.view()->viewport()->rect().contains(view.view()->cursorRect().center()));
        QVERIFY(!view.view()->document()->findBlockByNumber(2'999).layout()->formats().isEmpty());
        QVERIFY(view.view()->isReadOnly());
        // Another command's file follows; what a slower reading brings is not shown.
        view.setPlace(m_folder.filePath(u"nowhere.py"_s), 1);
        QTRY_VERIFY(!view.message().isEmpty());
        QVERIFY(view.message().contains(u"nowhere.py"_s));
        QVERIFY(!view.view()->isVisible());
        view.setPlace(write(u"tool"_s, "#!/usr/bin/env bash\necho\n"), 1);
        QTRY_COMPARE(view.view()->definitionName(), u"Bash"_s);
        QVERIFY(view.message().isEmpty());
        QVERIFY(view.view()->isVisible());
    }

    void diesWhileReading()
    {
        const QString path = write(u"large.py"_s, QByteArray(2'000'000, '\n'));
        auto view = std::make_unique<DefinitionView>();
        view->setPlace(path, 1'900'000);
        view->show();
        view.reset(); // the worker's result finds nobody
        QVERIFY(readSourceExcerpt(path, 1));
    }

    void lastRuns()
    {
        const FakeClock clock;
        LastRunsStrip strip(&clock);
        strip.resize(2'000, 30);
        QVERIFY(strip.isHidden());
        QList<RunRecord> runs;
        for (int number = 0; number < 9; ++number) {
            RunRecord run;
            run.request.runId = u"run%1"_s.arg(number);
            run.state = number == 1 ? RunState::Failed : RunState::Succeeded;
            run.outcome.started = clock.now().addSecs(-120 * (number + 1));
            run.outcome.ended = run.outcome.started.addMSecs(3'200);
            runs.append(run);
        }
        runs[0].state = RunState::Running;
        strip.setRuns(runs);
        QVERIFY(!strip.isHidden());
        QCOMPARE(strip.texts().size(), 6);
        QCOMPARE(strip.texts().at(0), u"⟳ 2 min ago"_s);
        QCOMPARE(strip.texts().at(1), u"✕ 4 min ago · 3.2 s"_s);
        QSignalSpy activated(&strip, &LastRunsStrip::activated);
        const QList<QToolButton *> buttons = strip.findChildren<QToolButton *>();
        buttons.at(1)->click();
        QCOMPARE(activated.first().first().toString(), u"run1"_s);
        QVERIFY(buttons.at(1)->accessibleName().startsWith("failed"_L1));
        // The same button stays when the run ends: focus is not lost.
        const QPointer<QToolButton> first = buttons.first();
        runs[0].state = RunState::Succeeded;
        strip.setRuns(runs);
        QVERIFY(first);
        strip.setRuns({});
        QVERIFY(strip.isHidden());
    }

private:
    QString write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
        return file.fileName();
    }

    QTemporaryDir m_folder;
};

QTEST_MAIN(TestDefinition)
#include "test_definition.moc"
