#!/usr/bin/env bash
# Every page of the demo site as a crawler would read it; demo_links.js says what is looked at.
cd "$(dirname "$0")/../.." || exit 3
exec node tests/command/demo_links.js "${DEMO:-public}" https://catalog.example/
