#!/usr/bin/env bash
# L3: a secret where it does not belong, in a record that is one line long, is not quoted with another fault of that line.
set -eu
cd "$(dirname "$0")/../.."
exec node tests/threats/_one_line.js
