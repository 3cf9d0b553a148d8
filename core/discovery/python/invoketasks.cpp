// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/python/invoketasks.h"

#include <QSet>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestCollection = 10;
// Collections may hold each other several times over: what is read of one file is bounded, too.
constexpr int mostSteps = 30'000;
constexpr int stepsOfModule = 300;

// Underscores inside a name are dashes on the command line.
QString commandName(QString name)
{
    for (qsizetype i = 1; i + 1 < name.size(); ++i) {
        if (name.at(i) == u'_' && name.at(i - 1) != u'.' && name.at(i + 1) != u'.')
            name[i] = u'-';
    }
    return name;
}

bool isCollection(const PythonValue &value)
{
    return value.kind == PythonValue::Kind::Call && value.text.section(u'.', -1) == "Collection"_L1;
}

// Reads one module; reads what it adds to its collection with readers of their own.
class ModuleReader final
{
public:
    ModuleReader(const InvokeModule &module, const InvokeImporter &importer, int depth,
                 int &stepsLeft)
        : m_file(module.file),
          m_importer(importer),
          m_reader(module.source),
          m_functions(topLevelFunctions(m_reader)),
          m_depth(depth),
          m_stepsLeft(stepsLeft)
    {
        m_functions.removeIf([](const PythonFunction &function) {
            return !function.decorator("task"_L1).isKnown();
        });
    }

    QList<InvokeTask> read()
    {
        for (const QString &name : {u"ns"_s, u"namespace"_s}) {
            if (isCollection(m_reader.constant(name))) {
                addCollection({}, m_reader.constant(name), name);
                return m_tasks;
            }
        }
        for (const PythonFunction &function : std::as_const(m_functions))
            addTask({}, function, {});
        return m_tasks;
    }

private:
    void addTask(const QString &prefix, const PythonFunction &function, const QString &givenName)
    {
        QString name = givenName;
        if (name.isEmpty())
            name = function.decorator("task"_L1).keyword("name"_L1).asText();
        if (name.isEmpty())
            name = function.name;
        m_tasks.append({prefix + commandName(name), m_file, function.line, function.docstring,
                        invokeParameters(m_reader, function)});
    }

    // Collection("name", task, module, other=task), and what is added to its variable later.
    void addCollection(const QString &prefix, const PythonValue &call, const QString &variable)
    {
        if (m_depth >= deepestCollection)
            return;
        ++m_depth;
        for (const PythonValue &item : call.items)
            add(prefix, item, {});
        for (const auto &[name, value] : call.keywords)
            add(prefix, value, name);
        for (const PythonStatement &statement : m_reader.statements()) {
            if (variable.isEmpty() || statement.indent != 0
                || m_reader.token(statement.begin).text != variable)
                continue;
            const PythonValue more = m_reader.expressionAt(statement.begin);
            const bool adds = more.text == variable + ".add_task"_L1
                || more.text == variable + ".add_collection"_L1;
            if (more.kind != PythonValue::Kind::Call || !adds || more.items.isEmpty())
                continue;
            const QString name = more.keyword("name"_L1).asText();
            add(prefix, more.items.first(),
                name.isEmpty() && more.items.size() > 1 ? more.items.at(1).asText() : name);
        }
        --m_depth;
    }

    void add(const QString &prefix, const PythonValue &item, const QString &name)
    {
        if (--m_stepsLeft < 0)
            return;
        if (isCollection(item)) {
            const QString own = item.items.isEmpty() ? QString() : item.items.first().asText();
            addCollection(prefix + commandName(name.isEmpty() ? own : name) + u'.', item, {});
        } else if (item.kind == PythonValue::Kind::Call && item.text.endsWith("from_module"_L1)
                   && !item.items.isEmpty()) {
            const QString given = item.keyword("name"_L1).asText();
            addModule(prefix, item.items.first().text, name.isEmpty() ? given : name);
        } else if (item.kind == PythonValue::Kind::Name) {
            addNamed(prefix, item.text, name);
        }
    }

    // A task of this module, a variable with a collection, or an imported module.
    void addNamed(const QString &prefix, const QString &what, const QString &name)
    {
        const auto task = std::find_if(m_functions.cbegin(), m_functions.cend(),
                                       [&what](const PythonFunction &function) {
                                           return function.name == what;
                                       });
        if (task != m_functions.cend()) {
            addTask(prefix, *task, name);
            return;
        }
        const PythonValue value = m_reader.constant(what);
        if (isCollection(value)) {
            const QString own = value.items.isEmpty() ? QString() : value.items.first().asText();
            const QString used = name.isEmpty() ? own : name;
            addCollection(prefix + commandName(used.isEmpty() ? what : used) + u'.', value, what);
        } else if (value.isKnown()) {
            if (m_depth >= deepestCollection)
                return;
            ++m_depth; // names may stand for each other in a circle
            add(prefix, value, name);
            --m_depth;
        } else {
            addModule(prefix, what, name);
        }
    }

    void addModule(const QString &prefix, const QString &moduleName, const QString &name)
    {
        if (m_depth >= deepestCollection || m_stepsLeft < 0)
            return;
        m_stepsLeft -= stepsOfModule;
        const QString last = moduleName.section(u'.', -1);
        const auto module = m_importer(m_file, last);
        if (!module)
            return;
        const QString collection = commandName(name.isEmpty() ? last : name);
        const QList<InvokeTask> tasks = ModuleReader(*module, m_importer, m_depth + 1, m_stepsLeft)
                                            .read();
        for (InvokeTask task : tasks) {
            task.name = prefix + collection + u'.' + task.name;
            m_tasks.append(task);
        }
    }

    const QString m_file;
    const InvokeImporter &m_importer;
    const PythonReader m_reader;
    QList<PythonFunction> m_functions; // those that are tasks
    int m_depth;
    int &m_stepsLeft; // of the reader that began
    QList<InvokeTask> m_tasks;
};

} // namespace

QList<InvokeTask> readInvokeTasks(const InvokeModule &module, const InvokeImporter &importer)
{
    int stepsLeft = mostSteps;
    QList<InvokeTask> tasks = ModuleReader(module, importer, 0, stepsLeft).read();
    QSet<QString> names;
    tasks.removeIf([&names](const InvokeTask &task) {
        const bool known = names.contains(task.name);
        names.insert(task.name);
        return known;
    });
    return tasks;
}

} // namespace CommandRunner
