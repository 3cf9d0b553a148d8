// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/builtinrules.h"
#include "core/output/linerule.h"
#include "core/output/patternset.h"

#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

struct Example {
    const char *rule; // "set/rule"
    const char *line;
    bool match;
};

constexpr Example examples[] = {
    {"debug/logcat", "03-14 09:26:53.589  1234  1260 D WifiService: scan", true},
    {"debug/logcat", "D/dalvikvm(  410): GC_CONCURRENT freed 1024K", true},
    {"debug/logcat", "03-14 09:26:53.589  1234  1260 W WifiService: scan", false},
    {"debug/logcat", "D/ is a drive", false},
    {"debug/json", "{\"level\":20,\"time\":1700000000,\"msg\":\"cache hit\"}", true},
    {"debug/json", "{\"level\":30,\"time\":1700000000,\"msg\":\"listening\"}", false},
    {"debug/json", "{\"level\":200}", false},
    {"debug/monolog", "[2026-03-14T09:26:53.1+01:00] app.DEBUG: Matched route {\"a\":1} []", true},
    {"debug/monolog", "[2026-03-14T09:26:53.1+01:00] app.ERROR: DEBUG: no", false},
    {"debug/npm", "npm sill idealTree buildDeps", true},
    {"debug/npm", "gyp verb check python", true},
    {"debug/npm", "npm silly-walk installed", false},

    {"timestamps/iso", "2026-03-14 09:26:53,589 INFO started", true},
    {"timestamps/iso", "[2026-03-14T09:26:53Z] started", true},
    {"timestamps/iso", "2026/03/14 09:26:53 listening", true},
    {"timestamps/iso", "released on 2026-03-14 09:26", false},
    {"timestamps/iso", "2026-03-14 is a date", false},
    {"timestamps/syslog", "Mar 14 09:26:53 host sshd[1]: accepted", true},
    {"timestamps/syslog", "Mar  4 09:26:53 host sshd[1]: accepted", true},
    {"timestamps/syslog", "March 14 was fine", false},
    {"timestamps/clock", "09:26:53.589 started", true},
    {"timestamps/clock", "[09:26:53] Starting 'build'...", true},
    {"timestamps/clock", "09:26:53x", false},
    {"timestamps/clock", "took 09:26:53", false},
    {"timestamps/uptime", "[   12.345678] usb 1-1: new device", true},
    {"timestamps/uptime", "[12.3] ratio", false},

    {"blank/blank", "", true},
    {"blank/blank", " \t ", true},
    {"blank/blank", " .", false},
    {"blank/rulers", "----------------------------", true},
    {"blank/rulers", "  ============  ", true},
    {"blank/rulers", "---- title ----", false},
    {"blank/rulers", "--==--==--==", false},

    {"python-warnings/warning", "/srv/app/a.py:12: DeprecationWarning: use b()", true},
    {"python-warnings/warning", "<frozen importlib._bootstrap>:241: RuntimeWarning: size", true},
    {"python-warnings/warning", "sys:1: ResourceWarning: unclosed file", true},
    {"python-warnings/warning", "a.c:12: warning: unused variable", false},
    {"python-warnings/warning", "Warning: disk almost full", false},
    {"python-warnings/warning", "  a.py:1: UserWarning: indented", false},

    {"frames/jvm", "\tat java.base/java.lang.Thread.run(Thread.java:840)", true},
    {"frames/jvm", "\tat java.util.ArrayList.get(ArrayList.java:427)", true},
    {"frames/jvm", "\tat jdk.internal.reflect.Method.invoke(Method.java:1)", true},
    {"frames/jvm", "\tat org.shop.Orders.load(Orders.java:12)", false},
    {"frames/jvm", "meet me at java.example.org", false},
    {"frames/node", "    at node:internal/main/run_main_module:23:47", true},
    {"frames/node", "    at Layer.handle (/srv/app/node_modules/express/lib/layer.js:95:5)", true},
    {"frames/node", "    at Module._compile (node:internal/modules/cjs/loader:1105:14)", true},
    {"frames/node", "    at load (/srv/app/src/orders.js:12:3)", false},
    {"frames/python",
     "  File \"/usr/lib/python3/dist-packages/urllib3/poolmanager.py\", line 3, in urlopen", true},
    {"frames/python", "  File \"/srv/app/orders.py\", line 3, in load", false},

    {"passed-tests/pytest", "tests/test_a.py::test_one PASSED                       [ 50%]", true},
    {"passed-tests/pytest", "tests/test_a.py::test_two[a b] PASSED", true},
    {"passed-tests/pytest", "tests/test_a.py::test_one FAILED                       [ 50%]", false},
    {"passed-tests/go", "--- PASS: TestOrders (0.00s)", true},
    {"passed-tests/go", "=== RUN   TestOrders/empty", true},
    {"passed-tests/go", "--- FAIL: TestOrders (0.00s)", false},
    {"passed-tests/cargo", "test orders::tests::empty ... ok", true},
    {"passed-tests/cargo", "test orders::tests::empty ... FAILED", false},
    {"passed-tests/cargo", "test result: ok. 3 passed; 0 failed", false},
    {"passed-tests/ctest",
     " 3/41 Test  #3: tst_lineplane ....................   Passed    0.12 sec", true},
    {"passed-tests/ctest",
     " 3/41 Test  #3: tst_lineplane ....................***Failed    0.12 sec", false},
    {"passed-tests/gtest", "[ RUN      ] Orders.Empty", true},
    {"passed-tests/gtest", "[       OK ] Orders.Empty (0 ms)", true},
    {"passed-tests/gtest", "[  FAILED  ] Orders.Empty (0 ms)", false},
    {"passed-tests/qtest", "PASS   : TestOrders::empty()", true},
    {"passed-tests/qtest", "FAIL!  : TestOrders::empty() no", false},
    {"passed-tests/tap", "ok 3 - stores an order", true},
    {"passed-tests/tap", "not ok 3 - stores an order", false},
    {"passed-tests/tap", "ok 4 - later # TODO write it", false},
    {"passed-tests/tap", "ok then", false},
    {"passed-tests/unittest", "test_empty (shop.tests.Orders.test_empty) ... ok", true},
    {"passed-tests/unittest", "test_empty (shop.tests.Orders.test_empty) ... FAIL", false},

    {"http/success", "[14/Mar/2026 09:26:53] \"GET /static/a.css HTTP/1.1\" 200 1234", true},
    {"http/success", "INFO:     127.0.0.1:5012 - \"POST /orders HTTP/1.1\" 201 Created", true},
    {"http/success", "10.0.0.1 - - [x] \"GET /a HTTP/2.0\" 304 0 \"-\" \"curl/8\"", true},
    {"http/success", "\"GET /orders/7 HTTP/1.1\" 404 179", false},
    {"http/success", "\"GET /orders HTTP/1.1\" 500 12", false},
    {"http/rails", "Completed 200 OK in 12ms (Views: 8.1ms | ActiveRecord: 0.9ms)", true},
    {"http/rails", "Completed 500 Internal Server Error in 12ms", false},

    {"npm/warnings", "npm WARN deprecated har-validator@5.1.5: no longer supported", true},
    {"npm/warnings", "npm warn EBADENGINE Unsupported engine {", true},
    {"npm/warnings", "npm WARN tarball data seems to be corrupted", false},
    {"npm/warnings", "npm ERR! code ENOENT", false},
    {"npm/notices", "npm notice New major version of npm available!", true},
    {"npm/notices", "npm notice", true},
    {"npm/notices", "npm noticed something", false},
    {"npm/funding", "12 packages are looking for funding", true},
    {"npm/funding", "  run `npm fund` for details", true},
    {"npm/funding", "people are looking for funding", false},
    {"npm/pnpm", "Progress: resolved 12, reused 3, downloaded 9, added 9", true},
    {"npm/pnpm", "Progress: good", false},

    {"pip/satisfied", "Requirement already satisfied: six in /usr/lib/python3/dist-packages (1.16)",
     true},
    {"pip/satisfied", "Requirement not satisfied: six", false},
    {"pip/fetching", "Collecting django==5.0", true},
    {"pip/fetching", "  Downloading Django-5.0-py3-none-any.whl (8.1 MB)", true},
    {"pip/fetching", "  Using cached sqlparse-0.4.4-py3-none-any.whl (41 kB)", true},
    {"pip/fetching", "Downloading the report", false},
    {"pip/building", "  Preparing metadata (pyproject.toml): finished with status 'done'", true},
    {"pip/building", "  error: subprocess-exited-with-error", false},
    {"pip/notices", "[notice] A new release of pip is available: 23.0 -> 24.0", true},
    {"pip/notices", "[notice] read this", false},

    {"apt/lists", "Get:12 mirror stable/main amd64 Packages [8,788 kB]", true},
    {"apt/lists", "Hit:1 mirror stable InRelease", true},
    {"apt/lists", "Get: nothing", false},
    {"apt/reading", "Reading package lists...", true},
    {"apt/reading", "(Reading database ... 20134 files and directories currently installed.)",
     true},
    {"apt/reading", "Reading orders", false},
    {"apt/packages", "Unpacking libfoo1:amd64 (1.2-3) ...", true},
    {"apt/packages", "Setting up libfoo1:amd64 (1.2-3) ...", true},
    {"apt/packages", "Processing triggers for man-db (2.11.2-2) ...", true},
    {"apt/packages", "Setting up", false},
    {"apt/packages", "E: Unable to locate package foo", false},
    {"apt/debconf", "debconf: unable to initialize frontend: Dialog", true},
    {"apt/debconf", "debconf: error: stopped", false},

    {"docker/layers", "a2abf6c4d29d: Pull complete", true},
    {"docker/layers", "a2abf6c4d29d: Downloading [=====>     ]  3.2MB/31MB", true},
    {"docker/layers", "a2abf6c4d29d: denied", false},
    {"docker/layers", "latest: Pulling from library/nginx", false},
    {"docker/buildkit", "#7 CACHED", true},
    {"docker/buildkit", "#5 sha256:a2abf6c4 2.1MB / 31MB 0.2s", true},
    {"docker/buildkit", "#9 ERROR: process did not complete", false},
    {"docker/buildkit", "#9 3.142 Compiling shop", false},

    {"build/gradle", "> Task :app:compileJava UP-TO-DATE", true},
    {"build/gradle", "> Task :app:compileJava FAILED", false},
    {"build/maven", "[INFO] Downloading from central: org/a/b.pom", true},
    {"build/maven", "[ERROR] Downloading from central: failed", false},
    {"build/cargo", "   Compiling serde v1.0.197", true},
    {"build/cargo", "Compiling is done", false},
    {"build/make", "make[2]: Entering directory '/srv/app'", true},
    {"build/make", "make: *** [all] Error 2", false},
    {"build/configure", "checking for gcc... gcc", true},
    {"build/configure", "checking out main", false},
};

} // namespace

