// The article among menus, teasers, notices and comments.
//
// First goes what a page itself declares to be something else: by its element (<nav>, <aside>, <form>), by its ARIA
// role, by the words that its class and id are made of ("site-footer", "cookieBanner"), or because it is hidden. What
// is left is cut into blocks at the borders of block elements. Each block is worth the letters of its running text,
// less a fee, less what is linked; labels, dates and menus come out below zero. The article is the run of neighbouring
// blocks of the highest sum, as in Pasternack and Roth, "Extracting article text from the web with maximum subsequence
// segmentation" (WWW 2009), here with letters in place of a learnt score. Of that run, links and labels are left out.
//
// Left out of the idea: pages that a script fills in, and articles spread over several pages.
#include "text/main_text.h"

#include <cstdint>
#include <optional>

#include "base/letters.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kSkipped = {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE,    GUMBO_TAG_NAV,    GUMBO_TAG_FOOTER,
                                 GUMBO_TAG_ASIDE,  GUMBO_TAG_FORM,     GUMBO_TAG_BUTTON, GUMBO_TAG_NOSCRIPT,
                                 GUMBO_TAG_SELECT, GUMBO_TAG_TEXTAREA, GUMBO_TAG_IFRAME, GUMBO_TAG_SVG,
                                 GUMBO_TAG_FIGURE, GUMBO_TAG_TEMPLATE, GUMBO_TAG_HEAD,   GUMBO_TAG_VIDEO,
                                 GUMBO_TAG_AUDIO,  GUMBO_TAG_OBJECT,   GUMBO_TAG_MENU};
constexpr std::array kBlocks = {
    GUMBO_TAG_P,    GUMBO_TAG_DIV,     GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE, GUMBO_TAG_LI, GUMBO_TAG_UL,
    GUMBO_TAG_OL,   GUMBO_TAG_H1,      GUMBO_TAG_H2,      GUMBO_TAG_H3,      GUMBO_TAG_H4, GUMBO_TAG_H5,
    GUMBO_TAG_H6,   GUMBO_TAG_TABLE,   GUMBO_TAG_TR,      GUMBO_TAG_CAPTION, GUMBO_TAG_DL, GUMBO_TAG_BLOCKQUOTE,
    GUMBO_TAG_PRE,  GUMBO_TAG_DD,      GUMBO_TAG_DT,      GUMBO_TAG_MAIN,    GUMBO_TAG_HR, GUMBO_TAG_HEADER,
    GUMBO_TAG_BODY, GUMBO_TAG_ADDRESS, GUMBO_TAG_CENTER,  GUMBO_TAG_FIELDSET};

constexpr std::array kOtherRoles = {"navigation"sv, "banner"sv,  "contentinfo"sv, "complementary"sv,
                                    "search"sv,     "dialog"sv,  "alert"sv,       "alertdialog"sv,
                                    "menu"sv,       "menubar"sv, "toolbar"sv,     "tablist"sv};
// Words that classes and ids of what is no article are made of, as sites commonly write them.
constexpr std::array kOtherWords = {
    "advert"sv,   "advertisement"sv, "breadcrumb"sv, "breadcrumbs"sv, "comment"sv, "comments"sv,      "consent"sv,
    "cookie"sv,   "cookies"sv,       "copyright"sv,  "disqus"sv,      "footer"sv,  "gdpr"sv,          "legal"sv,
    "masthead"sv, "menu"sv,          "modal"sv,      "nav"sv,         "navbar"sv,  "navigation"sv,    "newsletter"sv,
    "outbrain"sv, "overlay"sv,       "pagination"sv, "paywall"sv,     "popup"sv,   "recirculation"sv, "respond"sv,
    "sidebar"sv,  "signup"sv,        "taboola"sv};
// Words that name such a part or, on other sites, the frame around all: "widget Blog", "print-area", "social-story".
constexpr std::array kPerhapsOtherWords = {
    "ad"sv,     "ads"sv,     "banner"sv,   "byline"sv,      "caption"sv,   "login"sv,        "pager"sv,
    "print"sv,  "promo"sv,   "promoted"sv, "recommended"sv, "related"sv,   "share"sv,        "sharing"sv,
    "skip"sv,   "social"sv,  "sponsor"sv,  "sponsored"sv,   "subscribe"sv, "subscription"sv, "tags"sv,
    "teaser"sv, "teasers"sv, "toolbar"sv,  "trending"sv,    "widget"sv};

constexpr int kFee = 40;        // letters that a block costs which does not end as a sentence does
constexpr int kHeadingFee = 8;  // the same for a heading: it joins an article but makes none
constexpr int kLabel = 80;      // letters: a shorter block that is no sentence, heading, item or row is a label

