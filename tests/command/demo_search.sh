#!/usr/bin/env bash
# Search finds in the demo what a look through all of its pages finds.
set -eu
exec node tests/command/_search.js "$DEMO" 1500