class TestLineRule : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void builtInSetsAreSound();
    void builtInPatterns_data();
    void builtInPatterns();
    void everyBuiltInPatternHasExamples();
    void roundTrip();
    void filtersRoundTrip();
    void brokenFile_data();
    void brokenFile();
};

void TestLineRule::builtInSetsAreSound()
{
    QSet<QString> ids;
    const QList<LineRuleSet> sets = builtInRuleSets();
    for (const LineRuleSet &set : sets) {
        QVERIFY(set.id.startsWith("builtin:"_L1) && set.builtIn && !set.name.isEmpty());
        QVERIFY2(!ids.contains(set.id), qPrintable(set.id));
        ids.insert(set.id);
        QSet<QString> rules;
        for (const LineRule &rule : set.rules) {
            QVERIFY2(!rules.contains(rule.id), qPrintable(rule.id));
            rules.insert(rule.id);
            QVERIFY(!rule.name.isEmpty() && rule.group == set.name);
            const auto problem = problemOf(rule.pattern);
            QVERIFY2(!problem,
                     qPrintable(rule.pattern.text + (problem ? problem->message : QString())));
        }
    }
}

void TestLineRule::builtInPatterns_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("match");
    for (const Example &example : examples)
        QTest::addRow("%s: %s", example.rule, example.line)
            << QString::fromLatin1(example.rule) << QByteArray(example.line) << example.match;
}

