// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <functional>

namespace CommandRunner {

// What is known of stored secrets without asking for one: a keychain does not tell what it holds,
// and opening it may ask a person. secrets.json in the data folder; no values.
struct SecretNames {
    enum class Place { Keychain, File };

    Place place = Place::Keychain; // File: a person allowed it
    QStringList names;             // sorted
    QMap<QString, QString> uses;   // see useOf(): which secret a parameter is filled with

    // A parameter of a command. Only what was stored for it is taken by itself: another project may
    // call its commands and parameters the same.
    static QString useOf(const QString &absoluteCommandId, const QString &parameter);

    // Errors: InvalidFormat, NewerVersion, Io. A missing file is empty.
    static Result<SecretNames> read(const QString &path);
    // Reads, changes and writes it while no other process does. Errors: those of read(), Busy.
    static Result<SecretNames> change(const QString &path,
                                      const std::function<void(SecretNames &)> &change);

    void add(const QString &name, const QString &use = {});
    void remove(const QString &name); // and its uses

    bool operator==(const SecretNames &) const = default;
};

} // namespace CommandRunner
