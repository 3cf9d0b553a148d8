#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write an invoice to standard output."""

import argparse
import sys
import time


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("customer", help="Name on the invoice")
    parser.add_argument("articles", nargs="*", metavar="ARTICLE", help="What was bought")
    parser.add_argument("--language", choices=["en", "de", "fr"], default="en", help="Language of the headline")
    parser.add_argument("--discount", type=float, default=0.0, metavar="PERCENT", help="Taken off the sum")
    parser.add_argument("--express", action=argparse.BooleanOptionalAction, default=False, help="Deliver today")
    parser.add_argument("-v", "--verbose", action="count", default=0, help="Say more; give it twice for even more")
    options = parser.parse_args()

    headline = {"en": "Invoice", "de": "Rechnung", "fr": "Facture"}[options.language]
    print("%s for %s" % (headline, options.customer))
    total = 0.0
    for article in options.articles or ["tea"]:
        price = 2.5 + len(article) / 2
        total += price
        print("  %-20s %8.2f €" % (article, price))
        if options.verbose:
            print("  (looked up %s in the price list)" % article, file=sys.stderr)
        time.sleep(0.2)
    total *= 1 - options.discount / 100
    if options.express:
        total += 4.9
        print("  %-20s %8.2f €" % ("express delivery", 4.9))
    print("  %-20s %8.2f €" % ("total", total))


if __name__ == "__main__":
    main()
