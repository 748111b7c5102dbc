#!/bin/bash
# list_cases.sh PROGRAM PREFIX: the cases of a Catch2 program as add_test lines for ctest. (What Catch2 brings for this
# splits names at semicolons.)
set -eu
program=$1 prefix=$2
# Version 2 exits with the number of cases, and passes when a name selects none unless it is asked not to.
if "$program" --help | grep -q list-test-names-only; then
  list=(--list-test-names-only) none_fails='--warn NoTests'
else
  list=(--list-tests --verbosity quiet) none_fails=''
fi
cases=$("$program" "${list[@]}" || true)
[ -n "$cases" ] || { echo "$program has no tests" >&2; exit 1; }
while IFS= read -r name; do
  # These mean something to Catch2 when it selects by name.
  chosen=$(sed 's/[][,\\"*]/\\&/g' <<<"$name")
  printf 'add_test([==[%s: %s]==] [==[%s]==] [==[%s]==] %s)\n' "$prefix" "$name" "$program" "$chosen" "$none_fails"
  printf 'set_tests_properties([==[%s: %s]==] PROPERTIES TIMEOUT 120)\n' "$prefix" "$name"
done <<<"$cases"
