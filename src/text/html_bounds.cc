// A scan of the tags, not a parser: it may count an element as open that a parser has closed, and the other way round,
// but what a page can make of that is bounded by the number of all elements.
#include "text/html_bounds.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "base/letters.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

// Elements that have no end, or that the next of their kind ends.
constexpr std::array kNeverOpen = {
    "a"sv,     "area"sv,   "base"sv,  "body"sv, "br"sv,    "col"sv, "colgroup"sv, "dd"sv,   "dt"sv,     "embed"sv,
    "head"sv,  "hr"sv,     "html"sv,  "img"sv,  "input"sv, "li"sv,  "link"sv,     "meta"sv, "option"sv, "p"sv,
    "param"sv, "source"sv, "tbody"sv, "td"sv,   "tfoot"sv, "th"sv,  "thead"sv,    "tr"sv,   "track"sv,  "wbr"sv};
// Elements that hold text alone, whatever it looks like.
constexpr std::array kText = {"script"sv, "style"sv, "textarea"sv, "title"sv, "xmp"sv, "iframe"sv, "noframes"sv};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

template <std::size_t n>
bool among(const std::array<std::string_view, n>& list, std::string_view one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

class Scan {
 public:
  explicit Scan(std::string_view page) : page_(page) {}

  std::string_view kept() {
    while (true) {
      const auto tag = page_.find('<', at_);
      if (tag == std::string_view::npos || tag + 1 >= page_.size()) return page_;
      at_ = tag + 1;
      const bool ends = page_[at_] == '/';
      if (ends) ++at_;
      if (at_ >= page_.size() || !is_letter(page_[at_])) continue;
      const auto name = this->name();
      if (ends)
        close(name);
      else if (!open(name))
        return page_.substr(0, tag);
    }
  }

 private:
  std::string name() {
    const auto begin = at_;
    while (at_ < page_.size() && !is_blank(page_[at_]) && page_[at_] != '/' && page_[at_] != '>') ++at_;
    return lower_ascii(page_.substr(begin, std::min<std::size_t>(at_ - begin, 32)));
  }

  bool open(const std::string& name) {
    bool closed_itself = false;
    if (!pass_attributes(closed_itself) || ++elements_ > kMostElements) return false;
    drawn_ = drawn_ || name == "svg" || name == "math";
    if (among(kText, name)) {
      pass_text(name);
      return elements_ <= kMostElements;
    }
    if ((drawn_ && closed_itself) || among(kNeverOpen, name)) return true;
    ++open_by_name_[name];
    return ++open_ <= kMostOpenElements;
  }

  void close(const std::string& name) {
    const auto found = open_by_name_.find(name);
    if (found == open_by_name_.end() || found->second == 0) return;
    --found->second;
    --open_;
  }

  // To behind the tag's ">". `closed_itself`: it ends in "/>", as elements of drawings and formulas may.
  bool pass_attributes(bool& closed_itself) {
    int attributes = 0;
    while (at_ < page_.size() && page_[at_] != '>') {
      closed_itself = page_[at_] == '/';
      if (is_blank(page_[at_]) || page_[at_] == '/') {
        ++at_;
        continue;
      }
      if (++attributes > kMostAttributes) return false;
      do ++at_;
      while (at_ < page_.size() && !is_blank(page_[at_]) && page_[at_] != '/' && page_[at_] != '>' &&
             page_[at_] != '=');
      while (at_ < page_.size() && is_blank(page_[at_])) ++at_;
      if (at_ >= page_.size() || page_[at_] != '=') continue;
      do ++at_;
      while (at_ < page_.size() && is_blank(page_[at_]));
      if (at_ >= page_.size()) break;
      if (const char quote = page_[at_]; quote == '"' || quote == '\'')
        at_ = std::min(page_.find(quote, at_ + 1), page_.size() - 1) + 1;
      else
        while (at_ < page_.size() && !is_blank(page_[at_]) && page_[at_] != '>') ++at_;
    }
    return true;
  }

  // Behind the text that such an element holds; where it has no end, all else is looked at. In a drawing the same names
  // may hold elements: what looks like one counts among all elements.
  void pass_text(const std::string& name) {
    if (endless_[name]) return;
    for (auto end = page_.find("</", at_); end != std::string_view::npos; end = page_.find("</", end + 2))
      if (lower_ascii(page_.substr(end + 2, name.size())) == name) {
        if (drawn_)
          for (; at_ + 1 < end; ++at_) elements_ += page_[at_] == '<' && is_letter(page_[at_ + 1]);
        at_ = end;
        return;
      }
    endless_[name] = true;
  }

  std::string_view page_;
  std::size_t at_ = 0;
  int open_ = 0, elements_ = 0;
  bool drawn_ = false;  // a drawing or formula has begun, where an element may end in "/>"
  std::unordered_map<std::string, int> open_by_name_;
  std::unordered_map<std::string, bool> endless_;  // elements of text whose end is nowhere behind
};

}  // namespace

std::string_view within_bounds(std::string_view page) { return Scan(page).kept(); }

}  // namespace demarche
