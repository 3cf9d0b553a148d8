// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace CommandRunner {

// What a host and its followers say to each other: one compact JSON object a line, each with a
// "type". Who does not know a type ignores the message, so that either side may be newer.
//
// host -> follower
//   hello        protocol, runId, ping (it answers those)
//   pong                           to a "ping", at once
//   started      pid, startTime    the child runs
//   size         bytes             of output.log that records cover
//   terminal     echo, lines       how the terminal takes input; at first, then when it changes
//   childExited  exitCode, signal  somebody else may still hold its output
//   refused      wish, error       a wish that could not be met
//   synced                         all wishes before the "sync" were taken, little input waits
//   finished     outcome           RunOutcome; the last message
//
// follower -> host
//
//   terminate                      the polite signal to the whole tree, after the grace the kill
//   kill                           the whole tree at once
//   input        data              base64
//   eof                            the end of standard input, after the input before it
//   resize       columns, rows     terminal runs
//   sync                           asks for "synced"
//   ping                           asks for "pong"
//
// A host may be of a newer version than its reader (the application was upgraded while a window was
// open). Stable for ever, so that any reader can show any run and end it: the messages hello,
// started (pid), size, finished, terminate and kill; host.json's protocol, host, child and socket;
// the bytes of output.log; outcome.json's state, exitCode, signal, started, ended, outputBytes and
// lines, and that a word for a state never changes its meaning. What a reader may not rely on has a
// higher `version`; additions that others may ignore keep it. To a host with a higher version
// nothing is sent but terminate and kill.
namespace HostProtocol {

inline constexpr int version = 1;
inline constexpr qsizetype longestLine = 8 << 20;  // bytes; a longer one is skipped as a whole
inline constexpr qsizetype largestInput = 1 << 20; // bytes in one "input"; senders split

QByteArray encode(const QString &type, QJsonObject fields = {});

// Splits a byte stream into messages. What is not a JSON object with a "type" is counted, not
// passed on.
class Decoder final
{
public:
    QList<QJsonObject> feed(QByteArrayView bytes);
    qint64 malformed() const { return m_malformed; }

private:
    void takeLine(QByteArrayView line, QList<QJsonObject> &messages);

    QByteArray m_rest;
    bool m_skipping = false; // inside a line that is too long
    qint64 m_malformed = 0;
};

} // namespace HostProtocol

} // namespace CommandRunner
