// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/paths.h"
#include "core/run/runsecrets.h"
#include "core/secrets/secretnames.h"
#include "core/secrets/secretstore.h"

#include <QObject>

#include <memory>

namespace CommandRunner {

// Stored secrets as programs use them: the names that are known and the store that has the values,
// the system's keychain unless a person allowed the encrypted file. Never blocks; tells by the
// event loop. Used from one thread.
class SecretService final : public QObject
{
    Q_OBJECT
public:
    using Fetched = std::function<void(Result<QList<RunSecret>>)>;

    explicit SecretService(const DataPaths &paths, QObject *parent = nullptr);
    ~SecretService() override;

    void load(QObject *context, SecretStore::Done done); // names(), as on disk now
    const SecretNames &names() const { return m_names; }
    // What a command's parameter is filled with; empty: nothing is stored for it.
    QString nameFor(const QString &absoluteCommandId, const QString &parameter) const;

    // Where values are stored from now on; those of the other place stay there.
    void setPlace(SecretNames::Place place, QObject *context, SecretStore::Done done);
    // Of the encrypted file: kept in memory until the program ends.
    bool needsPassphrase() const;
    void setPassphrase(const QString &passphrase) { m_passphrase = passphrase; }

    // With a use (SecretNames::useOf) it is what the parameter is filled with from now on.
    void remember(const QString &name, const QString &value, const QString &use, QObject *context,
                  SecretStore::Done done);
    void forget(const QString &name, QObject *context, SecretStore::Done done);
    // Fills in the values of those that are stored and have none.
    void fetch(QList<RunSecret> secrets, QObject *context, Fetched done);

Q_SIGNALS:
    void namesChanged();

private:
    class FileStore;

    SecretStore &store();
    void changeNames(const std::function<void(SecretNames &)> &change, QObject *context,
                     SecretStore::Done done);

    const QString m_namesFile;
    const std::unique_ptr<SecretStore> m_keychain;
    const std::unique_ptr<FileStore> m_file;
    SecretNames m_names;
    QString m_passphrase;
};

// The same for who may wait, in a thread without a window: values of stored secrets, by an event
// loop of its own. Errors: those of SecretStore; Timeout.
Result<QList<RunSecret>> fetchSecretsNow(const DataPaths &paths, const QList<RunSecret> &secrets,
                                         int timeoutMs);

} // namespace CommandRunner
