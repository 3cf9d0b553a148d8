// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/standardstreams.h"

#include <QPointer>

#include <cstdio>
#include <io.h>
#include <thread>

namespace CommandRunner {

bool writeToStandardStream(bool output, QByteArrayView bytes)
{
    std::FILE *file = output ? stdout : stderr;
    const bool written = std::fwrite(bytes.data(), 1, size_t(bytes.size()), file) == size_t(bytes.size());
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
};

// A console read cannot be interrupted: the thread ends with the process.
StandardInputReader::StandardInputReader(QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    std::thread([reader = QPointer<StandardInputReader>(this)] {
        for (;;) {
            QByteArray buffer(64 * 1024, Qt::Uninitialized);
            const int count = ::_read(0, buffer.data(), unsigned(buffer.size()));
            if (!reader)
                return;
            if (count <= 0) {
                QMetaObject::invokeMethod(reader, [reader] { Q_EMIT reader->ended(); }, Qt::QueuedConnection);
                return;
            }
            buffer.truncate(count);
            QMetaObject::invokeMethod(reader, [reader, buffer] { Q_EMIT reader->read(buffer); }, Qt::QueuedConnection);
        }
    }).detach();
}

StandardInputReader::~StandardInputReader() = default;

class InterruptNotifier::Private
{
};

InterruptNotifier::InterruptNotifier(QObject *parent) : QObject(parent), d(std::make_unique<Private>()) {}

InterruptNotifier::~InterruptNotifier() = default;

} // namespace CommandRunner
