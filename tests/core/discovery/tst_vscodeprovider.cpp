// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/discovery/providertesting.h"

#include <QSysInfo>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class VsCodeProviderTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tasks();
    void systemBlocks();
    void words_data();
    void words();
    void folderWithAHostileName();
    void inputs();
    void inputsInTheMiddle();
    void environmentOfTheStart();
    void chosenShells_data();
    void chosenShells();
    void toolTasks();
    void configurations();
    void brokenTasks_data();
    void brokenTasks();
    void brokenConfigurations();
    void manyTasks();
};

namespace {

// Lines for a shell are those of Unix here; on Windows the shell is another one.
bool isWindows()
{
    return QSysInfo::kernelType() == "winnt"_L1;
}

// The one task of a file with that command, which is JSON, in a folder of that name.
Command taskWith(const QByteArray &entry, const QString &folder = u"app"_s)
{
    const ScratchFolder scratch;
    if (!scratch.write(folder + u"/.vscode/tasks.json"_s,
                       R"({"version": "2.0.0", "inputs": [
  {"id": "name", "type": "promptString"},
  {"id": "odd", "type": "promptString", "default": "a } \" $b"},
  {"id": "level", "type": "pickString", "options": ["low", "high"], "default": "low"}],
  "tasks": [{"label": "t", )"
                           + entry + "}]}"))
        return {};
    const DiscoveryResult result = scanNow(scratch.path());
    Command command = commandNamed(result, u"vscode"_s, u"t"_s);
    for (QString &word : command.argv)
        word.replace(scratch.path(), u"FOLDER"_s);
    return command;
}

} // namespace

void VsCodeProviderTest::tasks()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"app/.vscode/tasks.json"_s, R"({
  // See the manual
  "version": "2.0.0",
  "options": { "env": { "LANG": "C", "LEVEL": "1" } },
  "tasks": [
    {
      "label": "Build <all>",
      "detail": "Compiles \"everything\"",
      "type": "shell",
      "command": "make -j4 all",
      "options": { "cwd": "${workspaceFolder}/src", "env": { "LEVEL": "2" } },
      "problemMatcher": ["$gcc"],
    },
    { "label": "lint", "type": "process", "command": "ruff",
      "args": ["check", "a b", "$HOME"], "dependsOn": ["Build <all>", {"type": "npm", "task": "x"}] },
    { "label": "-odd one", "type": "process", "command": "true", "hide": true, /* , */ },
    { "label": "naïve 🎈", "type": "process", "command": "./run", "options": {"cwd": "../tools"} }
  ]
})"));
    const DiscoveryResult result = scanNow(scratch.path());
    QVERIFY(problemsAre(result, {}));
    QCOMPARE(summariesOf(result, u"vscode"_s),
             QStringList({u"(-odd one) | app/.vscode/tasks.json:16 | true"_s,
                          u"Build <all> | app/.vscode/tasks.json:6 | make -j4 all"_s,
                          u"lint | app/.vscode/tasks.json:14 | ruff check 'a b' '$HOME'"_s,
                          u"naïve 🎈 | app/.vscode/tasks.json:17 | ./run"_s}));
    const Command build = commandNamed(result, u"vscode"_s, u"Build <all>"_s);
    QCOMPARE(build.description, u"Compiles \"everything\""_s);
    QCOMPARE(build.workingDirectory, scratch.filePath(u"app/src"_s));
    QCOMPARE(build.environment,
             (QMap<QString, QString>{{u"LANG"_s, u"C"_s}, {u"LEVEL"_s, u"2"_s}}));
    QCOMPARE(build.project, u"app"_s);
    const Command lint = commandNamed(result, u"vscode"_s, u"lint"_s);
    QCOMPARE(lint.description, u"ruff check a b $HOME\nNeeds, run before: Build <all>, x"_s);
    QCOMPARE(lint.workingDirectory, scratch.filePath(u"app"_s));
    QCOMPARE(commandNamed(result, u"vscode"_s, u"naïve 🎈"_s).workingDirectory,
             scratch.filePath(u"tools"_s));
}

