#!/bin/bash
# Small rules that a search can keep.
set -u
cd "$(dirname "$0")/../.." || exit 3
bad=0
report() { [ -z "$2" ] || { sed "s/\$/: $1/" <<<"$2"; bad=1; }; }

# The words are put together here so that this file does not find itself.
unfinished="TO""DO|FIX""ME|XX""X\b"
code=(src tests bench cmake templates themes preview run CMakeLists.txt)
report "unfinished work" "$(grep -rnE --exclude-dir=node_modules -- "\b($unfinished)" "${code[@]}" 2>/dev/null | cut -c1-120)"
report "no #pragma once" "$(grep -rL --include='*.h' '^#pragma once' src tests bench --exclude-dir=node_modules)"
report "longer than 500 lines" "$(find src -name '*.cpp' -o -name '*.h' | xargs wc -l | awk '$1 > 500 && $2 != "total" { print $2 }')"
report "std::regex is slow and overflows the stack" "$(grep -rnE '#include <regex>|std::regex' src | cut -c1-120)"
report "a line ends in blanks" "$(grep -rnE --include='*.cpp' --include='*.h' --include='*.sh' --include='*.cmake' '[[:blank:]]+$' src tests/unit tests/lint cmake bench | cut -c1-80)"
report "texts are not made into elements" "$(grep -rnE 'innerHTML|outerHTML *=[^=]|insertAdjacentHTML|setHTML|document\.write|\beval\(|new Function' themes preview --include='*.js' | cut -c1-120)"
# Scripts must run as they are checked out.
report "not executable" "$(find run .ci/run tests/lint tests/command -type f \( -name '*.sh' -o -name run \) ! -name '_*' ! -executable)"
exit $bad
