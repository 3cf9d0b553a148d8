// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/builtinrules.h"
#include "tests/widgets/output/shownoutput.h"
#include "widgets/common/messagebanner.h"
#include "widgets/common/theme.h"
#include "widgets/output/filterbar.h"
#include "widgets/output/filterrow.h"
#include "widgets/output/lenscontroller.h"
#include "widgets/output/outputpane.h"
#include "widgets/output/ruleeditor.h"
#include "widgets/output/ruleform.h"
#include "widgets/output/rulepresentation.h"
#include "widgets/output/rulesetmodel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>
#include <QTreeView>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

template<class T>
T *named(const QWidget &in, const QString &name)
{
    for (T *candidate : in.findChildren<T *>()) {
        if (candidate->accessibleName() == name)
            return candidate;
    }
    return nullptr;
}

QPushButton *button(const QWidget &in, const QString &text)
{
    for (QPushButton *candidate : in.findChildren<QPushButton *>()) {
        if (candidate->text() == text)
            return candidate;
    }
    return nullptr;
}

QString shownLines(const OutputPane &pane)
{
    QStringList rows;
    for (qint64 row = 0; row < pane.document()->rowCount(); ++row)
        rows.append(pane.view()->rowText(row));
    return rows.join(u'|');
}

} // namespace

class TestLens : public QObject
{
    Q_OBJECT
private:
    static void show(OutputPane &pane, const LogFixture &log)
    {
        pane.resize(900, 500);
        pane.show();
        pane.open(log.log(), log.index(), true);
        QApplication::setActiveWindow(&pane);
        QTRY_VERIFY(pane.document()->isFinished());
    }

private Q_SLOTS:
    void typesAFilter();
    void severalFilters();
    void tellsAWrongPattern();
    void ruleSetFromTheMenu();
    void nothingPasses();
    void showsAll();
    void rememberedByItsCommand();
    void savesWhatIsShown();
    void model();
    void editsARule();
    void refusesAWrongRule();
    void importsAndExports();
    void ownColoursReadWell();
};