// "site-footer mainNav2" -> site, footer, main, nav
template <class Test>
bool any_word(std::string_view names, Test test) {
  std::string word;
  bool found = false;
  const auto close = [&] {
    if (!word.empty()) found = found || test(word);
    word.clear();
  };
  char last = ' ';
  for (const char c : names) {
    const bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z';
    if (!upper && !lower)
      close();
    else if (upper && !(last >= 'A' && last <= 'Z'))
      close();
    if (upper || lower) word += upper ? static_cast<char>(c + 32) : c;
    last = c;
  }
  close();
  return found;
}

bool holds(const GumboNode* node, GumboTag tag, int depth = 0) {
  if (!is_element(node) || depth > kDeepestElement) return false;
  if (node->v.element.tag == tag) return true;
  bool found = false;
  each_child(node, [&](const GumboNode* child) { found = found || holds(child, tag, depth + 1); });
  return found;
}

bool hidden(const GumboNode* node) {
  if (gumbo_get_attribute(&node->v.element.attributes, "hidden") || attribute(node, "aria-hidden") == "true")
    return true;
  std::string style;
  for (const char c : attribute(node, "style"))
    if (c != ' ') style += c;
  return style.find("display:none") != std::string::npos || style.find("visibility:hidden") != std::string::npos;
}

std::size_t letters_under(const GumboNode* node, int depth = 0) {
  if (depth > kDeepestElement) return 0;
  if (is_text(node)) return std::string_view(node->v.text.text).size();
  if (!is_element(node) || among(kSkipped, node->v.element.tag)) return 0;
  std::size_t letters = 0;
  each_child(node, [&](const GumboNode* child) { letters += letters_under(child, depth + 1); });
  return letters;
}

// Whether the page, which holds so many letters, says that this is no article.
bool declared_other(const GumboNode* node, std::size_t letters) {
  const GumboTag tag = node->v.element.tag;
  if (among(kSkipped, tag)) return true;
  if (tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_MAIN) return false;
  if (hidden(node) || among(kOtherRoles, attribute(node, "role"))) return true;
  const auto named = [&](const auto& words) {
    const auto is_one = [&](std::string_view word) { return among(words, word); };
    return any_word(attribute(node, "class"), is_one) || any_word(attribute(node, "id"), is_one);
  };
  const bool surely = named(kOtherWords);
  if (!surely && !named(kPerhapsOtherWords)) return false;
  // "page with-sidebar": a name of the whole rather than of a part
  if (holds(node, GUMBO_TAG_H1) || holds(node, GUMBO_TAG_ARTICLE) || holds(node, GUMBO_TAG_MAIN)) return false;
  return surely || letters_under(node) * 2 < letters;
}

enum class Kind : std::uint8_t { running, paragraph, heading, item, row };

struct Block {
  std::string text;
  Kind kind = Kind::running;
  std::size_t letters = 0, linked = 0;  // bytes of text without blanks; of these, in links
};

bool ends_as_sentence(std::string_view text) {
  for (const auto quote : {"\""sv, "'"sv, ")"sv, "”"sv, "’"sv, "»"sv})
    if (text.ends_with(quote)) text.remove_suffix(quote.size());
  return text.ends_with('.') || text.ends_with('!') || text.ends_with('?') || text.ends_with(':') ||
         text.ends_with("…") || text.ends_with("।") || text.ends_with("。");
}

bool claims_rights(std::string_view text) { return text.starts_with("©") || text.starts_with("Copyright"); }

int worth(const Block& block) {
  const int running = static_cast<int>(block.letters - block.linked), linked = static_cast<int>(block.linked);
  if (claims_rights(block.text)) return -kFee;
  // figures of a table neither make nor break an article; old pages hold their text in one
  const bool figures = block.kind == Kind::row && !(running >= kLabel && ends_as_sentence(block.text));
  if (figures) return -linked;
  if (block.kind == Kind::item && linked == 0) return ends_as_sentence(block.text) ? running / 2 : 0;
  if (block.kind == Kind::heading) return linked ? -kFee - linked : -kHeadingFee;
  return ends_as_sentence(block.text) ? running - linked : running / 2 - kFee - linked;
}

bool is_article_text(const Block& block) {
  if (block.letters == 0 || block.linked * 5 > block.letters * 3 || claims_rights(block.text)) return false;
  if (block.kind == Kind::heading || block.kind == Kind::item || block.kind == Kind::row) return true;
  return block.letters >= kLabel || ends_as_sentence(block.text);
}

// The blocks of a page in its order, and which of them lie in elements that it calls its article or main part.
class Blocks {
 public:
  struct Part {
    std::size_t begin = 0, end = 0;  // blocks
    int rank = 0;                    // 0: the body of an article; 1: an article; 2: the main part
  };
  std::vector<Block> blocks;
  std::vector<Part> parts;

  explicit Blocks(const GumboNode* root) : letters_(letters_under(root)) { take(root); }

