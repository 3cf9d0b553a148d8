// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/discovery/providertesting.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class CargoProviderTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void targets_data();
    void targets();
    void parameters();
    void aliases();
    void brokenFiles_data();
    void brokenFiles();
    void manyTargets();
};

void CargoProviderTest::targets_data()
{
    QTest::addColumn<ProjectFiles>("files");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("found by their files")
        << ProjectFiles{{u"Cargo.toml"_s, "[package]\nname = \"shop\"\nedition = \"2021\"\n"},
                        {u"src/main.rs"_s, ""},
                        {u"src/bin/import.rs"_s, ""},
                        {u"src/bin/export/main.rs"_s, ""},
                        {u"src/bin/notes/readme.md"_s, ""},
                        {u"examples/tour.rs"_s, ""},
                        {u"tests/api.rs"_s, ""},
                        {u"tests/common/mod.rs"_s, ""},
                        {u"benches/speed.rs"_s, ""}}
        << QStringList{u"bench | Cargo.toml:1 | cargo bench"_s,
                       u"bench speed | benches/speed.rs:1 | cargo bench --bench speed"_s,
                       u"build | Cargo.toml:1 | cargo build"_s,
                       u"example tour | examples/tour.rs:1 | cargo run --example tour"_s,
                       u"run export | src/bin/export/main.rs:1 | cargo run --bin export"_s,
                       u"run import | src/bin/import.rs:1 | cargo run --bin import"_s,
                       u"run shop | src/main.rs:1 | cargo run --bin shop"_s,
                       u"test | Cargo.toml:1 | cargo test"_s,
                       u"test api | tests/api.rs:1 | cargo test --test api"_s};
    QTest::newRow("declared")
        << ProjectFiles{{u"Cargo.toml"_s, R"(
[package]
name = "shop"
edition.workspace = true
autoexamples = false

[[bin]]
name = "shopd"   # takes main.rs, so there is no "shop"
path = "src/main.rs"

[[bin]]
name = "made"
path = "src/made_later.rs"
required-features = ["cli", "net"]
)"},
                        {u"src/main.rs"_s, ""},
                        {u"src/bin/extra.rs"_s, ""},
                        {u"examples/no.rs"_s, ""}}
        << QStringList{u"build | Cargo.toml:2 | cargo build"_s,
                       u"run extra | src/bin/extra.rs:1 | cargo run --bin extra"_s,
                       u"run made | Cargo.toml:11 | cargo run --bin made --features cli,net"_s,
                       u"run shopd | src/main.rs:1 | cargo run --bin shopd"_s,
                       u"test | Cargo.toml:2 | cargo test"_s};
    QTest::newRow("first edition, declared")
        << ProjectFiles{{u"Cargo.toml"_s, "[package]\nname = \"old\"\n[[bin]]\nname = \"one\"\n"},
                        {u"src/bin/one.rs"_s, ""},
                        {u"src/bin/two.rs"_s, ""}}
        << QStringList{u"build | Cargo.toml:1 | cargo build"_s,
                       u"run one | Cargo.toml:3 | cargo run --bin one"_s,
                       u"test | Cargo.toml:1 | cargo test"_s};
    QTest::newRow("library") << ProjectFiles{{u"lib/Cargo.toml"_s, "[package]\nname = \"l\"\n"},
                                             {u"lib/src/lib.rs"_s, ""}}
                             << QStringList{u"build | lib/Cargo.toml:1 | cargo build"_s,
                                            u"test | lib/Cargo.toml:1 | cargo test"_s};
    QTest::newRow("workspace")
        << ProjectFiles{{u"Cargo.toml"_s,
                         "[workspace]\nmembers = [\"crates/*\", \"tool\", \"../elsewhere\"]\n"},
                        {u"tool/Cargo.toml"_s, "[package]\nname = \"tool\"\n"},
                        {u"tool/src/main.rs"_s, ""}}
        << QStringList{u"build workspace | Cargo.toml:1 | cargo build --workspace"_s,
                       u"test workspace | Cargo.toml:1 | cargo test --workspace"_s,
                       u"build | tool/Cargo.toml:1 | cargo build"_s,
                       u"run tool | tool/src/main.rs:1 | cargo run --bin tool"_s,
                       u"test | tool/Cargo.toml:1 | cargo test"_s};
    QTest::newRow("neither package nor workspace")
        << ProjectFiles{{u"Cargo.toml"_s, "[patch.crates-io]\n"}} << QStringList{};
}

void CargoProviderTest::targets()
{
    QFETCH(ProjectFiles, files);
    const ScratchFolder scratch;
    QVERIFY(writeAll(scratch, files));
    const DiscoveryResult result = scanNow(scratch.path());
    QTEST(summariesOf(result, u"cargo"_s), "expected");
    QVERIFY(problemsAre(result, {}));
    for (const Command &command : commandsFrom(result, u"cargo"_s))
        QCOMPARE(command.workingDirectory, QDir::cleanPath(scratch.filePath(command.project)));
}

