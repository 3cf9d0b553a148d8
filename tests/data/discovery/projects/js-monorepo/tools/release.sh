#!/usr/bin/env bash
# Release all packages that changed.
# shellcheck disable=SC2086
#
# Needs a clean working tree.

# Not part of the description.
set -e
