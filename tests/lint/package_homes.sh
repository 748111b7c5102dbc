#!/bin/bash
# Each package has one home: the files that include it. A second home is a decision, and is made here.
set -u
cd "$(dirname "$0")/../.." || exit 3

# header (a regular expression), then the files below src/ that may include it
homes='
cmark-gfm.*       render/markdown(_tree)?\.cpp
gumbo\.h          (render/clean_html|audit/any_page)\.cpp
png\.h            render/icon/.*
turbojpeg\.h      render/icon/.*
gif_lib\.h        render/icon/.*
(stb/)?stb_image_resize2?\.h  render/icon/.*
zlib\.h           (render/icon/.*|audit/unpack\.cpp|write/precompress\.cpp)
brotli/.*         write/precompress\.cpp
ctemplate/.*      render/(templates|quick_escapes)\.cpp
libxml/.*         (render/sitemap[a-z_]*|audit/xml_events)\.cpp
unicode/.*        (text|words|findings)/.*
simdjson\.h       (text/utf8|load/json_document)\.cpp
sqlite3\.h        store/.*
xxhash\.h         (model/urls|render/prepare|text/content_hash)\.cpp
xxh_x86dispatch\.h text/content_hash\.cpp
sodium\.h         gate/.*
openssl/.*        text/secure_hash\.cpp
cereal/.*         (workers/bytes_archive\.h|(commands|audit)/.*)
valijson/.*       load/.*
nlohmann/.*        (load|findings|write|audit|commands)/.*
rapidjson/.*       render/json_writer\.h
httplib\.h        preview/http_server\.cpp
CLI/.*            (commands/.*|main\.cpp)
fmt/.*            .*
(elf|link)\.h     commands/program\.cpp
[a-z_0-9]+        .*
(sys|linux|net|netinet|arpa)/.*                                                                .*
(cxxabi|dirent|errno|fcntl|grp|poll|pthread|pwd|sched|signal|spawn|std[a-z]*|string|time|unistd)\.h   .*
'

grep -rnE '^ *# *include *<' src --include='*.h' --include='*.cpp' | homes=$homes awk -F: '
  BEGIN {
    count = split(ENVIRON["homes"], lines, "\n")
    for (i = 1; i <= count; ++i)
      if (split(lines[i], words, / +/) == 2) { ++known; header[known] = words[1]; home[known] = words[2] }
  }
  {
    file = substr($1, 5); wanted = $3
    sub(/.*</, "", wanted); sub(/>.*/, "", wanted)
    for (i = 1; i <= known && wanted !~ "^(" header[i] ")$"; ++i) {}
    if (i > known) { print $1 ":" $2 ": <" wanted "> has no home: name one in tests/lint/package_homes.sh"; bad = 1 }
    else if (file !~ "^(" home[i] ")$") { print $1 ":" $2 ": <" wanted "> may only be included by " home[i]; bad = 1 }
  }
  END { exit bad }'
