#include "preview/http_server.h"

#include <fmt/format.h>
#include <httplib.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "preview/address.h"
#include "preview/channel.h"
#include "preview/free_port.h"
#include "preview/news.h"
#include "preview/peer_owner.h"
#include "preview/request_guard.h"
#include "preview/requested_range.h"
#include "workers/confine.h"

namespace onshelf {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::seconds;

constexpr unsigned kMostConnections = 64;
constexpr unsigned kMostListeners = 24;  // connections that wait for news, one for each open page
constexpr std::size_t kMostHeaderBytes = 16u << 10;
constexpr auto kTimeToBegin = seconds(5);    // of a connection that has sent nothing yet
constexpr auto kTimeToAsk = seconds(10);     // from the first byte of a request to its last
constexpr auto kTimeToAnswer = seconds(30);  // for the browser to take it
constexpr auto kIdleTime = seconds(15);      // of a connection that is kept

constexpr const char* kNothingAllowed = "sandbox; default-src 'none'; frame-ancestors 'none'";
constexpr const char* kEvents = "/-/onshelf/events";
// What a reply is besides, on its way between the processes.
constexpr std::string_view kDownload = "download", kNotYet = "not yet";

// A connection with ends: to the bytes of a request's head, and to the time that either direction takes.
class BoundedStream : public httplib::Stream {
 public:
  explicit BoundedStream(socket_t socket) : socket_(socket) {}

  // False: nobody asked for anything for a while.
  bool wait_for_request() {
    const auto patience = is_new_ ? kTimeToBegin : kIdleTime;
    if (at_ == filled_ && !wait(POLLIN, Clock::now() + patience)) return false;
    is_new_ = false;
    bytes_ = 0;
    asked_until_ = Clock::now() + kTimeToAsk;
    return true;
  }

  bool is_readable() const override { return wait(POLLIN, asked_until_); }
  bool is_writable() const override { return wait(POLLOUT, Clock::now() + kTimeToAnswer); }
  ssize_t read(char* at, std::size_t size) override {
    if (at_ == filled_) {
      if (bytes_ > kMostHeaderBytes || !is_readable()) return -1;
      const ssize_t got = recv(socket_, buffer_, sizeof buffer_, 0);
      if (got <= 0) return got;
      at_ = 0;
      filled_ = static_cast<std::size_t>(got);
    }
    const std::size_t count = std::min(size, filled_ - at_);
    std::memcpy(at, buffer_ + at_, count);
    at_ += count;
    bytes_ += count;
    return bytes_ > kMostHeaderBytes ? -1 : static_cast<ssize_t>(count);
  }
  ssize_t write(const char* bytes, std::size_t size) override {
    if (!is_writable()) return -1;
    return send(socket_, bytes, size, MSG_NOSIGNAL);
  }
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return socket_; }

 private:
  bool wait(short what, Clock::time_point until) const {
    for (;;) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
      if (left <= 0) return false;
      pollfd one{socket_, what, 0};
      const int ready = poll(&one, 1, static_cast<int>(left));
      if (ready > 0) return true;
      if (ready < 0 && errno != EINTR) return false;
    }
  }

  socket_t socket_;
  char buffer_[4096];
  std::size_t at_ = 0, filled_ = 0, bytes_ = 0;
  bool is_new_ = true;
  Clock::time_point asked_until_;
};

// Who is connected, and who of them gives way when all places are taken.
class Visitors {
 public:
  class Visit {
   public:
    Visit(Visitors& visitors, socket_t socket, Peer peer) : visitors_(visitors), socket_(socket), peer_(peer) {}
    socket_t socket() const { return socket_; }
    Peer peer() const { return peer_; }
    void asks_nothing() {
      const std::lock_guard lock(visitors_.mutex_);
      is_waited_for_ = true;
      since_ = Clock::now();
    }
    // All of a request is there. `is_known`: from somebody who has the token.
    void asks(bool is_known) {
      const std::lock_guard lock(visitors_.mutex_);
      is_waited_for_ = false;
      is_known_ = is_known_ || is_known;
    }

