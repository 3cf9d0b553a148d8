// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runlauncher.h"

#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <functional>

class QProcess;

namespace CommandRunner {
class OutputPane;
}

// Children and the ways of their output, from a plain read() to the pane.
namespace CommandRunner::Bench {

struct Timing {
    double firstByte = 0; // seconds since the start
    double whole = 0;
};

// posix_spawn, and 64 KiB read()s of its standard output until the end.
Timing rawRead(const QStringList &verbs);
// The same, each read written to a file: what a log costs at the least. Removes the file.
double readAndWrite(const QStringList &verbs, const QString &file);

// Runs of testchild below a temporary folder, through the real host; each removes its folder.
class Runs final
{
public:
    Runs();

    RunRequest request(const QStringList &verbs) const;
    QString launch(const RunRequest &request) const; // its folder; exits when it cannot
    Timing toLog(const QStringList &verbs) const;    // until its outcome is there
    // Until the whole output is indexed and its end is painted; prepare: the pane, before its files
    // are opened. The sum of the painted pane's bytes must be the child's, or it exits.
    double toPane(const RunRequest &request,
                  const std::function<void(OutputPane &)> &prepare = {}) const;
    QString folder() const { return m_dir.path(); }
    void remove(const QString &runFolder) const;

private:
    QTemporaryDir m_dir;
    RunLauncher m_launcher;
};

QString testchild();

// What people write who have a QProcess and a QPlainTextEdit. Seconds until the end is painted.
enum class PlainPane {
    PerChunk, // every readyRead is appended
    Batched,  // collected for 16 ms
    Filtered, // the same, but only the lines that none of twentyRules() matches
};
double toPlainTextEdit(const QStringList &verbs, PlainPane kind);

// Patterns as users collect them for their projects, in the syntax that PCRE2 and
// QRegularExpression share.
QStringList twentyRules();

// A log and its records, as a host writes them: `lines` lines of a web shop, every fifth one SQL,
// progress or an error. False when it cannot be written.
bool writeLog(const QString &logPath, const QString &indexPath, qint64 lines);

} // namespace CommandRunner::Bench
