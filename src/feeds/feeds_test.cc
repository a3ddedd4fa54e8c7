#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <functional>
#include <mutex>
#include <thread>

#include "base/text_file.h"
#include "feeds/watch.h"

namespace demarche {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A web server on loopback that answers each request with the bytes that a function gives, and may go on sending.
class LocalServer {
 public:
  using Send = std::function<bool(const std::string&)>;  // false: the client has gone
  using Answer = std::function<void(const std::string& request, const Send& send)>;

  explicit LocalServer(Answer answer) : answer_(std::move(answer)), listener_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address);
    listen(listener_, 16);
    socklen_t size = sizeof address;
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~LocalServer() {
    shutdown(listener_, SHUT_RDWR);
    close(listener_);
    thread_.join();
    for (auto& one : clients_) one.join();
  }

  std::string address(const std::string& path = "/") const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }
  std::vector<std::string> requests() {
    const std::lock_guard lock(mutex_);
    return requests_;
  }

 private:
  void serve() {
    for (int client = accept(listener_, nullptr, nullptr); client >= 0; client = accept(listener_, nullptr, nullptr))
      clients_.emplace_back([this, client] {
        std::string request;
        char buffer[4096];
        while (request.find("\r\n\r\n") == std::string::npos) {
          const auto got = recv(client, buffer, sizeof buffer, 0);
          if (got <= 0) break;
          request.append(buffer, static_cast<std::size_t>(got));
        }
        {
          const std::lock_guard lock(mutex_);
          requests_.push_back(request);
        }
        answer_(request, [client](const std::string& bytes) {
          return send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
        });
        close(client);
      });
  }

  Answer answer_;
  int listener_, port_ = 0;
  std::thread thread_;
  std::vector<std::thread> clients_;
  std::mutex mutex_;
  std::vector<std::string> requests_;
};

std::string ok(const std::string& body, const std::string& headers = "Content-Type: application/rss+xml\r\n") {
  return "HTTP/1.1 200 OK\r\nConnection: close\r\n" + headers + "Content-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

std::string gzip(const std::string& bytes) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

bool asks_for(const std::string& request, const std::string& path) { return request.starts_with("GET " + path + " "); }

FetchLimits quick() {
  FetchLimits limits;
  limits.bytes = 1u << 20;
  limits.whole = std::chrono::seconds(2);
  return limits;
}

TEST(Fetch, GivesTheAnswerAndAsksConditionally) {
  LocalServer server([](const std::string& request, const LocalServer::Send& send) {
    if (request.find("If-None-Match: \"v1\"") != std::string::npos)
      send("HTTP/1.1 304 Not Modified\r\nConnection: close\r\nETag: \"v1\"\r\n\r\n");
    else
      send(ok(gzip("hello"),
              "Content-Type: text/html; charset=\"KOI8-R\"\r\nContent-Encoding: gzip\r\nETag: \"v1\"\r\n"));
  });
  Fetcher fetcher(quick());
  const auto first = fetcher.get(server.address());
  ASSERT_TRUE(first) << first.error().describe();
  EXPECT_EQ(first->status, 200);
  EXPECT_EQ(first->body, "hello");
  EXPECT_EQ(first->charset, "KOI8-R");
  const auto second = fetcher.get(server.address(), first->validators);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->status, 304);
}

// What a server may do to keep a reader busy ends in an error within the limits.
TEST(Fetch, HostileServersAreLeft) {
  LocalServer server([](const std::string& request, const LocalServer::Send& send) {
    if (asks_for(request, "/endless")) {
      send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
      while (send(std::string(1u << 16, 'x'))) {
      }
    } else if (asks_for(request, "/bomb")) {
      send(ok(gzip(std::string(64u << 20, ' ')), "Content-Encoding: gzip\r\n"));
    } else if (asks_for(request, "/headers")) {
      send("HTTP/1.1 200 OK\r\n");
      for (int i = 0; i < 100'000 && send("X-" + std::to_string(i) + ": " + std::string(100, 'y') + "\r\n"); ++i) {
      }
    } else if (asks_for(request, "/file")) {
      send("HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n");
    } else if (asks_for(request, "/nothing")) {
    } else if (asks_for(request, "/garbage")) {
      send("\1\2\3 what is this");
    } else {
      send("HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: /loop\r\nContent-Length: 0\r\n\r\n");
    }
  });
  Fetcher fetcher(quick());
  for (const std::string path : {"/endless", "/bomb", "/headers", "/file", "/nothing", "/garbage", "/loop"}) {
    const auto fetched = fetcher.get(server.address(path));
    EXPECT_FALSE(fetched) << path << " gave status " << fetched->status << " and " << fetched->body.size() << " bytes";
  }
  EXPECT_FALSE(fetcher.get("file:///etc/passwd"));
  EXPECT_FALSE(fetcher.get("http://127.0.0.1:1/"));
}

