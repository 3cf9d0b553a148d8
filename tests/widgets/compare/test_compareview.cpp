// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/logfiles.h"
#include "widgets/common/theme.h"
#include "widgets/compare/comparecolors.h"
#include "widgets/compare/compareview.h"
#include "widgets/compare/facttext.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestCompareView final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup();
    void rowsAndFolds();
    void foldsOpenByKeyAndClick();
    void stepsThroughDifferences();
    void copiesAsDiff();
    void streamsKeepTheirNumbers();
    void scrollsBothSides();
    void manyLines();
    void colorsAreReadable_data();
    void colorsAreReadable();
    void paintsWhatDiffers();
    void speaks();
    void facts();

private:
    void show(const QByteArray &before, const QByteArray &after);
    void compare();
    static std::unique_ptr<OutputDocument> read(const LogFiles &files);

    std::array<std::unique_ptr<LogFiles>, 2> m_files;
    std::array<std::unique_ptr<OutputDocument>, 2> m_documents;
    std::unique_ptr<CompareView> m_view;
};

namespace {

QByteArray numbered(int count, const QByteArray &word = "line")
{
    QByteArray text;
    for (int i = 1; i <= count; ++i)
        text += word + ' ' + QByteArray::number(i) + '\n';
    return text;
}

} // namespace

void TestCompareView::cleanup()
{
    m_view.reset();
    m_documents = {};
    m_files = {};
}

std::unique_ptr<OutputDocument> TestCompareView::read(const LogFiles &files)
{
    auto document = std::make_unique<OutputDocument>(files.logPath(), files.indexPath());
    document->setFinished();
    if (!QTest::qWaitFor([&document] { return document->isFinished(); }, 20'000))
        qFatal("the log was not read");
    return document;
}

void TestCompareView::show(const QByteArray &before, const QByteArray &after)
{
    m_files = {std::make_unique<LogFiles>(), std::make_unique<LogFiles>()};
    m_files[0]->write(before);
    m_files[1]->write(after);
    compare();
}

void TestCompareView::compare()
{
    m_documents = {read(*m_files[0]), read(*m_files[1])};
    m_view = std::make_unique<CompareView>();
    m_view->resize(900, 400);
    m_view->show();
    m_view->activateWindow();
    m_view->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    auto result = compareOutputs(m_documents[0]->snapshot(), m_documents[1]->snapshot(),
                                 defaultNoise);
    m_view->setComparison(m_documents[0].get(), m_documents[1].get(), *std::move(result));
}

void TestCompareView::rowsAndFolds()
{
    show(numbered(20) + "in 3.2 s\nstate good\nx\n", numbered(20) + "in 9.1 s\nstate bad\nx\n");
    QCOMPARE(m_view->rows().count(), 6); // the fold, three equal lines, the difference, one more
    QCOMPARE(m_view->rowText(0), u"▸ 18 equal lines"_s);
    QCOMPARE(m_view->rowText(3), u"  in 9.1 s"_s);
    QCOMPARE(m_view->rowText(4), u"- state good\n+ state bad"_s);
    QCOMPARE(m_view->rowText(5), u"  x"_s);
    QCOMPARE(m_view->currentRow(), 4);
    QCOMPARE(m_view->currentDifference(), 0);
}

void TestCompareView::foldsOpenByKeyAndClick()
{
    const QByteArray middle = "same\n" + numbered(30, "other");
    show("a\n" + numbered(30) + "b\n" + middle + "c\n",
         "A\n" + numbered(30) + "B\n" + middle + "C\n");
    const qint64 folded = m_view->rows().count();
    QCOMPARE(folded, 3 + 2 * 7);
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(m_view->rows().at(m_view->currentRow()).kind, DiffRow::Kind::Fold);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(m_view->rows().count(), folded + 23);
    QCOMPARE(m_view->rowText(m_view->currentRow()), u"  line 4"_s);

    for (qint64 row = 0; row < m_view->rows().count(); ++row) {
        if (m_view->rows().at(row).kind != DiffRow::Kind::Fold)
            continue;
        m_view->setCurrentRow(row);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->rowRect(row).center());
        break;
    }
    QCOMPARE(m_view->rows().count(), 1 + 30 + 1 + 31 + 1);
    m_view->setAllOpen(false);
    QCOMPARE(m_view->rows().count(), folded);
}

void TestCompareView::stepsThroughDifferences()
{
    show("a\n" + numbered(100) + "b\n" + numbered(100, "more") + "c\n",
         "A\n" + numbered(100) + "B\n" + numbered(100, "more") + "C\n");
    QSignalSpy moved(m_view.get(), &CompareView::currentChanged);
    QCOMPARE(m_view->rows().differenceCount(), 3);
    QCOMPARE(m_view->currentDifference(), 0);
    QVERIFY(!m_view->stepDifference(false));
    QVERIFY(m_view->stepDifference(true));
    QCOMPARE(m_view->currentDifference(), 1);
    m_view->setCurrentRow(m_view->currentRow() + 1); // just behind it
    QCOMPARE(m_view->currentDifference(), -1);
    QVERIFY(m_view->stepDifference(false));
    QCOMPARE(m_view->currentDifference(), 1);
    QVERIFY(m_view->stepDifference(true));
    QVERIFY(!m_view->stepDifference(true));
    QCOMPARE(m_view->currentDifference(), 2);
    QVERIFY(moved.size() >= 4);
    QVERIFY(!m_view->rowRect(m_view->currentRow()).isEmpty());
}

void TestCompareView::copiesAsDiff()
{
    show("same\nrows 4\nrows 5\nx\nend\n", "same\nrows 6\nrows 7\nend\n");
    QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(),
             u"  same\n- rows 4\n- rows 5\n+ rows 6\n+ rows 7\n- x\n  end\n"_s);
    m_view->setCurrentRow(0);
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"  same\n"_s);
}

