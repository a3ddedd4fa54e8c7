#include "text/charset.h"

#include <iconv.h>
#include <simdjson.h>

#include <cerrno>

#include "base/letters.h"

namespace demarche {
namespace {

constexpr std::size_t kHead = 1024;  // bytes within which HTML demands the declaration

// The value behind `key` and "=", quoted or not.
std::string value_behind(std::string_view head, std::string_view key) {
  for (std::size_t at = head.find(key); at != std::string_view::npos; at = head.find(key, at + 1)) {
    std::size_t from = at + key.size();
    while (from < head.size() && (head[from] == ' ' || head[from] == '=')) ++from;
    if (from == at + key.size() ||
        head.substr(at + key.size(), from - at - key.size()).find('=') == std::string_view::npos)
      continue;
    if (from < head.size() && (head[from] == '"' || head[from] == '\'')) ++from;
    const auto end = head.find_first_of("\"' ;/>?", from);
    if (end != std::string_view::npos && end > from) return std::string(head.substr(from, end - from));
  }
  return {};
}

// Nothing where iconv does not know the set.
bool convert(const std::string& bytes, const std::string& charset, std::string& out) {
  const iconv_t converter = iconv_open("UTF-8", charset.c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) return false;
  out.clear();
  out.reserve(bytes.size() + bytes.size() / 8);
  char* in = const_cast<char*>(bytes.data());  // iconv does not write to it
  std::size_t left = bytes.size();
  char buffer[4096];
  while (left > 0) {
    char* to = buffer;
    std::size_t room = sizeof buffer;
    const auto result = iconv(converter, &in, &left, &to, &room);
    out.append(buffer, sizeof buffer - room);
    if (result != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
    out += "\xEF\xBF\xBD";
    if (left == 0) break;
    ++in, --left;  // a byte that is none of this set, or a character cut short
  }
  iconv_close(converter);
  return true;
}

}  // namespace

std::string charset_named_in(std::string_view bytes) {
  const std::string head = lower_ascii(bytes.substr(0, kHead));
  if (const auto named = value_behind(head, "charset"); !named.empty()) return named;
  return head.starts_with("<?xml") ? value_behind(std::string_view(head).substr(0, head.find("?>") + 2), "encoding")
                                   : std::string();
}

std::string to_utf8(std::string bytes, std::string_view charset) {
  std::string name = lower_ascii(charset), out;
  if (bytes.starts_with("\xEF\xBB\xBF")) return bytes.substr(3);
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) name = "utf-16";
  // what calls itself Latin-1 is windows-1252, and often UTF-8
  if (name == "iso-8859-1" || name == "latin1" || name == "us-ascii" || name == "ascii") name.clear();
  if ((name.empty() || name == "utf-8" || name == "utf8") && simdjson::validate_utf8(bytes)) return bytes;
  if (name == "utf-8" || name == "utf8") return convert(bytes, "utf-8", out) ? out : bytes;
  if (!name.empty() && convert(bytes, name, out)) return out;
  if (simdjson::validate_utf8(bytes)) return bytes;
  return convert(bytes, "windows-1252", out) ? out : bytes;
}

}  // namespace demarche
