// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/output/shownoutput.h"
#include "widgets/common/editors.h"
#include "widgets/output/linkopener.h"
#include "widgets/output/outputpane.h"
#include "widgets/output/readingpreferences.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>

#include <mutex>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

// What would have been opened.
class Opened final
{
public:
    LinkOpener::Doors doors()
    {
        return {[this](const QUrl &url) {
                    const std::lock_guard lock(m_mutex);
                    m_all.append(url.toString());
                    return true;
                },
                [this](const QStringList &argv) {
                    const std::lock_guard lock(m_mutex);
                    m_all.append(argv.join(u'|'));
                    return true;
                }};
    }
    QStringList take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_all, {});
    }
    QStringList all()
    {
        const std::lock_guard lock(m_mutex);
        return m_all;
    }

private:
    std::mutex m_mutex;
    QStringList m_all;
};

} // namespace

class TestLinks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qunsetenv("VISUAL"); }
    void editorsTakeTheirPlace();
    void ownEditorsAreChecked_data();
    void ownEditorsAreChecked();
    void visualCountsOnlyWithAWindow();
    void nothingIsExecuted();
    void keyboardFollowsLinks();
    void controlClickFollowsLinks();
    void otherSchemesAreAskedFor();
    void reportsFindTheirFileAbove();

private:
    static QString write(const QString &path, bool executable = false)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("The temporary folder cannot be written");
        file.write("text\n");
        if (executable)
            file.setPermissions(file.permissions() | QFileDevice::ExeOwner);
        return path;
    }
};

void TestLinks::editorsTakeTheirPlace()
{
    const auto command = [](const QString &id, const FilePlace &place) {
        return editorCommand(*chosenEditor(id, {}, {}), place);
    };
    QCOMPARE(command(u"code"_s, {u"/a b/c.py"_s, 41, 7}),
             QStringList({u"code"_s, u"--goto"_s, u"/a b/c.py:41:7"_s}));
    QCOMPARE(command(u"kate"_s, {u"/c.py"_s, 41, 0}),
             QStringList({u"kate"_s, u"--line"_s, u"41"_s, u"--column"_s, u"1"_s, u"/c.py"_s}));
    QCOMPARE(command(u"gvim"_s, {u"/c.py"_s, 0, 0}), QStringList({u"gvim"_s, u"+1"_s, u"/c.py"_s}));
    // A file's name is data, whatever it looks like.
    QCOMPARE(command(u"gvim"_s, {u"/{line} $(x) ;rm.py"_s, 3, 0}).last(), u"/{line} $(x) ;rm.py"_s);
}

void TestLinks::ownEditorsAreChecked_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<bool>("fine");
    QTest::newRow("words") << u"my-editor +{line} '{file}'"_s << true;
    QTest::newRow("no file") << u"my-editor +{line}"_s << false;
    QTest::newRow("file is the program") << u"{file}"_s << false;
    QTest::newRow("open quote") << u"my-editor '{file}"_s << false;
    QTest::newRow("empty") << u" "_s << false;
}

void TestLinks::ownEditorsAreChecked()
{
    QFETCH(QString, command);
    QFETCH(bool, fine);
    QCOMPARE(ownEditor(command).has_value(), fine);
}

void TestLinks::visualCountsOnlyWithAWindow()
{
    QVERIFY(!chosenEditor({}, {}, u"vim"_s));
    QVERIFY(!chosenEditor({}, {}, {}));
    QCOMPARE(chosenEditor({}, {}, u"/usr/bin/gvim -f"_s)->id, u"gvim"_s);
    QCOMPARE(chosenEditor({}, {}, u"/usr/bin/gvim -f"_s)->arguments.first(), u"/usr/bin/gvim"_s);
    QCOMPARE(chosenEditor(u"kate"_s, {}, u"gvim"_s)->id, u"kate"_s);
}

void TestLinks::nothingIsExecuted()
{
    QTemporaryDir folder;
    const QString script = write(folder.filePath(u"run.sh"_s), true);
    const QString text = write(folder.filePath(u"notes.txt"_s));
    write(folder.filePath(u"evil.desktop"_s));
    ReadingPreferences preferences;
    LinkOpener opener(preferences);
    Opened opened;
    opener.setDoors(opened.doors());
    opener.setWorkingDirectory(folder.path());
    const QString folderUrl = QUrl::fromLocalFile(folder.path()).toString();

    opener.openPlace({u"run.sh"_s, 3, 0});
    QTRY_COMPARE(opened.all(), QStringList(folderUrl));
    opened.take(); // shown, not run
    opener.open({.url = QUrl::fromLocalFile(script).toString()});
    QTRY_COMPARE(opened.all(), QStringList(folderUrl));
    opened.take();
    opener.openPlace({u"evil.desktop"_s, 0, 0});
    QTRY_COMPARE(opened.all(), QStringList(folderUrl));
    opened.take();
    opener.openPlace({u"notes.txt"_s, 0, 0});
    QTRY_COMPARE(opened.all(), QStringList(QUrl::fromLocalFile(text).toString()));
    opened.take();
    preferences.setEditor(u"kate"_s, {});
    opener.openPlace({u"run.sh"_s, 3, 2});
    QTRY_COMPARE(opened.all(), QStringList(u"kate|--line|3|--column|2|"_s + script));
    opened.take();

    QSignalSpy failed(&opener, &LinkOpener::failed);
    opener.openPlace({u"missing.txt"_s, 0, 0});
    QTRY_COMPARE(failed.size(), 1);
    opener.openPlace({u"/dev/null"_s, 0, 0}); // no file to read
    QTRY_COMPARE(failed.size(), 2);
    QVERIFY(opened.all().isEmpty());
}