void VsCodeProviderTest::systemBlocks()
{
    const QString kernel = QSysInfo::kernelType();
    const QString expected = kernel == "winnt"_L1 ? u"win -w"_s
        : kernel == "darwin"_L1                   ? u"mac base"_s
                                                  : u"tux -l"_s;
    const Command command = taskWith(
        R"("type": "process", "command": "any", "args": ["base"],
        "windows": {"command": "win", "args": ["-w"], "options": {"env": {"A": "system"}}},
        "osx": {"command": "mac", "options": {"env": {"A": "system"}}},
        "linux": {"command": "tux", "args": ["-l"], "options": {"env": {"A": "system"}}},
        "options": {"env": {"A": "all", "B": "all"}})");
    QCOMPARE(joinShellWords(command.argv), expected);
    QCOMPARE(command.environment,
             (QMap<QString, QString>{{u"A"_s, u"system"_s}, {u"B"_s, u"all"_s}}));
}

void VsCodeProviderTest::words_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<QStringList>("argv");
    const auto row = [](const char *name, const char *entry, const QStringList &argv) {
        QTest::newRow(name) << QByteArray(R"("type": "shell", )") + entry << argv;
    };
    const QStringList shell{u"bash"_s, u"-c"_s};
    row("words", R"("command": "make  -C 'two words' X=1")",
        {u"make"_s, u"-C"_s, u"two words"_s, u"X=1"_s});
    row("a pipe", R"("command": "ls | wc -l")", shell + QStringList{u"ls | wc -l"_s});
    row("a variable", R"("command": "echo $HOME")", shell + QStringList{u"echo $HOME"_s});
    row("a pattern", R"("command": "rm *.o")", shell + QStringList{u"rm *.o"_s});
    row("an assignment", R"("command": "A=1 make")", shell + QStringList{u"A=1 make"_s});
    row("of the shell itself", R"("command": "cd src")", shell + QStringList{u"cd src"_s});
    row("two lines", R"("command": "make\nmake test")", shell + QStringList{u"make\nmake test"_s});
    row("arguments", R"("command": "make", "args": ["-j4", "a b", "'c d'", ""])",
        {u"make"_s, u"-j4"_s, u"a b"_s, u"c d"_s});
    row("arguments that are shell text", R"("command": "echo", "args": ["a", "&&", "echo", "$B"])",
        shell + QStringList{u"echo a && echo $B"_s});
    row("a program with a blank", R"("command": "my tool", "args": ["x"])", {u"my tool"_s, u"x"_s});
    row("strong", R"("command": "echo", "args": [{"value": "$A 'b' \"c\"", "quoting": "strong"}])",
        {u"echo"_s, u"$A 'b' \"c\""_s});
    row("strong in a line",
        R"("command": "echo", "args": [{"value": "a'b", "quoting": "strong"}, "|", "cat"])",
        shell + QStringList{uR"(echo 'a'\''b' | cat)"_s});
    row("weak", R"("command": "echo", "args": [{"value": "$A \"b\"", "quoting": "weak"}])",
        shell + QStringList{uR"(echo "$A \"b\"")"_s});
    row("escaped", R"("command": "echo", "args": [{"value": "$A b'", "quoting": "escape"}])",
        shell + QStringList{uR"(echo $A\ b\')"_s});
    row("weak and escaped with a folder",
        R"("command": "echo", "args": [{"value": "a \"${workspaceFolder}", "quoting": "weak"},
        {"value": "b '${workspaceFolder}", "quoting": "escape"}, ";"])",
        shell + QStringList{uR"(echo "a \"FOLDER/app" b\ \'FOLDER/app ;)"_s});
    row("a command with quoting", R"("command": {"value": "my tool", "quoting": "strong"})",
        {u"my tool"_s});
    QTest::newRow("a process takes words")
        << QByteArray(R"("type": "process", "command": "a b", "args": ["*", "c d", "-e", ""])")
        << QStringList{u"a b"_s, u"*"_s, u"c d"_s, u"-e"_s, u""_s};
}

void VsCodeProviderTest::words()
{
    QFETCH(QByteArray, entry);
    QFETCH(QStringList, argv);
    if (isWindows() && argv.first() == "bash"_L1)
        QSKIP("the shell of Windows is another one");
    QCOMPARE(taskWith(entry).argv, argv);
}

