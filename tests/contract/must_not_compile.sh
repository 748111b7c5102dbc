#!/bin/bash
# must_not_compile.sh COMPILER INCLUDE_DIR FILE
#
# Passes when FILE is refused by the compiler for the reason it names, and compiles with -DCONTROL. Without the control a
# misspelt header would pass as a kept contract. The reason is a line of the file: `// refused: <text in the message>`.
set -u
compiler=$1 include=$2 file=$3
compile() { LC_ALL=C "$compiler" -std=c++20 -fsyntax-only -I"$include" "$@" "$file" 2>&1; }

reason=$(sed -n 's|^// refused: ||p' "$file")
[ -n "$reason" ] || { echo "$file names no reason: // refused: ..."; exit 1; }

control=$(compile -DCONTROL) || { echo "The control of $file does not compile:"; echo "$control"; exit 1; }

if message=$(compile); then
  echo "$file compiles, and must not."
  exit 1
fi
# Other lines name the function we are in, and so everything in its signature.
if ! grep -E '(error|note):' <<<"$message" | grep -qF -- "$reason"; then
  printf '%s is refused, but not because of "%s":\n%s\n' "$file" "$reason" "$message"
  exit 1
fi
