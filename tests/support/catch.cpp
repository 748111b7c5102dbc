// Here so that the tests' library always has a source: Catch2's header is precompiled beside it, once for all tests.
#include "support/catch.h"
