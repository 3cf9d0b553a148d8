# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import argparse
import pathlib

from django.core.management.base import BaseCommand

CHANNELS = ("mail", "post")
LIMIT = 50


class Command(BaseCommand):
    help = "Send the invoices of a month."

    def add_arguments(self, parser):
        parser.add_argument("month", help="As 2026-01")
        parser.add_argument("-l", "--limit", type=int, default=LIMIT, help="At most (default: %(default)s)")
        parser.add_argument("--channel", choices=CHANNELS, action="append", help="May be given again")
        parser.add_argument("--attach", type=pathlib.Path, nargs="*", metavar="FILE", help="100%% of them are sent")
        parser.add_argument("--smtp-password", help="Of the mail server")
        parser.add_argument("--trace", action="store_true", help=argparse.SUPPRESS)
        parser.add_argument("--since", default=argparse.SUPPRESS, help="First day")
        parser.add_argument("--dry-run", action=argparse.BooleanOptionalAction if hasattr(argparse, "BooleanOptionalAction")
                            else "store_true", help="Only say what would be sent")
        parser.add_argument("-q", action="count", default=0, dest="quiet", help="Say less")

    def handle(self, *args, **options):
        pass
