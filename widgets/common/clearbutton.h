// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLineEdit;

namespace CommandRunner {

// The field's own clear button, which Qt gives no name for assistive technology.
void addClearButton(QLineEdit *field);

} // namespace CommandRunner
