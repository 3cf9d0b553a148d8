// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/argumentparser.h"
#include "core/command/commandline.h"
#include "core/discovery/scan/toolprocess.h"
#include "tests/core/discovery/providertesting.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class RakeProviderTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tasks();
    void arguments_data();
    void arguments();
    void program();
    void files();
    void sources_data();
    void sources();
    void rakeItself();
    void rakeRefuses();
    void rakeIsAskedOnce();
    void manyTasks();
};

const QByteArray rakefile = R"T(# frozen_string_literal: true

require "rake/clean"
require "rake/testtask"
import "extra.rake"
Dir.glob("lib/tasks/*.rake").each { |f| load f }

CLEAN.include("*.o")
task default: %w[test lint]

desc "Run the tests, or one of them"
task :test, [:name, :seed] => [:compile] do |t, args|
  args.with_defaults(name: "all", seed: 42)
  puts args.name, "end of desc 'x'"
end

desc 'Greet ' \
     'somebody'
task :greet, :who, :how do |t, args|
  puts args.to_h
end

desc "Old style"
task :old, [:a] do end

namespace :db do
  desc "Migrate the database"
  task migrate: :environment do
    if true
      puts "x"
    end
    [1].each do |x| puts x end
    y = if 1 then 2 else 3 end
    while false do
    end
    puts "no" unless y
  end

  namespace "schema" do
    desc <<~TEXT
      Load the schema.

      With more text.
    TEXT
    task "load", [:file] => %i[environment] do |_t, args| end
  end

  task :environment
end

desc "Never: the method returns"
def helper
  task :dynamic
end

%w[a b].each do |n|
  desc "Task #{n}"
  task "gen:#{n}" do end
end

=begin
task :commented
=end

# task :commented2
desc "A file"
file "out/app.js" => ["src/a.js"] do |t|
  sh "touch #{t.name}"
end
directory "out"
desc "Multi"
multitask :parallel => [:greet, :old]

Rake::TestTask.new(:spec) do |t|
  t.description = "Run specs"
end
Rake::TestTask.new do |t|
end
desc "One" ; task(:one) { puts 1 }
task :"quoted name", [:"x y"] do end
task({ :hash => [:one] }) do end
task "with-dash" do end
class Foo
  def task(x); end
end
__END__
task :after_end
)T";
const QByteArray extraTasks = R"T(desc "From extra"
task :extra do
end
)T";
const QByteArray deployTasks = R"T(namespace :deploy do |ns|
  desc "Deploy to a stage (production, staging)"
  task :run, [:stage] => :check do |t, args|
    stage = args[:stage]
  end
  task :check do
  end
end
)T";

static bool writeProject(const ScratchFolder &scratch)
{
    return scratch.write(u"Rakefile"_s, rakefile) && scratch.write(u"extra.rake"_s, extraTasks)
        && scratch.write(u"lib/tasks/deploy.rake"_s, deployTasks)
        && scratch.write(u"elsewhere/other.rake"_s, "task :not_loaded\n");
}

// "rake -AT" lists the same, and gen:a and gen:b, whose names are computed.
void RakeProviderTest::tasks()
{
    const ScratchFolder scratch;
    QVERIFY(writeProject(scratch));
    const DiscoveryResult result = scanNow(scratch.path());
    const QStringList found = summaryOf(result, u"rake"_s);
    const QStringList expected{
        u"clean@3: rake clean | Remove any temporary products"_s,
        u"clobber@3: rake clobber | Remove any generated files"_s,
        u"(db:environment@48: rake db:environment | )"_s,
        u"db:migrate@28: rake db:migrate | Migrate the database"_s,
        u"db:schema:load@45: rake db:schema:load | Load the schema. /  / With more text."_s,
        u"default@9: rake default | "_s,
        u"(deploy:check@6: rake deploy:check | )"_s,
        u"deploy:run@3: rake deploy:run | Deploy to a stage (production, staging)"_s,
        u"extra@2: rake extra | From extra"_s,
        u"greet@19: rake greet | Greet somebody"_s,
        u"(hash@81: rake hash | )"_s,
        u"old@24: rake old | Old style"_s,
        u"one@79: rake one | One"_s,
        u"out/app.js@67: rake out/app.js | A file"_s,
        u"parallel@72: rake parallel | Multi"_s,
        u"(quoted name@80: rake quoted name | )"_s,
        u"spec@74: rake spec | Run specs"_s,
        u"test@12: rake test | Run the tests, or one of them"_s,
        u"(with-dash@82: rake with-dash | )"_s};
    QCOMPARE(found, expected);
    QCOMPARE(problemsOf(result), QStringList());
    const Command deploy = commandOf(result, u"rake:Rakefile:deploy:run"_s);
    QCOMPARE(deploy.file, u"lib/tasks/deploy.rake"_s);
    QCOMPARE(deploy.workingDirectory, scratch.path());
    const Command test = commandOf(result, u"rake:Rakefile:test"_s);
    QCOMPARE(parameterOf(test, u"name"_s).defaultValue, u"all"_s);
    QCOMPARE(parameterOf(test, u"seed"_s).defaultValue, u"42"_s);
    QVERIFY(!parameterOf(test, u"seed"_s).required);
    QCOMPARE(commandOf(result, u"rake:Rakefile:quoted name"_s).parameters.value(0).name, u"x y"_s);
    QVERIFY(commandOf(result, u"rake:Rakefile:parallel"_s).parameters.isEmpty());
}

