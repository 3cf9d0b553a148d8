# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Its app is not installed."
