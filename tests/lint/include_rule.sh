#!/bin/bash
# The arrow, kept: a stage includes shelves and itself, a shelf includes no stage, only commands/ and main.cpp see all.
set -u
cd "$(dirname "$0")/../.." || exit 3

# Every folder is named here once; a new one has to choose.
grep -rnE '^ *# *include *"' src --include='*.h' --include='*.cpp' | awk -F: '
  BEGIN {
    split("load check gate plan render write", stages, " ")
    split("model findings text words workers store", shelves, " ")
    for (i in stages) kind[stages[i]] = "stage"
    for (i in shelves) kind[shelves[i]] = "shelf"
    kind["audit"] = "stage"  # not on the arrow, and held to the same: its input is the finished site
    kind["preview"] = "stage"  # nor is this: it knows browsers and no site
    kind["commands"] = kind["main.cpp"] = "all"
  }
  {
    split($1, path, "/"); from = path[2]
    target = $3; sub(/[^"]*"/, "", target); sub(/".*/, "", target)
    split(target, parts, "/"); to = parts[1]
    problem = ""
    if (!(from in kind)) problem = "src/" from " is neither stage nor shelf: say which in tests/lint/include_rule.sh"
    else if (index(target, "/") == 0) problem = "\"" target "\" is not named by its folder"
    else if (!(to in kind)) problem = "\"" target "\" is in no folder of src/"
    else if (kind[from] == "stage" && to != from && kind[to] != "shelf") problem = "the stage " from " includes " to
    else if (kind[from] == "shelf" && kind[to] != "shelf") problem = "the shelf " from " includes " to
    if (problem) { print $1 ":" $2 ": " problem; bad = 1 }
  }
  END { exit bad }'
