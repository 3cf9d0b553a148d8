# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Look after the ledger."

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True, help="What to do")
        actions.add_parser("check", help="Look for mistakes")
        export = actions.add_parser("export", help="Write it down")
        export.add_argument("target")

    def handle(self, *args, **options):
        pass
