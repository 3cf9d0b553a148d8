#!/usr/bin/perl
# Copyright 2020 Somebody
# Licensed under the terms of something,
# which go on here.

# Convert between formats.
use strict;