// The name of a folder is never read by a shell.
void VsCodeProviderTest::folderWithAHostileName()
{
    if (isWindows())
        QSKIP("Windows has no such names");
    const QString folder = u"a $(touch x) `b` 'c"_s;
    Command command = taskWith(R"("type": "shell", "command": "ls ${workspaceFolder}/src")",
                               folder);
    QCOMPARE(command.argv, QStringList({u"ls"_s, u"FOLDER/a $(touch x) `b` 'c/src"_s}));
    command = taskWith(R"("type": "process", "command": "ls", "args": ["${workspaceFolder}"])",
                       folder);
    QCOMPARE(command.argv, QStringList({u"ls"_s, u"FOLDER/a $(touch x) `b` 'c"_s}));
    command = taskWith(
        R"("type": "shell", "command": "ls ${workspaceFolder} \"${workspaceFolder}\" )"
        R"('${workspaceFolderBasename}' | cat")",
        folder);
    const QString line = uR"(value0='FOLDER/a $(touch x) `b` '\''c'; )"
                         uR"(value1='a $(touch x) `b` '\''c'; )"
                         uR"(ls "${value0}" "${value0}" ''"${value1}"'' | cat)"_s;
    QCOMPARE(command.argv, QStringList({u"bash"_s, u"-c"_s, line}));
}

void VsCodeProviderTest::inputs()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u".vscode/tasks.json"_s, R"({
  "version": "2.0.0",
  "tasks": [
    { "label": "deploy", "type": "shell", "command": "deploy ${input:where} ${input:token}" },
    { "label": "open", "type": "process", "command": "wc", "args": ["-l", "${file}"] }
  ],
  "inputs": [
    { "id": "where", "type": "pickString", "description": "Which <b>host</b>?",
      "options": ["test", { "label": "The real one", "value": "live" }] },
    { "id": "token", "type": "promptString", "description": "Token", "password": true }
  ]
})"));
    const DiscoveryResult result = scanNow(scratch.path());
    QVERIFY(problemsAre(result, {}));
    const Command deploy = commandNamed(result, u"vscode"_s, u"deploy"_s);
    QCOMPARE(deploy.argv, QStringList{u"deploy"_s});
    QCOMPARE(parametersOf(deploy), QStringList({u"where [test live] !"_s, u"token !"_s}));
    QCOMPARE(parameterOf(deploy, u"where"_s).help, u"Which <b>host</b>?"_s);
    QCOMPARE(toString(parameterOf(deploy, u"where"_s).type), u"choice"_s);
    QCOMPARE(toString(parameterOf(deploy, u"token"_s).type), u"secret"_s);
    const ArgumentValues values{{u"where"_s, {u"live"_s}}, {u"token"_s, {u"a b"_s}}};
    QCOMPARE(buildArgv(deploy, values), QStringList({u"deploy"_s, u"live"_s, u"a b"_s}));
    const Command open = commandNamed(result, u"vscode"_s, u"open"_s);
    QCOMPARE(open.argv, QStringList({u"wc"_s, u"-l"_s}));
    QCOMPARE(toString(parameterOf(open, u"file"_s).type), u"file"_s);
}

// What a person types is a positional parameter of the shell, whatever stands in it.
void VsCodeProviderTest::inputsInTheMiddle()
{
    if (isWindows())
        QSKIP("the shell of Windows is another one");
    Command command = taskWith(
        R"("type": "shell", "command": "greet --to=${input:name} '${input:level}' x")");
    QString line = uR"(greet --to="${1}" ''"${2-low}"'' x)"_s;
    QCOMPARE(command.argv, QStringList({u"bash"_s, u"-c"_s, line, u"t"_s}));
    QCOMPARE(parametersOf(command), QStringList({u"name !"_s, u"level=low [low high]"_s}));
    const QString hostile = u"$(x); 'y"_s;
    QCOMPARE(buildArgv(command, {{u"name"_s, {hostile}}}).mid(4), QStringList{hostile});
    command = taskWith(R"("type": "process", "command": "greet",
        "args": ["--to=${input:name}", "$x", "${input:name}"])");
    line = uR"(greet --to="${1}" '$x' "${1}")"_s;
    QCOMPARE(command.argv, QStringList({u"bash"_s, u"-c"_s, line, u"t"_s}));
    QCOMPARE(command.parameters.size(), 1);
    command = taskWith(R"("type": "shell", "command": "echo ${input:odd} ${workspaceFolder} &")");
    line = uR"(value0='a } " $b'; echo "${1-$value0}" FOLDER/app &)"_s;
    QCOMPARE(command.argv, QStringList({u"bash"_s, u"-c"_s, line, u"t"_s}));
    // Left out, the first one still holds its place.
    command = taskWith(R"("type": "shell", "command": "greet ${input:level} ${input:name}")");
    QCOMPARE(buildArgv(command, {{u"name"_s, {u"a"_s}}}).mid(3),
             QStringList({u"t"_s, u"low"_s, u"a"_s}));
}

