// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/redactor.h"

#include "core/command/shellwords.h"
#include "core/run/runsecrets.h"
#include "core/run/secretname.h"
#include "core/run/secretspellings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <span>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr auto mark = "[redacted]"_L1;
constexpr qsizetype leastLength = 4;
// Secrets by shape are no longer than that, and parts of output are held back for them.
constexpr qsizetype longestShape = 32 * 1024;
constexpr qsizetype longestLine = 1024 * 1024;

QRegularExpression pattern(const QString &text)
{
    QRegularExpression expression(text, QRegularExpression::CaseInsensitiveOption);
    expression.optimize();
    return expression;
}

// "--db-password=x" -> db-password; empty: the word names nothing.
QStringView nameOf(QStringView word)
{
    const qsizetype end = word.indexOf(u'=');
    QStringView name = end < 0 ? word : word.first(end);
    while (name.startsWith(u'-'))
        name = name.sliced(1);
    return name;
}

// An option without a value of its own: the next word is it.
bool takesNext(const QString &word)
{
    return word.startsWith(u'-') && !word.contains(u'=') && isSecretName(nameOf(word));
}

bool isOrdinaryWord(const QString &value)
{
    static const QSet<QString> words{u"true"_s, u"false"_s,   u"none"_s,  u"null"_s,
                                     u"auto"_s, u"default"_s, u"prompt"_s};
    return words.contains(value.toLower());
}

// The captured group, else all.
std::pair<qsizetype, qsizetype> rangeOf(const QRegularExpressionMatch &match)
{
    const int group = match.lastCapturedIndex();
    return {match.capturedStart(group), match.capturedLength(group)};
}

} // namespace

Redactor::Redactor()
{
    m_shapes = {
        {u"private key"_s,
         pattern(u"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\\s\\S]{0,16384}?-----END [A-Z "
                 "]{0,30}PRIVATE KEY-----"_s)},
        {u"JSON web token"_s,
         pattern(u"\\beyJ[\\w-]{8,4096}\\.eyJ[\\w-]{4,8192}\\.[\\w-]{0,2048}"_s)},
        {u"access token"_s,
         pattern(
             u"\\b(?:gh[pousr]_[a-z0-9]{16,255}|github_pat_\\w{20,255}|glpat-[\\w-]{16,255}|"
             "xox[abeoprs]-[\\w-]{10,255}|sk-[\\w-]{20,255}|(?:AKIA|ASIA)[0-9A-Z]{16}\\b|"
             "AIza[\\w-]{30,255}|npm_[a-z0-9]{30,255}|pypi-[\\w-]{40,255}|hf_[a-z0-9]{30,255})"_s)},
        {u"password in a URL"_s, pattern(u"://[^\\s/:@\"']{0,256}:([^\\s/@\"']{1,512})@"_s)},
        {u"authorization header"_s,
         pattern(u"\\b(?:bearer|basic)[ \\t]{1,8}([a-z0-9+/._~=-]{8,4096})"_s)},
        {u"assigned secret"_s,
         pattern(u"(?:password|passwd|passphrase|secret|token|credentials?|api[_-]?key|"
                 "access[_-]?key|private[_-]?key)[\"']?[ \\t]{0,8}[=:][ \\t]{0,8}[\"']?"
                 "([^\\s\"',;&<>]{3,4096})"_s)},
        {u"secret option"_s,
         pattern(u"(?<![\\w-])--?[\\w-]{0,64}(?:password|passwd|passphrase|secret|token|"
                 "api[_-]?key)[ \\t]{1,8}([^\\s\"'-][^\\s\"']{2,4096})"_s)},
    };
}

void Redactor::addSpelling(const QString &what, const QString &text)
{
    if (text.isEmpty() || std::ranges::any_of(m_secrets, [&text](const Secret &known) {
            return known.text == text;
        }))
        return;
    m_secrets.append({what, text, text.toUtf8()});
}

