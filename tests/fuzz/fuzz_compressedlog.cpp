// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/compressedlog.h"
#include "core/output/logcompression.h"
#include "core/output/logfile.h"
#include "tests/fuzz/fuzztargets.h"
#include "tests/support/logfiles.h"

#include <QFile>

#include <algorithm>

namespace CommandRunner {

namespace {

QByteArray soundFile()
{
    LogFiles files;
    for (int i = 0; i < 60'000; ++i)
        files.writeLog("line " + QByteArray::number(i) + '\n');
    QFile stored(compressedLogPath(files.logPath()));
    fuzzRequire(compressLog(files.logPath()).has_value() && stored.open(QIODevice::ReadOnly),
                "a sound log can be compressed");
    return stored.readAll();
}

// An even first byte: the rest is the file. Else it tells of a sound one, four bytes each, what
// stands at another place (an odd one: counted from the end, where the table is), or where it ends.
QByteArray fileOf(QByteArrayView bytes)
{
    static const QByteArray sound = soundFile();
    if (bytes.isEmpty() || (bytes[0] & 1) == 0)
        return bytes.sliced(std::min<qsizetype>(1, bytes.size())).toByteArray();
    QByteArray file = sound;
    for (bytes = bytes.sliced(1); bytes.size() >= 4 && !file.isEmpty(); bytes = bytes.sliced(4)) {
        const int number = uchar(bytes[0]) | uchar(bytes[1]) << 8 | uchar(bytes[2]) << 16;
        const qsizetype place = number / 2 % file.size();
        if (number % 64 == 0)
            file.truncate(place);
        else
            file[number % 2 == 0 ? place : file.size() - 1 - place % 80 % file.size()] = bytes[3];
    }
    return file;
}

QByteArray readAll(const QString &path, qint64 piece)
{
    constexpr qint64 most = 4 << 20; // a few bytes may stand for any number
    LogFile log(path);
    QByteArray all;
    QByteArray bytes(piece, Qt::Uninitialized);
    for (qint64 got = 1; got > 0 && all.size() < most;) {
        got = log.read(all.size(), bytes.data(), std::min(piece, most - all.size()));
        fuzzRequire(got >= 0 && got <= piece, "no more is read than was asked for");
        all.append(bytes.constData(), got);
    }
    fuzzRequire(all.size() <= log.size(), "no more is read than there is");
    fuzzRequire(all.size() == std::min(most, log.size()) || log.isDamaged(),
                "what cannot be read is damaged");
    return all;
}

} // namespace

void fuzzCompressedLog(QByteArrayView bytes)
{
    LogFiles files;
    const QString path = files.logPath();
    QFile::remove(path);
    QFile stored(compressedLogPath(path));
    const QByteArray content = fileOf(bytes);
    fuzzRequire(stored.open(QIODevice::WriteOnly) && stored.write(content) == content.size(),
                "the file can be written");
    stored.close();
    const QByteArray all = readAll(path, 1 << 20);
    fuzzRequire(readAll(path, 70'001) == all, "the same, whatever is asked for at once");
    LogFile log(path);
    for (qsizetype at = all.size() - 1; at > 0; at = at * 2 / 3) {
        char byte = 0;
        fuzzRequire(log.read(at, &byte, 1) == 1 && byte == all[at], "the same at any place");
    }
}

} // namespace CommandRunner
