// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/patterns.h"

#include <QHash>
#include <QtGlobal>

#include <mutex>
#include <utility>

namespace CommandRunner {

BytePattern builtInPattern(QByteArrayView pattern, int options)
{
    static std::mutex mutex;
    static QHash<std::pair<QByteArray, int>, BytePattern> known;
    const std::pair key(pattern.toByteArray(), options);
    {
        const std::scoped_lock lock(mutex);
        if (const auto found = known.constFind(key); found != known.cend())
            return found->forAnotherThread();
    }
    // Not under the lock, which a thread that gives way to others would hold for long. Two that
    // meet here do it twice, at most once in a process.
    auto compiled = BytePattern::compile(pattern, options);
    if (!compiled)
        qFatal("%s", qPrintable(compiled.error().toString()));
    const std::scoped_lock lock(mutex);
    known.insert(key, *compiled);
    return compiled->forAnotherThread();
}

} // namespace CommandRunner
