// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/standardstreams.h"

#include <QPointer>

#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>

#include <io.h>

namespace CommandRunner {

bool writeToStandardStream(bool output, QByteArrayView bytes)
{
    std::FILE *file = output ? stdout : stderr;
    const bool written = std::fwrite(bytes.data(), 1, size_t(bytes.size()), file)
        == size_t(bytes.size());
    return std::fflush(file) == 0 && written;
}

bool isTerminal(bool output)
{
    return ::_isatty(output ? 1 : 2) != 0;
}

bool standardInputIsTerminal()
{
    return ::_isatty(0) != 0;
}

class StandardInputReader::Private
{
public:
    std::mutex mutex;
    std::condition_variable changed;
    bool paused = false;
};

// A console read cannot be interrupted: the thread ends with the process.
StandardInputReader::StandardInputReader(QObject *parent)
    : QObject(parent),
      d(std::make_shared<Private>())
{
    std::thread([reader = QPointer<StandardInputReader>(this), shared = d] {
        for (;;) {
            QByteArray buffer(64 * 1024, Qt::Uninitialized);
            const int count = ::_read(0, buffer.data(), unsigned(buffer.size()));
            std::unique_lock lock(shared->mutex);
            shared->changed.wait(lock, [&] { return !shared->paused; });
            if (!reader)
                return;
            if (count <= 0) {
                QMetaObject::invokeMethod(
                    reader, [reader] { Q_EMIT reader->ended(); }, Qt::QueuedConnection);
                return;
            }
            buffer.truncate(count);
            QMetaObject::invokeMethod(
                reader, [reader, buffer] { Q_EMIT reader->read(buffer); }, Qt::QueuedConnection);
        }
    }).detach();
}

StandardInputReader::~StandardInputReader() = default;

void StandardInputReader::setPaused(bool paused)
{
    const std::scoped_lock lock(d->mutex);
    d->paused = paused;
    d->changed.notify_all();
}

class InterruptNotifier::Private
{
};

InterruptNotifier::InterruptNotifier(bool, QObject *parent)
    : QObject(parent),
      d(std::make_unique<Private>())
{}

InterruptNotifier::~InterruptNotifier() = default;

} // namespace CommandRunner
