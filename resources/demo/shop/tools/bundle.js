// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
"use strict";
// Redraws one line while it works, as bundlers do.
const modules = 120;
let done = 0;
const timer = setInterval(() => {
    done += 2;
    process.stdout.write(`\rtransforming (${done}/${modules}) web/module${done}.js`);
    if (done < modules)
        return;
    clearInterval(timer);
    process.stdout.write("\n");
    console.log("front.js    84.2 kB │ gzip: 27.9 kB");
    console.log("front.css   12.6 kB │ gzip:  3.1 kB");
    console.log("\u001b[32m✓ built in 3.0 s\u001b[0m");
}, 50);