   private:
    friend class Visitors;
    Visitors& visitors_;
    const socket_t socket_;
    const Peer peer_;
    bool is_waited_for_ = true, is_known_ = false, is_leaving_ = false;
    Clock::time_point since_ = Clock::now();
  };

  explicit Visitors(std::size_t most) : most_(most) {}

  // Nothing: there is no place.
  std::shared_ptr<Visit> come(socket_t socket, Peer peer) {
    const std::lock_guard lock(mutex_);
    // (Those that give way take a moment to go.)
    if (visits_.size() >= 2 * most_ || (visits_.size() >= most_ && !make_room())) return nullptr;
    auto visit = std::make_shared<Visit>(*this, socket, peer);
    visits_.insert(visit.get());
    return visit;
  }
  // Before its socket is closed, whose number would be another's.
  void go(Visit& visit) {
    const std::lock_guard lock(mutex_);
    visits_.erase(&visit);
  }

 private:
  // Whoever is waited for longest ends, strangers before others. False: everybody is being served.
  bool make_room() {
    Visit* chosen = nullptr;
    const auto comes_before = [](const Visit& a, const Visit& b) {
      return a.is_known_ != b.is_known_ ? b.is_known_ : a.since_ < b.since_;
    };
    for (Visit* visit : visits_)
      if (visit->is_waited_for_ && !visit->is_leaving_ && (!chosen || comes_before(*visit, *chosen))) chosen = visit;
    if (!chosen) return false;
    chosen->is_leaving_ = true;
    // (What has arrived meanwhile can still be read, and answered.)
    shutdown(chosen->socket_, SHUT_RD);
    return true;
  }

  const std::size_t most_;
  std::mutex mutex_;
  std::set<Visit*> visits_;
};

// The library's place for threads. It is done where connections are accepted, so that who is connected is known at once.
class AtOnce : public httplib::TaskQueue {
 public:
  void enqueue(std::function<void()> work) override { work(); }
  void shutdown() override {}
};

// Of the connection that this thread serves: what comes after is not to be read as a request; answer() has what came.
thread_local bool is_last_request = false, is_asked = false;
thread_local Visitors::Visit* visit = nullptr;

// Parts of files are cut here: the library's would be of other lengths than it says, and compressed by themselves.
void take_over_range(httplib::Request& request) {
  request.ranges.clear();
  if (request.has_header("Range")) request.headers.erase("Accept-Encoding");
}

bool has_hung_up(socket_t socket) {
  pollfd one{socket, POLLRDHUP, 0};
  return poll(&one, 1, 0) > 0;
}

// The other process, which answers one at a time.
class Site {
 public:
  explicit Site(int socket) : socket_(socket) {}

  std::optional<PreviewReply> ask(const AllowedRequest& request) {
    const std::lock_guard lock(mutex_);
    if (!send_frame(socket_, {request.path, request.query})) return std::nullopt;
    auto frame = receive_frame(socket_);
    if (!frame || frame->size() != 6) return std::nullopt;
    PreviewReply reply;
    reply.status = std::atoi((*frame)[0].c_str());
    reply.content_type = std::move((*frame)[1]);
    reply.location = std::move((*frame)[2]);
    reply.is_download = (*frame)[3] == kDownload;
    reply.is_not_yet = (*frame)[3] == kNotYet;
    reply.policy = std::move((*frame)[4]);
    reply.body = std::move((*frame)[5]);
    return reply;
  }

 private:
  int socket_;
  std::mutex mutex_;
};

