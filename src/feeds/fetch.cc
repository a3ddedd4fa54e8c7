#include "feeds/fetch.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <initializer_list>
#include <mutex>

#include "base/letters.h"
#include "base/stanza_file.h"

namespace demarche {
namespace {

struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, FreeUrl>;

std::string part_of(CURLU* url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return {};
  std::string out(text);
  curl_free(text);
  return out;
}

bool is_private(const in_addr& address) {
  const std::uint32_t number = ntohl(address.s_addr);
  const auto within = [&](std::uint32_t net, int bits) { return number >> (32 - bits) == net >> (32 - bits); };
  return within(0x00000000, 8) || within(0x0A000000, 8) || within(0x64400000, 10) || within(0x7F000000, 8) ||
         within(0xA9FE0000, 16) || within(0xAC100000, 12) || within(0xC0000000, 24) || within(0xC0A80000, 16) ||
         within(0xC6120000, 15) || within(0xE0000000, 4) || within(0xF0000000, 4);  // RFC 6890
}

bool is_private(const in6_addr& address) {
  const auto begins = [&](std::initializer_list<unsigned char> bytes) {
    return std::equal(bytes.begin(), bytes.end(), address.s6_addr);
  };
  const auto holds_private = [&](std::size_t at) {  // an IPv4 address that a gateway takes out
    in_addr inner;
    std::copy_n(address.s6_addr + at, 4, reinterpret_cast<unsigned char*>(&inner.s_addr));
    return is_private(inner);
  };
  if (IN6_IS_ADDR_V4MAPPED(&address)) return holds_private(12);
  if (begins({0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0})) return holds_private(12);  // RFC 6052: NAT64
  if (begins({0x20, 0x02})) return holds_private(2);                                       // RFC 3056: 6to4
  // of the rest only what is given out to networks (2000::/3) is public, and of that not what is kept for protocols
  // (RFC 2928; Teredo among them, which hides an address), nor what stands in documents (RFC 3849)
  return (address.s6_addr[0] & 0xE0) != 0x20 || (begins({0x20, 0x01}) && address.s6_addr[2] < 2) ||
         begins({0x20, 0x01, 0x0D, 0xB8});
}

// Called by curl for each connection with the address that the name was resolved to: so a name cannot hide it.
curl_socket_t open_public(void*, curlsocktype, curl_sockaddr* to) {
  const bool refused = to->family == AF_INET ? is_private(reinterpret_cast<const sockaddr_in*>(&to->addr)->sin_addr)
                       : to->family == AF_INET6
                           ? is_private(reinterpret_cast<const sockaddr_in6*>(&to->addr)->sin6_addr)
                           : true;
  return refused ? CURL_SOCKET_BAD : socket(to->family, to->socktype, to->protocol);
}

std::string charset_of(std::string_view content_type) {
  const auto at = lower_ascii(content_type).find("charset=");
  if (at == std::string::npos) return {};
  auto value = content_type.substr(at + 8);
  value = value.substr(0, value.find(';'));
  std::string out;
  for (const char c : value)
    if (c != '"' && c != '\'' && c != ' ') out += c;
  return out;
}

}  // namespace

struct Fetcher::Client {
  CURL* handle = nullptr;
  FetchLimits limits;
  Fetched answer;
  bool too_long = false, all_permanent = true;
  int hops = 0;

  static std::size_t take_body(char* data, std::size_t size, std::size_t count, void* self) {
    auto& client = *static_cast<Client*>(self);
    const std::size_t bytes = size * count;
    if (client.answer.body.size() + bytes > client.limits.bytes) {
      client.too_long = true;
      return 0;  // ends the transfer
    }
    client.answer.body.append(data, bytes);
    return bytes;
  }

