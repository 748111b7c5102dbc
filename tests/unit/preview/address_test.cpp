#include "preview/address.h"

#include "support/catch.h"

using namespace onshelf;

TEST_CASE("an address has one spelling, that of browsers") {
  struct Row {
    const char *given, *wanted;  // empty: none
  };
  const auto row = GENERATE(
      Row{"192.168.1.5", "192.168.1.5"}, Row{"::1", "::1"}, Row{"0:0:0:0:0:0:0:1", "::1"},
      Row{"2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"}, Row{"2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},
      Row{"::ffff:192.168.1.5", "192.168.1.5"}, Row{"::ffff:c0a8:105", "192.168.1.5"}, Row{"0.0.0.0", ""},
      Row{"::", ""}, Row{"0:0::0", ""}, Row{"::ffff:0.0.0.0", ""}, Row{"*", ""}, Row{"", ""}, Row{"192.168.1", ""},
      Row{"192.168.01.5", ""}, Row{"0xc0a80105", ""}, Row{"[::1]", ""}, Row{"fe80::1%eth0", ""}, Row{"localhost", ""});
  CAPTURE(row.given);
  CHECK(canonical_address(row.given).value_or("") == row.wanted);
}

TEST_CASE("an address of IPv6 has brackets before its port") {
  CHECK(with_port("192.168.1.5", 80) == "192.168.1.5:80");
  CHECK(with_port("2001:db8::1", 4000) == "[2001:db8::1]:4000");
}
