// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Paints the output pane with realistic output, light and dark, into the folder given:
// outputgallery FOLDER
#include "tests/widgets/output/logfixture.h"
#include "widgets/common/messagebanner.h"
#include "widgets/common/theme.h"
#include "widgets/output/bookmarks.h"
#include "widgets/output/editordialog.h"
#include "widgets/output/filterbar.h"
#include "widgets/output/findbar.h"
#include "widgets/output/lenscontroller.h"
#include "widgets/output/linehighlighter.h"
#include "widgets/output/outputpane.h"
#include "widgets/output/outputview.h"
#include "widgets/output/readingpreferences.h"
#include "widgets/output/ruleeditor.h"
#include "widgets/output/rulesetmodel.h"
#include "widgets/output/savedialog.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QMenu>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

#include <cstdio>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

void writeRealisticLog(LogFixture &log)
{
    log.append("Connecting to the database …\n"
               "(0.001) SELECT \"shop_order\".\"id\", \"shop_order\".\"total\" FROM \"shop_order\" "
               "WHERE \"shop_order\".\"paid\" = 1; "
               "args=(1,); alias=default\n"
               "(0.002) UPDATE \"shop_order\" SET \"seen\" = 1; args=(1,)\n"
               "(0.000) BEGIN; args=None\n"
               "Imported 1 204 rows\n");
    log.append("WARNING: 3 rows without an address were skipped\n"
               "Traceback (most recent call last):\n"
               "  File \"/srv/shop/orders/management/commands/titles.py\", line 41, in handle\n"
               "    raise ValueError(\"no title\")\n"
               "ValueError: no title\n",
               OutputStream::Error);
    log.append(
        "\x1b[1m============================= test session starts "
        "==============================\x1b[0m\n"
        "collected 98 items\n\n"
        "tests/test_orders.py "
        "\x1b[32m.\x1b[0m\x1b[32m.\x1b[0m\x1b[31mF\x1b[0m\x1b[32m.\x1b[0m\x1b[33ms\x1b[0m"
        "\x1b[32m..........\x1b[0m                                     \x1b[31m[ 14%]\x1b[0m\n"
        "\x1b[31mFAILED\x1b[0m tests/test_orders.py::\x1b[1mtest_total\x1b[0m - assert 3 == 4\n"
        "\x1b[31m\x1b[31m\x1b[1m1 failed\x1b[0m, \x1b[32m96 passed\x1b[0m, \x1b[33m1 "
        "skipped\x1b[0m\x1b[31m in 3.21s\x1b[0m\x1b[0m\n");
    log.append(
        "\n> site@1.2.0 build\n> tsc -p . && vite build\n\n"
        "\x1b[36mvite v5.4.2 \x1b[32mbuilding for production...\x1b[39m\n"
        "\x1b[2mdist/\x1b[22m\x1b[36massets/index-4f1c.js   \x1b[39m\x1b[1m\x1b[2m143.42 "
        "kB\x1b[22m\x1b[22m\x1b[2m │ gzip: 46.11 kB\x1b[22m\n"
        "\x1b[0m\x1b[1m\x1b[32m   Compiling\x1b[0m serde v1.0.210\n"
        "\x1b[0m\x1b[1m\x1b[33mwarning\x1b[0m\x1b[0m\x1b[1m: unused variable: `x`\x1b[0m\n"
        "\x1b[0m  \x1b[0m\x1b[0m\x1b[1m\x1b[38;5;12m--> \x1b[0m\x1b[0msrc/main.rs:12:9\x1b[0m\n"
        "\x1b[41;97m ERROR \x1b[0m \x1b[44;30m info \x1b[0m \x1b[7minverse\x1b[0m "
        "\x1b[3mitalic\x1b[0m "
        "\x1b[4munderlined\x1b[0m \x1b[9mstruck\x1b[0m \x1b[38;2;255;120;0mtrue colour\x1b[0m "
        "\x1b[48;5;236;38;5;250m256\x1b[0m\n"
        "Colours: \x1b[30mblack \x1b[31mred \x1b[32mgreen \x1b[33myellow \x1b[34mblue "
        "\x1b[35mmagenta \x1b[36mcyan "
        "\x1b[37mwhite\x1b[0m \x1b[90mblack \x1b[91mred \x1b[92mgreen \x1b[93myellow \x1b[94mblue "
        "\x1b[95mmagenta \x1b[96mcyan "
        "\x1b[97mwhite\x1b[0m\n");
    log.append(
        "訂單已匯入：１２０４ 筆（成功）  한국어 출력  日本語の出力\n"
        "🚀 Deployed 🎉 to production 👩‍💻\n"
        "تم استيراد 1204 طلبات بنجاح\n"
        "| name       | name       | emoji    | flags    |\n"
        "|------------|------------|----------|----------|\n"
        "| 李明       | שלום עולם  | 🚀👩‍💻👍🏽❤️ | 🇩🇪🇫🇷    "
        " "
        "|\n"
        "| 한국어     | مرحبا      | ✔ é      | ▏▎▍▌▋▊▉█ |\n"
        "if (role == \"admin\u202e \u2066// only admins\u2069 \u2066\") {\n"
        "| name       | total | paid |\n|------------|-------|------|\n| Ann Lee    |  12.5 | yes  "
        "|\n"
        "A line that is far longer than the window is wide, so that one sees what becomes of it: "
        "/srv/shop/orders/management/commands/titles.py "
        "/srv/shop/orders/management/commands/import_orders.py --verbose "
        "--database default --batch-size 5000 --since 2026-01-01T00:00:00+01:00 --format "
        "json-lines\n");
    log.append("  0%|          | 0/1204 [00:00<?, ?it/s]\r 31%|###       | 373/1204 [00:02<00:05, "
               "155it/s]\r"
               " 61%|######    | 734/1204 [00:04<00:03, 156it/s]",
               OutputStream::Error);
}

