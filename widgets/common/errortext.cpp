// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/errortext.h"

#include <QCoreApplication>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

struct ErrorText {
    Q_DECLARE_TR_FUNCTIONS(CommandRunner::ErrorText)
};

QString whatHappened(ErrorCode code, const QString &thing)
{
    switch (code) {
    case ErrorCode::Io:
        return ErrorText::tr("Reading or writing %1 failed.").arg(thing);
    case ErrorCode::NotFound:
        return ErrorText::tr("%1 was not found.").arg(thing);
    case ErrorCode::PermissionDenied:
        return ErrorText::tr("%1 may not be used by this user.").arg(thing);
    case ErrorCode::AlreadyExists:
        return ErrorText::tr("%1 is there already.").arg(thing);
    case ErrorCode::InvalidFormat:
        return ErrorText::tr("%1 could be read, but not understood.").arg(thing);
    case ErrorCode::NewerVersion:
        return ErrorText::tr(
                   "%1 was written by a newer version of Command Runner and was left untouched.")
            .arg(thing);
    case ErrorCode::Corrupt:
        return ErrorText::tr("%1 is damaged.").arg(thing);
    case ErrorCode::Busy:
        return ErrorText::tr("%1 is in use by another program.").arg(thing);
    case ErrorCode::Timeout:
        return ErrorText::tr("%1 did not answer in time.").arg(thing);
    case ErrorCode::Refused:
        return ErrorText::tr("%1 is not trusted, so nothing of it was run.").arg(thing);
    case ErrorCode::NotSupported:
        return ErrorText::tr("%1 is not possible on this system.").arg(thing);
    case ErrorCode::Database:
        return ErrorText::tr("The database of Command Runner could not do what was asked.");
    case ErrorCode::Process:
        return ErrorText::tr("%1 could not be started or ended with an error.").arg(thing);
    }
    return {};
}

QString whatToDo(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Io:
        return ErrorText::tr(
            "Check that the disk is not full and still connected, then try again.");
    case ErrorCode::NotFound:
        return ErrorText::tr("Check whether it was moved, renamed or removed.");
    case ErrorCode::PermissionDenied:
        return ErrorText::tr("Change its permissions or its owner, or choose another place.");
    case ErrorCode::AlreadyExists:
        return ErrorText::tr("Choose another name, or use the one that exists.");
    case ErrorCode::InvalidFormat:
        return ErrorText::tr("Correct the file; the details tell the place.");
    case ErrorCode::NewerVersion:
        return ErrorText::tr("Update Command Runner, or choose another data folder.");
    case ErrorCode::Corrupt:
        return ErrorText::tr("Restore it from a backup, or remove it to begin a new one.");
    case ErrorCode::Busy:
        return ErrorText::tr("Wait a moment and try again, or close the other program.");
    case ErrorCode::Timeout:
        return ErrorText::tr("Try again; if it stays silent, look whether it hangs.");
    case ErrorCode::Refused:
        return ErrorText::tr("Trust its folder if you know where it comes from.");
    case ErrorCode::NotSupported:
        return {};
    case ErrorCode::Database:
        return ErrorText::tr("Try again; the details hold the database's own message.");
    case ErrorCode::Process:
        return ErrorText::tr(
            "The details hold its message; check that it is installed and can be executed.");
    }
    return {};
}

} // namespace

QString errorText(const Error &error)
{
    const QString thing = error.subject.isEmpty() ? ErrorText::tr("Something")
                                                  : u"“%1”"_s.arg(error.subject);
    const QString advice = whatToDo(error.code);
    const QString happened = whatHappened(error.code, thing);
    return advice.isEmpty() ? happened : happened + u' ' + advice;
}

QString errorDetail(const Error &error)
{
    return error.toString();
}

} // namespace CommandRunner
