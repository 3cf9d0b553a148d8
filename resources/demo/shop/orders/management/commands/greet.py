# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Greet somebody, as often as you like."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("name", help="Whom to greet")
        parser.add_argument("--times", type=int, default=1, help="How often to greet (default: %(default)s)")
        parser.add_argument("--shout", action="store_true", help="In capital letters")

    def handle(self, *args, **options):
        greeting = "Hello, %s!" % options["name"]
        if options["shout"]:
            greeting = greeting.upper()
        for _ in range(options["times"]):
            self.stdout.write(self.style.SUCCESS(greeting))
