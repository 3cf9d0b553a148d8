# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Django's command-line utility of the demo shop."""

import os
import sys


def main():
    sys.dont_write_bytecode = True  # the demo leaves no file behind
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        raise SystemExit(
            "Django is not installed for this Python.\n"
            "Debian and Ubuntu: sudo apt install python3-django\n"
            "Elsewhere: python3 -m pip install django"
        ) from error
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
