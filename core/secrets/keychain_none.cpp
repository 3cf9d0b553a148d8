// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/keychain.h"

#include <QTimer>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

class NoKeychain final : public SecretStore
{
public:
    void read(const QString &name, QObject *context, Read done) override
    {
        QTimer::singleShot(0, context, [name, done] { done(missing(name)); });
    }
    void write(const QString &name, const QString &, QObject *context, Done done) override
    {
        QTimer::singleShot(0, context, [name, done] { done(missing(name)); });
    }
    void remove(const QString &name, QObject *context, Done done) override
    {
        QTimer::singleShot(0, context, [name, done] { done(missing(name)); });
    }

private:
    static std::unexpected<Error> missing(const QString &name)
    {
        return fail(ErrorCode::NotSupported, u"the secret “%1”"_s.arg(name),
                    u"this program was built without QtKeychain: allow the encrypted file "
                    "(commandrunner-cli secret use file)"_s);
    }
};

} // namespace

std::unique_ptr<SecretStore> createKeychain()
{
    return std::make_unique<NoKeychain>();
}

} // namespace CommandRunner
