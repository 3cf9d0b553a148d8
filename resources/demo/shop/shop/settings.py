# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings of the demo shop. The database lives in memory: running a command leaves nothing behind."""

SECRET_KEY = "only-for-the-demo"
DEBUG = True
USE_TZ = True
INSTALLED_APPS = ["orders"]
MIDDLEWARE = []
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What a project in development often does, and what drowns its output: every SQL statement is logged.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django.db.backends": {"handlers": ["console"], "level": "DEBUG", "propagate": False},
        "django.db.backends.schema": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
