// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/helptext/helptext.h"

#include <QDir>
#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTest>

#include <ctime>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

// One line a parameter: all that was understood of it.
QString described(const Parameter &parameter)
{
    QStringList facts{parameter.name};
    if (!parameter.flags.isEmpty())
        facts.append(parameter.flags.join(u','));
    if (!parameter.negativeFlags.isEmpty())
        facts.append(u"not="_s + parameter.negativeFlags.join(u','));
    facts.append(toString(parameter.kind) + u'/' + toString(parameter.type));
    const std::pair<bool, QLatin1StringView> marks[] = {
        {parameter.required, "required"_L1},
        {parameter.multiple, "multiple"_L1},
        {parameter.repeatsFlag, "repeats"_L1},
        {parameter.editable, "editable"_L1},
        {parameter.advanced, "advanced"_L1},
        {parameter.passing == ParameterPassing::Joined, "joined"_L1},
        {parameter.passing == ParameterPassing::Counted, "counted"_L1},
    };
    for (const auto &[holds, word] : marks) {
        if (holds)
            facts.append(word);
    }
    if (parameter.valueCount > 0)
        facts.append(u"count=%1"_s.arg(parameter.valueCount));
    if (!parameter.placeholder.isEmpty())
        facts.append(u"<%1>"_s.arg(parameter.placeholder));
    if (!parameter.choices.isEmpty())
        facts.append(u"of="_s + parameter.choices.join(u','));
    if (!parameter.defaultValue.isEmpty())
        facts.append(u"default="_s + parameter.defaultValue);
    if (parameter.minimum || parameter.maximum)
        facts.append(u"range=%1..%2"_s.arg(parameter.minimum.value_or(-1))
                         .arg(parameter.maximum.value_or(-1)));
    if (!parameter.group.isEmpty())
        facts.append(u"group="_s + parameter.group);
    if (!parameter.exclusiveGroup.isEmpty())
        facts.append(u"exclusive="_s + parameter.exclusiveGroup);
    if (!parameter.requiredGroup.isEmpty())
        facts.append(u"oneof="_s + parameter.requiredGroup);
    if (!parameter.help.isEmpty())
        facts.append(u": "_s + QString(parameter.help).replace(u'\n', u'|'));
    return facts.join(u' ');
}

QStringList described(const HelpText &text)
{
    QStringList lines;
    for (const Parameter &parameter : text.parameters)
        lines.append(described(parameter));
    for (const HelpSubCommand &command : text.subCommands)
        lines.append(u"command %1 : %2"_s.arg(command.name, command.help));
    return lines;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestHelpText final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void styles_data();
    void styles();
    void installedTools_data();
    void installedTools();
    void anyBytes();
    void hugeTexts_data();
    void hugeTexts();
    void subCommandsAreAChoice();
};

// Texts in each library's style, each beside what is to be read from it.
void TestHelpText::styles_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(QStringLiteral(COMMANDRUNNER_TEST_DATA) + u"/helptext"_s);
    const QStringList names = folder.entryList({u"*.txt"_s}, QDir::Files, QDir::Name);
    QVERIFY(names.size() >= 10);
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << folder.absoluteFilePath(name);
}

void TestHelpText::styles()
{
    QFETCH(QString, path);
    QString expectation = path;
    expectation.replace(".txt"_L1, ".expected"_L1);
    const QString expected = QString::fromUtf8(contentOf(expectation)).trimmed();
    const HelpText text = parseHelpText(contentOf(path));
    const QString found = described(text).join(u'\n');
    QCOMPARE(found.split(u'\n'), expected.split(u'\n'));
}

