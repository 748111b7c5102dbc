// The preview's HTTP server: a process of its own that can read no records, forked before there are any. It refuses what
// guard_request() refuses and hands all else to the process that has the site, one request at a time.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>

namespace onshelf {

struct ServerOptions {
  std::string address;  // empty: this machine only, 127.0.0.1 and ::1; else one that is bound to on purpose, canonical
  std::uint16_t port = 0;    // 0: any that is free
  std::uint16_t rather = 0;  // instead of any, if it is free on this machine; 0: none
  std::string token;
};

// What the browser gets.
struct PreviewReply {
  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::string location = {};  // of a redirect
  bool is_download = false;   // to be saved, never shown
  bool is_not_yet = false;    // nothing of this: it waits, and the same is asked again after the next announce()
  std::string policy = {};    // Content-Security-Policy; empty: nothing may be done with it
  std::string body = {};
};

class HttpServer {
 public:
  // Starts it. Throws std::runtime_error when there is nowhere to serve, as when the port is taken.
  explicit HttpServer(const ServerOptions& options);
  ~HttpServer();  // ends it
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  std::uint16_t port() const { return port_; }
  // False: what other users of this machine ask for is judged by its token alone.
  bool tells_users_apart() const { return tells_users_apart_; }
  // Readable when a browser asks for something.
  int descriptor() const { return requests_; }
  // Waits for the next request and answers it with answer(path, query). False: the server has ended.
  template <class Answer>
  bool serve_one(Answer answer) {
    std::string path, query;
    return receive(path, query) && send(answer(path, query));
  }
  // Every open page is told that there is a new state.
  bool announce(const std::string& version);

 private:
  bool receive(std::string& path, std::string& query);
  bool send(const PreviewReply& reply);

  pid_t process_ = -1;
  int requests_ = -1, news_ = -1;
  std::uint16_t port_ = 0;
  bool tells_users_apart_ = false;
};

}  // namespace onshelf
