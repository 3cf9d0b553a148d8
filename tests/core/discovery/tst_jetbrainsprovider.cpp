// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/xmltree.h"
#include "core/discovery/providers/jetbrainslaunch.h"
#include "tests/core/discovery/providertesting.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class JetBrainsProviderTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void python();
    void kinds_data();
    void kinds();
    void places();
    void refused_data();
    void refused();
    void hostileXml_data();
    void hostileXml();
    void words_data();
    void words();
};

namespace {

QByteArray configuration(const QByteArray &attributes, const QByteArray &content)
{
    return "<component name=\"ProjectRunConfigurationManager\">\n  <configuration " + attributes
        + ">\n" + content + "\n  </configuration>\n</component>\n";
}

QByteArray option(const QByteArray &name, const QByteArray &value)
{
    return "<option name=\"" + name + "\" value=\"" + value + "\" />\n";
}

} // namespace

void JetBrainsProviderTest::python()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"shop/.idea/shop.iml"_s, "<module/>"));
    QVERIFY(scratch.write(u"shop/.venv/pyvenv.cfg"_s, ""));
    QVERIFY(scratch.write(u"shop/.venv/bin/python"_s, "", true));
    QVERIFY(scratch.write(u"shop/tools/.run/import prices.run.xml"_s,
                          R"T(<component name="ProjectRunConfigurationManager">
  <configuration default="false" name="import prices" type="PythonConfigurationType" factoryName="Python" folderName="Data" nameIsGenerated="false">
    <module name="shop" />
    <option name="ENV_FILES" value="$PROJECT_DIR$/.env" />
    <option name="INTERPRETER_OPTIONS" value="-X dev" />
    <option name="PARENT_ENVS" value="true" />
    <envs>
      <env name="PYTHONUNBUFFERED" value="1" />
      <env name="DATA" value="$PROJECT_DIR$/data &amp; more" />
    </envs>
    <option name="SDK_HOME" value="" />
    <option name="WORKING_DIRECTORY" value="$PROJECT_DIR$" />
    <option name="ADD_CONTENT_ROOTS" value="true" />
    <option name="SCRIPT_NAME" value="$PROJECT_DIR$/tools/import.py" />
    <option name="PARAMETERS" value="--from &quot;a b.csv&quot; --mark=\&quot;" />
    <option name="EMULATE_TERMINAL" value="true" />
    <option name="MODULE_MODE" value="false" />
    <option name="REDIRECT_INPUT" value="false" />
    <method v="2">
      <option name="RunConfigurationTask" enabled="true" run_configuration_name="fetch" run_configuration_type="ShConfigurationType" />
      <option name="ToolBeforeRunTask" enabled="false" actionId="Tool_x" />
      <option name="Make" enabled="true" />
    </method>
  </configuration>
</component>
)T"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(problemsOf(result), QStringList());
    const Command command = commandNamed(result, u"jetbrains"_s, u"import prices"_s);
    const QString shop = scratch.filePath(u"shop"_s);
    QCOMPARE(command.id, u"jetbrains:shop/tools/.run/import prices.run.xml:import prices"_s);
    QCOMPARE(command.argv,
             QStringList({shop + u"/.venv/bin/python"_s, u"-X"_s, u"dev"_s,
                          shop + u"/tools/import.py"_s, u"--from"_s, u"a b.csv"_s,
                          u"--mark=\""_s}));
    QCOMPARE(command.workingDirectory, shop);
    QCOMPARE(command.project, u"shop"_s);
    QCOMPARE(command.line, 2);
    QVERIFY(command.terminal);
    QCOMPARE(command.environment,
             (QMap<QString, QString>{{u"PYTHONUNBUFFERED"_s, u"1"_s},
                                     {u"DATA"_s, shop + u"/data & more"_s},
                                     {u"PYTHONPATH"_s, shop}}));
    QCOMPARE(command.description,
             u"Python\nThe IDE also sets what is in $PROJECT_DIR$/.env\n"
             "The IDE runs before it: fetch, Build\nFolder: Data"_s);
}

