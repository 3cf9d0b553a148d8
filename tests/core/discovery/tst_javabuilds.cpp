// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/commandline.h"
#include "core/discovery/formats/gradlescript.h"
#include "core/discovery/providers/mavenprovider.h"
#include "tests/core/discovery/providertesting.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// Gradle and Maven.
class JavaBuildsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void gradleGroovy();
    void gradleKotlin();
    void gradleScripts_data();
    void gradleScripts();
    void gradleProjects();
    void gradleArguments();
    void mavenProject();
    void mavenModules();
    void poms_data();
    void poms();
    void wrappers_data();
    void wrappers();
    void manyEntries();
};

const QByteArray groovyScript = R"T(
plugins {
    id 'java'
    id 'application'
    id "com.example.quality" version "1.2" apply false
}
/* task commented { } */
// task commented2 {}
apply plugin: 'org.springframework.boot'
ext { greeting = "it's ${project.name}" }
def pattern = ~/it's task no \{/

dependencies {
    implementation 'org.example:task:1.0'
    implementation("org.example:b:1.0") { exclude group: 'org.none' }
}

task hello {
    group = 'Examples'
    description = 'Says hello'
    doLast { println "task no { description = 'x' }" }
}
task copyDocs(type: Copy, dependsOn: hello) {
    description 'Copies the documentation'
    from('docs') { description = 'not mine' }
}
task('quoted task', type: Exec) { }
task "computed$name" { }
task single
tasks.register('lint', Exec) {
    group 'Verification'
    description "Checks the style"
}
tasks.register("zip" + suffix) {}
tasks.create(name: 'bundle', type: Zip) { }
tasks.named('test') { useJUnitPlatform() }
tasks.withType(Test) { description = 'nobody' }
task.doLast { }
def task = tasks.hello
subprojects { task inEach { } }
test { description = 'plain' }
)T";

void JavaBuildsTest::gradleGroovy()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"app/build.gradle"_s, groovyScript));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(
        summaryOf(result, u"gradle"_s),
        QStringList({u"assemble@1: gradle assemble | Assemble the outputs without testing."_s,
                     u"bootRun@1: gradle bootRun | Run the Spring Boot application."_s,
                     u"build@1: gradle build | Assemble and test."_s,
                     u"bundle@35: gradle bundle | "_s, u"check@1: gradle check | Run all checks."_s,
                     u"clean@1: gradle clean | Delete the build folder."_s,
                     u"copyDocs@23: gradle copyDocs | Copies the documentation"_s,
                     u"hello@18: gradle hello | Says hello / Section: Examples"_s,
                     u"inEach@40: gradle inEach | "_s,
                     u"lint@30: gradle lint | Checks the style / Section: Verification"_s,
                     u"quoted task@27: gradle quoted task | "_s,
                     u"run@1: gradle run | Run the application."_s,
                     u"single@29: gradle single | "_s, u"test@1: gradle test | Run the tests."_s}));
    QCOMPARE(problemsOf(result), QStringList());
    QCOMPARE(result.commands.first().workingDirectory, scratch.filePath(u"app"_s));
}

void JavaBuildsTest::gradleKotlin()
{
    const GradleScript script = readGradleScript(QStringLiteral(R"T(
plugins {
    `java-library`; kotlin("jvm") version "2.0"
    id("com.diffplug.spotless") version "6" apply false
    alias(libs.plugins.shadow)
}
tasks.register("hello") {
    group = "examples"
    description = """
        Says hello
    """
}
tasks.register<Copy>("copyDocs") { description = "Copies" }
tasks.register<JavaExec>(
    name = "named"
)
val generate by tasks.registering(Exec::class) {
    description = "Generates"
    doLast { println("x: ${"nested }"}") }
}
val `odd name` by tasks.creating
tasks {
    register("inside") { description.set("Set") }
    val jar by existing
    named<Test>("test") { useJUnitPlatform() }
}
listOf("a", "b").forEach { name -> tasks.register("gen-$name") }
)T"));
    QStringList found;
    for (const GradleTask &task : script.tasks)
        found.append(u"%1@%2 %3 %4"_s.arg(task.name, QString::number(task.line), task.group,
                                          task.description));
    QCOMPARE(found,
             QStringList({u"hello@7 examples Says hello"_s, u"copyDocs@13  Copies"_s,
                          u"named@15  "_s, u"generate@17  Generates"_s, u"odd name@21  "_s,
                          u"inside@23  Set"_s}));
    QCOMPARE(script.plugins,
             QStringList({u"java-library"_s, u"org.jetbrains.kotlin.jvm"_s, u"alias"_s}));
    QCOMPARE(script.unfinishedLine, 0);
}

