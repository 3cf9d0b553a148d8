// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/secretservice.h"

#include "core/base/background.h"
#include "core/secrets/keychain.h"
#include "core/secrets/secretfile.h"

#include <QEventLoop>
#include <QLockFile>
#include <QPointer>
#include <QTimer>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int lockMs = 10'000; // deriving a key takes a while

} // namespace

// Each call reads the file anew: other programs change it, too.
class SecretService::FileStore final : public SecretStore
{
public:
    FileStore(QString path, const QString &passphrase)
        : m_path(std::move(path)),
          m_passphrase(passphrase)
    {}

    void read(const QString &name, QObject *context, Read done) override
    {
        inBackground(
            context,
            [file = SecretFile(m_path), passphrase = m_passphrase, name]() -> Result<QString> {
                const auto values = valuesOf(file, passphrase);
                if (!values)
                    return std::unexpected(values.error());
                if (!values->contains(name))
                    return fail(ErrorCode::NotFound, u"the secret “%1”"_s.arg(name),
                                u"the file of secrets does not have it: store it again "
                                "(commandrunner-cli secret set)"_s);
                return values->value(name);
            },
            std::move(done));
    }

    void write(const QString &name, const QString &value, QObject *context, Done done) override
    {
        change([name, value](QMap<QString, QString> &values) { values.insert(name, value); },
               context, std::move(done));
    }

    void remove(const QString &name, QObject *context, Done done) override
    {
        change([name](QMap<QString, QString> &values) { values.remove(name); }, context,
               std::move(done));
    }

private:
    static Result<QMap<QString, QString>> valuesOf(const SecretFile &file,
                                                   const QString &passphrase)
    {
        if (passphrase.isEmpty())
            return fail(ErrorCode::PermissionDenied, u"the file of secrets"_s,
                        u"it is locked: its passphrase was not given. Start this where you can "
                        "be asked for it"_s);
        return file.read(passphrase);
    }

    void change(const std::function<void(QMap<QString, QString> &)> &change, QObject *context,
                Done done)
    {
        inBackground(
            context,
            [path = m_path, file = SecretFile(m_path), passphrase = m_passphrase,
             change]() -> Result<void> {
                QLockFile lock(path + u".lock"_s);
                if (!lock.tryLock(lockMs))
                    return fail(ErrorCode::Busy, path, u"another program changes it: try again"_s);
                auto values = valuesOf(file, passphrase);
                if (!values)
                    return std::unexpected(values.error());
                change(*values);
                return file.write(*values, passphrase);
            },
            std::move(done));
    }

    const QString m_path;
    const QString &m_passphrase; // the service's
};

SecretService::SecretService(const DataPaths &paths, QObject *parent)
    : QObject(parent),
      m_namesFile(paths.secretNames()),
      m_keychain(createKeychain()),
      m_file(std::make_unique<FileStore>(paths.secretFile(), m_passphrase))
{}

SecretService::~SecretService() = default;

SecretStore &SecretService::store()
{
    if (m_names.place == SecretNames::Place::File)
        return *m_file;
    return *m_keychain;
}

bool SecretService::needsPassphrase() const
{
    return m_names.place == SecretNames::Place::File && m_passphrase.isEmpty();
}

QString SecretService::nameFor(const QString &absoluteCommandId, const QString &parameter) const
{
    return m_names.uses.value(SecretNames::useOf(absoluteCommandId, parameter));
}

void SecretService::load(QObject *context, SecretStore::Done done)
{
    const QPointer<QObject> asker(context);
    inBackground(
        this, [path = m_namesFile] { return SecretNames::read(path); },
        [this, asker, done = std::move(done)](const Result<SecretNames> &read) {
            if (read && *read != m_names) {
                m_names = *read;
                Q_EMIT namesChanged();
            }
            if (asker)
                done(read ? Result<void>() : std::unexpected(read.error()));
        });
}

void SecretService::changeNames(const std::function<void(SecretNames &)> &change, QObject *context,
                                SecretStore::Done done)
{
    const QPointer<QObject> asker(context);
    inBackground(
        this, [path = m_namesFile, change] { return SecretNames::change(path, change); },
        [this, asker, done = std::move(done)](const Result<SecretNames> &changed) {
            if (changed) {
                m_names = *changed;
                Q_EMIT namesChanged();
            }
            if (asker)
                done(changed ? Result<void>() : std::unexpected(changed.error()));
        });
}

void SecretService::setPlace(SecretNames::Place place, QObject *context, SecretStore::Done done)
{
    changeNames([place](SecretNames &names) { names.place = place; }, context, std::move(done));
}

void SecretService::remember(const QString &name, const QString &value, const QString &use,
                             QObject *context, SecretStore::Done done)
{
    store().write(name, value, context,
                  [this, name, use, context, done = std::move(done)](const Result<void> &written) {
                      if (!written)
                          done(written);
                      else
                          changeNames([name, use](SecretNames &names) { names.add(name, use); },
                                      context, done);
                  });
}

void SecretService::forget(const QString &name, QObject *context, SecretStore::Done done)
{
    store().remove(
        name, context, [this, name, context, done = std::move(done)](const Result<void> &removed) {
            if (!removed)
                done(removed);
            else
                changeNames([name](SecretNames &names) { names.remove(name); }, context, done);
        });
}

void SecretService::fetch(QList<RunSecret> secrets, QObject *context, Fetched done)
{
    const auto missing = std::ranges::find_if(secrets, [](const RunSecret &secret) {
        return secret.stored && secret.value.isEmpty();
    });
    if (missing == secrets.end()) {
        QTimer::singleShot(0, context, [secrets, done] { done(secrets); });
        return;
    }
    const QString name = missing->name;
    store().read(name, context,
                 [this, secrets = std::move(secrets), name, context,
                  done = std::move(done)](const Result<QString> &value) mutable {
                     if (!value) {
                         done(std::unexpected(value.error()));
                         return;
                     }
                     if (value->isEmpty()) {
                         done(fail(ErrorCode::NotFound, u"the secret “%1”"_s.arg(name),
                                   u"it is stored without a value: store it again"_s));
                         return;
                     }
                     for (RunSecret &secret : secrets) {
                         if (secret.name == name)
                             secret.value = *value;
                     }
                     fetch(std::move(secrets), context, std::move(done));
                 });
}

Result<QList<RunSecret>> fetchSecretsNow(const DataPaths &paths, const QList<RunSecret> &secrets,
                                         int timeoutMs)
{
    SecretService service(paths);
    Result<QList<RunSecret>> fetched = fail(
        ErrorCode::Timeout, u"the keychain"_s,
        u"it did not answer: is it waiting for its password to be typed?"_s);
    QEventLoop loop;
    QTimer::singleShot(timeoutMs, &loop, &QEventLoop::quit);
    service.load(&service, [&](const Result<void> &loaded) {
        if (!loaded) {
            fetched = std::unexpected(loaded.error());
            loop.quit();
            return;
        }
        service.fetch(secrets, &service, [&](const Result<QList<RunSecret>> &values) {
            fetched = values;
            loop.quit();
        });
    });
    loop.exec();
    return fetched;
}

} // namespace CommandRunner
