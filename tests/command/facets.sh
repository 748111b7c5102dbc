#!/usr/bin/env bash
# Lists by billing model, system, region and tag, and lists in other orders, against a look through all records; hostile tags; settings.
set -eu
cd "$(dirname "$0")/../.."
[ ! -w /dev/shm ] || export TMPDIR=/dev/shm
exec node tests/command/_facets.js
