#include "support/catch.h"

#include "gate/gate.h"
#include "gate/visibility.h"

using namespace onshelf;

namespace {

// The rule said again in another way, to hold the code against: every condition at once, for every combination.
Verdict expected(bool known, bool publish, FlagAnswer canonical, FlagAnswer flag, bool asks, bool has_page,
                 int validity) {
  const bool status_ok = known && publish;
  const bool flags_known = canonical != FlagAnswer::unknown && flag != FlagAnswer::unknown;
  const bool answered = !asks || canonical != FlagAnswer::absent || flag != FlagAnswer::absent;
  if (!status_ok || !flags_known || !answered || validity != 0) return Verdict::withheld;
  if (canonical != FlagAnswer::unlisted && flag != FlagAnswer::unlisted) return Verdict::listed;
  return has_page || !asks ? Verdict::unlisted : Verdict::withheld;
}

}  // namespace

TEST_CASE("L1: the full truth table of visibility") {
  const FlagAnswer answers[] = {FlagAnswer::absent, FlagAnswer::listed, FlagAnswer::unlisted, FlagAnswer::unknown};
  const Validity validities[] = {{"", "", true}, {"2026-11-21", "", true}, {"", "2026-11-19", true}, {"", "", false}};
  int cases = 0;
  for (bool known : {false, true})
    for (bool publish : {false, true})
      for (FlagAnswer canonical : answers)
        for (FlagAnswer flag : answers)
          for (bool asks : {false, true})
            for (bool has_page : {false, true})
              for (int validity = 0; validity < 4; ++validity) {
                ProductType type;
                if (asks) type.visibility.field = "hide";
                type.visibility.hidden_has_page = has_page;
                const StatusValue status{"s", {}, publish};
                Listing listing;
                listing.type = &type;
                listing.status = known ? &status : nullptr;
                listing.visibility = canonical;
                listing.platform_flag = flag;
                listing.validity = validities[validity];
                const VisibilityDecision decision = decide_visibility(listing, "2026-11-20");
                REQUIRE(decision.verdict == expected(known, publish, canonical, flag, asks, has_page, validity));
                REQUIRE_FALSE(describe(decision.reason).empty());
                ++cases;
              }
  CHECK(cases == 1024);
}

TEST_CASE("L1: the first and the last day count") {
  ProductType type;
  const StatusValue status{"approved", {}, true};
  Listing listing;
  listing.type = &type;
  listing.status = &status;
  listing.validity = {"2026-11-20", "2026-11-21", true};
  CHECK(decide_visibility(listing, "2026-11-19").reason == VisibilityReason::not_yet_valid);
  CHECK(decide_visibility(listing, "2026-11-20").verdict == Verdict::listed);
  CHECK(decide_visibility(listing, "2026-11-21").verdict == Verdict::listed);
  CHECK(decide_visibility(listing, "2026-11-22").reason == VisibilityReason::no_longer_valid);
}

TEST_CASE("L1: flags that disagree are reported, and the stricter wins") {
  ProductType type;
  type.visibility.field = "public_product";
  const StatusValue status{"approved", {}, true};
  Listing listing;
  listing.type = &type;
  listing.status = &status;
  listing.visibility = FlagAnswer::listed;
  listing.platform_flag = FlagAnswer::unlisted;
  const VisibilityDecision decision = decide_visibility(listing, "2026-11-20");
  CHECK(decision.verdict == Verdict::unlisted);
  CHECK(decision.flags_disagree);
}

TEST_CASE("L4: an unlisted token is an HMAC of the id: 128 bits, another for every id and key") {
  // HMAC-SHA-256("key", "The quick brown fox jumps over the lazy dog"), the first half.
  CHECK(unlisted_token("The quick brown fox jumps over the lazy dog", "key") == "f7bc83f430538424b13298e6aa6fb143");
  CHECK(unlisted_token("a", "key").size() == 32);
  CHECK(unlisted_token("a", "key") != unlisted_token("b", "key"));
  CHECK(unlisted_token("a", "key") != unlisted_token("a", "another key"));
}