void RakeProviderTest::arguments_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("word"); // rake 13 takes these values out of it
    QTest::newRow("none") << QString() << QString() << u"greet"_s;
    QTest::newRow("first") << u"Ann Lee"_s << QString() << u"greet[Ann Lee]"_s;
    QTest::newRow("second") << QString() << u"loud"_s << u"greet[,loud]"_s;
    QTest::newRow("comma") << u"a,b"_s << u"x"_s << u"greet[a\\,b,x]"_s;
    QTest::newRow("backslash") << u"a\\"_s << u"x"_s << u"greet[a\\\\,x]"_s;
    QTest::newRow("blanks") << u" a "_s << u"x"_s << u"greet[\\ a\\ ,x]"_s;
    QTest::newRow("brackets") << u"[a]"_s << u"]"_s << u"greet[[a],]]"_s;
    QTest::newRow("dash") << u"-x"_s << QString() << u"greet[-x]"_s;
}

void RakeProviderTest::arguments()
{
    QFETCH(QString, who);
    QFETCH(QString, how);
    QFETCH(QString, word);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"Rakefile"_s,
                          "task(:greet, [:who, :how]) { |_, a| puts \"<#{a.who}|#{a.how}>\" }\n"));
    const Command greet = commandOf(scanNow(scratch.path()), u"rake:Rakefile:greet"_s);
    ArgumentValues values;
    if (!who.isEmpty())
        values.insert(u"who"_s, {who});
    if (!how.isEmpty())
        values.insert(u"how"_s, {how});
    QVERIFY(checkArguments(greet, values).isEmpty());
    const QStringList argv = buildArgv(greet, values, {u"--trace"_s});
    QCOMPARE(argv, QStringList({u"rake"_s, word, u"--trace"_s}));
    QCOMPARE(parseArguments(greet, argv).values, values);
    if (findTool(u"rake"_s, {}).isEmpty())
        return;
    ToolRequest request;
    request.program = u"rake"_s;
    request.arguments = {word};
    request.workingDirectory = scratch.path();
    request.environment = toolEnvironment({});
    const std::atomic_bool cancelled = false;
    QCOMPARE(QString::fromUtf8(runTool(request, cancelled).standardOutput),
             u"<%1|%2>\n"_s.arg(who, how));
}

void RakeProviderTest::program()
{
    const ScratchFolder scratch;
    const QByteArray source = "desc 'x'\ntask :x\n";
    QVERIFY(scratch.write(u"plain/Rakefile"_s, source));
    QVERIFY(scratch.write(u"other/Rakefile"_s, source));
    QVERIFY(scratch.write(u"other/Gemfile.lock"_s, "GEM\n  specs:\n    minitest (5.1)\n"));
    QVERIFY(scratch.write(u"bundled/Rakefile"_s, source));
    QVERIFY(scratch.write(u"bundled/Gemfile.lock"_s, "GEM\n  specs:\n    rake (13.0.6)\n"));
    QVERIFY(scratch.write(u"binstub/Rakefile"_s, source));
    QVERIFY(scratch.write(u"binstub/bin/rake"_s, "#!/usr/bin/env ruby\n", true));
    QVERIFY(scratch.write(u"binstub/Gemfile.lock"_s, "GEM\n  specs:\n    rake (13.0.6)\n"));
    QCOMPARE(summaryOf(scanNow(scratch.path()), u"rake"_s),
             QStringList({u"x@2: ./binstub/bin/rake x | x"_s, u"x@2: bundle exec rake x | x"_s,
                          u"x@2: rake x | x"_s, u"x@2: rake x | x"_s}));
}

