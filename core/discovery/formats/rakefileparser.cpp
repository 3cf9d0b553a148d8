// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/rakefileparser.h"

#include "core/discovery/formats/rubytokenizer.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

using Kind = RubyToken::Kind;

template<std::size_t size>
bool isOneOf(const std::array<QLatin1StringView, size> &names, const QString &name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

struct TaskClass { // MyTask.new defines a task
    QLatin1StringView name;
    QLatin1StringView task; // when it is not given
    QLatin1StringView description;
};
constexpr std::array taskClasses{
    TaskClass{"Rake::TestTask"_L1, "test"_L1, "Run tests"_L1},
    TaskClass{"Minitest::TestTask"_L1, "test"_L1, "Run tests"_L1},
    TaskClass{"RSpec::Core::RakeTask"_L1, "spec"_L1, "Run RSpec code examples"_L1},
    TaskClass{"RuboCop::RakeTask"_L1, "rubocop"_L1, "Run RuboCop"_L1},
    TaskClass{"RDoc::Task"_L1, "rdoc"_L1, "Build RDoc HTML files"_L1},
    TaskClass{"YARD::Rake::YardocTask"_L1, "yard"_L1, "Generate YARD Documentation"_L1},
};

struct LibraryTask { // what a library defines as soon as it is required
    QLatin1StringView library;
    QLatin1StringView task;
    QLatin1StringView description;
};
constexpr std::array libraryTasks{
    LibraryTask{"rake/clean"_L1, "clean"_L1, "Remove any temporary products"_L1},
    LibraryTask{"rake/clean"_L1, "clobber"_L1, "Remove any generated files"_L1},
    LibraryTask{"bundler/gem_tasks"_L1, "build"_L1, "Build the gem into the pkg directory"_L1},
    LibraryTask{"bundler/gem_tasks"_L1, "install"_L1, "Build and install the gem"_L1},
    LibraryTask{"bundler/gem_tasks"_L1, "release"_L1, "Tag, build and push the gem"_L1},
};

class Parser final
{
public:
    explicit Parser(const QString &source) : m_tokens(tokenizeRuby(source)) {}

    Rakefile run()
    {
        for (m_at = 0; m_at < m_tokens.tokens.size(); ++m_at)
            step();
        m_rakefile.unfinishedLine = m_tokens.unfinishedLine;
        return m_rakefile;
    }

private:
    struct Frame {
        enum class Kind { Other, Namespace, Task, Method };
        Kind kind = Kind::Other;
        QString prefix;      // of the tasks inside
        qsizetype task = -1; // of a task's block
    };
    struct Item { // one argument of a call
        RubyToken token;
        QStringList list; // of [:a, "b"] and %w[a b]
        bool key = false; // "item =>" or "item:"
    };

    QString prefix() const { return m_frames.isEmpty() ? QString() : m_frames.last().prefix; }
    bool inside(Frame::Kind kind) const
    {
        return std::any_of(m_frames.cbegin(), m_frames.cend(),
                           [kind](const Frame &frame) { return frame.kind == kind; });
    }

    void step()
    {
        const RubyToken &token = m_tokens.at(m_at);
        const bool start = std::exchange(m_statementStart, false);
        if (token.kind == Kind::Newline) {
            m_statementStart = true;
            m_loopAwaitsDo = false;
            m_next = {};
        } else if (token.is("{"_L1)) {
            open();
        } else if (token.is("}"_L1)) {
            close();
        } else if (token.kind == Kind::Name && !m_tokens.at(m_at - 1).is("."_L1)) {
            if (!takeKeyword(token, start) && start)
                takeCall(token);
            if (token.text == "with_defaults"_L1)
                takeDefaults();
        } else if (token.isName("with_defaults"_L1)) {
            takeDefaults();
        } else if (token.isName("description"_L1) && m_tokens.at(m_at + 1).is("="_L1)) {
            takeOwnDescription(m_tokens.at(m_at + 2));
        }
    }

    void open()
    {
        Frame frame = std::exchange(m_next, {});
        if (frame.prefix.isEmpty())
            frame.prefix = prefix();
        m_frames.append(frame);
        if (m_tokens.at(m_at + 1).is("|"_L1)) { // the block's parameters
            m_at += 2;
            while (m_at < m_tokens.tokens.size() && !m_tokens.at(m_at).is("|"_L1)
                   && m_tokens.at(m_at).kind != Kind::Newline)
                ++m_at;
        }
        m_statementStart = true;
    }

    void close()
    {
        if (!m_frames.isEmpty())
            m_frames.removeLast();
    }

    bool takeKeyword(const RubyToken &token, bool start)
    {
        static constexpr std::array conditions{"if"_L1, "unless"_L1, "while"_L1, "until"_L1};
        static constexpr std::array openers{"case"_L1,   "begin"_L1, "class"_L1,
                                            "module"_L1, "for"_L1,   "def"_L1};
        static constexpr std::array between{"else"_L1, "elsif"_L1,  "then"_L1,
                                            "when"_L1, "rescue"_L1, "ensure"_L1};
        if (token.text == "do"_L1) {
            if (std::exchange(m_loopAwaitsDo, false))
                m_statementStart = true;
            else
                open();
            return true;
        }
        if (token.text == "end"_L1) {
            close();
            return true;
        }
        if (isOneOf(between, token.text)) {
            m_statementStart = token.text != "elsif"_L1 && token.text != "when"_L1;
            return true;
        }
        const bool condition = isOneOf(conditions, token.text);
        if (!condition && !isOneOf(openers, token.text))
            return false;
        // "x if y" closes nothing; "x = if y" does.
        const RubyToken &before = m_tokens.at(m_at - 1);
        const bool value = before.kind == Kind::Operator && !before.is(")"_L1) && !before.is("]"_L1)
            && !before.is("}"_L1) && !before.is("regex"_L1);
        if (condition && !start && !value)
            return true;
        if (token.text == "def"_L1 && isEndlessMethod())
            return true;
        Frame frame;
        frame.kind = token.text == "def"_L1 ? Frame::Kind::Method : Frame::Kind::Other;
        frame.prefix = prefix();
        m_frames.append(frame);
        m_loopAwaitsDo = token.text == "while"_L1 || token.text == "until"_L1
            || token.text == "for"_L1;
        m_statementStart = token.text == "begin"_L1;
        if (token.text == "def"_L1)
            ++m_at; // its name may be anything
        return true;
    }

    // "def name(…) = expression"
    bool isEndlessMethod() const
    {
        qsizetype at = m_at + 2;
        if (m_tokens.at(at).is("."_L1)) // def self.name
            at += 2;
        if (m_tokens.at(at).is("("_L1)) {
            while (at < m_tokens.tokens.size() && !m_tokens.at(at).is(")"_L1))
                ++at;
            ++at;
        }
        return m_tokens.at(at).is("="_L1);
    }

    void takeCall(const RubyToken &token)
    {
        static constexpr std::array definitions{"task"_L1, "multitask"_L1, "file"_L1,
                                                "directory"_L1, "rule"_L1};
        static constexpr std::array readers{"import"_L1, "load"_L1, "require_relative"_L1};
        if (inside(Frame::Kind::Method) || inside(Frame::Kind::Task))
            return;
        if (m_tokens.at(m_at + 1).is("."_L1) || m_tokens.at(m_at + 1).is("="_L1))
            return;
        if (token.text == "desc"_L1) {
            takeDescription();
        } else if (token.text == "namespace"_L1) {
            const QList<Item> items = arguments();
            m_next.kind = Frame::Kind::Namespace;
            if (!items.isEmpty() && items.first().token.isText() && !items.first().token.computed)
                m_next.prefix = prefix() + items.first().token.text + u':';
            else
                m_next.kind = Frame::Kind::Method; // names unknown: nothing inside is listed
        } else if (isOneOf(definitions, token.text)) {
            takeTask(token.text == "task"_L1 || token.text == "multitask"_L1, token.line);
        } else if (isOneOf(readers, token.text) || token.text == "require"_L1) {
            const QList<Item> items = arguments();
            for (const Item &item : items) {
                if (item.token.kind != Kind::String || item.token.computed)
                    continue;
                if (token.text == "require"_L1)
                    addLibrary(item.token);
                else
                    m_rakefile.imports.append(item.token.text);
            }
        } else if (token.text.at(0).isUpper()) {
            takeTaskClass(token.line);
        }
    }

    void takeDescription()
    {
        m_description.clear();
        for (qsizetype at = m_at + 1; m_tokens.at(at).kind == Kind::String
             || m_tokens.at(at).is("("_L1) || m_tokens.at(at).is("+"_L1);
             ++at) {
            if (m_tokens.at(at).kind == Kind::String)
                m_description += m_tokens.at(at).text;
        }
    }

    // The call's arguments, from behind its name; afterwards m_at is at their last token.
    QList<Item> arguments()
    {
        QList<Item> items;
        qsizetype at = m_at + 1;
        const bool bracket = m_tokens.at(at).is("("_L1);
        at += bracket ? 1 : 0;
        at += bracket && m_tokens.at(at).is("{"_L1) ? 1 : 0;
        while (at < m_tokens.tokens.size()) {
            const qsizetype before = at;
            Item item;
            if (!takeItem(at, item))
                break;
            items.append(item);
            skipRest(at);
            if (m_tokens.at(at).is(","_L1) || m_tokens.at(at).is("=>"_L1))
                ++at;
            else if (!item.key || at == before)
                break;
        }
        if (bracket) {
            for (qsizetype end = at; end < at + 3; ++end) {
                if (m_tokens.at(end).is(")"_L1)) {
                    at = end + 1;
                    break;
                }
            }
        }
        m_at = std::max(m_at, at - 1);
        return items;
    }

    bool takeItem(qsizetype &at, Item &item) const
    {
        item.token = m_tokens.at(at);
        if (item.token.kind == Kind::Label) {
            item.key = true;
            ++at;
            return true;
        }
        if (item.token.kind == Kind::Words)
            item.list = item.token.text.split(u' ', Qt::SkipEmptyParts);
        if (item.token.is("["_L1)) {
            for (++at; at < m_tokens.tokens.size() && !m_tokens.at(at).is("]"_L1); ++at) {
                if (m_tokens.at(at).isText() && !m_tokens.at(at).computed)
                    item.list.append(m_tokens.at(at).text);
            }
        } else if (item.token.kind == Kind::Newline || item.token.isName("do"_L1)
                   || item.token.is(")"_L1) || item.token.is("{"_L1) || item.token.is("}"_L1)) {
            return false;
        }
        ++at;
        item.key = m_tokens.at(at).is("=>"_L1);
        return true;
    }

    // What follows a value and makes it another: ".to_sym", "+ x". What it says is unknown then.
    void skipRest(qsizetype &at) const
    {
        if (m_tokens.at(at).kind == Kind::Newline || m_tokens.at(at - 1).kind == Kind::Label)
            return;
        while (at < m_tokens.tokens.size()) {
            const RubyToken &token = m_tokens.at(at);
            if (token.kind == Kind::Newline || token.is(","_L1) || token.is("=>"_L1)
                || token.is(")"_L1) || token.is("{"_L1) || token.is("}"_L1)
                || token.isName("do"_L1))
                return;
            ++at;
        }
    }

    void takeTask(bool listed, int line)
    {
        const QString description = std::exchange(m_description, {}).trimmed();
        const QList<Item> items = arguments();
        m_next.kind = Frame::Kind::Task;
        if (items.isEmpty() || items.first().token.computed || items.first().token.text.isEmpty())
            return;
        const Item &first = items.first();
        if (!first.token.isText() && first.token.kind != Kind::Label)
            return;
        if (!listed && description.isEmpty())
            return; // a product, not something that a person asks for
        RakeTask task;
        task.name = prefix() + first.token.text;
        task.line = line;
        task.description = description;
        for (qsizetype i = 1; i < items.size() && !first.key && listed; ++i) {
            const Item &item = items.at(i);
            if (item.key && item.token.text == "needs"_L1)
                break;
            const QStringList names = item.list.isEmpty() && item.token.isText()
                ? QStringList{item.token.text}
                : item.list;
            for (const QString &name : names)
                task.arguments.append({name, {}});
            if (item.key)
                break; // what it depends on follows
        }
        m_next.task = addTask(task);
    }

    qsizetype addTask(const RakeTask &task)
    {
        const auto known = m_known.constFind(task.name);
        if (known == m_known.cend()) {
            m_known.insert(task.name, m_rakefile.tasks.size());
            m_rakefile.tasks.append(task);
            return m_rakefile.tasks.size() - 1;
        }
        RakeTask &first = m_rakefile.tasks[*known]; // rake adds to it, too
        if (first.description.isEmpty())
            first.description = task.description;
        if (first.arguments.isEmpty())
            first.arguments = task.arguments;
        return *known;
    }

    void addLibrary(const RubyToken &library)
    {
        for (const LibraryTask &task : libraryTasks) {
            if (library.text == task.library)
                addTask({prefix() + task.task, library.line, task.description, {}});
        }
    }

    // "Some::Task.new(:name) do |t|"
    void takeTaskClass(int line)
    {
        QString name = m_tokens.at(m_at).text;
        qsizetype at = m_at + 1;
        for (; m_tokens.at(at).is("::"_L1) && m_tokens.at(at + 1).kind == Kind::Name; at += 2)
            name += "::"_L1 + m_tokens.at(at + 1).text;
        if (!name.endsWith("Task"_L1) || !m_tokens.at(at).is("."_L1)
            || !m_tokens.at(at + 1).isName("new"_L1))
            return;
        m_at = at + 1;
        const QList<Item> items = arguments();
        RakeTask task{{}, line, std::exchange(m_description, {}), {}};
        for (const TaskClass &known : taskClasses) {
            if (name != known.name)
                continue;
            task.name = known.task;
            if (task.description.isEmpty())
                task.description = known.description;
        }
        if (!items.isEmpty()) {
            const RubyToken &given = items.first().token;
            if (given.isText() || given.kind == Kind::Label)
                task.name = given.computed ? QString() : given.text;
        }
        m_next.kind = Frame::Kind::Task;
        if (task.name.isEmpty())
            return;
        task.name.prepend(prefix());
        m_next.task = addTask(task);
    }

    // "t.description = '…'" in the block of a class of tasks
    void takeOwnDescription(const RubyToken &text)
    {
        if (text.kind == Kind::String && !m_frames.isEmpty() && m_frames.last().task >= 0)
            m_rakefile.tasks[m_frames.last().task].description = text.text;
    }

    // args.with_defaults(name: "x", :seed => 42), in the block of a task
    void takeDefaults()
    {
        const auto frame = std::find_if(m_frames.crbegin(), m_frames.crend(),
                                        [](const Frame &f) { return f.kind == Frame::Kind::Task; });
        if (frame == m_frames.crend() || frame->task < 0)
            return;
        QList<RakeArgument> &known = m_rakefile.tasks[frame->task].arguments;
        for (qsizetype at = m_at + 1;
             m_tokens.at(at).kind != Kind::Newline && m_tokens.at(at).kind != Kind::End; ++at) {
            const bool arrow = m_tokens.at(at + 1).is("=>"_L1);
            if (m_tokens.at(at).kind != Kind::Label && !arrow)
                continue;
            const RubyToken &value = m_tokens.at(at + (arrow ? 2 : 1));
            const RubyToken &next = m_tokens.at(at + (arrow ? 3 : 2));
            const bool simple = next.is(","_L1) || next.is(")"_L1) || next.kind == Kind::Newline;
            if (!simple || value.computed || (!value.isText() && value.kind != Kind::Number))
                continue;
            for (RakeArgument &argument : known) {
                if (argument.name == m_tokens.at(at).text)
                    argument.defaultValue = value.text;
            }
        }
    }

    const RubyTokens m_tokens;
    Rakefile m_rakefile;
    QHash<QString, qsizetype> m_known; // name -> index of its task
    QList<Frame> m_frames;             // open blocks, outermost first
    Frame m_next;                      // what the next block of this statement belongs to
    QString m_description;             // of the next task
    qsizetype m_at = 0;
    bool m_statementStart = true;
    bool m_loopAwaitsDo = false; // "while x do": this "do" opens nothing more
};

} // namespace

Rakefile parseRakefile(const QString &source)
{
    return Parser(source).run();
}

} // namespace CommandRunner