TEST(Fetch, FromOutsideNothingBehindTheFirewallIsAsked) {
  LocalServer server([](const std::string&, const LocalServer::Send& send) { send(ok("secret")); });
  Fetcher fetcher(quick());
  EXPECT_TRUE(fetcher.get(server.address()));
  EXPECT_FALSE(fetcher.get(server.address(), {}, true));
  for (const std::string host : {"localhost:80",         "127.0.0.1:80",          "10.1.2.3:80",
                                 "192.168.0.1:80",       "172.20.0.1:443",        "[::1]:80",
                                 "[fe80::1]:80",         "[::ffff:127.0.0.1]:80", "router:80",
                                 "169.254.169.254:80",   "198.18.0.1:80",         "192.0.0.170:80",
                                 "[::7f00:1]:80",        "[64:ff9b::a01:203]:80", "[64:ff9b:1::1]:80",
                                 "[2002:a01:203::1]:80", "[2001::1]:80",          "[fec0::1]:80",
                                 "[fd00::1]:80",         "[ff02::1]:80"})
    EXPECT_TRUE(is_private_host(host)) << host;
  for (const std::string host : {"example.org:80", "8.8.8.8:53", "172.32.0.1:80", "[2606:4700::1]:443",
                                 "[64:ff9b::808:808]:80", "[2002:808:808::1]:80", "[2001:4860::1]:80"})
    EXPECT_FALSE(is_private_host(host)) << host;
}

TEST(Fetch, LinksAreResolved) {
  EXPECT_EQ(resolved("/a?b#c", "https://example.org/feeds/world.rss"), "https://example.org/a?b");
  EXPECT_EQ(resolved("story", "https://example.org/feeds/world.rss"), "https://example.org/feeds/story");
  EXPECT_EQ(resolved("http://other.org/x", "https://example.org/"), "http://other.org/x");
  EXPECT_EQ(resolved("javascript:alert(1)", "https://example.org/"), "");
  EXPECT_EQ(resolved("file:///etc/passwd", "https://example.org/"), "");
}