void JavaBuildsTest::gradleScripts_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("names");
    QTest::addColumn<int>("unfinishedLine");
    QTest::newRow("empty") << QString() << QString() << 0;
    QTest::newRow("ends with the word") << u"task"_s << QString() << 0;
    QTest::newRow("text without end") << u"task a\nx = 'b\ntask c"_s << u"a c"_s << 2;
    QTest::newRow("long text without end") << u"task a\nx = '''b\ntask c"_s << u"a"_s << 2;
    QTest::newRow("comment without end") << u"task a\n/* b\ntask c"_s << u"a"_s << 2;
    QTest::newRow("block without end") << u"task a {\ntask b {\n}\n"_s << u"a b"_s << 1;
    QTest::newRow("too many ends") << u"}}}\ntask a {}\n)"_s << u"a"_s << 0;
    QTest::newRow("bad Kotlin type") << u"tasks.register<(\"a\")"_s << QString() << 0;
    QTest::newRow("division") << u"x = 4 / 2\ny = (1 / 3) + \"a/b\"\ntask a {}"_s << u"a"_s << 0;
    QTest::newRow("twice") << u"task a {}\ntask a {}"_s << u"a"_s << 0;
    QTest::newRow("deep") << QString(50'000, u'{') << QString() << 1;
}

void JavaBuildsTest::gradleScripts()
{
    QFETCH(QString, source);
    QFETCH(QString, names);
    QFETCH(int, unfinishedLine);
    const GradleScript script = readGradleScript(source);
    QStringList found;
    for (const GradleTask &task : script.tasks)
        found.append(task.name);
    QCOMPARE(found.join(u' '), names);
    QCOMPARE(script.unfinishedLine, unfinishedLine);
}

void JavaBuildsTest::gradleProjects()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"settings.gradle.kts"_s, "include(\":lib\", \":tools:cli\")\n"));
    QVERIFY(scratch.write(u"gradlew"_s, "#!/bin/sh\n", true));
    QVERIFY(scratch.write(u"buildSrc/build.gradle"_s, "plugins { id 'java' }\n"));
    QVERIFY(scratch.write(u"lib/build.gradle.kts"_s,
                          "plugins { base }\ntasks.register(\"-x\") {}\n"));
    QVERIFY(scratch.write(u"lib/build/build.gradle"_s, "task generated {}\n"));
    QVERIFY(scratch.write(u"tools/cli/build.gradle"_s, "task onlyHere {}\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QStringList found;
    for (const Command &command : result.commands)
        found.append(command.project + u':' + command.name);
    QCOMPARE(found,
             QStringList({u":assemble"_s, u":build"_s, u":check"_s, u":clean"_s, u":test"_s,
                          u"lib:assemble"_s, u"lib:build"_s, u"lib:check"_s, u"lib:clean"_s,
                          u"tools/cli:onlyHere"_s}));
    QCOMPARE(result.commands.last().argv,
             QStringList({scratch.filePath(u"gradlew"_s), u"onlyHere"_s}));
    QCOMPARE(result.commands.last().workingDirectory, scratch.filePath(u"tools/cli"_s));
    QCOMPARE(problemsOf(result),
             QStringList{u"lib/build.gradle.kts:2 the task \"-x\" begins with a dash and "
                         "would be taken for an option"_s});
}

void JavaBuildsTest::gradleArguments()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"build.gradle"_s, "plugins { id 'application' }\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    const Command test = commandOf(result, u"gradle:build.gradle:test"_s);
    QCOMPARE(
        buildArgv(test, {{u"tests"_s, {u"a.*"_s, u"b c"_s}}}, {u"--info"_s}),
        QStringList({u"gradle"_s, u"test"_s, u"--tests=a.*"_s, u"--tests=b c"_s, u"--info"_s}));
    const Command run = commandOf(result, u"gradle:build.gradle:run"_s);
    QCOMPARE(buildArgv(run, {{u"args"_s, {u"-v x"_s}}}),
             QStringList({u"gradle"_s, u"run"_s, u"--args=-v x"_s}));
}