void settle();

// Something to read: errors here and there, a JSON document, a traceback.
void writeLongLog(LogFixture &log)
{
    qint64 time = 1'795'000'000'000;
    for (int i = 0; i < 3000; ++i) {
        time += 7 + i % 90;
        log.append("Imported order " + QByteArray::number(i) + " of customer 17\n",
                   OutputStream::Standard, time);
        if (i % 701 == 700)
            log.append("ERROR: order " + QByteArray::number(i) + " has no customer\n",
                       OutputStream::Error, time + 3);
        if (i % 450 == 300)
            log.append("WARNING: address of order " + QByteArray::number(i) + " is empty\n",
                       OutputStream::Error, time + 4);
        if (i % 40 == 0)
            log.append("(0.001) SELECT \"shop_order\".\"id\", COUNT(*) AS \"n\" FROM "
                       "\"shop_order\" WHERE \"total\" > 12.5 AND \"name\" LIKE 'Ann%'; args=()\n",
                       OutputStream::Standard, time + 5);
    }
    log.append("Traceback (most recent call last):\n"
               "  File \"/srv/shop/orders/titles.py\", line 41, in handle\n"
               "    raise ValueError(f\"no title in {order!r}\")  # given up\n"
               "ValueError: no title\n"
               "See https://example.org/help/titles for what to do.\n",
               OutputStream::Error, time + 60'000);
    log.append("{\n  \"order\": 17,\n  \"paid\": true,\n  \"items\": [\"tea\", 12.5, null]\n}\n",
               OutputStream::Standard, time + 61'000);
}

void paintReading(const QDir &folder, const QString &theme)
{
    LogFixture log;
    writeLongLog(log);
    OutputPane pane;
    pane.resize(1366, 768);
    pane.open(log.log(), log.index(), true);
    pane.show();
    settle();
    pane.preferences().setTimeColumn(TimeColumn::SincePrevious);
    for (const int line : {40, 900, 3070})
        pane.bookmarks()->toggle(line);
    pane.document()->setHiddenClasses(0);
    const qint64 end = pane.document()->lineCount();
    pane.highlighter()->addPart(end - 10, end - 5, u"Python Traceback"_s);
    pane.highlighter()->addPart(end - 5, end, u"JSON"_s);
    pane.findBar()->open(u"order 2\\d4"_s);
    for (QToolButton *button : pane.findBar()->findChildren<QToolButton *>()) {
        if (button->text() == ".*"_L1)
            button->click();
    }
    settle();
    pane.view()->setFollowing(true);
    pane.setSplit(true);
    settle();
    pane.secondView()->goToLine(298);
    settle();
    settle();
    pane.grab().save(folder.filePath(u"reading-%1.png"_s.arg(theme)));

    pane.encodingMenu()->popup(QPoint());
    settle();
    pane.encodingMenu()->grab().save(folder.filePath(u"encoding-%1.png"_s.arg(theme)));
    pane.encodingMenu()->close();
    SaveDialog saving(12'345, 40);
    saving.show();
    EditorDialog editors(pane.preferences());
    editors.show();
    pane.highlightMenu()->popup(QPoint());
    pane.findBar()->close();
    for (QAction *action : pane.paneActions()) {
        if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_G))
            action->trigger();
    }
    settle();
    saving.grab().save(folder.filePath(u"save-%1.png"_s.arg(theme)));
    editors.grab().save(folder.filePath(u"editor-%1.png"_s.arg(theme)));
    pane.highlightMenu()->grab().save(folder.filePath(u"highlight-%1.png"_s.arg(theme)));
    pane.highlightMenu()->close();
    QMenu menu;
    pane.fillMenu(&menu);
    menu.popup(QPoint());
    settle();
    menu.grab().save(folder.filePath(u"menu-%1.png"_s.arg(theme)));
    pane.setSplit(false);
    pane.view()->goToLine(900);
    for (QAction *action : pane.paneActions()) {
        if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_G))
            action->trigger();
    }
    settle();
    pane.grab().save(folder.filePath(u"goto-%1.png"_s.arg(theme)));
}

