// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>

#include <expected>

namespace CommandRunner {

// An element of a small XML file, with what stands in it. Comments, namespaces and the order of
// text between elements are not kept.
struct XmlElement {
    QString name;
    QMap<QString, QString> attributes;
    QString text; // its own, trimmed
    QList<XmlElement> children;
    int line = 0; // 1-based, where its start tag ends

    QString attribute(const QString &key) const { return attributes.value(key); }
    // The first child of that name, then the first of that name in it, and so on; an empty element
    // when there is none.
    const XmlElement &child(const QStringList &path) const;
};

struct XmlError {
    QString message;
    int line = 0;
};

// The root element. Refused, as they are no part of a file of settings: document type declarations,
// and with them entities that stand for texts; elements nested more than 64 deep; more than 100 000
// of them.
std::expected<XmlElement, XmlError> readXml(const QByteArray &content);

} // namespace CommandRunner