void TestLinks::keyboardFollowsLinks()
{
    LogFixture log;
    const QString script = write(log.file(u"titles.py"_s));
    log.append("start\n  File \"titles.py\", line 41, in handle\n" + numberedLines(500)
               + "see https://example.org/x.\nno link\n");
    ReadingPreferences preferences;
    preferences.setEditor(u"code"_s, {});
    OutputPane pane(nullptr, &preferences);
    Opened opened;
    pane.linkOpener()->setDoors(opened.doors());
    pane.setWorkingDirectory(QFileInfo(script).path());
    pane.resize(900, 400);
    pane.open(log.log(), log.index(), true);
    pane.show();
    QApplication::setActiveWindow(&pane);
    QTRY_VERIFY(pane.document()->isFinished());
    OutputView &view = *pane.view();
    view.goToLine(0);
    QTest::keyClick(&view, Qt::Key_F4);
    QCOMPARE(std::min(view.anchor(), view.caret()).line, 1);
    QVERIFY(view.hasSelection());
    QTest::keyClick(&view, Qt::Key_Return, Qt::AltModifier);
    QTRY_COMPARE(opened.all(), QStringList(u"code|--goto|"_s + script + u":41:1"_s));
    opened.take();
    QTest::keyClick(&view, Qt::Key_F4);
    QCOMPARE(std::min(view.anchor(), view.caret()).line, 502);
    QTest::keyClick(&view, Qt::Key_Return, Qt::AltModifier);
    QTRY_COMPARE(opened.all(), QStringList(u"https://example.org/x"_s));
    opened.take();
    QTest::keyClick(&view, Qt::Key_F4, Qt::ShiftModifier);
    QCOMPARE(std::min(view.anchor(), view.caret()).line, 1);
    view.goToLine(503);
    QTest::keyClick(&view, Qt::Key_Return, Qt::AltModifier);
    QVERIFY(opened.all().isEmpty());
}

void TestLinks::controlClickFollowsLinks()
{
    ShownOutput shown("main.c:3:1: error\nnone.c:4: error\nhttps://example.org\n");
    QTRY_VERIFY(shown.isRead());
    const QString file = write(shown.fixture().file(u"main.c"_s));
    ReadingPreferences preferences;
    preferences.setEditor(u"own"_s, u"edit {file} {line}"_s);
    LinkOpener opener(preferences);
    Opened opened;
    opener.setDoors(opened.doors());
    opener.setWorkingDirectory(QFileInfo(file).path());
    OutputView &view = shown.view();
    view.setLinkOpener(&opener);
    const auto click = [&view](qint64 line, Qt::KeyboardModifiers modifiers) {
        const QPoint at = view.rectOf({line, 3}).center();
        QTest::mouseMove(view.viewport(), at);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, modifiers, at);
    };
    // Whether files are there is looked up when the pointer comes by.
    QSignalSpy looked(&opener, &LinkOpener::looked);
    click(0, Qt::ControlModifier);
    QTRY_COMPARE(looked.size(), 1);
    click(0, {});
    QVERIFY(opened.all().isEmpty());
    click(0, Qt::ControlModifier);
    QTRY_COMPARE(opened.all(), QStringList(u"edit|%1|3"_s.arg(file)));
    opened.take();
    click(1, Qt::ControlModifier);
    QTRY_COMPARE(looked.size(), 2);
    click(1, Qt::ControlModifier);
    click(2, Qt::ControlModifier);
    QTRY_COMPARE(opened.all(), QStringList(u"https://example.org"_s));
    opened.take();
    view.setDocument(nullptr);
}

void TestLinks::otherSchemesAreAskedFor()
{
    LogFixture log;
    log.append("\x1b]8;;vscode://evil/x\x1b\\harmless.py\x1b]8;;\x1b\\ text\n");
    OutputPane pane;
    Opened opened;
    pane.linkOpener()->setDoors(opened.doors());
    pane.open(log.log(), log.index(), true);
    pane.show();
    QTRY_VERIFY(pane.document()->isFinished());
    pane.view()->goToLine(0);
    const auto link = pane.view()->linkAt({0, 2});
    QVERIFY(link);
    QCOMPARE(pane.view()->linkText(*link), u"vscode://evil/x"_s); // the true target
    for (const bool yes : {false, true}) {
        QVERIFY(pane.view()->followLink());
        QTRY_VERIFY(pane.findChild<QMessageBox *>());
        QPointer<QMessageBox> box = pane.findChild<QMessageBox *>();
        QVERIFY(box->informativeText().contains(u"vscode://evil/x"_s));
        QVERIFY(opened.all().isEmpty());
        box->button(yes ? QMessageBox::Open : QMessageBox::Cancel)->click();
        QTRY_VERIFY(!box);
    }
    QCOMPARE(opened.all(), QStringList(u"vscode://evil/x"_s));
}

void TestLinks::reportsFindTheirFileAbove()
{
    ShownOutput shown("other.js\n\n/srv/site/lint.js\n  1:1  warning  x\n  12:5  error  y\n");
    QTRY_VERIFY(shown.isRead());
    const auto links = shown.view().linksOfLine(4);
    QCOMPARE(links.size(), 1);
    QCOMPARE(links.first().path, u"/srv/site/lint.js"_s);
    QCOMPARE(links.first().line, 12);
}

QTEST_MAIN(TestLinks)
#include "test_links.moc"
