#!/usr/bin/env bash
# L3: no marker in any field that is not public, of any product type in any status, sound or broken, comes out anywhere.
set -eu
cd "$(dirname "$0")/../.."
exec node tests/threats/_markers.js
