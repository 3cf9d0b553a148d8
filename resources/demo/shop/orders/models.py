# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from django.db import models


class Customer(models.Model):
    name = models.CharField(max_length=80, unique=True)
    city = models.CharField(max_length=80)


class Order(models.Model):
    number = models.CharField(max_length=20, unique=True)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    placed = models.DateField()
    total_cents = models.IntegerField()
    paid = models.BooleanField(default=False)
