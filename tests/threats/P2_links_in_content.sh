#!/usr/bin/env bash
# Sellers' folders with links, pipes, devices and second names of other files in them: the listing is left out with a
# finding, nothing hangs, and no byte of what lies behind comes out. The others are published.
. "$(dirname "$0")/../command/_site.sh"
secret=Marker7f3aSecretOfTheMachine
mkdir "$work/away"
printf '%%PDF-1.4 %s\n' "$secret" >"$work/away/guide.pdf"
printf '%s\n' "$secret" >"$work/away/details.en.md"

new_site() {
  rm -rf "$work/site"
  mkdir "$work/site"
  cp -r "$sources/tests/golden/small/site" "$sources/tests/golden/small/content" "$work/site"
  cask=$work/site/content/listings/cask-db
  guide=$cask/'Guide & notes.pdf'
}
# left_out WHAT: cask-db is, with a word about it; tea-notes is not; the secret is nowhere.
left_out() {
  timeout 60 "$ONSHELF" build "$work/site" --now "$now" >"$work/out" 2>"$work/err" && code=0 || code=$?
  [ $code -eq 1 ] || fail "$1: ended with $code"
  grep -q 'content/listings/cask-db' "$work/err" || { fail "$1: nothing was said"; cat "$work/err"; }
  [ ! -e "$work/site/public/en/products/cask-db" ] || fail "$1: was published"
  [ -e "$work/site/public/en/products/tea-notes/index.html" ] || fail "$1: the other listing is missing"
  ! grep -rq "$secret" "$work/site/public" "$work/site/.onshelf" "$work/out" "$work/err" || fail "$1: the secret came out"
}

new_site; ln -sf "$work/away/guide.pdf" "$guide"; left_out "a link as a download"
new_site; ln -f "$work/away/guide.pdf" "$guide"; left_out "a hard link as a download"
new_site; rm "$guide"; mkfifo "$guide"; left_out "a pipe as a download"
new_site; rm "$guide"; mkdir "$guide"; left_out "a folder as a download"
if [ "$(id -u)" = 0 ]; then
  new_site; rm "$guide"
  if mknod "$guide" c 1 5 2>/dev/null; then left_out "a device as a download"; fi
fi
new_site; ln -sf "$work/away/details.en.md" "$cask/details.en.md"; left_out "a link as a text"
new_site; ln -f "$work/away/details.en.md" "$cask/details.en.md"; left_out "a hard link as a text"
new_site; mv "$cask/listing.json" "$work/away/listing.json"; ln -s "$work/away/listing.json" "$cask/listing.json"; left_out "a link as a record"
new_site; mv "$cask" "$work/away/cask-db"; ln -s "$work/away/cask-db" "$cask"; left_out "a link as a folder"
for name in ../../../../away/guide.pdf "$work/away/guide.pdf" ../tea-notes/listing.json ./../cask-db/listing.json; do
  new_site; sed -i "s|Guide & notes.pdf|$name|" "$cask/listing.json"; left_out "the name $name"
done

# Swapped while the build runs: a file becomes a link and a file again. Whatever it is met as, the secret stays inside.
new_site
cp "$guide" "$work/plain.pdf"
(
  while :; do
    ln -sf "$work/away/guide.pdf" "$cask/swap" && mv -f "$cask/swap" "$guide"
    cp "$work/plain.pdf" "$cask/swap" && mv -f "$cask/swap" "$guide"
  done
) 2>/dev/null & swapper=$!
trap 'kill "$swapper" 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in {1..5}; do
  timeout 60 "$ONSHELF" build "$work/site" --now "$now" >"$work/out" 2>"$work/err" && code=0 || code=$?
  [ $code -le 1 ] || { fail "swapped: ended with $code"; cat "$work/err"; }
  ! grep -rq "$secret" "$work/site/public" "$work/site/.onshelf" "$work/out" "$work/err" || fail "swapped: the secret came out"
done
exit $failures
