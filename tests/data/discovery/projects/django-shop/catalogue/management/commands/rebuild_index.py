# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from django.core.management.base import BaseCommand
from django.utils.translation import gettext_lazy as _

print('{"schema": 1, "commands": []}')  # an import-time print that looks like an answer


class Command(BaseCommand):
    """Not shown: help wins over the docstring."""

    help = _("Rebuild the search index "
             "of the catalogue.")

    def add_arguments(self, parser):
        parser.add_argument("languages", nargs="+", choices=["de", "en"], help="Which indexes")
        speed = parser.add_mutually_exclusive_group()
        speed.add_argument("--fast", action="store_const", const="fast", dest="speed")
        speed.add_argument("--slow", action="store_const", const="slow", dest="speed", help="Be gentle")
        parser.add_argument("--no-cache", action="store_false", dest="cache", help="Forget what is cached")

    def handle(self, *args, **options):
        pass
