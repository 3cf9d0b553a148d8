#!/bin/sh
# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Ask two questions and wait for the answers on standard input.
printf 'What is your name? '
if ! read -r name; then
    echo
    echo 'There is nobody to answer: standard input is closed.' >&2
    exit 1
fi
printf 'Tea or coffee, %s? ' "$name"
read -r drink
echo "One ${drink:-glass of water} for ${name:-you}, coming up."