void VsCodeProviderTest::environmentOfTheStart()
{
    if (isWindows())
        QSKIP("the shell of Windows is another one");
    const Command command = taskWith(R"("type": "process", "command": "${env:TOOLS}/x",
        "args": ["it's"],
        "options": {"env": {"PATH": "${workspaceFolder}/bin:${env:PATH}", "Q": "${input:name}"}})");
    const QString line = uR"(export PATH=FOLDER/app/bin:"${PATH}"; export Q="${1}"; )"
                         uR"("${TOOLS}"/x 'it'\''s')"_s;
    QCOMPARE(command.argv, QStringList({u"bash"_s, u"-c"_s, line, u"t"_s}));
    QVERIFY(command.environment.isEmpty());
}

void VsCodeProviderTest::chosenShells_data()
{
    QTest::addColumn<QByteArray>("shell");
    QTest::addColumn<QStringList>("argv");
    QTest::newRow("zsh") << QByteArray(R"({"executable": "/bin/zsh"})")
                         << QStringList{u"/bin/zsh"_s, u"-c"_s, u"make all"_s};
    QTest::newRow("login shell") << QByteArray(R"({"executable": "bash", "args": ["-lc"]})")
                                 << QStringList{u"bash"_s, u"-lc"_s, u"make all"_s};
    QTest::newRow("bash without -c") << QByteArray(R"({"executable": "bash", "args": ["--norc"]})")
                                     << QStringList{u"bash"_s, u"--norc"_s, u"-c"_s, u"make all"_s};
    QTest::newRow("cmd") << QByteArray(R"({"executable": "C:\\Windows\\cmd.exe"})")
                         << QStringList{u"C:\\Windows\\cmd.exe"_s, u"/d"_s, u"/c"_s, u"make all"_s};
    QTest::newRow("pwsh") << QByteArray(R"({"executable": "pwsh"})")
                          << QStringList{u"pwsh"_s, u"-Command"_s, u"make all"_s};
}

void VsCodeProviderTest::chosenShells()
{
    QFETCH(QByteArray, shell);
    QFETCH(QStringList, argv);
    const Command command = taskWith(
        R"("type": "shell", "command": "make all", "options": {"shell": )" + shell + "}");
    QCOMPARE(command.argv, argv);
}

void VsCodeProviderTest::toolTasks()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u".vscode/tasks.json"_s, R"({"version": "2.0.0", "tasks": [
{"type": "npm", "script": "build"},
{"type": "npm", "script": "watch", "path": "web/", "label": "watch"},
{"type": "gulp", "task": "css", "label": "css"},
{"type": "typescript", "tsconfig": "lib/tsconfig.json", "option": "watch", "label": "tsc"},
{"type": "cargo", "command": "run", "args": ["--release"], "label": "cargo"}]})"));
    const DiscoveryResult result = scanNow(scratch.path());
    QVERIFY(problemsAre(result, {}));
    const QString file = u" | .vscode/tasks.json:"_s;
    QCOMPARE(
        summariesOf(result, u"vscode"_s),
        QStringList({u"cargo"_s + file + u"6 | cargo run --release"_s,
                     u"css"_s + file + u"4 | npx --no-install gulp css"_s,
                     u"npm: build"_s + file + u"2 | npm run build"_s,
                     u"tsc"_s + file + u"5 | npx --no-install tsc -p ./lib/tsconfig.json --watch"_s,
                     u"watch"_s + file + u"3 | npm run watch"_s}));
    const Command watch = commandNamed(result, u"vscode"_s, u"watch"_s);
    QCOMPARE(watch.workingDirectory, scratch.filePath(u"web"_s));
    QCOMPARE(buildArgv(watch, {}, {u"--fast"_s}),
             QStringList({u"npm"_s, u"run"_s, u"watch"_s, u"--"_s, u"--fast"_s}));
}