void RakeProviderTest::files()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"app/rakefile.rb"_s,
                          "import '../../outside.rake'\nimport '/etc/x'\n"
                          "load 'app/rakefile.rb'\ntask :first\n"));
    QVERIFY(scratch.write(u"app/Rakefile.rb"_s, "task :second\n"));
    QVERIFY(scratch.write(u"app/rakelib/more.rake"_s, "task :more\n"));
    QVERIFY(scratch.write(u"app/lib/tasks/unused.rake"_s, "task :unused\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(idsOf(result),
             QStringList({u"rake:app/rakefile.rb:first"_s, u"rake:app/rakefile.rb:more"_s}));
    QCOMPARE(problemsOf(result), QStringList());
}

void RakeProviderTest::sources_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QStringList>("names");
    const auto row = [](const char *name, const QByteArray &source, const QStringList &names) {
        QTest::newRow(name) << source << names;
    };
    row("empty", "", {});
    row("ends with the word", "task", {});
    row("ends with the name", "task :a", {u"a"_s});
    row("brackets", "task(:a, [:x]) do end\ntask(:b) {}\n", {u"a"_s, u"b"_s});
    row("string as key", "task 'a' => [:b]\ntask \"b\": :c\ntask c: %w[d e]\n",
        {u"a"_s, u"b"_s, u"c"_s});
    row("computed", "task \"a#{x}\"\ntask name\ntask x.y => :z\ntask :a\n", {u"a"_s});
    row("computed namespace", "namespace name do\n task :x\nend\ntask :a\n", {u"a"_s});
    row("another receiver", "x.task :no\ntask.invoke\ntask = 1\nRake::Task[:no].invoke\ntask :a\n",
        {u"a"_s});
    row("inside a task", "task :a do\n  task :inner do\n  end\nend\ntask :b\n", {u"a"_s, u"b"_s});
    row("conditions",
        "if ENV['X'] then task :a end\nnamespace :n do\n  puts 1 if true\n  x = if 1\n 2 else 3 "
        "end\n"
        "  y = case 1 when 1 then 2 end\n  begin\n  rescue E => e\n  end\n  task :b\nend\n"
        "task :c unless defined?(X)\n",
        {u"a"_s, u"c"_s, u"n:b"_s});
    row("loops",
        "namespace :n do\n while x do\n end\n until y\n end\n for a in b do end\n 3.times do |i| "
        "end\n"
        " loop { break }\nend\ntask :a\n",
        {u"a"_s});
    row("methods",
        "namespace :n do\n def a = 1\n def self.b(x) = x\n def if; end\n def c(x)\n task :no\n "
        "end\n"
        " private def d; end\nend\nself.class\ntask :a\n",
        {u"a"_s});
    row("texts",
        "x = %q(task :no) + \"task :no\n task :no\"\ny = /task do/ =~ z\nw = a / b # task :no\n"
        "puts <<-A, <<~'B'\ntask :no\n  A\ntask :no2\nB\ntask :a\n",
        {u"a"_s});
    row("names of operators",
        "x = {:% => 'mod', :<< => 'left', :/ => 'div', :[]= => 'set', :! => 'not'}\n"
        "y = a ? b : %w(task :no)\nsend :%, 2\ntask :a\n",
        {u"a"_s});
    row("a text without end", "task :a\nputs \"x\ntask :b\n", {u"a"_s});
    row("blocks in brackets", "foo(bar do\n task :a\nend)\ntask :b\n", {u"a"_s, u"b"_s});
    row("only ends", "end\nend\n}\n)\n]\ntask :a\n", {u"a"_s});
    row("leading dash", "task '-x'\ntask 'A=b'\ntask \"b\\nc\"\ntask :a\n", {u"a"_s});
    row("deep", QByteArray("namespace :a do\n").repeated(3000) + "task :x\n", {});
    row("deep brackets", QByteArray("task([").repeated(20000), {});
}

