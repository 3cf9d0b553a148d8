// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

// What testchild can be a burden with: processes that do not want to end, memory, processor time.
extern const char *const burdenHelp;

// False: not one of these verbs. `next` takes the verb's next argument.
bool doBurdenVerb(const std::string &verb, const std::function<std::string()> &next);

// testchild under the name "systemd-run": writes its words, one a line, into the file that
// TESTCHILD_SCOPE_WORDS names and becomes the program behind "--"; with TESTCHILD_SCOPE_FAILS it
// refuses as a manager does that cannot, with TESTCHILD_SCOPE_OLD only what older ones do not know.
int actAsSystemdRun(int argc, char *argv[]);