void VsCodeProviderTest::configurations()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u".venv/pyvenv.cfg"_s, ""));
    QVERIFY(scratch.write(u".venv/bin/python"_s, "#!\n", true));
    QVERIFY(scratch.write(u".venv/Scripts/python.exe"_s, "MZ", true));
    const QByteArray json = R"({
  "version": "0.2.0",
  "configurations": [
    { "name": "Web", "type": "debugpy", "request": "launch", "module": "flask",
      "args": ["run", "--port", "${input:port}"], "env": {"FLASK_DEBUG": "1", "GONE": null},
      "cwd": "${workspaceFolder}/web", "preLaunchTask": "css", "envFile": "${workspaceFolder}/.env" },
    { "name": "This file", "type": "python", "request": "launch", "program": "${file}",
      "python": "/usr/bin/python3", "args": "-v 'a b'", "presentation": { "hidden": true } },
    { "name": "Server", "type": "node", "request": "launch", "runtimeArgs": ["--inspect"],
      "program": "${workspaceFolder}/server.js", "skipFiles": ["<node_internals>/**"] },
    { "name": "Dev", "type": "pwa-node", "request": "launch", "runtimeExecutable": "npm",
      "runtimeArgs": ["run", "dev"] },
    { "name": "Line", "type": "node-terminal", "request": "launch", "command": "npm start" },
    { "name": "Script", "type": "bashdb", "request": "launch", "program": "./tool.sh" },
    { "name": "Attach", "type": "debugpy", "request": "attach", "connect": { "port": 5678 } },
    { "name": "Native", "type": "cppdbg", "request": "launch", "program": "a.out" }
  ],
  "compounds": [ { "name": "All", "configurations": ["Web", "Dev"] } ],
  "inputs": [ { "id": "port", "type": "promptString", "default": "5000" } ]
})";
    QVERIFY(scratch.write(u".vscode/launch.json"_s, json));
    const DiscoveryResult result = scanNow(scratch.path());
    QVERIFY(problemsAre(result, {u":18 the compound \"All\" only runs others: Web, Dev"_s}));
    QStringList names;
    for (const Command &command : commandsFrom(result, u"vscode"_s))
        names.append(u"%1:%2"_s.arg(command.name).arg(command.line));
    QCOMPARE(names,
             QStringList({u"Dev:11"_s, u"Line:13"_s, u"Script:14"_s, u"Server:9"_s,
                          u"This file:7"_s, u"Web:4"_s}));
    const auto named = [&result](const QString &name) {
        return commandNamed(result, u"vscode"_s, name);
    };
    const Command web = named(u"Web"_s);
    QCOMPARE(web.workingDirectory, scratch.filePath(u"web"_s));
    QCOMPARE(web.environment,
             (QMap<QString, QString>{{u"FLASK_DEBUG"_s, u"1"_s}, {u"PYTHONUNBUFFERED"_s, u"1"_s}}));
    QCOMPARE(parametersOf(web), QStringList{u"port=5000"_s});
    QCOMPARE(web.description,
             u"flask\nNeeds, run before: css\n"
             "VS Code also sets what is in ${workspaceFolder}/.env"_s);
    QCOMPARE(named(u"Server"_s).argv,
             QStringList({u"node"_s, u"--inspect"_s, scratch.filePath(u"server.js"_s)}));
    QCOMPARE(named(u"Dev"_s).argv, QStringList({u"npm"_s, u"run"_s, u"dev"_s}));
    QCOMPARE(named(u"Line"_s).argv, QStringList({u"npm"_s, u"start"_s}));
    QCOMPARE(named(u"Script"_s).argv, QStringList({u"bash"_s, u"./tool.sh"_s}));
    QVERIFY(named(u"This file"_s).hidden);
    if (isWindows())
        return; // its shell takes no values in the middle
    const QString line = web.argv.value(2);
    const QString end = uR"( -m flask run --port "${1-5000}")"_s;
    QVERIFY2(line.startsWith(scratch.filePath(u".venv/"_s)) && line.endsWith(end),
             qPrintable(line));
    const QString fileLine = uR"(/usr/bin/python3 "${1}" -v 'a b')"_s;
    QCOMPARE(named(u"This file"_s).argv.mid(2), QStringList({fileLine, u"This file"_s}));
}

