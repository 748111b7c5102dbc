#!/usr/bin/env bash
# Every sentence a finding can say is in every language that findings speak.
exec node "$(dirname "$0")/finding_translations.js"
