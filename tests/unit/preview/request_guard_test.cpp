#include "preview/request_guard.h"

#include <string>

#include "support/catch.h"

using namespace onshelf;

namespace {

const ServedAt kAt{{"127.0.0.1:4000", "localhost:4000", "[::1]:4000"}, "onshelf-preview-4000=5ec2e7", "5ec2e7"};

RequestHead ask(std::string target, std::vector<std::pair<std::string, std::string>> more = {}) {
  RequestHead head{
      "GET", std::move(target), {{"Host", "127.0.0.1:4000"}, {"Cookie", "a=b; onshelf-preview-4000=5ec2e7"}}};
  for (auto& header : more) head.headers.push_back(std::move(header));
  return head;
}

// 0: it is allowed.
int status_of(const RequestHead& head) {
  const auto verdict = guard_request(head, kAt);
  const auto* refusal = std::get_if<Refusal>(&verdict);
  return refusal ? refusal->status : 0;
}

}  // namespace

TEST_CASE("S2: only the preview's own hosts are answered to, named once") {
  for (const char* host : {"127.0.0.1:4000", "localhost:4000", "LOCALHOST:4000", "[::1]:4000"}) {
    RequestHead head = ask("/en/");
    head.headers[0].second = host;
    CHECK(status_of(head) == 0);
  }
  for (const char* host :
       {"evil.test:4000", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:4000.evil.test", "", "localhost"}) {
    RequestHead head = ask("/en/");
    head.headers[0].second = host;
    CHECK(status_of(head) == 421);
  }
  CHECK(status_of(ask("/en/", {{"host", "127.0.0.1:4000"}})) == 421);
  RequestHead none = ask("/en/");
  none.headers.erase(none.headers.begin());
  CHECK(status_of(none) == 421);
}

TEST_CASE("S3: it is read only, and only by its own pages or by somebody who follows a link") {
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "get", "TRACE", ""}) {
    RequestHead head = ask("/en/");
    head.method = method;
    CHECK(status_of(head) == 405);
  }
  CHECK(status_of(ask("/en/", {{"Origin", "http://127.0.0.1:4000"}})) == 0);
  for (const char* origin : {"http://evil.test", "null", "https://127.0.0.1:4000", "http://127.0.0.1:4001", ""})
    CHECK(status_of(ask("/en/", {{"Origin", origin}})) == 403);
  CHECK(status_of(ask("/en/", {{"Sec-Fetch-Site", "same-origin"}})) == 0);
  CHECK(status_of(ask("/en/", {{"Sec-Fetch-Site", "none"}})) == 0);
  CHECK(status_of(ask("/en/", {{"Sec-Fetch-Site", "cross-site"}})) == 403);
  CHECK(status_of(ask(
            "/en/", {{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Mode", "no-cors"}, {"Sec-Fetch-Dest", "image"}})) ==
        403);
  CHECK(status_of(ask(
            "/en/",
            {{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Mode", "navigate"}, {"Sec-Fetch-Dest", "iframe"}})) == 403);
  CHECK(status_of(ask(
            "/en/",
            {{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Mode", "navigate"}, {"Sec-Fetch-Dest", "document"}})) == 0);
  CHECK(status_of(ask("/en/", {{"Sec-Fetch-Site", "same-site"}})) == 403);
}

TEST_CASE("S4: without the token there is nothing to see") {
  RequestHead head = ask("/en/");
  head.headers.pop_back();
  CHECK(status_of(head) == 403);
  for (const char* cookie : {"onshelf-preview-4000=", "onshelf-preview-4000=5ec2e8", "onshelf-preview-4001=5ec2e7",
                             "xonshelf-preview-4000=5ec2e7", "onshelf-preview-4000=5ec2e7x", "5ec2e7"}) {
    RequestHead wrong = head;
    wrong.headers.emplace_back("Cookie", cookie);
    CHECK(status_of(wrong) == 403);
  }
  for (const char* target :
       {"/en/?token=", "/en/?token=5ec2e8", "/en/?tokens=5ec2e7", "/en/?a=token=5ec2e7", "/5ec2e7/"}) {
    RequestHead wrong = head;
    wrong.target = target;
    CHECK(status_of(wrong) == 403);
  }
  head.target = "/en/?token=5ec2e7";
  const auto verdict = guard_request(head, kAt);
  REQUIRE(std::holds_alternative<AllowedRequest>(verdict));
  CHECK(std::get<AllowedRequest>(verdict).has_token);
  const auto known = guard_request(ask("/en/"), kAt);
  REQUIRE(std::holds_alternative<AllowedRequest>(known));
  CHECK_FALSE(std::get<AllowedRequest>(known).has_token);
}

TEST_CASE("S4: another user is told one thing, whatever they have and ask for") {
  RequestHead foreign = ask("/en/");
  foreign.headers[0].second = "evil.test";
  RequestHead post = ask("/en/");
  post.method = "POST";
  for (RequestHead head : {ask("/en/"), ask("/en/?token=5ec2e7"), ask("/%2e%2e/"),
                           ask("/nobody/", {{"Content-Length", "5"}}), foreign, post}) {
    head.is_anothers = true;
    const auto verdict = guard_request(head, kAt);
    REQUIRE(std::holds_alternative<Refusal>(verdict));
    CHECK(std::get<Refusal>(verdict).status == 403);
    CHECK(std::get<Refusal>(verdict).why == "Another user of this machine asked for this.");
  }
}

TEST_CASE("S5: a path is decoded once, and what no page has is refused") {
  CHECK(decoded_path("/en/products/a%20b/") == "/en/products/a b/");
  CHECK(decoded_path("/zh-CN/%E4%B8%AD/") == "/zh-CN/\xE4\xB8\xAD/");
  CHECK(decoded_path("/%252e%252e/") == "/%2e%2e/");
  CHECK(decoded_path("/") == "/");
  for (const char* path :
       {"",      "en/",    "/../etc", "/%2e%2e/etc", "/..%2fetc", "/a/./b",       "/.git/config", "/a/%2Ehidden",
        "/a\\b", "/a%5cb", "/a%00b",  "/a%0ab",      "/a%7f",     "//evil.test/", "/a//b",        "/a%",
        "/a%2",  "/a%zz",  "/%ff",    "/a%c0%af"})
    CHECK_FALSE(decoded_path(path));
  CHECK(status_of(ask("/%2e%2e/")) == 400);
}

TEST_CASE("S5: what a listing is shown as is said once and in one spelling, or the request is refused") {
  for (const char* query :
       {"preview=published", "preview=draft", "preview=unlisted", "q=1&preview=draft", "previews=x", "q=preview", ""})
    CHECK(status_of(ask("/en/?" + std::string(query))) == 0);
  for (const char* query : {"preview", "preview=", "preview=all", "preview=Draft", "preview=draft&preview=draft",
                            "preview=%64raft", "q=1&preview=x&r=2", "preview=draft;x", "preview=draft%00"})
    CHECK(status_of(ask("/en/?" + std::string(query))) == 400);
}

TEST_CASE("S6: no bodies, no endless addresses") {
  CHECK(status_of(ask("/en/", {{"Content-Length", "0"}})) == 0);
  CHECK(status_of(ask("/en/", {{"Content-Length", "5"}})) == 400);
  CHECK(status_of(ask("/en/", {{"Content-Length", "0"}, {"Content-Length", "7"}})) == 400);
  CHECK(status_of(ask("/en/", {{"Transfer-Encoding", "chunked"}})) == 400);
  CHECK(status_of(ask("/en/", {{"Content-Length", "0"}, {"Transfer-Encoding", "chunked"}})) == 400);
  CHECK(status_of(ask('/' + std::string(9000, 'a'))) == 414);
}

TEST_CASE("a parameter of a query is decoded once") {
  CHECK(query_value("page=%2Fen%2F&x=1", "page") == "/en/");
  CHECK(query_value("x=1&page=/en/", "page") == "/en/");
  CHECK_FALSE(query_value("pages=1", "page"));
  CHECK_FALSE(query_value("page=%0a", "page"));
  CHECK_FALSE(query_value("page=%ff", "page"));
}
