// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/bytepattern.h"
#include "core/output/lineclass.h"

#include <QByteArrayView>

#include <cstdint>

namespace CommandRunner {

// Tells errors, warnings and debug messages by the level that a line names where a level stands: at
// its beginning, behind a time stamp, a logger's name or a place in a file. Conservative: "0
// errors" or "error_count=0" name none. For colour, not for hiding.
class LevelLines final
{
public:
    LevelLines();

    // Features as LineFeatures found them: only what is suspected is tried.
    LineClass levelOf(QByteArrayView text, std::uint8_t features) const;

    // Whether a line of progress also says that something went wrong.
    bool tellsFailure(QByteArrayView text) const { return m_failure.matches(text); }

private:
    BytePattern m_error;
    BytePattern m_errorMessage;
    BytePattern m_warning;
    BytePattern m_warningMessage;
    BytePattern m_debug;
    BytePattern m_failure;
};

} // namespace CommandRunner
