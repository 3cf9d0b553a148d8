#!/bin/sh
# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Watch the shop for a minute, one line a second.
# Close the window while it runs, open it again: it is still here.
n=1
while [ "$n" -le 60 ]; do
    printf '%s  visitor %d of 60 looks around\n' "$(date +%H:%M:%S)" "$n"
    n=$((n + 1))
    sleep 1
done
echo 'The shop closes. Good night!'