void Redactor::addSecret(const QString &value, const QString &what)
{
    const QString trimmed = value.trimmed(); // as a program that reads a line of it prints it
    if (trimmed.size() < leastLength || isOrdinaryWord(trimmed)
        || !nameInSecretMark(trimmed).isEmpty()) // it was never there
        return;
    const QStringList spellings = secretSpellings(value);
    for (const QString &spelling : spellings)
        addSpelling(what, spelling);
    std::ranges::stable_sort(m_secrets, [](const Secret &a, const Secret &b) {
        return a.bytes.size() > b.bytes.size();
    });
}

void Redactor::learnArguments(const QStringList &words)
{
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words.at(i);
        const qsizetype equals = word.indexOf(u'=');
        if (equals > 0 && isSecretName(nameOf(word)))
            addSecret(word.sliced(equals + 1), u"argument %1"_s.arg(word.first(equals)));
        else if (takesNext(word) && i + 1 < words.size() && !words.at(i + 1).startsWith(u'-'))
            addSecret(words.at(i + 1), u"argument %1"_s.arg(word));
        for (const Shape &shape : std::as_const(m_shapes)) {
            auto matches = shape.pattern.globalMatch(word);
            while (matches.hasNext()) {
                const auto [start, length] = rangeOf(matches.next());
                addSecret(word.sliced(start, length), shape.what);
            }
        }
    }
}

void Redactor::learn(const RunRequest &request, const QSet<QString> &secretParameters)
{
    m_secretParameters += secretParameters;
    for (auto it = request.environment.cbegin(); it != request.environment.cend(); ++it) {
        if (it.value() && isSecretName(it.key()))
            addSecret(*it.value(), u"environment variable %1"_s.arg(it.key()));
    }
    const QJsonObject values = argumentValuesToJson(request.values);
    for (auto it = values.begin(); it != values.end(); ++it) {
        if (!m_secretParameters.contains(it.key()) && !isSecretName(it.key()))
            continue;
        const QString what = u"parameter %1"_s.arg(it.key());
        addSecret(it.value().toString(), what);
        const QJsonArray several = it.value().toArray();
        for (const QJsonValue &value : several)
            addSecret(value.toString(), what);
    }
    learnArguments(request.argv);
    if (const auto words = splitShellWords(request.freeArguments); words)
        learnArguments(*words);
    // A shell line is one word.
    for (const QString &word : request.argv) {
        if (const auto words = splitShellWords(word); words && words->size() > 1)
            learnArguments(*words);
    }
}

QString Redactor::hide(const QString &what)
{
    ++m_found[what];
    return mark;
}

QString Redactor::text(const QString &given)
{
    QString text = given;
    for (const Secret &secret : std::as_const(m_secrets)) {
        if (!text.contains(secret.text))
            continue;
        text.replace(secret.text, mark);
        ++m_found[secret.what];
    }
    for (const Shape &shape : std::as_const(m_shapes)) {
        qsizetype from = 0;
        QRegularExpressionMatch match;
        while ((match = shape.pattern.match(text, from)).hasMatch()) {
            const auto [start, length] = rangeOf(match);
            const bool done = QStringView(text).sliced(start, length).startsWith(mark);
            if (!done)
                text.replace(start, length, hide(shape.what));
            from = start + (done ? qMax<qsizetype>(length, 1) : mark.size());
        }
    }
    return text;
}

QStringList Redactor::arguments(const QStringList &words)
{
    QStringList redacted;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words.at(i);
        const qsizetype equals = word.indexOf(u'=');
        if (i > 0 && takesNext(words.at(i - 1)) && !word.startsWith(u'-'))
            redacted.append(hide(u"argument %1"_s.arg(words.at(i - 1))));
        else if (equals > 0 && isSecretName(nameOf(word)))
            redacted.append(word.first(equals + 1)
                            + hide(u"argument %1"_s.arg(word.first(equals))));
        else
            redacted.append(text(word));
    }
    return redacted;
}

