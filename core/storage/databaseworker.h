// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"

#include <QObject>
#include <QPointer>
#include <QThread>

#include <functional>
#include <type_traits>

namespace CommandRunner {

// A thread with its own connection, for programs with a window. Work is done in the order given; each result comes back in the thread
// of `context`, or is dropped when `context` died.
class DatabaseWorker final : public QObject
{
    Q_OBJECT
public:
    explicit DatabaseWorker(const QString &file, QObject *parent = nullptr);
    ~DatabaseWorker() override; // finishes the work that was given, then closes

    // opened() or failed() follows. Work given before is done after the opening; when it failed, `work` gets no call and done an Error.
    void start();

    // work: Result<T>(Database &), in the worker's thread. done: void(Result<T>), in context's thread.
    template<class Work, class Done>
    void submit(QObject *context, Work work, Done done)
    {
        using ResultType = std::invoke_result_t<Work, Database &>;
        post([context = QPointer<QObject>(context), work = std::move(work), done = std::move(done)](
                 Database *database, const Error &openError) mutable {
            ResultType result = database ? work(*database) : ResultType(std::unexpected(openError));
            if (!context)
                return;
            QMetaObject::invokeMethod(
                context, [done = std::move(done), result = std::move(result)]() mutable { done(std::move(result)); },
                Qt::QueuedConnection);
        });
    }

Q_SIGNALS:
    void opened(const QString &setAside); // name of a corrupt file that was set aside, or empty
    void failed(const CommandRunner::Error &error);
    // Another process changed the database (its data_version moved); checked when the WAL file changes, and every 2 s while it is watched.
    void changedByOthers();

private:
    void post(std::function<void(Database *, const Error &)> job);

    QThread m_thread;
    class Inside;
    Inside *m_inside = nullptr; // lives in m_thread, deleted when it finishes
};

} // namespace CommandRunner
