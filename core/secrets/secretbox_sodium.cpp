// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/secretbox.h"

#include <sodium.h>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

const QString subject = u"the file of secrets"_s;

unsigned char *bytesOf(QByteArray &array)
{
    return reinterpret_cast<unsigned char *>(array.data());
}

const unsigned char *bytesOf(const QByteArray &array)
{
    return reinterpret_cast<const unsigned char *>(array.constData());
}

// Wiped when it goes.
class Key final
{
public:
    ~Key() { sodium_memzero(bytesOf(m_bytes), size_t(m_bytes.size())); }
    Key(const Key &) = delete;
    Key &operator=(const Key &) = delete;
    Key() : m_bytes(crypto_secretbox_KEYBYTES, '\0') {}

    bool derive(const SecretBox &box, const QString &passphrase)
    {
        QByteArray text = passphrase.toUtf8();
        const bool derived = sodium_init() >= 0
            && crypto_pwhash(bytesOf(m_bytes), quint64(m_bytes.size()), text.constData(),
                             quint64(text.size()), bytesOf(box.salt), box.operations,
                             size_t(box.memory), crypto_pwhash_ALG_ARGON2ID13)
                == 0;
        sodium_memzero(text.data(), size_t(text.size()));
        return derived;
    }
    const unsigned char *bytes() const { return bytesOf(m_bytes); }

private:
    QByteArray m_bytes;
};

std::unexpected<Error> notDerived()
{
    return fail(ErrorCode::Io, subject,
                u"its key could not be derived: there is too little memory. Close other programs "
                "and try again"_s);
}

} // namespace

Result<SecretBox> SecretBox::seal(const QByteArray &plain, const QString &passphrase)
{
    SecretBox box;
    box.operations = crypto_pwhash_OPSLIMIT_INTERACTIVE;
    box.memory = crypto_pwhash_MEMLIMIT_INTERACTIVE;
    box.salt.resize(crypto_pwhash_SALTBYTES);
    box.nonce.resize(crypto_secretbox_NONCEBYTES);
    if (sodium_init() < 0)
        return notDerived();
    randombytes_buf(box.salt.data(), size_t(box.salt.size()));
    randombytes_buf(box.nonce.data(), size_t(box.nonce.size()));
    Key key;
    if (!key.derive(box, passphrase))
        return notDerived();
    box.box.resize(plain.size() + qsizetype(crypto_secretbox_MACBYTES));
    crypto_secretbox_easy(bytesOf(box.box), bytesOf(plain), quint64(plain.size()),
                          bytesOf(box.nonce), key.bytes());
    return box;
}

Result<QByteArray> SecretBox::open(const QString &passphrase) const
{
    constexpr quint64 mostMemory = 1ULL << 30; // a file from elsewhere must not stop the machine
    constexpr quint64 mostOperations = 16;
    if (salt.size() != crypto_pwhash_SALTBYTES || nonce.size() != crypto_secretbox_NONCEBYTES
        || box.size() < qsizetype(crypto_secretbox_MACBYTES) || memory > mostMemory
        || operations > mostOperations)
        return fail(ErrorCode::Corrupt, subject,
                    u"it is damaged: put a copy of it back, or remove it and store the secrets "
                    "again"_s);
    Key key;
    if (!key.derive(*this, passphrase))
        return notDerived();
    QByteArray plain(box.size() - qsizetype(crypto_secretbox_MACBYTES), '\0');
    if (crypto_secretbox_open_easy(bytesOf(plain), bytesOf(box), quint64(box.size()),
                                   bytesOf(nonce), key.bytes())
        != 0)
        return fail(ErrorCode::PermissionDenied, subject,
                    u"the passphrase is wrong, or the file was changed by something else: try "
                    "again"_s);
    return plain;
}

} // namespace CommandRunner
