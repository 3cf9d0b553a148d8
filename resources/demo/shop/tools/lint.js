// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
"use strict";
// Complains in the way that linters do: coloured, with places, and with exit code 1 when there is an error.
const findings = [
    ["web/cart.js", 14, "warning", "'discount' is assigned a value but never used"],
    ["web/cart.js", 52, "warning", "Unexpected console statement"],
    ["web/checkout.js", 8, "error", "'adress' is not defined"],
];
const colours = { warning: "\u001b[33m", error: "\u001b[31m" };
for (const [file, line, level, text] of findings)
    console.log(`${file}:${line}:1: ${colours[level]}${level}\u001b[0m: ${text}`);
console.log("\n3 problems (1 error, 2 warnings)");
process.exitCode = 1;
