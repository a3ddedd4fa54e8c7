// A briefing as one page that stands by itself: statements with footnotes that lead to their sources and back, the
// series and the moves drawn. Nothing is fetched and no script runs, so the page can be kept, mailed and printed.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "briefing/drawing.h"
#include "briefing/markup.h"

namespace demarche {
namespace {

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --ink: #1c1c1c; --paper: #fff; --faint: #666; --line: #ccc; --link: #0b57a4;
  --good: #2f7d4f; --bad: #b3362b; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e6e6; --paper: #16181b; --faint: #a0a0a0; --line: #444;
  --link: #8ab8ee; --good: #6cc08b; --bad: #ee8379; } }
body { margin: 0 auto; padding: 1.5rem; max-width: 46rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 Georgia, "Times New Roman", serif; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; }
.lead { font-size: 1.1rem; border-left: 4px solid var(--link); padding-left: 1rem; } .lead p { margin: .3rem 0; }
.key { color: var(--faint); font-size: .85rem; }
ul { padding-left: 1.2rem; } li { margin: .25rem 0; } a { color: var(--link); }
sup { line-height: 0; } sup a { text-decoration: none; padding: 0 .1em; }
.basis { font-variant: small-caps; color: var(--faint); }
.where, .note, figcaption { color: var(--faint); font-size: .85rem; } .sources li { font-size: .9rem; }
figure { margin: 1.5rem 0; } svg { width: 100%; height: auto; } .narrow { display: none; }
@media screen and (max-width: 36rem) { body { padding: 1rem 1.5rem; } .wide { display: none; } .narrow { display: block; } }
svg text { fill: var(--ink); font: 11px system-ui, sans-serif; } svg .panel { font-weight: 600; }
details { margin-top: .6rem; } summary { cursor: pointer; } .moves { font-size: .9rem; padding-left: 2rem; }
:target { background: color-mix(in srgb, var(--link) 18%, transparent); }
@media print { :root { color-scheme: light; --ink: #000; --paper: #fff; --faint: #444; --line: #ccc; --link: #000;
  --good: #2f7d4f; --bad: #b3362b; } body { max-width: none; padding: 0; font-size: 10pt; } a { text-decoration: none; }
  summary { list-style: none; } details::details-content { content-visibility: visible; block-size: auto; }
  h2, svg, figcaption, li { break-inside: avoid; } h2, svg { break-after: avoid; } }
)";

constexpr std::string_view kKey =
    "Claimed: on somebody's word. Disputed: denied by another. Inferred: concluded by the program from what it cites. "
    "Unmarked: told by a report or by the project's record. Numbers lead to the sources.";

class Page {
 public:
  explicit Page(const Briefing& briefing) : briefing_(briefing) {}

  std::string make() {
    const auto title = escaped(briefing_.title);
    add("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\" />\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n<title>{}</title>\n"
        "<style>{}</style>\n</head>\n<body>\n<h1>{}</h1>\n",
        title, kStyle, title);
    if (!briefing_.lead.empty()) {
      add("<div class=\"lead\">\n");
      for (const auto& statement : briefing_.lead) add("<p>{}</p>\n", told(statement));
      add("</div>\n");
    }
    if (marked()) add("<p class=\"key\">{}</p>\n", escaped(kKey));
    const auto drawn_at = text_.size();
    for (const auto& section : briefing_.sections) {
      add("<h2>{}</h2>\n<ul>\n", escaped(section.title));
      for (const auto& statement : section.statements) add("<li>{}</li>\n", told(statement));
      add("</ul>\n");
    }
    // written after the text, so that the way back from a source leads into the text
    text_.insert(drawn_at, drawing_of(briefing_.chart,
                                      [this](const std::vector<std::size_t>& sources) { return notes(sources); }));
    if (!briefing_.sources.empty()) {
      add("<h2>Sources</h2>\n<ol class=\"sources\">\n");
      for (std::size_t i = 0; i < briefing_.sources.size(); ++i) source(i);
      add("</ol>\n");
    }
    if (!briefing_.note.empty()) add("<p class=\"note\">{}</p>\n", escaped(briefing_.note));
    add("</body>\n</html>\n");
    return std::move(text_);
  }

 private:
  // Whether any statement bears a mark.
  bool marked() const {
    const auto is_marked = [](const Statement& each) {
      return each.basis != Basis::known && each.basis != Basis::unknown;
    };
    return std::any_of(briefing_.lead.begin(), briefing_.lead.end(), is_marked) ||
           std::any_of(briefing_.sections.begin(), briefing_.sections.end(), [&](const Section& section) {
             return std::any_of(section.statements.begin(), section.statements.end(), is_marked);
           });
  }

  template <class... Values>
  void add(fmt::format_string<Values...> format, Values&&... values) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Values>(values)...);
  }

  std::string told(const Statement& statement) {
    std::string text = escaped(statement.text);
    if (statement.basis != Basis::known && statement.basis != Basis::unknown)
      text += fmt::format("\u00A0<span class=\"basis\">({})</span>", name_of(statement.basis));
    return text + notes(statement.sources);
  }

  // The first citation of a source is where its way back leads.
  std::string notes(const std::vector<std::size_t>& sources) {
    if (sources.empty()) return {};
    std::string text = "\u2060<sup>";  // does not part from the word before
    for (const auto one : sources)
      text += cited_.insert({one, true}).second
                  ? fmt::format("<a href=\"#s{}\" id=\"c{}\">[{}]</a>", one + 1, one + 1, one + 1)
                  : fmt::format("<a href=\"#s{}\">[{}]</a>", one + 1, one + 1);
    return text + "</sup>";
  }

  void source(std::size_t index) {
    const auto& source = briefing_.sources[index];
    add("<li id=\"s{}\">{} <span class=\"where\">{}</span>", index + 1, escaped(source.text), escaped(where(source)));
    if (cited_.contains(index)) add(" <a href=\"#c{}\" title=\"back to the text\">↩</a>", index + 1);
    add("</li>\n");
  }

  const Briefing& briefing_;
  std::map<std::size_t, bool> cited_;
  std::string text_;
};

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    switch (letter) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        // control characters have no place in a page; a line break is a space
        out += static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F ? ' ' : letter;
    }
  }
  return out;
}

std::string as_html(const Briefing& briefing) { return Page(briefing).make(); }

}  // namespace demarche