// What tools of this machine say; those that are missing are skipped. The lines were read from the
// tools' manuals, and hold in all versions that Debian 12 and 13 have.
void TestHelpText::installedTools_data()
{
    QTest::addColumn<QStringList>("call");
    QTest::addColumn<int>("least");         // parameters and sub-commands
    QTest::addColumn<QStringList>("facts"); // beginnings of lines
    const auto add = [](const char *name, const QStringList &call, int least,
                        const QStringList &facts) {
        QTest::newRow(name) << call << least << facts;
    };
    add("tar", {u"tar"_s, u"--help"_s}, 120,
        {u"directory -C,--directory option/folder joined <DIR>"_s, u"verbose -v,--verbose flag"_s,
         u"file -f,--file option/text joined <ARCHIVE>"_s, u"FILE positional/file multiple"_s});
    add("grep", {u"grep"_s, u"--help"_s}, 40,
        {u"regexp -e,--regexp option/text joined <PATTERNS>"_s,
         u"max_count -m,--max-count option/text joined <NUM>"_s,
         u"PATTERNS positional/text required"_s, u"FILE positional/file multiple"_s});
    add("ls", {u"ls"_s, u"--help"_s}, 50,
        {u"all -a,--all flag/boolean"_s, u"color --color option/text joined <WHEN>"_s});
    add("sort", {u"sort"_s, u"--help"_s}, 25, {u"reverse -r,--reverse flag/boolean"_s});
    add("sed", {u"sed"_s, u"--help"_s}, 14,
        {u"in_place -i,--in-place option/text joined <SUFFIX>"_s});
    add("cp", {u"cp"_s, u"--help"_s}, 20,
        {u"target_directory -t,--target-directory option/folder joined <DIRECTORY>"_s});
    add("du", {u"du"_s, u"--help"_s}, 20, {u"human_readable -h,--human-readable flag"_s});
    add("wc", {u"wc"_s, u"--help"_s}, 5, {u"lines -l,--lines flag/boolean"_s});
    add("git commit", {u"git"_s, u"commit"_s, u"-h"_s}, 35,
        {u"message -m,--message option/text <message>"_s, u"amend --amend flag/boolean"_s});
    add("git", {u"git"_s, u"--help"_s}, 30, {u"command clone : Clone a repository"_s});
    add("python3", {u"python3"_s, u"-h"_s}, 15,
        {u"m -m option/text <mod>"_s, u"i -i flag/boolean"_s});
    add("http.server", {u"python3"_s, u"-m"_s, u"http.server"_s, u"--help"_s}, 4,
        {u"bind -b,--bind option/text <ADDRESS>"_s,
         u"directory -d,--directory option/folder <DIRECTORY>"_s,
         u"port positional/text <port> default=8000"_s});
    add("cmake", {u"cmake"_s, u"--help"_s}, 30,
        {u"D -D option/text"_s, u"S -S option/text <path-to-source>"_s});
    add("ninja", {u"ninja"_s, u"-h"_s}, 10,
        {u"C -C option/folder <DIR>"_s, u"n -n flag/boolean"_s,
         u"targets positional/text multiple"_s});
    add("curl", {u"curl"_s, u"--help"_s, u"all"_s}, 200,
        {u"data -d,--data option/text <data>"_s, u"output -o,--output option/file <file>"_s,
         u"insecure -k,--insecure flag/boolean"_s});
    add("rsync", {u"rsync"_s, u"--help"_s}, 120,
        {u"archive --archive,-a flag/boolean"_s,
         u"exclude --exclude option/text joined <PATTERN>"_s});
    add("ripgrep", {u"rg"_s, u"--help"_s}, 80,
        {u"after_context -A,--after-context option/text"_s, u"files --files flag"_s});
    add("fd", {u"fdfind"_s, u"--help"_s}, 30,
        {u"hidden -H,--hidden flag/boolean"_s, u"pattern positional/text"_s,
         u"path positional/file multiple"_s});
    add("bat", {u"batcat"_s, u"--help"_s}, 20,
        {u"language -l,--language option/text <language>"_s, u"FILE positional/file multiple"_s});
    add("hyperfine", {u"hyperfine"_s, u"--help"_s}, 20,
        {u"warmup -w,--warmup option/text <NUM>"_s});
    add("gh", {u"gh"_s, u"pr"_s, u"list"_s, u"--help"_s}, 12,
        {u"limit -L,--limit option/integer <int> default=30"_s,
         u"state -s,--state option/choice editable <string> of=open,closed,merged,all"_s,
         u"label -l,--label option/text multiple repeats <strings>"_s});
    add("gh itself", {u"gh"_s, u"--help"_s}, 15, {u"command pr : Manage pull requests"_s});
    add("kubectl", {u"kubectl"_s, u"get"_s, u"--help"_s}, 20,
        {u"selector -l,--selector option/text"_s, u"watch -w,--watch flag/boolean"_s});
    add("docker", {u"docker"_s, u"run"_s, u"--help"_s}, 60,
        {u"detach -d,--detach flag/boolean"_s, u"IMAGE positional/text required"_s,
         u"env -e,--env option/text multiple repeats <list>"_s});
    add("flask", {u"/usr/bin/python3"_s, u"-m"_s, u"flask"_s, u"run"_s, u"--help"_s}, 8,
        {u"reload --reload not=--no-reload flag/boolean"_s,
         u"port -p,--port option/integer <INTEGER>"_s});
    add("HTTPie", {u"http"_s, u"--help"_s}, 40, {u"json --json,-j flag/boolean"_s});
    add("jq", {u"jq"_s, u"--help"_s}, 10, {u"tab --tab flag/boolean"_s});
    add("ssh-keygen", {u"ssh-keygen"_s, u"-?"_s}, 10, {u"b -b option/text <bits>"_s});
    add("patch", {u"patch"_s, u"--help"_s}, 20, {u"strip -p,--strip option/text joined <NUM>"_s});
}