// Lines that are put in the other side's order are still called by their own numbers.
void TestCompareView::streamsKeepTheirNumbers()
{
    m_files = {std::make_unique<LogFiles>(), std::make_unique<LogFiles>()};
    m_files[0]->write("error\n", OutputStream::Error);
    m_files[0]->write("out\ngone\n");
    m_files[1]->write("out\n");
    m_files[1]->write("error\n", OutputStream::Error);
    compare();
    QCOMPARE(m_view->rows().differenceCount(), 1);
    QCOMPARE(m_view->rowText(m_view->currentRow()), u"- gone"_s);
    QCOMPARE(m_view->spokenText(m_view->currentRow()), u"removed, line 3: gone"_s);
    QCOMPARE(m_view->spokenText(0), u"equal, line 1: out"_s);
}

void TestCompareView::scrollsBothSides()
{
    show(QByteArray(400, 'x') + "\n" + numbered(200, "a"),
         QByteArray(400, 'y') + "\n" + numbered(200, "b"));
    QScrollBar *sideways = m_view->horizontalScrollBar();
    QTRY_VERIFY(sideways->maximum() > 0);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QVERIFY(sideways->value() > 0);
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QVERIFY(m_view->topRow() > 100);
    QVERIFY(!m_view->rowRect(m_view->rows().count() - 1).isEmpty());
}

