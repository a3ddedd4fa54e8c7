#include "base/address.h"

#include <algorithm>

namespace demarche {
namespace {

constexpr std::string_view kHidden = "***";

bool is_token_scheme(std::string_view scheme) { return scheme.ends_with("nats") || scheme.ends_with("tls"); }

// Where user and password end: at the "@" before the host; npos where there are none. An "@" that stands only behind a
// "/" or "?" belongs to a password that should have been escaped: better too much is hidden than too little.
std::size_t end_of_user(std::string_view rest) {
  const auto within = rest.substr(0, rest.find_first_of("/?")).rfind('@');
  return within != std::string_view::npos ? within : rest.rfind('@');
}

// One address behind its "://".
std::string shown(std::string_view scheme, std::string_view rest) {
  std::string text;
  if (const auto at = end_of_user(rest); at != std::string_view::npos) {
    const auto colon = rest.substr(0, at).find(':');
    if (colon != std::string_view::npos)
      text.append(rest.substr(0, colon + 1)).append(kHidden);
    else
      text += is_token_scheme(scheme) ? kHidden : rest.substr(0, at);
    rest.remove_prefix(at);
  }
  for (std::string_view name = "password=";;) {
    const auto found = rest.find(name);
    if (found == std::string_view::npos) return text.append(rest);
    text.append(rest.substr(0, found + name.size())).append(kHidden);
    rest.remove_prefix(std::min(rest.find('&', found), rest.size()));
  }
}

}  // namespace

std::string without_password(std::string_view text) {
  std::string all;
  for (auto mark = text.find("://"); mark != std::string_view::npos; mark = text.find("://")) {
    // the next address of a list, if there is one, begins behind a comma or blank before its own "://"
    const auto next = text.find("://", mark + 3);
    const auto end =
        next == std::string_view::npos ? text.size() : std::max(text.find_last_of(", ", next) + 1, mark + 3);
    const auto scheme = text.substr(0, mark);
    all.append(scheme).append("://").append(shown(scheme, text.substr(mark + 3, end - mark - 3)));
    text.remove_prefix(end);
  }
  return all.append(text);
}

}  // namespace demarche
