#!/usr/bin/env bash
# A real nginx with .onshelf/nginx.conf: what a page, an unlisted page, a download, an asset and a listing that moved or is
# gone answer, by status and header. It runs from a folder of its own, on a port of this machine only.
. "$(dirname "$0")/../command/_site.sh"
nginx=$(command -v nginx || echo /usr/sbin/nginx)
[ -x "$nginx" ] || { echo "nginx is not installed"; exit 1; }

mkdir "$work/site"
cp -r "$sources/tests/golden/small/site" "$sources/tests/golden/small/content" "$work/site"
build "$work/site"
sed -i 's/"on-shelf"/"removed"/' "$work/site/content/listings/tea-notes/listing.json"
sed -i 's/"id": "cask-db",/"id": "cask-db", "slug": "cask",/' "$work/site/content/listings/cask-db/listing.json"
now=2026-11-21T08:00:00Z
build "$work/site"
public=$work/site/public
[ -f "$work/site/.onshelf/nginx.conf" ] || { echo "no .onshelf/nginx.conf"; exit 1; }
[ -z "$(find "$public" -name '*.conf')" ] || fail "a configuration lies in the site"

mkdir -p "$work/nginx/www" "$work/nginx/logs"
cp -r "$public" "$work/nginx/www/shop"
chmod -R a+rX "$work"
trap '[ -z "${server:-}" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
for port in 18431 18537 18643 18749; do
  cat >"$work/nginx/nginx.conf" <<END
daemon off;
master_process off;
pid nginx.pid;
error_log logs/error.log;
events {}
http {
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path logs/body; proxy_temp_path logs/proxy; fastcgi_temp_path logs/fastcgi;
  uwsgi_temp_path logs/uwsgi; scgi_temp_path logs/scgi;
  server {
    listen 127.0.0.1:$port;
    root $work/nginx/www;
    include $work/site/.onshelf/nginx.conf;
  }
}
END
  "$nginx" -p "$work/nginx/" -c "$work/nginx/nginx.conf" 2>"$work/nginx.err" & server=$!
  for _ in {1..50}; do
    kill -0 "$server" 2>/dev/null || break
    ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break 2
    sleep 0.1
  done
  kill "$server" 2>/dev/null || true
  server=
done
[ -n "${server:-}" ] || { echo "nginx does not start:"; cat "$work/nginx.err"; exit 1; }

# answer PATH: status line and headers into $work/answer, lower case names.
answer() {
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET %s HTTP/1.1\r\nHost: shelf.example\r\nConnection: close\r\n\r\n' "$1" >&3
  sed -n '/^\r$/q; p' <&3 | tr -d '\r' | sed 's/^\([A-Za-z-]*\):/\L\1:/' >"$work/answer"
  exec 3<&-
  asked=$1
}
status() { grep -q "^HTTP/1.1 $1 " "$work/answer" || fail "$asked: $(head -n 1 "$work/answer"), not $1"; }
has() { grep -qxF "$1" "$work/answer" || { fail "$asked: no $1"; cat "$work/answer"; }; }
lacks() { ! grep -q "^$1:" "$work/answer" || fail "$asked: $(grep "^$1:" "$work/answer")"; }
safe() {
  has 'x-content-type-options: nosniff'
  has 'referrer-policy: strict-origin-when-cross-origin'
  ! grep -q 'unsafe' "$work/answer" || fail "$asked: an unsafe policy"
}
page() {
  safe
  has "content-security-policy: default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}

for path in /shop/ /shop/en/ /shop/en/products/cask/ /shop/ar/products/ /shop/sitemap.xml; do
  answer "$path"; status 200; page; lacks x-robots-tag; lacks content-disposition
done
unlisted=$(basename "$(dirname "$(find "$public/en/u" -name index.html)")")
for locale in en ar; do
  answer "/shop/$locale/u/$unlisted/"; status 200; page; has 'x-robots-tag: noindex'
done
answer "/shop/media/u/$unlisted/icon-64.png"
status 200; safe; has 'x-robots-tag: noindex'; has "content-security-policy: sandbox; default-src 'none'"
! grep -q "$unlisted" "$work/site/.onshelf/nginx.conf" "$public/_headers" "$public/_redirects" || fail "the rules name an unlisted page"
download=$(cd "$public" && find media -name '*.pdf')
answer "/shop/$download"
status 200; safe; has 'content-disposition: attachment'; has "content-security-policy: sandbox; default-src 'none'"; lacks x-robots-tag
asset=$(cd "$public" && find assets -name '*.css')
answer "/shop/$asset"; status 200; page; has 'cache-control: public, max-age=31536000, immutable'
for file in "$public"/ar/search/*.json; do
  answer "/shop/ar/search/${file##*/}"; status 200; page
  if [ "${file##*/}" = index.json ]; then has 'cache-control: no-cache'; else has 'cache-control: public, max-age=31536000, immutable'; fi
done
for locale in en ar; do
  answer "/shop/$locale/products/tea-notes/"; status 410; page
  answer "/shop/$locale/products/cask-db/"; status 301; page; has "location: /shop/$locale/products/cask/"
done
answer /shop/en/products/never-was/; status 404; page
answer /shop/_headers; status 404
answer /shop/_redirects; status 404
answer /shop/.onshelf-output; status 404
answer /shop/assets/; grep -q '^HTTP/1.1 40[34] ' "$work/answer" || fail "/shop/assets/: a list of the folder"

# The rules come from the inputs and the history alone.
cp "$work/site/.onshelf/nginx.conf" "$work/rules"
rm -r "$public" "$work/site/.onshelf/nginx.conf" "$work/site/.onshelf"/*.db
build "$work/site"
cmp "$work/rules" "$work/site/.onshelf/nginx.conf" || fail "built anew from the history: other rules"
exit $failures
