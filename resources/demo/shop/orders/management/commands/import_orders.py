# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import time

from django.core.management.base import BaseCommand, CommandError

from orders import sample


class Command(BaseCommand):
    help = (
        "Import orders into the shop's database.\n\n"
        "Shows a progress bar while it reads, then every SQL statement that the import sends, "
        "between the lines that matter."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--count", type=int, default=100, help="How many orders to import")
        parser.add_argument("--delay", type=float, default=0.15, help="Seconds to wait after each order")
        parser.add_argument("--fail-at", type=int, metavar="NUMBER", help="Stop with an error at this order")

    def handle(self, *args, **options):
        count, delay = options["count"], options["delay"]
        if count < 1:
            raise CommandError("--count must be at least 1")
        rows = self.read(count, delay / 4)
        sample.create_tables()
        unpaid = 0
        for index, row in enumerate(rows, start=1):
            if index == options["fail_at"]:
                raise CommandError("order %s has no customer" % row["number"])
            order = sample.save(row)
            if not order.paid:
                unpaid += 1
                self.stdout.write(self.style.WARNING("Order %s of %s is not paid" % (order.number, row["name"])))
            if index % 10 == 0 or index == count:
                self.stdout.write("Imported %d of %d orders" % (index, count))
            self.stdout.flush()
            time.sleep(delay)
        self.stdout.write(self.style.SUCCESS("Import complete: %d orders, %d not paid" % (count, unpaid)))

    def read(self, count, delay):
        rows = []
        for index, row in enumerate(sample.rows(count), start=1):
            rows.append(row)
            filled = 30 * index // count
            bar = "#" * filled + "." * (30 - filled)
            self.stdout.write("\rReading orders [%s] %3d%%" % (bar, 100 * index // count), ending="")
            self.stdout.flush()
            time.sleep(delay)
        self.stdout.write("")
        return rows