void TestLens::typesAFilter()
{
    LogFixture log;
    log.append("apple\nbanana\ncherry\nbanana split\n");
    OutputPane pane;
    show(pane, log);
    QTest::keyClick(pane.view(), Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY(pane.filterBar()->isVisible());
    QCOMPARE(pane.filterBar()->rowCount(), 1);
    FilterRow *row = pane.filterBar()->row(0);
    QTRY_VERIFY(row->field()->hasFocus());
    QTest::keyClicks(row->field(), u"banana"_s);
    QTRY_COMPARE(shownLines(pane), u"banana|banana split"_s);
    QTRY_COMPARE(row->countText(), u"2"_s);
    named<QSpinBox>(*row, u"Lines after"_s)->setValue(1);
    QTRY_COMPARE(shownLines(pane), u"banana|cherry|banana split"_s);
    named<QComboBox>(*row, u"Kind of filter"_s)->setCurrentIndex(1);
    QTRY_COMPARE(shownLines(pane), u"apple|cherry"_s);
    named<QCheckBox>(*row, u"Filter is on"_s)->click();
    QTRY_COMPARE(pane.document()->rowCount(), 4);
    named<QCheckBox>(*row, u"Filter is on"_s)->click();
    QTest::keyClick(row->field(), Qt::Key_Escape);
    QVERIFY(!pane.filterBar()->isVisible());
    QCOMPARE(pane.document()->rowCount(), 2); // the filter stays
    QTRY_VERIFY(pane.view()->hasFocus());
    QCOMPARE(named<QToolButton>(pane, u"Filters"_s)->text(), u"Filters: 1 filter"_s);
}

void TestLens::severalFilters()
{
    LogFixture log;
    log.append("ab\nbc\nabc\n");
    OutputPane pane;
    show(pane, log);
    FilterBar &bar = *pane.filterBar();
    bar.open();
    bar.row(0)->field()->setText(u"a"_s);
    auto *any = named<QComboBox>(bar, u"Several filters"_s);
    QVERIFY(!any->isVisible());
    QTest::keyClick(bar.row(0)->field(), Qt::Key_Return); // another one
    QCOMPARE(bar.rowCount(), 2);
    QVERIFY(any->isVisible());
    bar.row(1)->field()->setText(u"c"_s);
    QTRY_COMPARE(shownLines(pane), u"abc"_s);
    any->setCurrentIndex(1);
    QTRY_COMPARE(shownLines(pane), u"ab|bc|abc"_s);
    named<QToolButton>(*bar.row(0), u"Remove the filter"_s)->click();
    QCOMPARE(bar.rowCount(), 1);
    QTRY_COMPARE(shownLines(pane), u"bc|abc"_s);
}

void TestLens::tellsAWrongPattern()
{
    LogFixture log;
    log.append("a\nb\n");
    OutputPane pane;
    show(pane, log);
    pane.filterBar()->open();
    FilterRow *row = pane.filterBar()->row(0);
    named<QToolButton>(*row, u"Regular expression"_s)->click();
    row->field()->setText(u"b(c"_s);
    QVERIFY2(row->problem().startsWith(u"At character 4: "_s), qPrintable(row->problem()));
    QCOMPARE(row->countText(), row->problem());
    QCOMPARE(pane.document()->rowCount(), 2);
    row->field()->setText(u"b(c)?"_s);
    QCOMPARE(row->problem(), QString());
    QTRY_COMPARE(shownLines(pane), u"b"_s);
}

void TestLens::ruleSetFromTheMenu()
{
    LogFixture log;
    log.append("start\n\n  \nRequirement already satisfied: six\nend\n");
    OutputPane pane;
    show(pane, log);
    QMenu *menu = pane.filtersMenu();
    menu->popup(QPoint());
    auto *pip = menu->findChild<QAction *>(u"builtin:pip"_s);
    auto *blank = menu->findChild<QAction *>(u"builtin:blank"_s);
    QVERIFY(pip && blank);
    QTRY_COMPARE(blank->text(), u"Blank lines 2"_s); // counted while the menu is open
    QVERIFY(!blank->isChecked());
    menu->close();
    pip->trigger();
    QTRY_COMPARE(shownLines(pane), u"start||  |▸ 1 line hidden: pip noise|end"_s);
    blank->trigger();
    QTRY_COMPARE(shownLines(pane), u"start|▸ 1 line hidden: pip noise|end"_s);
    QTRY_COMPARE(named<QToolButton>(pane, u"Filters"_s)->text(),
                 u"Filters: Blank lines 2 · pip noise 1"_s);
    pip->trigger();
    QTRY_COMPARE(shownLines(pane), u"start|Requirement already satisfied: six|end"_s);
}

void TestLens::nothingPasses()
{
    LogFixture log;
    log.append("a\nb\n");
    OutputPane pane;
    show(pane, log);
    pane.filterBar()->open();
    pane.filterBar()->row(0)->field()->setText(u"zzz"_s);
    QTRY_COMPARE(pane.document()->rowCount(), 0);
    QTRY_COMPARE(pane.view()->placeholder(), u"No line passes the filters"_s);
    pane.grab(); // paints without rows
    QTest::keyClick(pane.view(), Qt::Key_Down);
    QTest::keyClick(pane.view(), Qt::Key_End, Qt::ControlModifier);
    pane.view()->goToLine(1);
    pane.view()->selectAll();
    pane.view()->copy();
    pane.view()->goToError(false);
    QTest::mouseClick(pane.view()->viewport(), Qt::LeftButton, {}, QPoint(300, 10));
    pane.filterBar()->row(0)->field()->clear();
    QTRY_COMPARE(pane.document()->rowCount(), 2);
}

void TestLens::showsAll()
{
    LogFixture log;
    log.append("a\n\nb\n" + sqlLines(3));
    OutputPane pane;
    show(pane, log);
    pane.lens()->setOn(u"builtin:blank"_s, true);
    pane.lens()->setFilters(
        {{{LineFilter::Kind::Exclude, LinePattern::literal(u"b"_s), 0, 0, true}}});
    QTRY_COMPARE(pane.document()->rowCount(), 2);
    for (QAction *action : pane.filtersMenu()->actions()) {
        if (action->text() == u"Show All Lines"_s)
            action->trigger();
    }
    QTRY_COMPARE(pane.document()->rowCount(), 6);
    QCOMPARE(pane.lens()->filters().filters.size(), 1); // there, but off
}

void TestLens::rememberedByItsCommand()
{
    const QTemporaryDir folder;
    DatabaseWorker worker(folder.filePath(u"a.db"_s));
    worker.start();
    LensLibrary library(worker);
    LogFixture log;
    log.append("a\n\nb\n");
    {
        OutputPane pane;
        pane.lens()->setLibrary(&library, u"/shop"_s, u"c"_s);
        show(pane, log);
        pane.lens()->setOn(u"builtin:blank"_s, true);
        for (QAction *action : pane.filtersMenu()->actions()) {
            if (action->data().isValid() && LineClass(action->data().toInt()) == LineClass::Sql)
                action->trigger();
        }
    }
    OutputPane again;
    again.lens()->setLibrary(&library, u"/shop"_s, u"c"_s);
    show(again, log);
    QTRY_COMPARE(again.document()->rowCount(), 2);
    QVERIFY(!(again.hiddenClasses() & lineClassBit(LineClass::Sql)));
    OutputPane other;
    bool asked = false;
    other.lens()->setLibrary(&library, u"/shop"_s, u"d"_s);
    library.choice({}, {}, &other, [&asked](const auto &) { asked = true; });
    show(other, log);
    QTRY_VERIFY(asked);
    QCOMPARE(other.document()->rowCount(), 3);
}

void TestLens::savesWhatIsShown()
{
    LogFixture log;
    log.append("a\n\nb\nc\n");
    OutputPane pane;
    show(pane, log);
    pane.lens()->setOn(u"builtin:blank"_s, true);
    pane.lens()->setFilters(
        {{{LineFilter::Kind::Exclude, LinePattern::literal(u"b"_s), 0, 0, true}}});
    QTRY_COMPARE(pane.document()->rowCount(), 2);
    QSignalSpy saved(&pane, &OutputPane::saved);
    pane.saveTo(log.file(u"saved.txt"_s), SaveFormat::Shown);
    QTRY_COMPARE(saved.size(), 1);
    QFile file(log.file(u"saved.txt"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "a\nc\n"_ba);
}

void TestLens::model()
{
    RuleSetModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSets(builtInRuleSets(), {});
    const QModelIndex builtIn = model.index(0, 0);
    QVERIFY(!model.isEditable(builtIn));
    QVERIFY(!model.remove(builtIn));
    QVERIFY(!model.addRule(builtIn, {}).isValid());
    QVERIFY(!model.setData(model.index(0, 0, builtIn), u"x"_s, Qt::EditRole));
    QVERIFY(model.setData(builtIn, Qt::Checked, Qt::CheckStateRole));
    QVERIFY(model.on().contains(u"builtin:timestamps"_s));
    const QModelIndex own = model.addSet({u"own:1"_s, u"Mine"_s, false, {}});
    const QPersistentModelIndex rule = model.addRule(own, {});
    const QModelIndex second = model.addRule(rule, {});
    QCOMPARE(second.row(), 1);
    QVERIFY(model.setData(rule, u"First"_s, Qt::EditRole));
    QCOMPARE(rule.data().toString(), u"First"_s);
    QVERIFY(model.setData(rule, Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(!model.ownSets().constFirst().rules.constFirst().enabled);
    QVERIFY(model.setData(own, u"Yours"_s, Qt::EditRole));
    QVERIFY(model.remove(second));
    QCOMPARE(model.ownSets().constFirst().rules.size(), 1);
    QCOMPARE(model.ownSets().constFirst().name, u"Yours"_s);
    QVERIFY(model.remove(own));
    QVERIFY(model.ownSets().isEmpty());
    QVERIFY(!rule.isValid());
}

void TestLens::editsARule()
{
    LogFixture log;
    log.append("one\nnoise 1\ntwo\nnoise 2\n");
    OutputPane pane;
    show(pane, log);
    auto *editor = new RuleEditor(*pane.lens(), &pane);
    editor->open();
    button(*editor, u"New Set"_s)->click();
    RuleForm &form = *editor->form();
    QTRY_VERIFY(form.isVisible() && form.isEnabled());
    form.patternField()->setText(u"noise"_s);
    QTRY_VERIFY(editor->previewText().contains(u"2  noise 1"_s));
    QTRY_VERIFY(named<QLabel>(*editor, u"Lines that match"_s)->text().startsWith(u"2 of 4"_s));
    for (QCheckBox *box : form.findChildren<QCheckBox *>()) {
        if (box->text() == u"Hide"_s || box->text() == u"Fold"_s)
            box->click();
    }
    QVERIFY(form.rule().actions & RuleAction::Hide && !(form.rule().actions & RuleAction::Fold));
    editor->accept();
    QTRY_COMPARE(shownLines(pane), u"one|two"_s);
    QCOMPARE(pane.lens()->sets().constLast().name, u"My rules"_s);
    pane.lens()->setOn(pane.lens()->sets().constLast().id, false);
    QCOMPARE(pane.document()->rowCount(), 4);
}

void TestLens::refusesAWrongRule()
{
    LogFixture log;
    log.append("a\n");
    OutputPane pane;
    show(pane, log);
    RuleEditor editor(*pane.lens());
    editor.show();
    button(editor, u"New Set"_s)->click();
    for (QCheckBox *box : editor.form()->findChildren<QCheckBox *>()) {
        if (box->text() == u"Regular expression"_s)
            box->click();
    }
    editor.form()->patternField()->setText(u"[a"_s);
    QVERIFY(editor.form()->problem().startsWith(u"At character 3: "_s));
    editor.accept();
    QVERIFY(editor.isVisible());
    QCOMPARE(pane.lens()->sets().size(), builtInRuleSets().size());
    editor.form()->patternField()->setText(u"[a]"_s);
    editor.accept();
    QVERIFY(!editor.isVisible());
    QCOMPARE(pane.lens()->sets().size(), builtInRuleSets().size() + 1);
}

void TestLens::importsAndExports()
{
    LogFixture log;
    LensController controller;
    RuleEditor editor(controller);
    editor.show();
    QSignalSpy exported(&editor, &RuleEditor::exported);
    QSignalSpy imported(&editor, &RuleEditor::imported);
    const QString file = log.file(u"rules.json"_s);
    editor.exportTo(file); // the first built-in set
    QTRY_COMPARE(exported.size(), 1);
    editor.importFrom(file);
    QTRY_COMPARE(imported.size(), 1);
    const QList<LineRuleSet> own = editor.model()->ownSets();
    QCOMPARE(own.size(), 1);
    QVERIFY(own[0].id.startsWith(u"own:"_s)); // another one than the built-in
    QVERIFY(own[0].rules == builtInRuleSets().constFirst().rules);
    QVERIFY(editor.form()->parentWidget());

    auto *banner = editor.findChild<MessageBanner *>();
    editor.importFrom(log.file(u"missing.json"_s));
    QTRY_VERIFY(banner->text().contains(u"missing.json"_s));
    QFile newer(log.file(u"newer.json"_s));
    QVERIFY(newer.open(QIODevice::WriteOnly));
    newer.write("{\"format\":\"commandrunner-rule-sets\",\"version\":99,\"sets\":[]}");
    newer.close();
    editor.importFrom(newer.fileName());
    QTRY_VERIFY(banner->text().contains(u"newer.json"_s));
    QCOMPARE(editor.model()->ownSets().size(), 1);
}

void TestLens::ownColoursReadWell()
{
    for (const QPalette &palette : {lightPalette(), darkPalette()}) {
        for (const quint32 rgb : {0x000000U, 0xffffffU, 0xffff00U, 0x0000ffU}) {
            const LineColour colour{LineColour::Role::Fixed, rgb};
            QVERIFY(contrastRatio(palette.color(QPalette::Base), lineColour(colour, palette))
                    >= 4.5);
        }
        QVERIFY(!lineColour({}, palette).isValid());
    }
}

QTEST_MAIN(TestLens)
#include "test_lens.moc"