void TestLineRule::builtInPatterns()
{
    QFETCH(QString, rule);
    QFETCH(QByteArray, line);
    QFETCH(bool, match);
    const QList<LineRuleSet> sets = builtInRuleSets();
    for (const LineRuleSet &set : sets) {
        for (const LineRule &each : set.rules) {
            if (set.id.sliced(8) + u'/' + each.id != rule)
                continue;
            QCOMPARE(CompiledPattern(each.pattern).matches(line), match);
            return;
        }
    }
    QFAIL("there is no such rule");
}

void TestLineRule::everyBuiltInPatternHasExamples()
{
    const QList<LineRuleSet> sets = builtInRuleSets();
    for (const LineRuleSet &set : sets) {
        for (const LineRule &rule : set.rules) {
            const QString name = set.id.sliced(8) + u'/' + rule.id;
            for (const bool match : {true, false}) {
                const bool has = std::any_of(std::begin(examples), std::end(examples),
                                             [&name, match](const Example &example) {
                                                 return QLatin1StringView(example.rule) == name
                                                     && example.match == match;
                                             });
                QVERIFY2(has, qPrintable(name));
            }
        }
    }
}

void TestLineRule::roundTrip()
{
    LineRuleSet own{u"own:1"_s, u"Mine"_s, false, {}};
    LineRule rule;
    rule.id = u"a"_s;
    rule.name = u"A"_s;
    rule.group = u"Group"_s;
    rule.pattern = LinePattern::regularExpression(u"(?<progress>\\d+)ä"_s, false);
    rule.pattern.wholeLine = true;
    rule.pattern.streams = 1 << 2;
    rule.pattern.following = u"^ "_s;
    rule.pattern.followingLines = 3;
    rule.pattern.takesProgress = true;
    rule.actions = RuleAction::Colour | RuleAction::Mark | RuleAction::Notify
        | RuleAction::Progress;
    rule.foreground = {LineColour::Role::Fixed, 0x0a0b0c};
    rule.background = {LineColour::Role::Bad, 0};
    rule.matchOnly = true;
    rule.enabled = false;
    own.rules = {rule, builtInRuleSets().constFirst().rules.constFirst()};
    QList<LineRuleSet> sets{own};
    const auto read = ruleSetsFromFile(ruleSetsToFile(sets), u"file"_s);
    QVERIFY2(read, read ? "" : qPrintable(read.error().toString()));
    QVERIFY(*read == sets);
}

