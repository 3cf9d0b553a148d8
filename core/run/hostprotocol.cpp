// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/hostprotocol.h"

#include <QJsonDocument>

namespace CommandRunner::HostProtocol {

using namespace Qt::StringLiterals;

QByteArray encode(const QString &type, QJsonObject fields)
{
    fields.insert(u"type"_s, type);
    return QJsonDocument(fields).toJson(QJsonDocument::Compact) + '\n';
}

QList<QJsonObject> Decoder::feed(QByteArrayView bytes)
{
    QList<QJsonObject> messages;
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        const QByteArrayView part = end < 0 ? bytes : bytes.first(end);
        if (m_rest.size() + part.size() > longestLine) {
            m_rest.clear();
            m_skipping = true;
        }
        if (!m_skipping)
            m_rest += part;
        if (end < 0)
            break;
        if (m_skipping)
            ++m_malformed;
        else
            takeLine(m_rest, messages);
        m_rest.clear();
        m_skipping = false;
        bytes = bytes.sliced(end + 1);
    }
    return messages;
}

void Decoder::takeLine(QByteArrayView line, QList<QJsonObject> &messages)
{
    if (line.trimmed().isEmpty())
        return;
    const QJsonDocument document = QJsonDocument::fromJson(line.toByteArray());
    if (document.isObject() && document["type"_L1].isString())
        messages.append(document.object());
    else
        ++m_malformed;
}

} // namespace CommandRunner::HostProtocol
