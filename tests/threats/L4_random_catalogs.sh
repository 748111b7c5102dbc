#!/usr/bin/env bash
# L4: what is not listed changes nothing that others can see, in catalogs nobody thought of.
# L4_random_catalogs.sh [CATALOGS [SEED]]: more of them by hand.
set -eu
cd "$(dirname "$0")/../.."
exec node tests/threats/_random_catalogs.js "${1:-40}" "${2:-1}"
