// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/environmentfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostBytes = 1 << 20; // what is larger is no list of variables

bool isName(QStringView name)
{
    const auto isLetter = [](QChar c) {
        return c.unicode() < 128 && (c.isLetter() || c == u'_');
    };
    return !name.isEmpty() && isLetter(name.front())
        && std::all_of(name.begin(), name.end(), [isLetter](QChar c) {
               return isLetter(c) || (c.unicode() < 128 && c.isDigit()) || c == u'.' || c == u'-';
           });
}

class Reader final
{
public:
    Reader(const QString &text, const QString &file) : m_text(text), m_file(file) {}

    Result<QMap<QString, QString>> read()
    {
        while (m_at < m_text.size()) {
            skipBlanks();
            if (atEndOfLine() || m_text.at(m_at) == u'#') {
                skipLine();
                continue;
            }
            if (auto read = readVariable(); !read)
                return std::unexpected(read.error());
        }
        return m_variables;
    }

private:
    bool atEndOfLine() const { return m_at >= m_text.size() || m_text.at(m_at) == u'\n'; }

    void skipBlanks()
    {
        while (!atEndOfLine() && m_text.at(m_at).isSpace())
            ++m_at;
    }

    void skipLine()
    {
        while (!atEndOfLine())
            ++m_at;
        ++m_at;
        ++m_line;
    }

    std::unexpected<Error> wrong(int line, const QString &why) const
    {
        return fail(ErrorCode::InvalidFormat, m_file, u"line %1: %2"_s.arg(line).arg(why));
    }

    Result<void> readVariable()
    {
        qsizetype end = m_text.indexOf(u'\n', m_at);
        if (end < 0)
            end = m_text.size();
        const qsizetype equals = m_text.indexOf(u'=', m_at);
        if (equals < 0 || equals >= end)
            return wrong(m_line, u"there is no “=”; write NAME=value"_s);
        QString name = m_text.mid(m_at, equals - m_at).trimmed();
        if (name.startsWith("export "_L1) || name.startsWith("export\t"_L1))
            name = name.mid(7).trimmed();
        if (!isName(name))
            return wrong(m_line, u"“%1” is no name of a variable"_s.arg(name));
        m_at = equals + 1;
        skipBlanks();
        const bool quoted = !atEndOfLine() && (m_text.at(m_at) == u'\'' || m_text.at(m_at) == u'"');
        auto value = quoted ? readQuoted() : readPlain(end);
        if (!value)
            return std::unexpected(value.error());
        m_variables.insert(name, *value);
        skipLine();
        return {};
    }

    // Up to the end of the line, or to a comment, which a blank has to precede.
    Result<QString> readPlain(qsizetype end)
    {
        QString value = m_text.mid(m_at, end - m_at);
        for (qsizetype at = 0; at < value.size(); ++at) {
            if (value.at(at) == u'#' && (at == 0 || value.at(at - 1).isSpace()))
                value.truncate(at);
        }
        return value.trimmed();
    }

    Result<QString> readQuoted()
    {
        const QChar quote = m_text.at(m_at++);
        const int line = m_line;
        QString value;
        for (; m_at < m_text.size() && m_text.at(m_at) != quote; ++m_at) {
            const QChar c = m_text.at(m_at);
            if (c == u'\n')
                ++m_line;
            if (c == u'\\' && quote == u'"' && m_at + 1 < m_text.size())
                value += unescaped(m_text.at(++m_at));
            else
                value += c;
        }
        if (m_at >= m_text.size())
            return wrong(line, u"the quote %1 is not closed"_s.arg(quote));
        ++m_at;
        skipBlanks();
        if (!atEndOfLine() && m_text.at(m_at) != u'#')
            return wrong(m_line, u"there is something behind the closing quote"_s);
        return value;
    }

    QString unescaped(QChar c)
    {
        switch (c.unicode()) {
        case u'n':
            return u"\n"_s;
        case u'r':
            return u"\r"_s;
        case u't':
            return u"\t"_s;
        case u'"':
        case u'\\':
        case u'$':
            return c;
        case u'\n':
            ++m_line;
            break;
        default:
            break;
        }
        return u'\\' + QString(c);
    }

    const QString m_text;
    const QString m_file;
    qsizetype m_at = 0;
    int m_line = 1;
    QMap<QString, QString> m_variables;
};

} // namespace

Result<QMap<QString, QString>> parseEnvironmentFile(const QString &text, const QString &file)
{
    QString lines = text;
    if (lines.startsWith(QChar::ByteOrderMark))
        lines.remove(0, 1);
    return Reader(lines.replace("\r\n"_L1, "\n"_L1), file).read();
}

Result<QMap<QString, QString>> readEnvironmentFiles(const QStringList &files, const QString &folder)
{
    QMap<QString, QString> variables;
    for (const QString &name : files) {
        QFile file(QDir(folder).absoluteFilePath(name));
        const QFileInfo info(file);
        if (!info.exists())
            return fail(ErrorCode::NotFound, name, u"there is no such file in "_s + folder);
        // A pipe or device could make us wait for ever.
        if (!info.isFile() || info.size() > mostBytes)
            return fail(ErrorCode::InvalidFormat, name, u"not a file of variables"_s);
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorCode::Io, name, file.errorString());
        const auto read = parseEnvironmentFile(QString::fromUtf8(file.readAll()), name);
        if (!read)
            return read;
        variables.insert(*read);
    }
    return variables;
}

} // namespace CommandRunner
