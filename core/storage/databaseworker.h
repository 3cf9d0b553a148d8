// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/mailbox.h"
#include "core/storage/database.h"

#include <QPointer>
#include <QThread>

#include <functional>
#include <memory>
#include <type_traits>

namespace CommandRunner {

// A thread with its own connection, for programs with a window. Work is done in the order given;
// each result comes back in our thread, or is dropped when `context` or we died before.
class DatabaseWorker final : public QObject
{
    Q_OBJECT
public:
    explicit DatabaseWorker(const QString &file, QObject *parent = nullptr);
    DatabaseWorker(const QString &file, const DatabaseOptions &options, QObject *parent = nullptr);
    ~DatabaseWorker() override; // finishes the work that was given, then closes; work that was
                                // never started is dropped

    // opened() or failed() follows. Work given before is done after the opening; when it failed,
    // `work` gets no call and done an Error.
    void start();

    // In our thread, where `context` lives too. work: Result<T>(Database &), in the worker's
    // thread. done: void(Result<T>), in ours. Both copyable.
    template<class Work, class Done>
    void submit(QObject *context, Work work, Done done)
    {
        using ResultType = std::invoke_result_t<Work &, Database &>;
        post([this, wanted = QPointer<QObject>(context), work = std::move(work),
              done = std::move(done)](Database *database, const Error &openError) mutable {
            auto result = std::make_shared<ResultType>(
                database ? work(*database) : ResultType(std::unexpected(openError)));
            m_results.post([wanted = std::move(wanted), done = std::move(done), result]() mutable {
                if (wanted)
                    done(std::move(*result));
            });
        });
    }

Q_SIGNALS:
    void opened(const QString &setAside); // name of a corrupt file that was set aside, or empty
    void failed(const CommandRunner::Error &error);
    // Another process changed the database (its data_version moved); checked when the WAL file
    // changes, and every 2 s while it is watched.
    void changedByOthers();

private:
    class Inside;
    using Job = std::function<void(Database *, const Error &)>;
    void post(Job job);

    Mailbox m_results; // what the worker has to say to our thread
    QThread m_thread;
    std::unique_ptr<Inside> m_inside; // lives in m_thread while that runs; deleted after its end
};

} // namespace CommandRunner
