// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/keychain.h"

#include "core/base/paths.h"

#include <qt6keychain/keychain.h>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

Error errorOf(const QKeychain::Job &job)
{
    const QString what = u"the secret “%1”"_s.arg(job.key());
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        return {ErrorCode::NotFound, what,
                u"the keychain does not have it: store it again (commandrunner-cli secret set)"_s};
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return {ErrorCode::PermissionDenied, what,
                u"the keychain is locked, or refused: unlock it and try again"_s};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return {ErrorCode::NotSupported, what,
                u"no keychain service answers: start one (GNOME Keyring, KWallet), or allow the "
                "encrypted file (commandrunner-cli secret use file)"_s};
    default:
        return {ErrorCode::Io, what,
                u"the keychain failed (%1): is its service running and unlocked?"_s.arg(
                    job.errorString())};
    }
}

class Keychain final : public SecretStore
{
public:
    void read(const QString &name, QObject *context, Read done) override
    {
        auto *job = new QKeychain::ReadPasswordJob(QString::fromLatin1(applicationId));
        QObject::connect(job, &QKeychain::Job::finished, context, [job, done] {
            if (job->error() == QKeychain::NoError)
                done(job->textData());
            else
                done(std::unexpected(errorOf(*job)));
        });
        start(job, name);
    }

    void write(const QString &name, const QString &value, QObject *context, Done done) override
    {
        auto *job = new QKeychain::WritePasswordJob(QString::fromLatin1(applicationId));
        job->setTextData(value);
        finish(job, context, std::move(done));
        start(job, name);
    }

    void remove(const QString &name, QObject *context, Done done) override
    {
        auto *job = new QKeychain::DeletePasswordJob(QString::fromLatin1(applicationId));
        finish(job, context, std::move(done));
        start(job, name);
    }

private:
    static void finish(QKeychain::Job *job, QObject *context, Done done)
    {
        QObject::connect(job, &QKeychain::Job::finished, context, [job, done = std::move(done)] {
            const bool removed = qobject_cast<QKeychain::DeletePasswordJob *>(job)
                && job->error() == QKeychain::EntryNotFound;
            if (removed || job->error() == QKeychain::NoError)
                done({});
            else
                done(std::unexpected(errorOf(*job)));
        });
    }

    static void start(QKeychain::Job *job, const QString &name)
    {
        job->setKey(name);
        job->setInsecureFallback(false);
        job->start();
    }
};

} // namespace

std::unique_ptr<SecretStore> createKeychain()
{
    return std::make_unique<Keychain>();
}

} // namespace CommandRunner
