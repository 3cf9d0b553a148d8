// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputencoding.h"

#include <memory>

namespace CommandRunner {

// The bytes of one stream as UTF-8, piece by piece: a character that a piece cuts waits for the
// next one. What makes no sense becomes U+FFFD; UTF-8 itself stays as it is, since whoever shows it
// says what is invalid. The stream's byte order mark is left out.
class StreamDecoder
{
public:
    StreamDecoder() = default;
    virtual ~StreamDecoder() = default;
    StreamDecoder(const StreamDecoder &) = delete;
    StreamDecoder &operator=(const StreamDecoder &) = delete;

    virtual void decode(QByteArrayView bytes, QByteArray &utf8) = 0; // appends
    // So many bytes of the stream are not there: what follows begins anew.
    virtual void skip(qint64 bytes) = 0;
    virtual void finish(QByteArray &utf8) = 0;   // nothing follows: what waited makes no sense
    virtual OutputEncoding encoding() const = 0; // as far as is known
};

std::unique_ptr<StreamDecoder> makeStreamDecoder(OutputEncoding encoding);

} // namespace CommandRunner