void JetBrainsProviderTest::kinds_data()
{
    QTest::addColumn<QByteArray>("attributes"); // besides the name
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("line");   // FOLDER: the project's
    QTest::addColumn<QString>("folder"); // where it runs, below the project's
    QTest::newRow("a Python module")
        << QByteArray("type='PythonConfigurationType'")
        << option("SCRIPT_NAME", "shop.jobs") + option("MODULE_MODE", "true")
        << u"python3 -m shop.jobs"_s << u""_s;
    QTest::newRow("a script runs where it is")
        << QByteArray("type='PythonConfigurationType'")
        << option("SCRIPT_NAME", "$PROJECT_DIR$/sub/../tools/x.py")
            + option("WORKING_DIRECTORY", "")
        << u"python3 FOLDER/tools/x.py"_s << u"/tools"_s;
    QTest::newRow("an interpreter of its own")
        << QByteArray("type='PythonConfigurationType'")
        << option("SCRIPT_NAME", "a.py") + option("SDK_HOME", "/opt/py/bin/python")
        << u"/opt/py/bin/python FOLDER/a.py"_s << u""_s;
    QTest::newRow("Django server")
        << QByteArray("type='Python.DjangoServer'")
        << option("port", "8001") + option("host", "0.0.0.0") + option("runNoReload", "true")
            + option("additionalOptions", "--insecure")
        << u"python3 FOLDER/site/manage.py runserver 0.0.0.0:8001 --noreload --insecure"_s
        << u"/site"_s;
    QTest::newRow("Django server on IPv6, port only elsewhere")
        << QByteArray("type='Python.DjangoServer'") << option("port", "80") + option("host", "::1")
        << u"python3 FOLDER/site/manage.py runserver '[::1]:80'"_s << u"/site"_s;
    QTest::newRow("Django tests") << QByteArray("type='DjangoTestsConfigurationType'")
                                  << option("TARGET", "cart.tests") + option("PARAMS", "--keepdb")
                                  << u"python3 FOLDER/site/manage.py test cart.tests --keepdb"_s
                                  << u"/site"_s;
    QTest::newRow("pytest")
        << QByteArray("type='tests' factoryName='py.test'")
        << option("_new_keywords", "&quot;fast and not db&quot;")
            + option("_new_additionalArguments", "&quot;-x --maxfail=2&quot;")
            + option("_new_target", "&quot;$PROJECT_DIR$/tests&quot;")
            + option("_new_targetType", "&quot;PATH&quot;")
            + option("WORKING_DIRECTORY", "$PROJECT_DIR$")
        << u"python3 -m pytest -x --maxfail=2 -k 'fast and not db' FOLDER/tests"_s << u""_s;
    QTest::newRow("unittest by name")
        << QByteArray("type='tests' factoryName='Unittests'")
        << option("_new_target", "&quot;tests.test_cart.CartTest&quot;")
            + option("_new_targetType", "&quot;PYTHON&quot;")
        << u"python3 -m unittest tests.test_cart.CartTest"_s << u""_s;
    QTest::newRow("unittest in a folder")
        << QByteArray("type='tests' factoryName='Unittests'")
        << option("_new_target", "&quot;$PROJECT_DIR$/tests&quot;")
            + option("_new_pattern", "&quot;check_*.py&quot;")
            + option("_new_targetType", "&quot;PATH&quot;")
        << u"python3 -m unittest discover -s FOLDER/tests -p 'check_*.py'"_s << u""_s;
    QTest::newRow("a shell script")
        << QByteArray("type='ShConfigurationType'")
        << option("SCRIPT_PATH", "$PROJECT_DIR$/deploy it.sh")
            + option("SCRIPT_OPTIONS", "--to 'the moon'")
            + option("SCRIPT_WORKING_DIRECTORY", "$PROJECT_DIR$/ops")
            + option("INTERPRETER_PATH", "/bin/bash") + option("INTERPRETER_OPTIONS", "-e")
            + option("EXECUTE_SCRIPT_FILE", "true")
        << u"/bin/bash -e 'FOLDER/deploy it.sh' --to 'the moon'"_s << u"/ops"_s;
    QTest::newRow("a shell script by its first line")
        << QByteArray("type='ShConfigurationType'")
        << option("SCRIPT_PATH", "$PROJECT_DIR$/run.sh") + option("EXECUTE_SCRIPT_FILE", "true")
        << u"FOLDER/run.sh"_s << u""_s;
    QTest::newRow("shell text") << QByteArray("type='ShConfigurationType'")
                                << option("SCRIPT_TEXT", "echo $A$B &amp;&amp; ls")
            + option("EXECUTE_SCRIPT_FILE", "false")
                                << u"sh -c 'echo $A$B && ls'"_s << u""_s;
    QTest::newRow("npm, the manager by its lock file")
        << QByteArray("type='js.build_tools.npm'")
        << QByteArray("<package-json value='$PROJECT_DIR$/web/package.json'/><command value='run'/>"
                      "<scripts><script value='dev:all'/></scripts><arguments value='--port 80'/>"
                      "<node-interpreter value='project'/><envs/>")
        << u"pnpm run dev:all --port 80"_s << u"/web"_s;
    QTest::newRow("npm as it says")
        << QByteArray("type='js.build_tools.npm'")
        << QByteArray("<package-json value='$PROJECT_DIR$/web/package.json'/>"
                      "<command value='ci'/><scripts/><package-manager value='npm'/>")
        << u"npm ci"_s << u"/web"_s;
    QTest::newRow("Node.js") << QByteArray(
        "type='NodeJSConfigurationType' path-to-js-file='bin/www.js' "
        "working-dir='$PROJECT_DIR$/web' node-parameters='--inspect' "
        "application-parameters='-v &quot;a b&quot;' path-to-node='project'")
                             << QByteArray() << u"node --inspect FOLDER/web/bin/www.js -v 'a b'"_s
                             << u"/web"_s;
    QTest::newRow("Gradle") << QByteArray("type='GradleRunConfiguration'")
                            << "<ExternalSystemSettings>"
            + option("externalProjectPath", "$PROJECT_DIR$/java")
            + option("scriptParameters", "--info")
            + "<option name='taskNames'><list><option value=':app:test'/>"
              "<option value='--tests &quot;a.B c&quot;'/></list></option></ExternalSystemSettings>"
                            << u"FOLDER/java/gradlew :app:test --tests 'a.B c' --info"_s
                            << u"/java"_s;
    QTest::newRow("Maven")
        << QByteArray("type='MavenRunConfiguration'")
        << "<MavenSettings><option name='myGeneralSettings'/><option name='myRunnerSettings'>"
           "<MavenRunnerSettings>"
            + option("skipTests", "true")
            + "</MavenRunnerSettings></option><option name='myRunnerParameters'>"
              "<MavenRunnerParameters><option name='goals'><list><option value='clean'/>"
              "<option value='install'/></list></option><option name='profilesMap'><map>"
              "<entry key='dev' value='true'/><entry key='it' value='false'/></map></option>"
            + option("workingDirPath", "$PROJECT_DIR$/service") + option("pomFileName", "pom2.xml")
            + "</MavenRunnerParameters></option></MavenSettings>"
        << u"mvn -f pom2.xml -P dev -P '!it' -DskipTests clean install"_s << u"/service"_s;
    QTest::newRow("cargo") << QByteArray("type='CargoCommandRunConfiguration'")
                           << option("command", "run --bin shop -- --all")
            + option("channel", "NIGHTLY") + option("allFeatures", "true")
            + option("workingDirectory", "file://$PROJECT_DIR$/rust")
                           << u"cargo +nightly run --bin shop --all-features -- --all"_s
                           << u"/rust"_s;
    QTest::newRow("make")
        << QByteArray("type='MAKEFILE_TARGET_RUN_CONFIGURATION'")
        << QByteArray("<makefile filename='$PROJECT_DIR$/Makefile' target='all docs' "
                      "workingDirectory='' arguments='-k'><envs><env name='V' value='1'/></envs>"
                      "</makefile>")
        << u"make -f FOLDER/Makefile -k all docs"_s << u""_s;
    QTest::newRow("go") << QByteArray("type='GoApplicationRunConfiguration'")
                        << QByteArray(
                               "<working_directory value='$PROJECT_DIR$/'/><kind value='PACKAGE'/>"
                               "<package value='example.com/shop/cmd'/><parameters value='-v'/>")
                        << u"go run example.com/shop/cmd -v"_s << u""_s;
}

