# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shop's made-up customers and orders; the same at every run."""

import datetime
import random

from django.db import connection

from orders.models import Customer, Order

CUSTOMERS = [
    ("Ada Lindqvist", "Uppsala"),
    ("Bashir Haddad", "Marseille"),
    ("Chiara Moretti", "Torino"),
    ("Dmitri Sokolov", "Tallinn"),
    ("Ewa Zielińska", "Kraków"),
    ("Femi Adeyemi", "Lagos"),
    ("Grace O’Neill", "Galway"),
    ("Håkon Berg", "Bergen"),
]


def create_tables():
    with connection.schema_editor() as editor:
        editor.create_model(Customer)
        editor.create_model(Order)


def rows(count):
    source = random.Random(2026)
    first_day = datetime.date(2026, 1, 1)
    for number in range(1, count + 1):
        name, city = source.choice(CUSTOMERS)
        yield {
            "number": "S-%05d" % number,
            "name": name,
            "city": city,
            "placed": first_day + datetime.timedelta(days=source.randrange(181)),
            "total_cents": source.randrange(495, 24_995),
            "paid": source.random() < 0.8,
        }


def save(row):
    customer, _ = Customer.objects.get_or_create(name=row["name"], defaults={"city": row["city"]})
    return Order.objects.create(
        number=row["number"],
        customer=customer,
        placed=row["placed"],
        total_cents=row["total_cents"],
        paid=row["paid"],
    )
