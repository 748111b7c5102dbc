# Every package the program uses, and the only folders that may use it (tests/lint/package_homes keeps the includes there).
# packages.txt holds the Debian names.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

find_package(mimalloc REQUIRED)              # the program as a whole, in place of the C library's malloc
find_package(fmt REQUIRED)                   # everywhere: formatting
find_package(nlohmann_json REQUIRED)         # load, findings, write, audit, commands: JSON
find_package(ICU REQUIRED COMPONENTS i18n uc)  # text, words, findings: Unicode and languages
find_package(PNG REQUIRED)                   # render/icon
find_package(ZLIB REQUIRED)                  # render/icon: PNG's compression at a strength of our choice; write: packed copies; audit: unpacking
find_package(GIF REQUIRED)                   # render/icon
find_package(LibXml2 REQUIRED)               # render: sitemaps are parsed again before they leave; audit: all XML of a site
find_package(SQLite3 REQUIRED)               # write: the build state
pkg_check_modules(CMARK REQUIRED IMPORTED_TARGET libcmark-gfm)   # render/markdown.cpp
pkg_check_modules(GUMBO REQUIRED IMPORTED_TARGET gumbo)          # render/clean_html.cpp: sellers' HTML; audit/any_page.cpp: HTML
pkg_check_modules(CTEMPLATE REQUIRED IMPORTED_TARGET libctemplate)  # render/templates.cpp
pkg_check_modules(TURBOJPEG REQUIRED IMPORTED_TARGET libturbojpeg)  # render/icon
pkg_check_modules(SIMDJSON REQUIRED IMPORTED_TARGET simdjson)    # text/utf8.cpp: is it valid UTF-8; load/json_document.cpp: sound records
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)     # gate: HMAC of unlisted ids
pkg_check_modules(BROTLI REQUIRED IMPORTED_TARGET libbrotlienc)  # write/precompress.cpp: packed copies
pkg_check_modules(CRYPTO REQUIRED IMPORTED_TARGET libcrypto)     # text/secure_hash.cpp: fingerprints of sellers' files
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)     # model, gate, render/prepare.cpp, write, commands: fingerprints

pkg_check_modules(HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib)  # preview/http_server.cpp: HTTP

# Headers only; looked for here so that a missing package is named before anything is compiled.
find_path(CLI11_INCLUDE CLI/CLI.hpp REQUIRED)             # commands and main.cpp: the command line
find_path(CEREAL_INCLUDE cereal/cereal.hpp REQUIRED)      # commands: packs; audit: what workers answer
find_path(RAPIDJSON_INCLUDE rapidjson/writer.h REQUIRED)  # render/json_writer.h: JSON-LD, the search index
find_path(VALIJSON_INCLUDE valijson/validator.hpp REQUIRED)  # load: platform files against their schema
find_path(STB_INCLUDE NAMES stb/stb_image_resize2.h stb/stb_image_resize.h REQUIRED)  # render/icon

# The extensions of cmark-gfm (tables, strikethrough) come without a pkg-config file.
find_library(CMARK_EXTENSIONS cmark-gfm-extensions REQUIRED)
add_library(cmark_gfm INTERFACE)
target_link_libraries(cmark_gfm INTERFACE ${CMARK_EXTENSIONS} PkgConfig::CMARK)
