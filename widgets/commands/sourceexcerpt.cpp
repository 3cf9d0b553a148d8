// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/sourceexcerpt.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 blockSize = 64 << 10;
constexpr qsizetype longestLine = 1'000; // characters; highlighting a line takes time by its length

struct LineStart {
    qint64 offset = 0;
    int number = 1;
};

// Where the wanted line starts; the last one when there are fewer.
LineStart findLine(QFile &file, int wanted)
{
    LineStart found;
    qint64 blockStart = 0;
    while (found.number < wanted) {
        const QByteArray block = file.read(blockSize);
        if (block.isEmpty())
            break;
        for (qsizetype at = block.indexOf('\n'); at >= 0 && found.number < wanted;
             at = block.indexOf('\n', at + 1))
            found = {blockStart + at + 1, found.number + 1};
        blockStart += block.size();
    }
    return found;
}

QString shortenLines(const QString &text, bool &shortened)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines) {
        if (line.endsWith(u'\r'))
            line.chop(1);
        if (line.size() <= longestLine)
            continue;
        shortened = true;
        line.truncate(longestLine);
        line += u'…';
    }
    return lines.join(u'\n');
}

std::unexpected<Error> openError(const QFile &file)
{
    const QFileInfo info(file.fileName());
    if (!info.exists() && !info.isSymLink())
        return fail(ErrorCode::NotFound, file.fileName());
    if (file.error() == QFileDevice::PermissionsError || !info.isReadable())
        return fail(ErrorCode::PermissionDenied, file.fileName(), file.errorString());
    return fail(ErrorCode::Io, file.fileName(), file.errorString());
}

} // namespace

Result<SourceExcerpt> readSourceExcerpt(const QString &path, int line, qint64 maximumBytes)
{
    if (const QFileInfo info(path); info.exists() && !info.isFile())
        return fail(ErrorCode::InvalidFormat, path, u"not a regular file"_s); // opening a pipe
                                                                              // would wait for ever
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return openError(file);
    const LineStart target = findLine(file, line);
    const qint64 from = std::max<qint64>(0, target.offset - maximumBytes / 2);
    if (!file.seek(from))
        return fail(ErrorCode::Io, path, file.errorString());
    QByteArray bytes = file.read(maximumBytes);
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorCode::Io, path, file.errorString());
    if (bytes.contains('\0'))
        return fail(ErrorCode::InvalidFormat, path, u"not a text file"_s);

    SourceExcerpt excerpt;
    excerpt.cutAfter = from + bytes.size() < file.size();
    qsizetype start = 0;
    if (from > 0) {
        // Back to the start of a line, but never behind the one that is wanted.
        excerpt.cutBefore = true;
        start = std::min<qsizetype>(bytes.indexOf('\n') + 1, qsizetype(target.offset - from));
    }
    const auto linesBefore = std::count(bytes.cbegin() + start,
                                        bytes.cbegin() + qsizetype(target.offset - from), '\n');
    excerpt.firstLine = target.number - int(linesBefore);
    bytes = bytes.mid(start);
    if (excerpt.cutAfter && bytes.lastIndexOf('\n') > qsizetype(target.offset - from) - start)
        bytes.truncate(bytes.lastIndexOf('\n'));
    excerpt.text = shortenLines(QString::fromUtf8(bytes), excerpt.shortened);
    return excerpt;
}

} // namespace CommandRunner
