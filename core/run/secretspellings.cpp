// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/secretspellings.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

#include <algorithm>

namespace CommandRunner {

namespace {

QString jsonSpelling(const QString &text)
{
    const QByteArray json = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json.mid(2, json.size() - 4)); // without [" and "]
}

// A prefix before it would shift base64: two further alignments, without what they share with the
// neighbours. Behind it may be anything (the last whole group ends it), nothing, or a newline.
QStringList base64Spellings(const QByteArray &bytes)
{
    QStringList spellings;
    for (int shift = 0; shift < 3; ++shift) {
        const QByteArray shifted = QByteArray(shift, 'x') + bytes;
        const qsizetype first = (shift * 4 + 2) / 3;
        const QByteArray encoded = shifted.toBase64(QByteArray::OmitTrailingEquals);
        const qsizetype whole = shifted.size() / 3 * 4;
        for (const QByteArray &ending :
             {encoded.mid(first, whole - first), encoded.mid(first),
              (shifted + '\n').toBase64(QByteArray::OmitTrailingEquals).mid(first)}) {
            const QString text = QString::fromLatin1(ending);
            spellings.append(text);
            spellings.append(QString(text).replace(u'+', u'-').replace(u'/', u'_'));
        }
    }
    return spellings;
}

} // namespace

QStringList secretSpellings(const QString &value)
{
    const QString trimmed = value.trimmed(); // as a program that reads a line of it prints it
    const QString inUrl = QString::fromLatin1(QUrl::toPercentEncoding(trimmed));
    QStringList spellings{value,
                          trimmed,
                          jsonSpelling(trimmed),
                          trimmed.toHtmlEscaped(),
                          inUrl,
                          QString(inUrl).replace(QStringLiteral("%20"), QStringLiteral("+"))};
    constexpr qsizetype longLine = 8; // a line of several says enough by itself
    const QStringList lines = trimmed.split(u'\n');
    for (const QString &line : lines) {
        if (lines.size() > 1 && line.trimmed().size() >= longLine)
            spellings.append(line.trimmed());
    }
    constexpr qsizetype longEnoughToEncode = 8;
    if (const QByteArray bytes = trimmed.toUtf8(); bytes.size() >= longEnoughToEncode) {
        spellings += base64Spellings(bytes);
        spellings.append(QString::fromLatin1(bytes.toHex()));
        spellings.append(QString::fromLatin1(bytes.toHex().toUpper()));
    }
    spellings.removeAll(QString());
    spellings.removeDuplicates();
    std::ranges::stable_sort(spellings, [](const QString &a, const QString &b) {
        return a.size() > b.size();
    });
    return spellings;
}

} // namespace CommandRunner