 private:
  void take(const GumboNode* node, int depth = 0) {
    if (depth > kDeepestElement) return;
    if (is_text(node)) return add(node->v.text.text);
    if (!is_element(node) || declared_other(node, letters_)) return;
    const GumboTag tag = node->v.element.tag;
    const bool block = among(kBlocks, tag), link = tag == GUMBO_TAG_A;
    const Kind outer = kind_;
    if (block) {
      close();
      kind_ = kind_of(tag, outer);
    }
    if (tag == GUMBO_TAG_BR || tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) space_ = true;
    const auto rank = rank_of(node);
    const std::size_t begin = blocks.size();
    links_ += link;
    breaks_ = 0;
    each_child(node, [&](const GumboNode* child) {
      // two line breaks part paragraphs on old pages
      if (is_element(child) && child->v.element.tag == GUMBO_TAG_BR) {
        if (++breaks_ == 2) close();
      } else if (child->type != GUMBO_NODE_WHITESPACE) {
        breaks_ = 0;
      }
      take(child, depth + 1);
    });
    links_ -= link;
    if (block) {
      close();
      kind_ = outer;
    }
    if (rank) parts.push_back({begin, blocks.size(), *rank});
  }

  static Kind kind_of(GumboTag tag, Kind outer) {
    if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6) return Kind::heading;
    if (tag == GUMBO_TAG_TR) return Kind::row;
    if (tag == GUMBO_TAG_LI || tag == GUMBO_TAG_DD || tag == GUMBO_TAG_DT) return Kind::item;
    if (outer == Kind::item) return Kind::item;
    if (outer == Kind::row && tag != GUMBO_TAG_P) return Kind::row;
    return tag == GUMBO_TAG_P || tag == GUMBO_TAG_BLOCKQUOTE ? Kind::paragraph : Kind::running;
  }

  static std::optional<int> rank_of(const GumboNode* node) {
    const GumboTag tag = node->v.element.tag;
    if (attribute(node, "itemprop") == "articleBody") return 0;
    if (tag == GUMBO_TAG_ARTICLE || attribute(node, "role") == "article") return 1;
    if (tag == GUMBO_TAG_MAIN || attribute(node, "role") == "main") return 2;
    return {};
  }

  void add(std::string_view piece) {
    for (const char c : piece) {
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
        space_ = true;
        continue;
      }
      if (space_ && !open_.text.empty()) open_.text += ' ';
      space_ = false;
      open_.text += c;
      ++open_.letters;
      open_.linked += links_ > 0;
    }
  }

  void close() {
    space_ = false;
    if (open_.text.empty()) return;
    open_.kind = kind_;
    blocks.push_back(std::move(open_));
    open_ = {};
  }

  const std::size_t letters_;
  Block open_;
  Kind kind_ = Kind::running;
  int links_ = 0, breaks_ = 0;
  bool space_ = false;
};

struct Run {
  std::size_t begin = 0, end = 0;
  int sum = 0;
};

Run best_run(const std::vector<Block>& blocks, std::size_t begin, std::size_t end) {
  Run best, open{begin, begin, 0};
  for (std::size_t i = begin; i < end; ++i) {
    open.sum += worth(blocks[i]);
    if (open.sum <= 0)
      open = {i + 1, i + 1, 0};
    else if (open.sum > best.sum)
      best = {open.begin, i + 1, open.sum};
  }
  return best;
}

// The best run of the page; of a part that the page calls its article, where that holds as much of it as no teaser
// does.
Run article_of(const Blocks& page) {
  const Run whole = best_run(page.blocks, 0, page.blocks.size());
  for (const int rank : {0, 1, 2}) {
    Run best;
    for (const auto& part : page.parts)
      if (part.rank == rank)
        if (const Run run = best_run(page.blocks, part.begin, part.end); run.sum > best.sum) best = run;
    if (best.sum > 0 && best.sum * 2 > whole.sum) return best;
  }
  return whole;
}

}  // namespace

MainText main_text(const GumboNode* root, std::string_view title) {
  const Blocks page(root);
  Run run = article_of(page);
  // headings right before the first paragraph are the article's
  while (run.begin < run.end && run.begin > 0 && page.blocks[run.begin - 1].kind == Kind::heading &&
         page.blocks[run.begin - 1].linked == 0)
    --run.begin;
  MainText main;
  for (std::size_t i = run.begin; i < run.end; ++i) {
    const Block& block = page.blocks[i];
    if (!is_article_text(block) || (block.text == title && main.paragraphs.empty())) continue;
    if (!main.text.empty()) main.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(main.text.size());
    main.text += block.text;
    main.paragraphs.push_back({begin, static_cast<std::uint32_t>(main.text.size()), block.kind == Kind::heading});
  }
  if (!main.text.empty()) return main;
  // no running text at all: whatever there is, so that a page of two words is told as it is
  for (const auto& block : page.blocks) {
    if (block.text == title) continue;
    if (!main.text.empty()) main.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(main.text.size());
    main.text += block.text;
    main.paragraphs.push_back({begin, static_cast<std::uint32_t>(main.text.size()), block.kind == Kind::heading});
  }
  return main;
}

}  // namespace demarche
