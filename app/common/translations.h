// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCoreApplication;

namespace CommandRunner {

// Installs English, for its plural forms, and over it the user's language where there is a
// translation.
void installTranslations(QCoreApplication &application);

} // namespace CommandRunner
