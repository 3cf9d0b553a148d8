// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
"use strict";
const prices = { tea: 4.95, coffee: 6.5, cocoa: 5.25, biscuits: 2.8 };
const wanted = process.argv.slice(2);
const unknown = wanted.filter((article) => !(article in prices));
if (unknown.length > 0) {
    console.error(`unknown article: ${unknown.join(", ")} (there are ${Object.keys(prices).join(", ")})`);
    process.exit(2);
}
const chosen = wanted.length > 0 ? wanted : Object.keys(prices);
console.log(JSON.stringify(Object.fromEntries(chosen.map((article) => [article, prices[article]])), null, 2));
