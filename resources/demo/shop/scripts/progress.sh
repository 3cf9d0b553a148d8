#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Download a made-up catalogue, with a bar that redraws itself.
set -eu

steps=${1:-50}
width=40
for ((step = 1; step <= steps; step++)); do
    filled=$((width * step / steps))
    printf -v bar '%*s' "$filled" ''
    printf '\rcatalogue.zip [%-*s] %3d%%' "$width" "${bar// /█}" $((100 * step / steps))
    sleep 0.1
done
printf '\n'
echo "Saved nothing: this was only a show of $steps steps."