void TestHelpText::installedTools()
{
    QFETCH(QStringList, call);
    QFETCH(int, least);
    QFETCH(QStringList, facts);
    if (QStandardPaths::findExecutable(call.first()).isEmpty())
        QSKIP(qPrintable(call.first() + u" is not installed"_s));
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(call.first(), call.mid(1));
    QVERIFY(process.waitForFinished());
    const QByteArray output = process.readAll();
    if (output.contains("No module named") || output.contains("command not found"))
        QSKIP("it is not installed for this interpreter");
    const HelpText text = parseHelpText(output);
    const QStringList lines = described(text);
    for (const QString &fact : facts) {
        const bool found = std::any_of(lines.cbegin(), lines.cend(), [&fact](const QString &line) {
            return line.startsWith(fact);
        });
        if (!found)
            qWarning().noquote() << lines.join(u'\n');
        QVERIFY2(found, qPrintable(fact));
    }
    QVERIFY2(lines.size() >= least, qPrintable(QString::number(lines.size())));
}

void TestHelpText::anyBytes()
{
    QRandomGenerator random(42);
    const QByteArray alphabet("-[]{}()<>|=.,:/ \n\t\b\x1b\xe2\x94\x82\x80 aAxX0", 33);
    for (int round = 0; round < 2000; ++round) {
        QByteArray bytes("Usage: x ");
        for (int at = 0; at < 200; ++at)
            bytes += alphabet.at(random.bounded(int(alphabet.size())));
        for (const Parameter &parameter : parseHelpText(bytes).parameters)
            QVERIFY(!parameter.name.isEmpty());
    }
}

void TestHelpText::hugeTexts_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("options") << QByteArray("  -a, --all=WHAT  Does it (default: x)\n");
    QTest::newRow("one line") << QByteArray("--all ");
    QTest::newRow("open brackets") << QByteArray("Usage: x [<{(");
    QTest::newRow("usage of brackets") << QByteArray("\n [[[(((-a|");
    QTest::newRow("one help") << QByteArray("          more and [more\n");
    QTest::newRow("ways to call it") << QByteArray("usage: x [-a] [-b] y\n");
    QTest::newRow("escapes") << QByteArray("\x1b[");
    QTest::newRow("boxes") << QByteArray("│ --a  ");
    QTest::newRow("choices") << QByteArray("  --x {a,b,c}\n    a\n");
    QTest::newRow("commands") << QByteArray("commands:\n  a   b\n");
}

// A text eight times as long takes about eight times as long, not 64 times.
void TestHelpText::hugeTexts()
{
    QFETCH(QByteArray, piece);
    const auto timeOf = [&piece](qsizetype bytes, int rounds) {
        const QByteArray text = QByteArray("Usage: x\n  -a  b\n")
            + piece.repeated(bytes / piece.size());
        qint64 best = std::numeric_limits<qint64>::max();
        for (int round = 0; round < rounds; ++round) {
            const std::clock_t begin = std::clock(); // others may use the processors, too
            (void)parseHelpText(text);
            best = std::min<qint64>(best, (std::clock() - begin) * 1'000'000 / CLOCKS_PER_SEC);
        }
        return best;
    };
    const qint64 small = std::max<qint64>(timeOf(1 << 16, 3), 1000);
    const qint64 large = timeOf(1 << 19, 1); // 8 times as much
    QVERIFY2(large < 40 * small, qPrintable(u"%1 µs, %2 µs"_s.arg(small).arg(large)));
}

void TestHelpText::subCommandsAreAChoice()
{
    const HelpText text = parseHelpText("Usage: x [OPTIONS] COMMAND [ARGS]...\n\nOptions:\n"
                                        "  --fast  Fast\n\nCommands:\n  add   Adds\n  rm\n");
    const QList<Parameter> parameters = formParameters(text);
    QCOMPARE(parameters.size(), 2);
    QCOMPARE(described(parameters.first()),
             u"command positional/choice editable of=add,rm : add: Adds"_s);
}

QTEST_GUILESS_MAIN(TestHelpText)
#include "tst_helptext.moc"