void JetBrainsProviderTest::kinds()
{
    QFETCH(QByteArray, attributes);
    QFETCH(QByteArray, content);
    QFETCH(QString, line);
    QFETCH(QString, folder);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"p/site/manage.py"_s, ""));
    QVERIFY(scratch.write(u"p/run.sh"_s, "#!/bin/sh\n", true));
    QVERIFY(scratch.write(u"p/web/pnpm-lock.yaml"_s, ""));
    QVERIFY(scratch.write(u"p/java/gradlew"_s, "#!/bin/sh\n", true));
    QVERIFY(scratch.write(u"p/.run/x.run.xml"_s,
                          configuration("name='x y' " + attributes, content)));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(problemsOf(result), QStringList());
    const QList<Command> commands = commandsFrom(result, u"jetbrains"_s);
    QCOMPARE(commands.size(), 1);
    const QString project = scratch.filePath(u"p"_s);
    QCOMPARE(joinShellWords(commands.first().argv).replace(project, u"FOLDER"_s), line);
    QCOMPARE(commands.first().workingDirectory, project + folder);
    QCOMPARE(commands.first().name, u"x y"_s);
}

void JetBrainsProviderTest::places()
{
    const ScratchFolder scratch;
    const auto shell = [](const QByteArray &name) {
        return configuration("default='false' name='" + name + "' type='ShConfigurationType'",
                             option("SCRIPT_TEXT", "true")
                                 + option("EXECUTE_SCRIPT_FILE", "false"));
    };
    QVERIFY(scratch.write(u".gitignore"_s, ".idea/\n"));
    QVERIFY(scratch.write(u"app/.idea/runConfigurations/One.xml"_s, shell("One")));
    QVERIFY(scratch.write(u"app/.idea/runConfigurations/deeper/No.xml"_s, shell("No")));
    QVERIFY(scratch.write(u"app/.idea/workspace.xml"_s, shell("No")));
    QVERIFY(scratch.write(u"app/.idea/extra/No.run.xml"_s, shell("No")));
    QVERIFY(scratch.write(u"app/docs/two.run.xml"_s, shell("Two")));
    QVERIFY(scratch.write(u"other/.run/three.run.xml"_s, shell("Three")));
    QVERIFY(scratch.write(u"other/.run/three.xml"_s, shell("No")));
    QVERIFY(scratch.write(u"notidea/runConfigurations/No.xml"_s, shell("No")));
    QVERIFY(scratch.write(u"app/.idea/runConfigurations/_template_of_Shell.xml"_s,
                          configuration("default='true' type='ShConfigurationType'", {})));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(problemsOf(result), QStringList());
    QStringList found;
    for (const Command &command : commandsFrom(result, u"jetbrains"_s))
        found.append(command.project + u' ' + command.name);
    QCOMPARE(found, QStringList({u"app One"_s, u"app Two"_s, u"other Three"_s}));
}

