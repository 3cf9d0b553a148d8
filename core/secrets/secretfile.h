// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QMap>
#include <QString>

namespace CommandRunner {

// Secrets in one encrypted file (mode 0600, replaced as a whole), for machines without a keychain.
// Synchronous and slow on purpose (see SecretBox): for a worker. Nobody writes it who was not
// allowed to: SecretNames::place.
class SecretFile final
{
public:
    explicit SecretFile(QString path) : m_path(std::move(path)) {}

    // A missing file is empty, whatever the passphrase: the first write makes it the file's.
    // Errors: those of SecretBox::open; Corrupt (cut, no JSON), NewerVersion, Io.
    Result<QMap<QString, QString>> read(const QString &passphrase) const;
    Result<void> write(const QMap<QString, QString> &values, const QString &passphrase) const;

private:
    QString m_path;
};

} // namespace CommandRunner