class Front : public httplib::Server {
 public:
  Front(const ServedAt& at, PeerOwners& owners, Site& site, News& news, std::atomic<unsigned>& listeners)
      : at_(at), owners_(owners), site_(site), news_(news), listeners_(listeners) {
    new_task_queue = [] { return new AtOnce; };
    // Head and body are sent one after the other: the second would wait until the first is acknowledged, some 40 ms.
    set_tcp_nodelay(true);
    // (The library would share the port with whoever else asks for it.)
    set_socket_options([](socket_t socket) {
      const int yes = 1;
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    // Of every reply, also of those that the library makes itself.
    set_default_headers({{"Cache-Control", "no-store"},
                         {"X-Content-Type-Options", "nosniff"},
                         {"Cross-Origin-Resource-Policy", "same-origin"},
                         {"Cross-Origin-Opener-Policy", "same-origin"},
                         {"Referrer-Policy", "same-origin"}});
    // (Before the library's own routes, whose patterns are regular expressions over whatever was sent.)
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      answer(request, response);
      return HandlerResponse::Handled;
    });
    // The library refuses a Range that it cannot read before anybody is asked. It is to be ignored, with what was read of it.
    set_error_handler(HandlerWithResponse([this](const httplib::Request& request, httplib::Response& response) {
      if (is_asked || response.status != 416) return HandlerResponse::Unhandled;
      take_over_range(const_cast<httplib::Request&>(request));
      response.status = 200;
      answer(request, response);
      return HandlerResponse::Handled;
    }));
  }

  // The library lets five wait to be accepted, and whoever connects all the time is always among them. Once it is bound.
  void let_more_wait() const { ::listen(svr_sock_, 256); }

 private:
  // Of the thread that accepts: for one too many somebody gives way, or it is closed at once. So is one that nobody holds any more.
  bool process_and_close_socket(socket_t socket) override {
    const Peer peer = owners_.peer_of(socket);
    auto here = peer == Peer::gone ? nullptr : visitors_.come(socket, peer);
    if (here)
      threads_.enqueue([this, here = std::move(here)] { serve_all(*here); });
    else
      end(socket);
    return true;
  }

  void serve_all(Visitors::Visit& here) {
    BoundedStream stream(here.socket());
    visit = &here;
    bool closed = false;
    while (!closed && stream.wait_for_request()) {
      is_last_request = true, is_asked = false;  // unless somebody is found to answer
      if (!process_request(stream, false, closed, take_over_range) || is_last_request) break;
      here.asks_nothing();
    }
    visit = nullptr;
    visitors_.go(here);
    end(here.socket());
  }

  static void end(socket_t socket) {
    shutdown(socket, SHUT_RDWR);
    close(socket);
  }

  void answer(const httplib::Request& request, httplib::Response& response) {
    is_last_request = false;
    is_asked = true;
    RequestHead head{request.method, request.target, {}, visit->peer() == Peer::anothers};
    for (const auto& [name, value] : request.headers) head.headers.emplace_back(name, value);
    auto verdict = guard_request(head, at_);
    visit->asks(std::holds_alternative<AllowedRequest>(verdict));
    if (const auto* refusal = std::get_if<Refusal>(&verdict)) return refuse(*refusal, response);
    const auto& allowed = std::get<AllowedRequest>(verdict);
    if (allowed.has_token) return let_in(request, response);
    if (allowed.path == kEvents) return stream_news(response);
    serve(allowed, request, response);
  }

  static void refuse(const Refusal& refusal, httplib::Response& response) {
    response.status = refusal.status;
    is_last_request = true;
    response.set_header("Connection", "close");
    response.set_header("Content-Security-Policy", kNothingAllowed);
    response.set_content(std::string(refusal.why) + '\n', "text/plain; charset=utf-8");
  }

  // The token leaves the address, so that it is in no history and no referrer.
  void let_in(const httplib::Request& request, httplib::Response& response) const {
    response.status = 303;
    response.set_header("Set-Cookie", at_.cookie + "; Path=/; HttpOnly; SameSite=Strict");
    response.set_header("Location", request.target.substr(0, request.target.find('?')));
    response.set_content("", "text/plain; charset=utf-8");
  }

