#!/usr/bin/env bash
# A build that starts from what earlier ones left gives the bytes of a clean one, whatever was edited in between.
# incremental.sh [STEPS [SEED]]: more of them by hand.
set -eu
cd "$(dirname "$0")/../.."
exec node tests/command/_incremental.js "${1:-500}" "${2:-1}"
