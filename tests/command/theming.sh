#!/usr/bin/env bash
# docs/theming.md: its example is a theme that works, its table has every token, templates/README.md has every marker; and every page
# of the demo is well formed in each theme of the program.
. "$(dirname "$0")/_site.sh"
here=$(cd "$(dirname "$0")" && pwd)

# What stands in the code blocks, at the places named above them.
copy_site "$work/mine"
node "$here/_theming.js" example "$sources" "$work/mine" || fail "docs/theming.md has no example that can be followed"
sed -i 's/"theme": "default"/"theme": "mine"/' "$work/mine/site/site.json"
build_or_die "$work/mine" --no-icons
grep -q 'theme' "$work/mine.err" && fail "the example is found fault with: $(grep theme "$work/mine.err")"
css=$(cat "$work"/mine/public/assets/style.*.css)
[[ $css == *"#2346d0"*"#7a1f5c"*"Rules of the default theme"*"font-weight: 800"* ]] || fail "the example's stylesheet is not joined in the order that is told"
grep -q 'site-footer-note"><a href="/en/products/">All products</a> · ' "$work/mine/public/en/index.html" || fail "the example's footer is not on the page"
mark=$(grep -o 'url(mark\.[0-9a-f]*\.svg)' <<<"$css" | tr -d '()' | sed 's/^url//') || fail "the example's picture is not where the stylesheet looks for it"
cmp -s "$work/mine/themes/mine/mark.svg" "$work/mine/public/assets/$mark" || fail "the example's picture is not served: $(ls "$work/mine/public/assets")"
[ "$(find "$work/mine/public/assets" -type f | wc -l)" = 6 ] || fail "more is served than a stylesheet, an icon, three scripts and a picture: $(ls "$work/mine/public/assets")"
"$ONSHELF" audit "$work/mine/public" >/dev/null 2>"$work/said" || { fail "the example: what the audit says"; head -20 "$work/said"; }

# A misspelt token is told of.
echo 'a { color: var(--acent); }' >>"$work/mine/themes/mine/extra.css"
build "$work/mine" --no-icons
grep -q 'no value: --acent \[site-theme-token\]' "$work/mine.err" || fail "a misspelt token is not told of: $(cat "$work/mine.err")"

# So is a picture that is not there.
echo 'a { background: url(marks.svg); }' >>"$work/mine/themes/mine/extra.css"
build "$work/mine" --no-icons
grep -q '"marks.svg", which is no file of the theme \[site-theme-link\]' "$work/mine.err" || fail "a missing picture is not told of: $(cat "$work/mine.err")"

# A fault in a template of the theme's is told of where it is.
sed -i 's/{{ALL_HREF}}/{{AL_HREF}}/' "$work/mine/themes/mine/templates/footer.html"
build "$work/mine" --no-icons
grep -A3 '^themes/mine/templates/footer.html:4:38: error: unknown marker {{AL_HREF}}' "$work/mine.err" | grep -q 'hint: did you mean {{ALL_HREF}}' || fail "a fault in a theme's template: $(cat "$work/mine.err")"

node "$here/_theming.js" tables "$sources" || fail "docs/theming.md or templates/README.md does not name everything"

# A script that changes has another address, which every page that was made before has to learn.
mkdir -p "$work/scripts/themes/default"
copy_site "$work/scripts"
cp "$sources"/themes/default/*.js "$work/scripts/themes/default"
build_or_die "$work/scripts" --no-icons
for script in compare copy search; do
  echo '// changed' >>"$work/scripts/themes/default/$script.js"
  build_or_die "$work/scripts" --no-icons
  "$ONSHELF" audit "$work/scripts/public" >/dev/null 2>"$work/said" || { fail "after a change of $script.js: what the audit says"; head -20 "$work/said"; }
done

# Both themes, as readers get them.
copy_site "$work/compact"
sed -i 's/"theme": "default"/"theme": "compact"/' "$work/compact/site/site.json"
build_or_die "$work/compact"
grep -q theme "$work/compact.err" && fail "compact is found fault with: $(grep theme "$work/compact.err")"
grep -q index-lists "$work/compact/public/en/index.html" || fail "compact has not its own home page"
copy_site "$work/default"
build_or_die "$work/default" --no-icons
for theme in default compact; do
  node "$here/_theming.js" pages "$work/$theme/public" || fail "$theme: see above"
done
java -Xss8m -jar "$sources/tests/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only --no-langdetect \
  "$work/compact/public/index.html" "$work/compact/public/404.html" "$work/compact/public/ar/index.html" \
  "$work/compact/public/en/products/index.html" "$work/compact/public/ja/products/gitea-koogallery/index.html" 2>&1 || fail "compact: not valid HTML"
"$ONSHELF" audit "$work/compact/public" >/dev/null 2>"$work/said" || { fail "compact: what the audit says"; head -20 "$work/said"; }
exit $failures