void CargoProviderTest::parameters()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"Cargo.toml"_s, R"([package]
name = "shop"
description = "Sells <things>"
[features]
default = ["net"]
net = ["dep:reqwest"]
"gui-x11" = []
[dependencies]
reqwest = { version = "0.12", optional = true }
serde = { version = "1", optional = true }
log = "0.4"
)"));
    QVERIFY(scratch.write(u"src/main.rs"_s, ""));
    const DiscoveryResult result = scanNow(scratch.path());
    const Command run = commandNamed(result, u"cargo"_s, u"run shop"_s);
    QCOMPARE(run.description, u"Sells <things>"_s);
    QCOMPARE(parametersOf(run),
             QStringList({u"release"_s, u"features [net gui-x11 serde]"_s, u"all-features"_s,
                          u"no-default-features"_s}));
    QCOMPARE(buildArgv(run, {{u"release"_s, {u"true"_s}}, {u"features"_s, {u"net"_s, u"serde"_s}}},
                       {u"--port"_s, u"80"_s}),
             QStringList({u"cargo"_s, u"run"_s, u"--bin"_s, u"shop"_s, u"--release"_s,
                          u"--features"_s, u"net"_s, u"--features"_s, u"serde"_s, u"--"_s,
                          u"--port"_s, u"80"_s}));
    QVERIFY(!checkArguments(run, {{u"features"_s, {u"net"_s, u"gone"_s}}}).isEmpty());
    QVERIFY(commandNamed(result, u"cargo"_s, u"build"_s).freeArgumentsPrefix.isEmpty());
}

void CargoProviderTest::aliases()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"sub/.cargo/config.toml"_s, R"([build]
jobs = 2
[alias]
xtask = "run  --package xtask --"
ci = ["clippy", "--", "-D", "warnings"]
build = "build --release"
"-x" = "run"
)"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(summariesOf(result, u"cargo"_s),
             QStringList({u"ci | sub/.cargo/config.toml:5 | cargo ci"_s,
                          u"xtask | sub/.cargo/config.toml:4 | cargo xtask"_s}));
    const Command xtask = commandNamed(result, u"cargo"_s, u"xtask"_s);
    QCOMPARE(xtask.description, u"cargo run --package xtask --"_s);
    QCOMPARE(xtask.workingDirectory, scratch.filePath(u"sub"_s));
    QCOMPARE(xtask.project, u"sub"_s);
    QVERIFY(problemsAre(result,
                        {u":6 the alias \"build\" is a command of Cargo's own"_s,
                         u":7 the alias \"-x\" begins with a dash"_s}));
    QVERIFY(scratch.write(u"sub/.cargo/config"_s, "[alias]\nold = \"run\"\n"));
    QCOMPARE(idsOf(scanNow(scratch.path())), QStringList{u"cargo:sub/.cargo/config:old"_s});
}

void CargoProviderTest::brokenFiles_data()
{
    QTest::addColumn<QByteArray>("toml");
    QTest::addColumn<QStringList>("problems");
    QTest::newRow("not TOML") << QByteArray("[package]\nname = \n")
                              << QStringList{u"Cargo.toml:2 not valid TOML"_s};
    QTest::newRow("binary") << QByteArray("\0\xFF\1", 3) << QStringList{u"not valid TOML"_s};
    QTest::newRow("no name") << QByteArray("\n[package]\nversion = \"1\"\n")
                             << QStringList{u"Cargo.toml:2 a package has no name"_s};
    QTest::newRow("target without name")
        << QByteArray("[package]\nname = \"a\"\n[[test]]\npath = \"x.rs\"\n")
        << QStringList{u"Cargo.toml:3 a test target has no name"_s};
    QTest::newRow("member that is not there")
        << QByteArray("[workspace]\nmembers = [\n  \"other\",\n  \"gone\"]\n")
        << QStringList{u"Cargo.toml:4 the workspace's member \"gone\" holds no Cargo.toml"_s};
}

void CargoProviderTest::brokenFiles()
{
    QFETCH(QByteArray, toml);
    QFETCH(QStringList, problems);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"Cargo.toml"_s, toml));
    QVERIFY(scratch.write(u"other/Cargo.toml"_s, "[package]\nname = \"fine\"\n"));
    QVERIFY(scratch.write(u"other/src/main.rs"_s, ""));
    const DiscoveryResult result = scanNow(scratch.path());
    QVERIFY(problemsAre(result, problems));
    QVERIFY(idsOf(result).contains(u"cargo:other/Cargo.toml:run fine"_s));
}

void CargoProviderTest::manyTargets()
{
    const ScratchFolder scratch;
    QByteArray toml = "[package]\nname = \"many\"\n";
    for (int i = 0; i < 10'000; ++i)
        toml += "[[example]]\nname = \"e" + QByteArray::number(i) + "\"\n";
    QVERIFY(scratch.write(u"Cargo.toml"_s, toml));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(result.commands.size(), 10'002);
    QVERIFY(problemsAre(result, {}));
}

QTEST_GUILESS_MAIN(CargoProviderTest)
#include "tst_cargoprovider.moc"