  static std::size_t take_header(char* data, std::size_t size, std::size_t count, void* self) {
    auto& client = *static_cast<Client*>(self);
    const std::string_view line(data, size * count);
    if (line.starts_with("HTTP/")) {  // a new answer, perhaps behind a redirect
      client.answer.validators = {};
      client.answer.retry_after.reset();
      client.answer.body.clear();
      const auto blank = line.find(' ');
      const auto code = blank == std::string_view::npos ? line : line.substr(blank + 1, 3);
      if (code.starts_with('3') && code != "304") {
        ++client.hops;
        client.all_permanent = client.all_permanent && (code == "301" || code == "308");
      }
      return line.size();
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return line.size();
    const auto name = lower_ascii(line.substr(0, colon));
    auto value = line.substr(colon + 1);
    while (value.ends_with('\n') || value.ends_with('\r')) value.remove_suffix(1);
    const std::string text(trimmed(value));
    if (name == "etag") client.answer.validators.etag = text;
    if (name == "last-modified") client.answer.validators.last_modified = text;
    if (name == "retry-after") {
      curl_off_t seconds = 0;
      if (curl_easy_getinfo(client.handle, CURLINFO_RETRY_AFTER, &seconds) == CURLE_OK && seconds > 0)
        client.answer.retry_after = std::chrono::seconds(seconds);
    }
    return line.size();
  }

  ~Client() {
    if (handle) curl_easy_cleanup(handle);
  }
};

Fetcher::Fetcher(FetchLimits limits) : client_(std::make_unique<Client>()) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  client_->limits = limits;
  client_->handle = curl_easy_init();
}
Fetcher::~Fetcher() = default;
Fetcher::Fetcher(Fetcher&&) noexcept = default;

Result<Fetched> Fetcher::get(const std::string& address, const Validators& known, bool public_only) {
  auto& client = *client_;
  CURL* const handle = client.handle;
  if (!handle) return fail("no HTTP client", address);
  client.answer = {};
  client.too_long = false;
  client.all_permanent = true;
  client.hops = 0;
  curl_easy_reset(handle);
  char told[CURL_ERROR_SIZE] = "";
  const auto& limits = client.limits;
  curl_easy_setopt(handle, CURLOPT_URL, address.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(handle, CURLOPT_MAXREDIRS, static_cast<long>(limits.redirects));
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, static_cast<long>(limits.connect.count()));
  curl_easy_setopt(handle, CURLOPT_TIMEOUT, static_cast<long>(limits.whole.count()));
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 100L);
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits.slow.count()));
  curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "");  // all that curl can undo
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "demarche/0.1 (feed reader)");
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, told);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, Client::take_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &client);
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, Client::take_header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &client);
  if (public_only) {
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_public);
    curl_easy_setopt(handle, CURLOPT_FRESH_CONNECT, 1L);
  }
  curl_slist* headers = curl_slist_append(
      nullptr, "Accept: application/atom+xml, application/rss+xml, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5");
  if (!known.etag.empty()) headers = curl_slist_append(headers, ("If-None-Match: " + known.etag).c_str());
  if (!known.last_modified.empty())
    headers = curl_slist_append(headers, ("If-Modified-Since: " + known.last_modified).c_str());
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
  const CURLcode code = curl_easy_perform(handle);
  curl_slist_free_all(headers);
  if (client.too_long) return fail(fmt::format("more than {} MiB", limits.bytes >> 20), address);
  if (code != CURLE_OK) return fail(told[0] ? told : curl_easy_strerror(code), address);
  auto& answer = client.answer;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer.status);
  const char* text = nullptr;
  if (curl_easy_getinfo(handle, CURLINFO_EFFECTIVE_URL, &text) == CURLE_OK && text) answer.address = text;
  if (curl_easy_getinfo(handle, CURLINFO_CONTENT_TYPE, &text) == CURLE_OK && text) answer.content_type = text;
  answer.charset = charset_of(answer.content_type);
  answer.moved_for_good = client.hops > 0 && client.all_permanent;
  return std::move(answer);
}

std::string host_of(const std::string& address) {
  const Url url(curl_url());
  if (!url || curl_url_set(url.get(), CURLUPART_URL, address.c_str(), 0) != CURLUE_OK) return {};
  const auto scheme = part_of(url.get(), CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https") return {};
  return part_of(url.get(), CURLUPART_HOST) + ":" + part_of(url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
}

bool is_private_host(const std::string& host) {
  std::string name = lower_ascii(host.substr(0, host.rfind(':')));
  if (name.starts_with('[') && name.ends_with(']')) name = name.substr(1, name.size() - 2);
  in_addr four;
  in6_addr six;
  if (inet_pton(AF_INET, name.c_str(), &four) == 1) return is_private(four);
  if (inet_pton(AF_INET6, name.c_str(), &six) == 1) return is_private(six);
  return name == "localhost" || name.ends_with(".localhost") || name.find('.') == std::string::npos;
}

std::string resolved(const std::string& link, const std::string& address) {
  const Url url(curl_url());
  if (!url || curl_url_set(url.get(), CURLUPART_URL, address.c_str(), 0) != CURLUE_OK) return {};
  if (curl_url_set(url.get(), CURLUPART_URL, link.c_str(), 0) != CURLUE_OK) return {};
  const auto scheme = part_of(url.get(), CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https") return {};
  curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
  return part_of(url.get(), CURLUPART_URL);
}

}  // namespace demarche
