// Catch2, whichever of its two generations is installed: 2 on Debian 12, 3 on Debian 13 and Ubuntu 24.04.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
