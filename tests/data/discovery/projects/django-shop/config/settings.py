# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
print("settings are loading")  # must not damage the answer of the introspection
SECRET_KEY = "test"
INSTALLED_APPS = ["catalogue", "billing"]
DATABASES = {}
