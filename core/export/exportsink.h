// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>
#include <QDateTime>

#include <memory>

namespace CommandRunner {

// Where exported files go: a folder or a zip file. One file after the other; names are relative,
// with '/'. What was written appears under the target's name with finish(), as a whole; destroyed
// without it, nothing stays. Errors: AlreadyExists (the target), PermissionDenied, Io.
class ExportSink
{
public:
    virtual ~ExportSink() = default;
    virtual Result<void> begin(const QString &name, qint64 size, const QDateTime &modified) = 0;
    virtual Result<void> write(QByteArrayView bytes) = 0;
    virtual Result<void> finish() = 0;

    Result<void> add(const QString &name, QByteArrayView content, const QDateTime &modified)
    {
        if (auto begun = begin(name, content.size(), modified); !begun)
            return begun;
        return write(content);
    }
};

// The folder may be there, if it is empty.
Result<std::unique_ptr<ExportSink>> openFolderSink(const QString &folder);
// A file that is there is replaced. Names in UTF-8, any size (zip64).
Result<std::unique_ptr<ExportSink>> openZipSink(const QString &file);

} // namespace CommandRunner