RunRequest Redactor::request(RunRequest request)
{
    request.argv = arguments(request.argv);
    for (auto it = request.environment.begin(); it != request.environment.end(); ++it) {
        if (it.value())
            it.value() = isSecretName(it.key()) ? hide(u"environment variable %1"_s.arg(it.key()))
                                                : text(*it.value());
    }
    if (!request.initialInput.isEmpty()) {
        request.initialInput.clear(); // may be large, and a password
        ++m_found[u"standard input"_s];
    }
    request.name = text(request.name);
    request.workingDirectory = text(request.workingDirectory);
    request.folder = text(request.folder);
    request.commandId = text(request.commandId);
    if (const auto words = splitShellWords(request.freeArguments); words)
        request.freeArguments = joinShellWords(arguments(*words));
    else
        request.freeArguments = text(request.freeArguments);
    return request;
}

QJsonValue Redactor::hideAll(const QJsonValue &value, const QString &what)
{
    if (value.isString())
        return value.toString().isEmpty() || value.toString() == mark ? value
                                                                      : QJsonValue(hide(what));
    if (value.isArray()) {
        QJsonArray array;
        const QJsonArray given = value.toArray();
        for (const QJsonValue &entry : given)
            array.append(hideAll(entry, what));
        return array;
    }
    return value;
}

QJsonValue Redactor::json(const QJsonValue &value)
{
    if (value.isString())
        return text(value.toString());
    if (value.isArray()) {
        QJsonArray array;
        const QJsonArray given = value.toArray();
        for (const QJsonValue &entry : given)
            array.append(json(entry));
        return array;
    }
    if (!value.isObject())
        return value;
    QJsonObject object;
    const QJsonObject given = value.toObject();
    for (auto it = given.begin(); it != given.end(); ++it) {
        const bool secret = m_secretParameters.contains(it.key()) || isSecretName(it.key());
        object.insert(text(it.key()),
                      secret && !it.value().isObject()
                          ? hideAll(it.value(), u"parameter %1"_s.arg(it.key()))
                          : json(it.value()));
    }
    return object;
}

void Redactor::mask(QByteArray &bytes)
{
    for (const Secret &secret : std::as_const(m_secrets)) {
        for (qsizetype at = bytes.indexOf(secret.bytes); at >= 0;
             at = bytes.indexOf(secret.bytes, at + 1)) {
            for (char &c : std::span(bytes.begin() + at, size_t(secret.bytes.size())))
                c = c == '\n' ? '\n' : '*'; // lines stay where they are
            ++m_found[secret.what];
        }
    }
    const QString text = QString::fromLatin1(bytes); // one letter a byte
    for (const Shape &shape : std::as_const(m_shapes)) {
        auto matches = shape.pattern.globalMatch(text);
        while (matches.hasNext()) {
            const auto [start, length] = rangeOf(matches.next());
            const auto begin = bytes.begin() + start;
            if (std::all_of(begin, begin + length, [](char c) { return c == '*'; }))
                continue;
            for (char &c : std::span(begin, size_t(length)))
                c = c == '\n' ? '\n' : '*';
            ++m_found[shape.what];
        }
    }
}

qsizetype Redactor::safeEnd(const QByteArray &bytes) const
{
    qsizetype end = bytes.lastIndexOf('\n') + 1;
    if (bytes.size() - end > longestLine) // a line that is too long to wait for its end
        end = bytes.size() - longestShape;
    // A private key has many lines.
    const qsizetype key = end > 0 ? bytes.lastIndexOf("-----BEGIN", end - 1) : -1;
    if (key >= 0 && bytes.size() - key < longestShape
        && !QByteArrayView(bytes).sliced(key, end - key).contains("-----END"))
        end = key;
    bool moved = true;
    while (moved) {
        moved = false;
        for (const Secret &secret : m_secrets) {
            const QByteArrayView value = secret.bytes;
            for (qsizetype length = qMin(value.size() - 1, end); length > 0; --length) {
                if (QByteArrayView(bytes).sliced(end - length, length) != value.first(length))
                    continue;
                end -= length;
                moved = true;
                break;
            }
        }
    }
    return end;
}

} // namespace CommandRunner
