# onshelf_folder(NAME [USES libraries and packages...])
#
# One library per folder of src, from the sources that lie in it. A folder that only has headers becomes an interface
# library. What a folder may call is what it USES: the linker refuses the rest.
function(onshelf_folder name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "USES")
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  if(sources)
    add_library(onshelf_${name} STATIC ${sources})
    target_include_directories(onshelf_${name} PUBLIC "${PROJECT_SOURCE_DIR}/src")
    target_link_libraries(onshelf_${name} PRIVATE fmt::fmt ${arg_USES})
    onshelf_precompile(onshelf_${name} ${sources})
  else()
    add_library(onshelf_${name} INTERFACE)
    target_include_directories(onshelf_${name} INTERFACE "${PROJECT_SOURCE_DIR}/src")
    target_link_libraries(onshelf_${name} INTERFACE fmt::fmt ${arg_USES})
  endif()
endfunction()

# Reading the headers that everybody includes is a good part of compiling with sanitizers. The other presets do without, so that a source
# that lacks one of its includes is found.
function(onshelf_precompile target)
  list(LENGTH ARGN count)
  if(ONSHELF_SANITIZE AND count GREATER 3)
    target_precompile_headers(${target} PRIVATE <algorithm> <functional> <map> <memory> <optional> <set> <string> <unordered_map>
                              <vector> <fmt/format.h>)
  endif()
endfunction()

# What no fuzz target drives: under sanitizers it may run slowly, is compiled quickly, and nothing counts which ways were taken through it.
function(onshelf_not_fuzzed name)
  if(ONSHELF_SANITIZE)
    target_compile_options(${name} PRIVATE -O0)
  endif()
  if(ONSHELF_FUZZ)
    target_compile_options(${name} PRIVATE -fno-sanitize=fuzzer-no-link)
  endif()
endfunction()

# A stage links shelves and packages, never another stage.
function(onshelf_stage name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "USES")
  onshelf_folder(${name} USES onshelf_findings onshelf_words onshelf_workers onshelf_model onshelf_text ${arg_USES})
endfunction()
