// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

namespace CommandRunner {

struct JsonKey {
    QString key;
    int line = 0; // 1-based
};

// The keys of the object that the top-level member `member` holds, in the order of the file, which
// QJsonObject does not keep. `json` must have been accepted by QJsonDocument.
QList<JsonKey> jsonKeysOf(QByteArrayView json, QByteArrayView member);

struct TextPosition {
    int line = 1;
    int column = 1; // in bytes
};

TextPosition positionAt(QByteArrayView text, qsizetype offset);

} // namespace CommandRunner
