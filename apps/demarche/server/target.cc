#include "target.h"

#include <algorithm>
#include <optional>

#include "text/utf8.h"

namespace demarche {
namespace {

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> decoded(std::string_view text, bool plus_is_blank) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_blank) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      const int high = i + 2 < text.size() ? hex(text[i + 1]) : -1;
      const int low = high < 0 ? -1 : hex(text[i + 2]);
      if (low < 0 || (high == 0 && low == 0)) return {};
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  if (repair_utf8(out) > 0) return {};
  return out;
}

}  // namespace

std::string_view Target::value(std::string_view name) const {
  for (const auto& [key, text_of_key] : query)
    if (key == name) return text_of_key;
  return {};
}

bool Target::has(std::string_view name) const {
  return std::any_of(query.begin(), query.end(), [&](const auto& each) { return each.first == name; });
}

std::vector<std::string> Target::values(std::string_view name) const {
  std::vector<std::string> found;
  for (const auto& [key, text_of_key] : query)
    if (key == name && !text_of_key.empty()) found.push_back(text_of_key);
  return found;
}

Result<Target> parse_target(std::string_view text) {
  const auto refuse = [&](const char* why) {
    return fail(why, {}, 0, 0, std::string(text.substr(0, std::min<std::size_t>(text.size(), 40))));
  };
  if (text.size() > kLongestTarget) return fail("the address is longer than 8192 bytes");
  if (text.empty() || text[0] != '/') return refuse("the address does not begin with '/'");
  if (std::any_of(text.begin(), text.end(), [](char c) { return c <= ' ' || c > '~' || c == '#'; }))
    return refuse("the address holds what must be escaped");
  Target target;
  target.text = text;
  const auto mark = std::min(text.find('?'), text.size());
  std::string_view path = text.substr(1, mark - 1);
  while (!path.empty()) {
    const auto end = std::min(path.find('/'), path.size());
    auto segment = decoded(path.substr(0, end), false);
    if (!segment) return refuse("the address holds a broken escape");
    if (*segment == "." || *segment == "..") return refuse("the address leaves its place");
    target.path.push_back(std::move(*segment));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  std::string_view rest = text.substr(std::min(mark + 1, text.size()));
  while (!rest.empty()) {
    const auto end = std::min(rest.find('&'), rest.size());
    const auto part = rest.substr(0, end);
    const auto equals = std::min(part.find('='), part.size());
    auto name = decoded(part.substr(0, equals), true);
    auto value = decoded(part.substr(std::min(equals + 1, part.size())), true);
    if (!name || !value) return refuse("the address holds a broken escape");
    if (!part.empty()) target.query.emplace_back(std::move(*name), std::move(*value));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return target;
}

std::string url_escaped(std::string_view text) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    const auto byte = static_cast<unsigned char>(c);
    if (plain)
      out += c;
    else
      ((out += '%') += kDigits[byte >> 4]) += kDigits[byte & 15];
  }
  return out;
}

}  // namespace demarche