const QByteArray pom = R"T(<?xml version="1.0" encoding="UTF-8"?>
<!-- <project><modules><module>no</module></modules></project> -->
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <parent><artifactId>parent</artifactId><name>no</name></parent>
  <artifactId>shop</artifactId>
  <name>The &lt;Shop&gt;</name>
  <properties><name>no</name></properties>
  <dependencies><dependency><artifactId>exec-maven-plugin</artifactId></dependency></dependencies>
  <build>
    <pluginManagement><plugins><plugin><artifactId>jetty-maven-plugin</artifactId></plugin></plugins></pluginManagement>
    <plugins>
      <plugin><groupId>org.springframework.boot</groupId><artifactId> spring-boot-maven-plugin </artifactId></plugin>
    </plugins>
  </build>
  <profiles>
    <profile><id>fast</id><build><plugins><plugin><artifactId>exec-maven-plugin</artifactId></plugin></plugins></build></profile>
    <profile><id>all checks</id></profile>
    <profile><id>!odd</id></profile>
    <profile><id>a,b</id></profile>
    <profile/>
  </profiles>
</project>
)T";

void JavaBuildsTest::mavenProject()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"shop/pom.xml"_s, pom));
    QVERIFY(scratch.write(u"shop/target/pom.xml"_s, pom));
    const DiscoveryResult result = scanNow(scratch.path());
    QStringList names;
    for (const Command &command : result.commands)
        names.append(command.argv.join(u' '));
    QCOMPARE(names,
             QStringList({u"mvn clean"_s, u"mvn compile"_s, u"mvn install"_s, u"mvn package"_s,
                          u"mvn spring-boot:run"_s, u"mvn test"_s, u"mvn verify"_s}));
    const Command package = commandOf(result, u"maven:shop/pom.xml:package"_s);
    QCOMPARE(package.line, 3);
    QCOMPARE(package.description, u"Test and pack the result (JAR, WAR and so on).\nThe <Shop>"_s);
    QCOMPARE(package.workingDirectory, scratch.filePath(u"shop"_s));
    QCOMPARE(parameterOf(package, u"profiles"_s).choices,
             QStringList({u"fast"_s, u"all checks"_s}));
    QCOMPARE(
        buildArgv(package,
                  {{u"profiles"_s, {u"fast"_s, u"all checks"_s}}, {u"skipTests"_s, {u"true"_s}}}),
        QStringList({u"mvn"_s, u"package"_s, u"--activate-profiles=fast"_s,
                     u"--activate-profiles=all checks"_s, u"-DskipTests"_s}));
}

void JavaBuildsTest::mavenModules()
{
    const ScratchFolder scratch;
    const auto project = [](const QByteArray &name, const QByteArray &modules) {
        QByteArray text = "<project><artifactId>" + name
            + "</artifactId><packaging>pom</packaging>"
              "<modules>";
        for (const QByteArray &module : modules.split(' '))
            text += "<module>" + module + "</module>";
        return text + "</modules><profiles><profile><id>p-" + name
            + "</id></profile></profiles>"
              "</project>";
    };
    QVERIFY(scratch.write(u"shop/pom.xml"_s, project("shop", "core ./web/ ../outside ../.. shop")));
    QVERIFY(scratch.write(u"shop/mvnw"_s, "#!/bin/sh\n", true));
    QVERIFY(scratch.write(u"shop/core/pom.xml"_s, project("core", "deep/er/pom.xml ..")));
    QVERIFY(scratch.write(u"shop/core/deep/er/pom.xml"_s, "<project/>"));
    QVERIFY(scratch.write(u"shop/web/pom.xml"_s, "<project/>"));
    QVERIFY(scratch.write(u"shop/example/pom.xml"_s, "<project/>"));
    const DiscoveryResult result = scanNow(scratch.path());
    QStringList found;
    for (const Command &command : result.commands) {
        if (command.name == "test"_L1)
            found.append(command.project + u": "_s + command.argv.join(u' ').remove(scratch.path())
                         + u" in "_s + command.workingDirectory.mid(scratch.path().size()));
    }
    QCOMPARE(
        found,
        QStringList(
            {u"shop: /shop/mvnw test in /shop"_s,
             u"shop/core: /shop/mvnw --projects core --also-make test in /shop"_s,
             u"shop/core/deep/er: /shop/mvnw --projects core/deep/er --also-make test in /shop"_s,
             u"shop/example: /shop/mvnw test in /shop/example"_s,
             u"shop/web: /shop/mvnw --projects web --also-make test in /shop"_s}));
    QCOMPARE(
        parameterOf(commandOf(result, u"maven:shop/core/pom.xml:test"_s), u"profiles"_s).choices,
        QStringList({u"p-core"_s, u"p-shop"_s}));
    QCOMPARE(problemsOf(result), QStringList());
}