// What is not seen is not read: the view knows places only.
void TestCompareView::manyLines()
{
    const QByteArray block = numbered(100'000);
    show(block + "a\n" + block, block + "b\n" + block);
    QCOMPARE(m_view->rows().count(), 2 * 4 + 1);
    m_view->setAllOpen(true);
    QCOMPARE(m_view->rows().count(), 200'001);
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QCOMPARE(m_view->rowText(m_view->currentRow()), u"  line 100000"_s);
    m_view->goToDifference(0);
    QCOMPARE(m_view->rowText(m_view->currentRow()), u"- a\n+ b"_s);
}

void TestCompareView::colorsAreReadable_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << lightPalette();
    QTest::newRow("dark") << darkPalette();
}

void TestCompareView::colorsAreReadable()
{
    QFETCH(const QPalette, palette);
    const CompareColors colors(palette);
    constexpr double least = 4.45; // colours are rounded
    for (const CellLook look :
         {CellLook::Equal, CellLook::Removed, CellLook::Added, CellLook::Changed}) {
        QVERIFY(contrastRatio(colors.background(look), colors.text(look)) >= least);
        QVERIFY(contrastRatio(colors.gutter(look), colors.number()) >= least);
        QVERIFY(contrastRatio(colors.gutter(look), colors.sign(look)) >= least);
        for (quint32 index = 0; index < 16; ++index) {
            TerminalStyle style;
            style.foreground = {TerminalColor::Kind::Indexed, index};
            QVERIFY(contrastRatio(colors.background(look),
                                  colors.palette(look).colors(style).foreground)
                    >= least);
        }
        if (look != CellLook::Equal)
            QVERIFY(!CompareColors::signOf(look).isEmpty());
    }
    for (const bool second : {false, true}) {
        QVERIFY(contrastRatio(colors.changedPart(second), colors.changedText(second)) >= least);
        QVERIFY(contrastRatio(colors.changedPart(second), colors.background(CellLook::Changed))
                > 1.2);
    }
}

void TestCompareView::paintsWhatDiffers()
{
    show("same\nrows 4 of this import\nrest\n", "same\nrows 5 of this import\nadded\nrest\n");
    const CompareColors colors(m_view->palette());
    const QImage image = m_view->viewport()->grab().toImage();
    const auto has = [&image](const QRect &where, const QColor &color) {
        for (int y = where.top(); y <= where.bottom(); ++y) {
            for (int x = where.left(); x <= where.right(); ++x) {
                if (image.pixel(x, y) == color.rgb())
                    return true;
            }
        }
        return false;
    };
    const auto side = [this](qint64 row, bool second) {
        QRect rect = m_view->rowRect(row);
        second ? rect.setLeft(rect.width() / 2 + 2) : rect.setRight(rect.width() / 2 - 2);
        return rect;
    };
    QVERIFY(!has(side(0, false), colors.changedPart(false)));
    QVERIFY(has(side(1, false), colors.changedPart(false)));
    QVERIFY(has(side(1, true), colors.changedPart(true)));
    QVERIFY(has(side(1, true), colors.background(CellLook::Changed)));
    QVERIFY(has(side(2, true), colors.background(CellLook::Added)));
    QVERIFY(has(side(2, false), colors.background(CellLook::Nothing)));
}

void TestCompareView::speaks()
{
    show(numbered(20) + "state good\n", numbered(20) + "state bad\nnew\n");
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(interface);
    QCOMPARE(interface->text(QAccessible::Name), u"Differences"_s);
    QAccessibleTextInterface *text = interface->textInterface();
    QVERIFY(text);
    const QString all = text->text(0, -1);
    QVERIFY2(all.contains(u"17 equal lines, folded\n"_s), qPrintable(all));
    QVERIFY2(all.contains(u"changed, line 21: state good – now line 21: state bad\n"_s),
             qPrintable(all));
    QVERIFY2(all.contains(u"added, line 22: new\n"_s), qPrintable(all));
    QCOMPARE(interface->text(QAccessible::Description), m_view->spokenText(4));
    text->setCursorPosition(0);
    QCOMPARE(m_view->currentRow(), 0);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QVERIFY(text->text(0, -1).startsWith(u"equal, line 1: line 1\n"_s));
}

void TestCompareView::facts()
{
    const RunFact arguments{RunFactKey::arguments,
                            {},
                            u"python manage.py import --count 60"_s,
                            u"python manage.py import --count 60 --fail-at 43"_s};
    QCOMPARE(factName(arguments), u"Arguments"_s);
    QCOMPARE(withoutCommonBeginning(*arguments.after, *arguments.before),
             u"… --count 60 --fail-at 43"_s);
    QCOMPARE(withoutCommonBeginning(u"live"_s, u"test"_s), u"live"_s);
    const RunFact variable{RunFactKey::environment, u"MODE"_s, std::nullopt, u"live"_s};
    QCOMPARE(factName(variable), u"Environment: MODE"_s);
    QCOMPARE(factValue(variable, variable.before), u"not set by the run"_s);
    const RunFact other{u"git"_s, u"Git revision"_s, u"a"_s, u"b"_s};
    QCOMPARE(factName(other), u"Git revision"_s);
    QCOMPARE(factValue(other, other.after), u"b"_s);
}

QTEST_MAIN(TestCompareView)
#include "test_compareview.moc"
