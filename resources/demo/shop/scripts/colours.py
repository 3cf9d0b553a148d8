#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Show what a terminal can: 256 colours, styles, emoji and scripts of the world."""

import time

STYLES = {1: "bold", 2: "faint", 3: "italic", 4: "underlined", 7: "inverse", 9: "struck out"}
GREETINGS = ["Grüß Gott", "Здравствуйте", "Γειά σας", "こんにちは", "안녕하세요", "你好", "नमस्ते", "שלום", "مرحبا", "🛒 🍵 🎁 👩🏽‍🍳 🏳️‍🌈"]


def main():
    for code, name in STYLES.items():
        print("\x1b[%dm%s\x1b[0m" % (code, name))
    for row in range(16):
        print("".join("\x1b[48;5;%dm %3d \x1b[0m" % (colour, colour) for colour in range(row * 16, row * 16 + 16)))
        time.sleep(0.05)
    print("".join("\x1b[48;2;%d;%d;%dm \x1b[0m" % (255 - 3 * i, 3 * i, 128) for i in range(80)))
    for greeting in GREETINGS:
        print(greeting)
        time.sleep(0.1)


if __name__ == "__main__":
    main()
