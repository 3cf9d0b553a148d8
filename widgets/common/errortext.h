// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace CommandRunner {

// The translated sentence for a person: what happened, to which thing, what to do. The raw text
// belongs below it, in a detail fold: errorDetail().
QString errorText(const Error &error);

// The technical text, English, as core gave it; may be empty.
QString errorDetail(const Error &error);

} // namespace CommandRunner