void JavaBuildsTest::poms_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<int>("line");
    QTest::newRow("empty") << QByteArray() << 1;
    QTest::newRow("cut off") << QByteArray("<project>\n<modules>\n") << 3;
    QTest::newRow("not closed") << QByteArray("<project>\n<a>\n</project>") << 3;
    QTest::newRow("not XML") << QByteArray("hello") << 1;
    QByteArray bomb = "<!DOCTYPE p [<!ENTITY a \"aaaaaaaaaa\">\n";
    for (char name = 'b'; name <= 'i'; ++name) {
        bomb += QByteArray("<!ENTITY ") + name + " \""
            + (QByteArray("&") + char(name - 1) + ";").repeated(10) + "\">";
    }
    QTest::newRow("entities") << bomb + "]>\n<project><name>&i;</name></project>" << 3;
}

void JavaBuildsTest::poms()
{
    QFETCH(QByteArray, xml);
    QFETCH(int, line);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"pom.xml"_s, xml));
    QVERIFY(scratch.write(u"other/pom.xml"_s, "<project/>"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(result.commands.size(), 6);
    QCOMPARE(result.problems.size(), 1);
    QCOMPARE(result.problems.first().file, u"pom.xml"_s);
    QCOMPARE(result.problems.first().line, line);
}

void JavaBuildsTest::wrappers_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("executable");
    QTest::addColumn<QString>("start");
    QTest::newRow("Maven") << u"a/mvnw"_s << true << u"./a/mvnw"_s;
    QTest::newRow("of the parent") << u"mvnw"_s << true << u"./mvnw"_s;
    QTest::newRow("not executable") << u"a/mvnw"_s << false << u"sh ./a/mvnw"_s;
    QTest::newRow("for Windows only") << u"a/mvnw.cmd"_s << false << u"mvn"_s;
    QTest::newRow("of a sibling") << u"b/mvnw"_s << true << u"mvn"_s;
}

void JavaBuildsTest::wrappers()
{
    QFETCH(QString, name);
    QFETCH(bool, executable);
    QFETCH(QString, start);
#ifdef Q_OS_WIN
    QSKIP("here files are executable by their names");
#endif
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"a/pom.xml"_s, "<project/>"));
    QVERIFY(scratch.write(name, "#!/bin/sh\n", executable));
    QString argv = commandOf(scanNow(scratch.path()), u"maven:a/pom.xml:test"_s).argv.join(u' ');
    QCOMPARE(argv.replace(scratch.path(), "."_L1), start + u" test"_s);
}

void JavaBuildsTest::manyEntries()
{
    QByteArray script;
    QByteArray profiles = "<project><profiles>";
    for (int i = 0; i < 10'000; ++i) {
        const QByteArray number = QByteArray::number(i);
        script += "task t" + number + " { description = 'x' }\n";
        profiles += "<profile><id>p" + number + "</id></profile>";
    }
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"build.gradle"_s, script));
    QVERIFY(scratch.write(u"pom.xml"_s, profiles + "</profiles></project>"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(result.commands.size(), 10'006);
    QCOMPARE(parameterOf(commandOf(result, u"maven:pom.xml:test"_s), u"profiles"_s).choices.size(),
             10'000);
}

QTEST_GUILESS_MAIN(JavaBuildsTest)
#include "tst_javabuilds.moc"
