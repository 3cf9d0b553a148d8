# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A helper module beside the commands; it holds no such class."""


def slug(text):
    return text.lower()