void VsCodeProviderTest::brokenTasks_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("problems");
    const auto tasks = [](const char *text) {
        return "{\"version\": \"2.0.0\", \"tasks\": [\n" + QByteArray(text)
            + ",\n{\"label\": \"fine\", \"type\": \"process\", \"command\": \"x\"}]}";
    };
    QTest::newRow("not JSON") << QByteArray("{\n\"tasks\": [}")
                              << QStringList{u"tasks.json:2 not valid JSON"_s};
    QTest::newRow("old") << QByteArray("{\n\"version\": \"0.1.0\", \"tasks\": []}")
                         << QStringList{u":2 is of version 0.1.0"_s};
    QTest::newRow("no version") << QByteArray(R"({"tasks": []})")
                                << QStringList{u"names no version"_s};
    QTest::newRow("not a list") << QByteArray("{\"version\": \"2.0.0\",\n\"tasks\": {}}")
                                << QStringList{u":2 \"tasks\" is not a list"_s};
    QTest::newRow("no label") << tasks(R"({"type": "shell", "command": "x"})")
                              << QStringList{u":2 a task has no name"_s};
    QTest::newRow("a text") << tasks(R"("x")") << QStringList{u":2 a task has no name"_s};
    QTest::newRow("line break in a label")
        << tasks(R"({"label": "a\nb", "command": "x"})")
        << QStringList{u":2 the name of the task \"a b\" holds"_s};
    QTest::newRow("twice") << tasks(R"({"label": "a", "command": "x"},
        {"label": "a", "command": "y"})")
                           << QStringList{u":3 the task \"a\" is there twice"_s};
    QTest::newRow("no command") << tasks(R"({"label": "a", "type": "shell"})")
                                << QStringList{u"\"a\" has no command"_s};
    QTest::newRow("others only") << tasks(R"({"label": "a", "dependsOn": ["b", "a"]})")
                                 << QStringList{u"\"a\" only runs others: b, a"_s};
    QTest::newRow("an extension's") << tasks(R"({"label": "a", "type": "docker-build"})")
                                    << QStringList{u"of type \"docker-build\""_s};
    QTest::newRow("the editor's") << tasks(R"({"label": "a", "command": "${fileDirname}/x"})")
                                  << QStringList{u"uses ${fileDirname}"_s};
    QTest::newRow("an unknown input")
        << tasks(R"({"label": "a", "command": "${input:x}"})") << QStringList{u"uses ${input:x}"_s};
    QTest::newRow("a folder known late")
        << tasks(R"({"label": "a", "command": "x", "options": {"cwd": "${env:HOME}"}})")
        << QStringList{u"known only when it starts"_s};
    QTest::newRow("values for a shell without parameters")
        << tasks(R"({"label": "a", "type": "shell", "command": "echo ${env:A}",
        "options": {"shell": {"executable": "fish"}}})")
        << QStringList{u"\"fish\" cannot be given its values safely"_s};
    QTest::newRow("no shell has such a variable")
        << tasks(R"({"label": "a", "command": "x", "options": {"env": {"A-B": "${env:A}"},
        "shell": {"executable": "bash"}}})")
        << QStringList{u"no shell can set the variable \"A-B\""_s};
    QTest::newRow("npm") << tasks(R"({"label": "a", "type": "npm", "script": "-x"})")
                         << QStringList{u"names no script that npm can run"_s};
}

void VsCodeProviderTest::brokenTasks()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, problems);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u".vscode/tasks.json"_s, json));
    QVERIFY(scratch.write(u".vscode/launch.json"_s, R"({"configurations": [
        {"name": "other", "type": "node", "program": "x"}]})"));
    const DiscoveryResult result = scanNow(scratch.path());
    QVERIFY(problemsAre(result, problems));
    QVERIFY(idsOf(result).contains(u"vscode:.vscode/launch.json:other"_s));
    QCOMPARE(idsOf(result).contains(u"vscode:.vscode/tasks.json:fine"_s), json.contains("fine"));
}

void VsCodeProviderTest::brokenConfigurations()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u".vscode/launch.json"_s, R"({"configurations": [
{"name": "none", "type": "python"},
{"name": "dash", "type": "node", "program": "-x"},
{"type": "node", "program": "x"},
{"name": "fine", "type": "node", "program": "x"}]})"));
    const DiscoveryResult result = scanNow(scratch.path());
    QVERIFY(problemsAre(result,
                        {u":2 the configuration \"none\" names no program"_s,
                         u":3 the configuration \"dash\" names a program that would"_s,
                         u":4 a configuration has no name"_s}));
    QCOMPARE(idsOf(result), QStringList{u"vscode:.vscode/launch.json:fine"_s});
}

void VsCodeProviderTest::manyTasks()
{
    const ScratchFolder scratch;
    QByteArray tasks;
    for (int i = 0; i < 10'000; ++i)
        tasks += (i == 0 ? "" : ",\n")
            + QByteArray(R"({"type": "shell", "command": "echo ${workspaceFolder}", "label": "t)")
            + QByteArray::number(i) + "\"}";
    QVERIFY(scratch.write(u".vscode/tasks.json"_s,
                          "{\"version\": \"2.0.0\", \"tasks\": [" + tasks + "]}"));
    QCOMPARE(scanNow(scratch.path()).commands.size(), 10'000);
}

QTEST_GUILESS_MAIN(VsCodeProviderTest)
#include "tst_vscodeprovider.moc"
