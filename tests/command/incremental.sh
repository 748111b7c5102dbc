#!/usr/bin/env bash
# A build that starts from what earlier ones left gives the bytes of a clean one, whatever was edited in between.
# incremental.sh [STEPS [SEED]]: more of them by hand.
set -eu
cd "$(dirname "$0")/../.."
# In memory: thousands of builds, each of which has its history written down by the disk.
[ ! -w /dev/shm ] || export TMPDIR=/dev/shm
exec node tests/command/_incremental.js "${1:-1000}" "${2:-1}"