void settle()
{
    QEventLoop loop;
    QTimer::singleShot(300, &loop, &QEventLoop::quit);
    loop.exec();
}

void showLens(const QDir &folder, const QString &theme)
{
    LogFixture log;
    QByteArray text = "Requirement already satisfied: six in /usr/lib/python3/dist-packages\n\n\n";
    for (int i = 0; i < 400; ++i) {
        text += "2026-03-14 09:26:" + QByteArray::number(10 + i % 50) + ".123 ";
        text += i % 9 == 0 ? "WARNING shop.stock only 3 of item 77 left\n"
                           : "INFO shop.orders order " + QByteArray::number(i) + " stored\n";
        if (i % 20 == 0)
            text += "[14/Mar/2026 09:26:53] \"GET /static/shop.css HTTP/1.1\" 200 12345\n";
    }
    log.append(text);
    OutputPane pane;
    pane.resize(1100, 640);
    LineRuleSet own{u"own:1"_s, u"Orders"_s, false, {}};
    LineRule rule;
    rule.id = u"1"_s;
    rule.name = u"Numbers of orders"_s;
    rule.pattern = LinePattern::regularExpression(u"order \\d*7"_s);
    rule.actions = RuleAction::Colour | RuleAction::Mark;
    rule.foreground.role = LineColour::Role::Good;
    rule.background.role = LineColour::Role::Good;
    rule.matchOnly = true;
    own.rules = {rule};
    pane.lens()->setOwnSets({own});
    for (const char *id : {"own:1", "builtin:timestamps", "builtin:pip", "builtin:blank"})
        pane.lens()->setOn(QString::fromLatin1(id), true);
    pane.open(log.log(), log.index(), true);
    pane.show();
    LineFilters filters;
    filters.filters = {{LineFilter::Kind::Include, LinePattern::literal(u"order"_s), 0, 1, true},
                       {LineFilter::Kind::Exclude, LinePattern::literal(u"static"_s), 0, 0, true},
                       {LineFilter::Kind::Include,
                        LinePattern::regularExpression(u"shop\\.(stock"_s), 0, 0, true}};
    pane.lens()->setFilters(filters);
    pane.filterBar()->open();
    settle();
    pane.grab().save(folder.filePath(u"lens-%1.png"_s.arg(theme)));
    pane.filtersMenu()->popup(QPoint());
    settle();
    pane.filtersMenu()->grab().save(folder.filePath(u"lens-menu-%1.png"_s.arg(theme)));
    pane.filtersMenu()->close();
    RuleEditor editor(*pane.lens());
    editor.show();
    editor.tree()->setCurrentIndex(editor.model()->indexOf(u"own:1"_s, 0));
    editor.tree()->expand(editor.model()->indexOf(u"own:1"_s));
    settle();
    editor.grab().save(folder.filePath(u"lens-editor-%1.png"_s.arg(theme)));
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    if (argc != 2 || !QDir().mkpath(QString::fromLocal8Bit(argv[1]))) {
        std::fputs("usage: outputgallery FOLDER\n", stderr);
        return 2;
    }
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    LogFixture log;
    writeRealisticLog(log);
    ThemeSwitcher themes(application);
    for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
        themes.apply(theme);
        OutputPane pane;
        pane.resize(1366, 768);
        pane.addToolBarActions({new QAction(u"Stop"_s, &pane), new QAction(u"Run Again"_s, &pane)});
        pane.open(log.log(), log.index(), false);
        pane.show();
        settle();
        const QString name = toString(theme);
        pane.grab().save(folder.filePath(u"pane-%1.png"_s.arg(name)));

        pane.view()->setFollowing(false);
        pane.view()->setWrapping(true);
        pane.view()->setTimeColumn(TimeColumn::Absolute);
        pane.setHiddenClasses(OutputDocument::defaultHidden);
        pane.view()->toggleMarker(1);
        pane.findBar()->open(u"import"_s);
        pane.banner()->showError({ErrorCode::PermissionDenied, u"/root/output.txt"_s,
                                  u"Permission denied"_s});
        settle();
        pane.view()->setSelection({15, 3}, {18, 12});
        pane.view()->setFocus();
        pane.resize(1000, 800);
        settle();
        pane.grab().save(folder.filePath(u"pane-find-%1.png"_s.arg(name)));
        pane.filtersMenu()->popup(QPoint());
        settle();
        pane.filtersMenu()->grab().save(folder.filePath(u"filters-%1.png"_s.arg(name)));
        pane.filtersMenu()->close();
        paintReading(folder, name);
        showLens(folder, name);
    }
    return 0;
}