  void stream_news(httplib::Response& response) {
    if (listeners_.fetch_add(1) >= kMostListeners) {
      listeners_.fetch_sub(1);
      return refuse({503, "Too many pages are open."}, response);
    }
    auto known = std::make_shared<std::string>();
    response.status = 200;
    response.set_chunked_content_provider(
        "text/event-stream",
        [this, known, socket = visit->socket()](std::size_t, httplib::DataSink& sink) {
          const auto version = news_.next(*known, [&] { return has_hung_up(socket); });
          if (!version) return false;
          const std::string text =
              version->empty() ? ":\n\n" : fmt::format("event: state\ndata: {{\"version\":\"{}\"}}\n\n", *version);
          if (!version->empty()) *known = *version;
          return sink.write(text.data(), text.size());
        },
        [this](bool) { listeners_.fetch_sub(1); });
  }

  // While the site does not know yet, others are answered. Nothing: it has ended, or whoever asked has left.
  std::optional<PreviewReply> ask_until_known(const AllowedRequest& allowed) {
    const auto is_left = [socket = visit->socket()] { return has_hung_up(socket); };
    for (;;) {
      // (Before it is asked: what it comes to know meanwhile is announced later.)
      const std::string known = news_.newest();
      auto reply = site_.ask(allowed);
      if (!reply || !reply->is_not_yet) return reply;
      for (std::optional<std::string> version = ""; version->empty();)
        if (version = news_.next(known, is_left); !version) return std::nullopt;
    }
  }

  // False: it is refused. (No validators, so If-Range never holds; and only GET knows ranges.)
  static bool cut_to_range(const httplib::Request& request, PreviewReply& reply, httplib::Response& response) {
    const bool has_one = request.get_header_value_count("Range") == 1 && !request.has_header("If-Range");
    if (request.method != "GET" || reply.status != 200 || !has_one) return true;
    const std::size_t size = reply.body.size();
    const RequestedRange range = read_range(request.get_header_value("Range"), size);
    if (range.kind == RequestedRange::Kind::whole) return true;
    response.set_header("Content-Range", content_range(range, size));
    // More than one would make a large answer of a small request.
    if (range.kind == RequestedRange::Kind::several) return refuse({416, "One range at a time."}, response), false;
    if (range.kind != RequestedRange::Kind::part) return refuse({416, "It is shorter."}, response), false;
    reply.status = 206;
    reply.body = reply.body.substr(range.first, range.count);
    return true;
  }

  void serve(const AllowedRequest& allowed, const httplib::Request& request, httplib::Response& response) {
    auto reply = ask_until_known(allowed);
    if (!reply) return refuse({502, "The preview has ended."}, response);
    if (!cut_to_range(request, *reply, response)) return;
    response.status = reply->status;
    if (!reply->location.empty()) response.set_header("Location", reply->location);
    response.set_header("Content-Security-Policy", reply->policy.empty() ? kNothingAllowed : reply->policy);
    if (reply->is_download) response.set_header("Content-Disposition", "attachment");
    response.set_content(std::move(reply->body), reply->content_type);
  }

  const ServedAt& at_;
  PeerOwners& owners_;
  Site& site_;
  News& news_;
  std::atomic<unsigned>& listeners_;
  Visitors visitors_{kMostConnections};
  httplib::ThreadPool threads_{kMostConnections};
};

ServedAt served_at(const ServerOptions& options, int port) {
  ServedAt at;
  std::vector<std::string> names = {"127.0.0.1", "localhost", "::1"};
  if (!options.address.empty()) names = {options.address};
  for (const std::string& name : names) {
    at.hosts.push_back(with_port(name, port));
    if (port == 80) at.hosts.push_back(at.hosts.back().substr(0, at.hosts.back().rfind(':')));
  }
  at.cookie = fmt::format("onshelf-preview-{}={}", port, options.token);
  at.token = options.token;
  return at;
}