void JetBrainsProviderTest::refused_data()
{
    QTest::addColumn<QByteArray>("attributes");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("reason");
    QTest::newRow("of the IDE alone")
        << QByteArray("type='JUnit' factoryName='JUnit'") << QByteArray()
        << u"is of the type JUnit, which only the IDE starts"_s;
    QTest::newRow("compound") << QByteArray("type='CompoundRunConfigurationType'")
                              << QByteArray("<toRun name='server' type='x'/><toRun name='web'/>")
                              << u"only runs others: server, web"_s;
    QTest::newRow("a macro of the IDE")
        << QByteArray("type='PythonConfigurationType'") << option("SCRIPT_NAME", "$FilePath$")
        << u"uses $FilePath$, which only the IDE knows"_s;
    QTest::newRow("no script") << QByteArray("type='PythonConfigurationType'") << QByteArray()
                               << u"names no script"_s;
    QTest::newRow("no manage.py") << QByteArray("type='Python.DjangoServer'") << QByteArray()
                                  << u"finds no manage.py in its project"_s;
    QTest::newRow("pytest by Python name")
        << QByteArray("type='tests' factoryName='py.test'")
        << option("_new_target", "&quot;a.b&quot;")
            + option("_new_targetType", "&quot;PYTHON&quot;")
        << u"names its tests as a Python name, which pytest does not take"_s;
    QTest::newRow("options for a shell")
        << QByteArray("type='ShConfigurationType'")
        << option("SCRIPT_PATH", "a.sh") + option("SCRIPT_OPTIONS", "$(date)")
        << u"has options that a shell has to work out"_s;
    QTest::newRow("an unclosed quote")
        << QByteArray("type='ShConfigurationType'")
        << option("SCRIPT_PATH", "a.sh") + option("SCRIPT_OPTIONS", "'a")
        << u"has options that a shell has to work out"_s;
    QTest::newRow("two scripts") << QByteArray("type='js.build_tools.npm'")
                                 << QByteArray(
                                        "<scripts><script value='a'/><script value='b'/></scripts>")
                                 << u"runs several scripts: a, b"_s;
    QTest::newRow("sudo") << QByteArray("type='CargoCommandRunConfiguration'")
                          << option("command", "run") + option("withSudo", "true")
                          << u"runs cargo as the administrator"_s;
    QTest::newRow("no type") << QByteArray() << QByteArray() << u"names no type"_s;
}

