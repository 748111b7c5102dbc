// RapidJSON's writer and buffer, the one place that includes them. The library asks whether an empty stack has room by adding to a null
// pointer, which the language does not define and compilers do as meant: Clang's checks are told to pass over that, in this library alone.
#pragma once

#ifdef __clang__
#pragma clang attribute push(__attribute__((no_sanitize("pointer-overflow"))), apply_to = function)
#endif
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#ifdef __clang__
#pragma clang attribute pop
#endif
