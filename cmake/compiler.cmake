# How everything here is compiled. Nothing in it depends on the machine that builds: plain x86-64, no local paths.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
# Asserts stay in: what this program publishes wrongly cannot be taken back, and they cost next to nothing.
set(CMAKE_CXX_FLAGS_RELEASE "-O2")
if(ONSHELF_SANITIZE)
  set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")  # line numbers in reports; what is not optimized at all runs too long
else()
  set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g")
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion)
# GCC 12 sees overlapping copies in innocent string concatenations (GCC bug 105651), and unset members under sanitizers.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-Wno-restrict)
  if(ONSHELF_SANITIZE)
    add_compile_options(-Wno-maybe-uninitialized)
  endif()
endif()
# -Wconversion means more to Clang than to GCC, which judges this code.
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  add_compile_options(-Wno-sign-conversion)
endif()
if(ONSHELF_WERROR)
  add_compile_options(-Werror)
endif()

# __FILE__ in an assert is relative to the sources, so equal sources make equal binaries wherever they lie.
add_compile_options(-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=)

# The program reads strangers' bytes: bounds of the library's containers and of the stack are watched.
add_compile_definitions(_GLIBCXX_ASSERTIONS)
add_compile_options(-fstack-protector-strong)
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT ONSHELF_SANITIZE)
  add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
endif()
add_link_options(-Wl,--as-needed -Wl,-z,relro,-z,now)

if(ONSHELF_SANITIZE)
  add_compile_options(-fsanitize=${ONSHELF_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${ONSHELF_SANITIZE})
  add_compile_definitions(ONSHELF_SANITIZED)  # no address-space limits then: shadow memory is huge
endif()

if(ONSHELF_IPO)
  include(CheckIPOSupported)
  check_ipo_supported()
  set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ON)
endif()

# ccache trusts a precompiled header only when told to look past its time stamps.
find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros;${CCACHE}")
endif()