void JetBrainsProviderTest::refused()
{
    QFETCH(QByteArray, attributes);
    QFETCH(QByteArray, content);
    QFETCH(QString, reason);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u".run/x.run.xml"_s, configuration("name='x' " + attributes, content)));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(problemsOf(result),
             QStringList{u".run/x.run.xml:2 the configuration \"x\" "_s + reason});
    QVERIFY(!result.problems.first().hint.isEmpty());
    QCOMPARE(commandsFrom(result, u"jetbrains"_s).size(), 0);
}

void JetBrainsProviderTest::hostileXml_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<QString>("expected"); // beginning of the problem
    QTest::newRow("entities that explode")
        << QByteArray("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n"
                      "<component><configuration name=\"&b;\"/></component>")
        << u"it has a document type declaration"_s;
    QTest::newRow("a file from elsewhere")
        << QByteArray("<!DOCTYPE x SYSTEM \"file:///etc/hostname\"><component/>")
        << u"it has a document type declaration"_s;
    QTest::newRow("too deep") << QByteArray("<a>").repeated(70)
                              << u"its elements are nested too deep"_s;
    QTest::newRow("too many") << "<a>" + QByteArray("<b/>").repeated(100'001) + "</a>"
                              << u"it has too many elements"_s;
    QTest::newRow("not closed") << QByteArray("<component><configuration>") << u""_s;
    QTest::newRow("empty") << QByteArray() << u""_s;
}

void JetBrainsProviderTest::hostileXml()
{
    QFETCH(QByteArray, xml);
    QFETCH(QString, expected);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"x.run.xml"_s, xml));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(result.problems.size(), 1);
    QVERIFY2(result.problems.first().message.startsWith(u"cannot be read as XML: "_s + expected),
             qPrintable(result.problems.first().message));
    QCOMPARE(result.commands.size(), 0);
}

void JetBrainsProviderTest::words_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("blanks") << u"  a\t b "_s << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("quotes") << u"--a=\"b c\"d \"\""_s << QStringList{u"--a=b cd"_s, u""_s};
    QTest::newRow("an escaped quote") << uR"(\"a \\b)"_s << QStringList{u"\"a"_s, uR"(\\b)"_s};
    QTest::newRow("single quotes are letters") << u"'a b'"_s << QStringList{u"'a"_s, u"b'"_s};
    QTest::newRow("not closed") << u"\"a b"_s << QStringList{u"a b"_s};
}

void JetBrainsProviderTest::words()
{
    QFETCH(QString, line);
    QTEST(splitJetBrainsWords(line), "expected");
}

QTEST_GUILESS_MAIN(JetBrainsProviderTest)
#include "tst_jetbrainsprovider.moc"
