// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <expected>

namespace CommandRunner {

// What kind of thing went wrong. Widgets and programs map it to translated words; core never
// translates.
enum class ErrorCode {
    Io,       // reading or writing failed; detail is the system's own text
    NotFound, // the subject does not exist
    PermissionDenied,
    AlreadyExists,
    InvalidFormat, // the subject was read but makes no sense
    NewerVersion,  // written by a newer version of this application; left untouched
    Corrupt,       // damaged
    Busy,          // somebody else holds it
    Timeout,
    Refused,      // policy: untrusted folder, forbidden operation
    NotSupported, // not on this system
    Database,     // an SQL statement failed
    Process,      // a helper program failed
};

// A failure: its kind, the thing it happened to (path, id, program), and raw technical text in
// English.
struct Error {
    ErrorCode code = ErrorCode::Io;
    QString subject;
    QString detail;

    // "subject: detail", for logs and as the raw text below a translated sentence.
    QString toString() const;
};

template<class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(ErrorCode code, QString subject, QString detail = {})
{
    return std::unexpected(Error{code, std::move(subject), std::move(detail)});
}

} // namespace CommandRunner
