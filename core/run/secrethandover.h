// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace CommandRunner {

// Hands bytes to a program that is started, through a pipe as its standard input: nothing is on
// disk, in its words or in its environment, and what was read is gone.
class SecretHandover final
{
public:
    SecretHandover() = default;
    ~SecretHandover();
    SecretHandover(const SecretHandover &) = delete;
    SecretHandover &operator=(const SecretHandover &) = delete;

    // Errors: Io, NotSupported (this system, or more than fits into a pipe).
    Result<void> open(const QByteArray &bytes);
    QString path() const; // for QProcess::setStandardInputFile(), until this object is destroyed

    // The other side: everything up to the end. Afterwards standard input is empty.
    static QByteArray take();

private:
    int m_read = -1;
    int m_write = -1;
};

// What this process holds in memory is not for core files and debuggers of others. Where the system
// knows no such thing, nothing happens.
void keepMemoryPrivate();

} // namespace CommandRunner
