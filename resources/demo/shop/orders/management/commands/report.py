# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import datetime
import logging

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count, Sum

from orders import sample
from orders.models import Order

FORMATS = ["table", "csv"]


def day(text):
    return datetime.datetime.strptime(text, "%Y-%m-%d").date()


class Command(BaseCommand):
    help = "Sum up the orders of a period by customer or city."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("by", nargs="?", choices=["customer", "city"], default="customer", help="What to group by")
        period = parser.add_argument_group("period")
        period.add_argument("--from", dest="start", type=day, metavar="DATE", help="First day, as 2026-01-31")
        period.add_argument("--to", dest="end", type=day, metavar="DATE", help="Last day, as 2026-06-30")
        parser.add_argument("--format", choices=FORMATS, default="table", help="How to print (default: %(default)s)")
        parser.add_argument("--paid-only", action="store_true", help="Leave out what is not paid")

    def handle(self, *args, **options):
        start = options["start"] or datetime.date(2026, 1, 1)
        end = options["end"] or datetime.date(2026, 12, 31)
        if end < start:
            raise CommandError("--to %s is before --from %s" % (end, start))
        logging.getLogger("django.db.backends").setLevel(logging.INFO)
        sample.create_tables()
        for row in sample.rows(400):
            sample.save(row)
        logging.getLogger("django.db.backends").setLevel(logging.DEBUG)
        orders = Order.objects.filter(placed__gte=start, placed__lte=end)
        if options["paid_only"]:
            orders = orders.filter(paid=True)
        field = "customer__name" if options["by"] == "customer" else "customer__city"
        lines = orders.values(field).annotate(orders=Count("id"), cents=Sum("total_cents")).order_by("-cents")
        if options["format"] == "csv":
            self.stdout.write("%s,orders,total" % options["by"])
            for line in lines:
                self.stdout.write("%s,%d,%.2f" % (line[field], line["orders"], line["cents"] / 100))
            return
        self.stdout.write(self.style.MIGRATE_HEADING("Orders from %s to %s" % (start, end)))
        for line in lines:
            self.stdout.write("%-16s %4d orders %10.2f €" % (line[field], line["orders"], line["cents"] / 100))
