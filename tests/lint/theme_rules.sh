#!/bin/bash
# Stylesheets of all themes and of the preview: no side of the paper by name, so that one sheet serves both directions of writing; and nothing that is
# fetched from anywhere. Templates: no request that the site's own policy would have to allow.
set -u
cd "$(dirname "$0")/../.." || exit 3
exec node tests/lint/theme_rules.js