// In the new process; never returns. Says its port first and whether it tells users apart, or 0 and why there is none.
[[noreturn]] void run_server(const ServerOptions& options, int requests, int events, pid_t parent) {
  Site site(requests);
  News news;
  std::atomic<unsigned> listeners{0};
  ServedAt at;
  PeerOwners owners(users_of_preview(geteuid(), std::getenv("SUDO_UID")));
  Front first(at, owners, site, news, listeners), second(at, owners, site, news, listeners);
  const std::string address = options.address.empty() ? "127.0.0.1" : options.address;
  const std::uint16_t wanted = options.port != 0 || !is_free_here(options.rather) ? options.port : options.rather;
  const int port = wanted == 0 ? first.bind_to_any_port(address) : first.bind_to_port(address, wanted) ? wanted : -1;
  if (port <= 0) {
    const bool is_taken = errno == 0 || errno == EADDRINUSE;
    send_frame(requests,
               {"0", is_taken ? "the port is taken; without --port one that is free is found" : std::strerror(errno)});
    _exit(1);
  }
  // (Machines without IPv6 do without.)
  const bool has_second = options.address.empty() && second.bind_to_port("::1", port);
  // Somebody else's there would be taken for ours by who asks for "localhost".
  if (options.address.empty() && !has_second && errno == EADDRINUSE) {
    send_frame(requests, {"0", "somebody else has that port of ::1"});
    _exit(1);
  }
  first.let_more_wait();
  if (has_second) second.let_more_wait();
  at = served_at(options, port);
  const rlimit files{256, 256};
  if (setrlimit(RLIMIT_NOFILE, &files) != 0 || !confine_this_process(parent, 0)) {
    send_frame(requests, {"0", "it could not be confined"});
    _exit(1);
  }
  send_frame(requests, {std::to_string(port), owners.is_told() ? "users" : ""});
  std::thread([&] {
    while (auto frame = receive_frame(events))
      if (!frame->empty()) news.publish(std::move(frame->front()));
    _exit(0);  // the site is gone
  }).detach();
  std::thread other;
  if (has_second) other = std::thread([&] { second.listen_after_bind(); });
  first.listen_after_bind();
  _exit(0);
}

}  // namespace

HttpServer::HttpServer(const ServerOptions& options) {
  const auto [requests, their_requests] = make_channel();
  const auto [news, their_news] = make_channel();
  const pid_t parent = getpid();
  process_ = fork();
  if (process_ < 0) throw std::system_error(errno, std::generic_category(), "cannot start the preview's server");
  if (process_ == 0) {
    close(requests);
    close(news);
    run_server(options, their_requests, their_news, parent);
  }
  close(their_requests);
  close(their_news);
  requests_ = requests;
  news_ = news;
  const auto frame = receive_frame(requests_);
  if (frame && frame->size() == 2 && frame->front() != "0") {
    port_ = static_cast<std::uint16_t>(std::atoi(frame->front().c_str()));
    tells_users_apart_ = (*frame)[1] == "users";
    return;
  }
  const std::string why = frame && frame->size() == 2 ? (*frame)[1] : "it ended at once";
  const std::string address = options.address.empty() ? "127.0.0.1" : options.address;
  throw std::runtime_error(fmt::format("cannot serve at {}: {}", with_port(address, options.port), why));
}

HttpServer::~HttpServer() {
  close(requests_);
  close(news_);
  if (process_ > 0) {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
}

bool HttpServer::receive(std::string& path, std::string& query) {
  auto frame = receive_frame(requests_);
  if (!frame || frame->size() != 2) return false;
  path = std::move((*frame)[0]);
  query = std::move((*frame)[1]);
  return true;
}

bool HttpServer::send(const PreviewReply& reply) {
  return send_frame(requests_, {std::to_string(reply.status), reply.content_type, reply.location,
                                std::string(reply.is_not_yet    ? kNotYet
                                            : reply.is_download ? kDownload
                                                                : ""),
                                reply.policy, reply.body});
}

bool HttpServer::announce(const std::string& version) { return send_frame(news_, {version}); }

}  // namespace onshelf