void RakeProviderTest::sources()
{
    QFETCH(QByteArray, source);
    QFETCH(QStringList, names);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"Rakefile"_s, source));
    const DiscoveryResult result = scanNow(scratch.path());
    QStringList found;
    for (const Command &command : result.commands) {
        if (!command.name.startsWith("a:a:a:"_L1))
            found.append(command.name);
    }
    QCOMPARE(found, names);
    const QByteArray row = QTest::currentDataTag();
    QCOMPARE(result.problems.size(),
             row == "a text without end" ? 1
                 : row == "leading dash" ? 3
                                         : 0);
}

void RakeProviderTest::rakeItself()
{
    if (findTool(u"rake"_s, {}).isEmpty())
        QSKIP("no rake here");
    const ScratchFolder scratch;
    QVERIFY(writeProject(scratch));
    DiscoveryOptions options;
    options.trusted = true;
    const DiscoveryResult trusted = scanNow(scratch.path(), options);
    const Command generated = commandOf(trusted, u"rake:Rakefile:gen:a"_s);
    QCOMPARE(generated.description, u"Task a"_s);
    QCOMPARE(generated.argv, QStringList({u"rake"_s, u"gen:a"_s}));
    // All that reading found is there, too: rake agrees with it.
    QStringList read;
    for (const Command &command : scanNow(scratch.path()).commands)
        read.append(command.id);
    QStringList told;
    for (const Command &command : trusted.commands)
        told.append(command.id);
    told.removeAll(u"rake:Rakefile:gen:a"_s);
    told.removeAll(u"rake:Rakefile:gen:b"_s);
    told.removeAll(u"rake:Rakefile:out"_s); // a folder that it makes
    QCOMPARE(read, told);
    QCOMPARE(parameterOf(commandOf(trusted, u"rake:Rakefile:test"_s), u"seed"_s).defaultValue,
             u"42"_s);
}

void RakeProviderTest::rakeIsAskedOnce()
{
    if (findTool(u"rake"_s, {}).isEmpty())
        QSKIP("no rake here");
    const ScratchFolder scratch;
    const ScratchFolder cache;
    const QByteArray asked = "File.write('asked', 'x', mode: 'a')\n";
    QVERIFY(scratch.write(u"Rakefile"_s, asked + "%w[a b].each { |n| task n }\n"));
    QVERIFY(scratch.write(u"lib/deep/extra.rb"_s, ""));
    DiscoveryOptions options;
    options.trusted = true;
    options.cacheFolder = cache.path();
    const auto timesAsked = [&scratch] {
        return QFileInfo(scratch.filePath(u"asked"_s)).size();
    };
    const QStringList first = idsOf(scanNow(scratch.path(), options));
    QCOMPARE(first, QStringList({u"rake:Rakefile:a"_s, u"rake:Rakefile:b"_s}));
    QCOMPARE(timesAsked(), 1);
    QCOMPARE(idsOf(scanNow(scratch.path(), options)), first);
    QCOMPARE(timesAsked(), 1);
    QVERIFY(scratch.write(u"lib/deep/extra.rb"_s, "# more\n"));
    QCOMPARE(idsOf(scanNow(scratch.path(), options)), first);
    QCOMPARE(timesAsked(), 2);
    QVERIFY(scratch.write(u"Rakefile"_s, asked + "raise 'not today'\n"));
    for (int i = 0; i < 2; ++i) // a failure may go away by itself, so it is not kept
        QCOMPARE(scanNow(scratch.path(), options).problems.size(), 1);
    QCOMPARE(timesAsked(), 4);
}

void RakeProviderTest::rakeRefuses()
{
    if (findTool(u"rake"_s, {}).isEmpty())
        QSKIP("no rake here");
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"Rakefile"_s, "task :a\nraise 'not today'\n"));
    DiscoveryOptions options;
    options.trusted = true;
    const DiscoveryResult result = scanNow(scratch.path(), options);
    QCOMPARE(idsOf(result), QStringList{u"rake:Rakefile:a"_s});
    QCOMPARE(result.problems.size(), 1);
    QVERIFY(result.problems.first().message.contains("not today"_L1));
}

void RakeProviderTest::manyTasks()
{
    QByteArray source;
    for (int i = 0; i < 10'000; ++i)
        source += "desc 'Task'\ntask :t" + QByteArray::number(i) + ", [:a]\n";
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"Rakefile"_s, source));
    QCOMPARE(scanNow(scratch.path()).commands.size(), 10'000);
}

QTEST_GUILESS_MAIN(RakeProviderTest)
#include "tst_rakeprovider.moc"
