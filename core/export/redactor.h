// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrequest.h"

#include <QByteArray>
#include <QJsonValue>
#include <QList>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QString>

namespace CommandRunner {

// Takes secrets out of what leaves the machine. What a run was given under a name that looks secret
// is looked for everywhere, also in the spellings of JSON, URLs, HTML and base64; besides what
// looks like a secret by its shape: tokens of well-known services, JSON web tokens, private keys,
// the password in a URL, what follows "password=" and its kind.
//
// It cannot know everything: a secret under a name that says nothing, of no known shape, stays; so
// do values of fewer than four characters in output (they would take half of it along).
class Redactor final
{
public:
    Redactor();

    // Learns the secrets of a request. `secretParameters`: those whose type says so.
    void learn(const RunRequest &request, const QSet<QString> &secretParameters = {});

    // Text and JSON: "[redacted]" in the place of each.
    RunRequest request(RunRequest request);
    QString text(const QString &text);
    QJsonValue json(const QJsonValue &value);

    // Output: as many '*' as there were bytes, so that the index, line numbers and times stay true.
    void mask(QByteArray &bytes);
    // Up to where a part of the output may be masked and let go while more of it follows: never in
    // the middle of what may be a secret. 0: more is needed first.
    qsizetype safeEnd(const QByteArray &bytes) const;

    // What was taken out of where, in English: "environment variable DB_PASSWORD", "GitHub token".
    const QMap<QString, int> &found() const { return m_found; }

private:
    struct Secret {
        QString what;
        QString text;
        QByteArray bytes;
    };
    struct Shape {
        QString what;
        QRegularExpression pattern; // its last group, if it took part, is the secret; else all
    };
    void addSecret(const QString &value, const QString &what);
    void addSpelling(const QString &what, const QString &text);
    QString hide(const QString &what);
    void learnArguments(const QStringList &arguments);
    QStringList arguments(const QStringList &arguments);
    QJsonValue hideAll(const QJsonValue &value, const QString &what);

    QList<Secret> m_secrets; // the longest first
    QList<Shape> m_shapes;
    QSet<QString> m_secretParameters;
    QMap<QString, int> m_found;
};

} // namespace CommandRunner