void TestLineRule::filtersRoundTrip()
{
    LineFilters filters;
    filters.anyInclude = true;
    filters.filters.append({LineFilter::Kind::Include, LinePattern::literal(u"a"_s, true), 2, 3,
                            false});
    filters.filters.append({LineFilter::Kind::Exclude, LinePattern::regularExpression(u"b+"_s), 0,
                            0, true});
    const auto read = lineFiltersFromJson(toJson(filters));
    QVERIFY(read);
    QVERIFY(*read == filters);
    QVERIFY(!lineFiltersFromJson({}));
}

void TestLineRule::brokenFile_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("detail"); // part of it
    const auto file = [](const char *rest) {
        return "{\"format\":\"commandrunner-rule-sets\"," + QByteArray(rest) + "}";
    };
    const int invalid = int(ErrorCode::InvalidFormat);
    QTest::newRow("no JSON") << "hello"_ba << invalid << u"at byte"_s;
    QTest::newRow("cut off") << file("\"version\":1,\"sets\":[").chopped(1) << invalid
                             << u"at byte"_s;
    QTest::newRow("something else") << "{\"a\":1}"_ba << invalid << u"not a file of rule sets"_s;
    QTest::newRow("newer") << file("\"version\":2,\"sets\":[]") << int(ErrorCode::NewerVersion)
                           << u"version 2"_s;
    QTest::newRow("no version") << file("\"sets\":[]") << invalid << u"version"_s;
    QTest::newRow("no sets") << file("\"version\":1") << invalid << u"list"_s;
    QTest::newRow("no id") << file("\"version\":1,\"sets\":[{\"name\":\"x\",\"rules\":[]}]")
                           << invalid << u"id"_s;
    QTest::newRow("no pattern") << file("\"version\":1,\"sets\":[{\"id\":\"i\",\"name\":\"x\","
                                        "\"rules\":[{\"id\":\"r\",\"name\":\"R\"}]}]")
                                << invalid << u"text"_s;
    QTest::newRow("unknown action")
        << file("\"version\":1,\"sets\":[{\"id\":\"i\",\"name\":\"x\",\"rules\":[{\"id\":\"r\","
                "\"name\":\"R\",\"pattern\":{\"text\":\"a\"},\"actions\":[\"explode\"]}]}]")
        << invalid << u"explode"_s;
    QTest::newRow("unknown colour")
        << file("\"version\":1,\"sets\":[{\"id\":\"i\",\"name\":\"x\",\"rules\":[{\"id\":\"r\","
                "\"name\":\"R\",\"pattern\":{\"text\":\"a\"},\"foreground\":\"pink\"}]}]")
        << invalid << u"pink"_s;
}

void TestLineRule::brokenFile()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    QFETCH(QString, detail);
    const auto read = ruleSetsFromFile(bytes, u"file"_s);
    QVERIFY(!read);
    QCOMPARE(int(read.error().code), code);
    QVERIFY2(read.error().detail.contains(detail), qPrintable(read.error().toString()));
}

QTEST_GUILESS_MAIN(TestLineRule)
#include "tst_linerule.moc"