class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / ("demarche-feeds-" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::filesystem::path file(const std::string& name, const std::string& bytes) const {
    std::ofstream(path_ / name) << bytes;
    return path_ / name;
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

TEST(Following, ListsOfTomlAndOpml) {
  const Folder folder;
  const auto toml =
      following(folder
                    .file("a.toml",
                          "[[feed]]\nurl = \"http://a.org/rss\"\nname = \"A\"\nevery = 5\narticles = true\n"
                          "[[feed]]\nurl = \"http://a.org/rss\"\n[[folder]]\npath = \"inbox\"\n")
                    .string());
  ASSERT_TRUE(toml) << toml.error().describe();
  EXPECT_THAT(toml->feeds, ElementsAre(FollowedFeed{"http://a.org/rss", "A", 5, true}));
  EXPECT_THAT(toml->folders, ElementsAre(FollowedFolder{folder.path() / "inbox", ""}));
  const auto opml = following(folder
                                  .file("b.opml",
                                        "<opml version='2.0'><body><outline text='World'><outline title='B' "
                                        "xmlUrl='https://b.org/x'/></outline><outline text='no feed'/></body></opml>")
                                  .string());
  ASSERT_TRUE(opml) << opml.error().describe();
  EXPECT_THAT(opml->feeds, ElementsAre(FollowedFeed{"https://b.org/x", "B", 30, false}));
  EXPECT_EQ(following("http://c.org/f")->feeds.size(), 1u);
  EXPECT_EQ(following(folder.path().string())->folders.size(), 1u);
}

TEST(Following, BadListsAreToldWithTheirLine) {
  const Folder folder;
  const struct {
    std::string name, bytes, told;
  } cases[] = {
      {"a.toml", "[[feed]]\nurl = \"ftp://a\"\n", "a.toml:1: a feed without a url of http or https"},
      {"b.toml", "[[feed]]\nurl = \"http://a\"\nevery = 0\n", "b.toml:3: 'every' is no field of a feed"},
      {"c.toml", "x = \n", "c.toml:1:"},
      {"d.toml", "\nother = 1\n", "d.toml:2: expected [[feed]] or [[folder]], not 'other'"},
      {"e.opml", "<opml>\n<body>", "e.opml:"},
      {"f.opml", "<opml><body/></opml>", "f.opml: names no feed"},
      {"g.txt", "x", "g.txt: is no list of feeds"},
  };
  for (const auto& one : cases) {
    const auto list = following(folder.file(one.name, one.bytes).string());
    ASSERT_FALSE(list) << one.name;
    EXPECT_THAT(list.error().describe(), HasSubstr(one.told));
  }
}

std::string rss(const std::string& items) {
  return "<rss version=\"2.0\"><channel><title>Agency</title>" + items + "</channel></rss>";
}
std::string item(const std::string& id, const std::string& text) {
  return "<item><guid>" + id + "</guid><link>/story/" + id + "</link><title>Title " + id + "</title><description>" +
         text + "</description></item>";
}

struct Rounds {
  WatchState state;
  WatchOptions options;
  std::vector<std::string> texts, problems;
  std::vector<Look> looks;

  Rounds() {
    options.limits = quick();
    options.pause = std::chrono::milliseconds(0);
  }
  bool look(const Following& list, std::int64_t now) {
    texts.clear(), problems.clear(), looks.clear();
    return look_round(list, state, now, options,
                      {[&](const Document& document) { return texts.push_back(document.text), true; },
                       [&](const Look& one) { looks.push_back(one); },
                       [&](const Error& error) { problems.push_back(error.describe()); }, nullptr});
  }
};

TEST(Watch, TakesWhatIsNewOrChangedOnce) {
  std::atomic<int> version{1};
  LocalServer server([&](const std::string& request, const LocalServer::Send& send) {
    const std::string etag = "\"" + std::to_string(version) + "\"";
    if (request.find("If-None-Match: " + etag) != std::string::npos)
      send("HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n");
    else
      send(ok(rss(item("1", "Albania cut ties.") + (version > 1 ? item("2", "Iran denied it.") : "") +
                  (version > 2 ? item("1", "Albania cut all ties.") : "")),
              "ETag: " + etag + "\r\n"));
  });
  const Following list{{{server.address("/rss"), "", 30, false}}, {}};
  Rounds rounds;
  EXPECT_TRUE(rounds.look(list, 1000));
  EXPECT_THAT(rounds.texts, ElementsAre("Albania cut ties."));
  EXPECT_EQ(next_look(list, rounds.state, 1000), 1000 + 30 * 60);
  rounds.look(list, 1000 + 60);  // not due
  EXPECT_THAT(rounds.looks, IsEmpty());
  rounds.look(list, 5000);
  ASSERT_EQ(rounds.looks.size(), 1u);
  EXPECT_TRUE(rounds.looks[0].unchanged);
  version = 2;
  rounds.look(list, 10'000);
  EXPECT_THAT(rounds.texts, ElementsAre("Iran denied it."));
  EXPECT_EQ(rounds.looks[0].known, 1u);
  version = 3;
  rounds.look(list, 20'000);
  EXPECT_THAT(rounds.texts, ElementsAre("Albania cut all ties."));
}

TEST(Watch, FeedsThatFailAreAskedLessOften) {
  LocalServer server([](const std::string& request, const LocalServer::Send& send) {
    if (asks_for(request, "/busy"))
      send("HTTP/1.1 429 Slow down\r\nConnection: close\r\nRetry-After: 90000\r\nContent-Length: 0\r\n\r\n");
    else if (asks_for(request, "/never"))
      send("HTTP/1.1 503 Away\r\nConnection: close\r\nRetry-After: 9223372036854775807\r\nContent-Length: 0\r\n\r\n");
    else
      send(ok("<html>not a feed</html>"));
  });
  const Following list{{{server.address("/broken"), "", 10, false},
                        {server.address("/busy"), "", 10, false},
                        {server.address("/never"), "", 10, false}},
                       {}};
  Rounds rounds;
  rounds.look(list, 1000);
  EXPECT_THAT(rounds.problems, testing::UnorderedElementsAre(HasSubstr("/broken: is no RSS or Atom feed"),
                                                             HasSubstr("/busy: answers with status 429"),
                                                             HasSubstr("/never: answers with status 503")));
  EXPECT_EQ(rounds.state.feeds[server.address("/broken")].due, 1000 + 20 * 60);
  EXPECT_EQ(rounds.state.feeds[server.address("/busy")].due, 1000 + 90000);
  EXPECT_EQ(rounds.state.feeds[server.address("/never")].due, 1000 + 31 * 24 * 3600);  // and no longer
  rounds.look(list, 3000);
  EXPECT_EQ(rounds.state.feeds[server.address("/broken")].due, 3000 + 40 * 60);
}

TEST(Watch, ArticlesAreFetchedOnlyWhereTheListSaysSo) {
  LocalServer server([](const std::string& request, const LocalServer::Send& send) {
    if (asks_for(request, "/rss"))
      send(ok(rss(item("1", "Albania cut ties."))));
    else
      send(
          ok("<html><body><nav>Home</nav><article><p>Albania cut ties with Iran.</p><p>It gave no reason for "
             "it.</p></article></body></html>",
             "Content-Type: text/html; charset=utf-8\r\n"));
  });
  Rounds without, with;
  without.look({{{server.address("/rss"), "", 30, false}}, {}}, 1000);
  EXPECT_THAT(without.texts, ElementsAre("Albania cut ties."));
  EXPECT_EQ(server.requests().size(), 1u);
  with.look({{{server.address("/rss"), "", 30, true}}, {}}, 1000);
  EXPECT_THAT(with.texts, ElementsAre("Albania cut ties with Iran.\n\nIt gave no reason for it."));
}

TEST(Watch, OtherLanguagesAreCountedAndLeftAside) {
  LocalServer server([](const std::string&, const LocalServer::Send& send) {
    send(ok(rss(item("1",
                     "Le gouvernement albanais a rompu mercredi ses relations diplomatiques avec l'Iran, accusé "
                     "d'être à l'origine d'une cyberattaque menée en juillet.") +
                item("2",
                     "Albania cut its diplomatic ties with Iran on Wednesday over a cyber-attack in July, the prime "
                     "minister said in a video statement."))));
  });
  Rounds rounds;
  rounds.look({{{server.address(), "", 30, false}}, {}}, 1000);
  ASSERT_EQ(rounds.looks.size(), 1u);
  EXPECT_EQ(rounds.texts.size(), 1u);
  EXPECT_THAT(rounds.looks[0].other_languages, ElementsAre(testing::Pair("fr", 1u)));
}

TEST(Watch, WhatCouldNotBeKeptComesAgain) {
  LocalServer server([](const std::string&, const LocalServer::Send& send) {
    send(ok(rss(item("1", "Albania cut ties.") + item("2", "Iran denied it."))));
  });
  const Following list{{{server.address(), "", 30, false}}, {}};
  Rounds rounds;
  int room = 1;
  EXPECT_FALSE(
      look_round(list, rounds.state, 1000, rounds.options,
                 {[&](const Document&) { return room-- > 0; }, [](const Look&) {}, [](const Error&) {}, nullptr}));
  EXPECT_TRUE(rounds.look(list, 1000));
  EXPECT_EQ(rounds.texts.size(), 2u);
}

TEST(Watch, FoldersGiveNewAndChangedFiles) {
  const Folder folder;
  const auto settled = [&](const std::filesystem::path& path, int seconds) {
    std::filesystem::last_write_time(path,
                                     std::filesystem::file_time_type::clock::now() - std::chrono::seconds(seconds));
  };
  settled(folder.file("a.txt", "Albania cut ties."), 100);
  folder.file("b.txt", "Iran denied it.");  // being written
  const Following list{{}, {{folder.path(), "Inbox"}}};
  Rounds rounds;
  rounds.look(list, 1000);
  EXPECT_THAT(rounds.texts, ElementsAre("Albania cut ties."));
  rounds.look(list, 1060);
  EXPECT_THAT(rounds.texts, IsEmpty());
  settled(folder.file("a.txt", "Albania cut all ties."), 50);
  settled(folder.path() / "b.txt", 50);
  rounds.look(list, 1120);
  EXPECT_THAT(rounds.texts, ElementsAre("Albania cut all ties.", "Iran denied it."));
  const Following missing{{}, {{folder.path() / "none", ""}}};
  rounds.look(missing, 1180);
  ASSERT_EQ(rounds.problems.size(), 1u);
  EXPECT_THAT(rounds.problems[0], HasSubstr("cannot be read"));
}

TEST(WatchState, ComesBackAsItWas) {
  const Folder folder;
  WatchState state;
  state.feeds["http://a"] = {{"\"e\"", "Wed"}, 1234, 2, {"a", "b"}};
  state.files["x.txt"] = "3 4";
  const auto path = folder.path() / "state.json";
  ASSERT_TRUE(save_watch_state(path, state));
  const auto back = load_watch_state(path);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->feeds, state.feeds);
  EXPECT_EQ(back->files, state.files);
  EXPECT_TRUE(load_watch_state(folder.path() / "none")->feeds.empty());
  folder.file(
      "state.json",
      R"({"feeds": {"a": {"etag": "", "last_modified": "", "due": 0, "failures": -7, "taken": []}}, "files": {}})");
  EXPECT_EQ(load_watch_state(path)->feeds["a"].failures, 0);
  for (const std::string broken : {"", "[]", "{\"feeds\": {\"a\": 1}, \"files\": {}}", "{"}) {
    folder.file("state.json", broken);
    EXPECT_FALSE(load_watch_state(path)) << broken;
  }
}

}  // namespace
}  // namespace demarche
