// The page is parsed as browsers do (gumbo). Text is taken from <article>, else <main>, else the body, without what is
// not told: scripts, navigation, headers, footers, asides, forms, captions of media. Block elements part paragraphs;
// white space is folded.
#include "text/html.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "base/date.h"
#include "base/stanza_file.h"

namespace demarche {
namespace {

constexpr std::array kSkipped = {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE,  GUMBO_TAG_NAV,      GUMBO_TAG_HEADER,
                                 GUMBO_TAG_FOOTER, GUMBO_TAG_ASIDE,  GUMBO_TAG_FORM,     GUMBO_TAG_NOSCRIPT,
                                 GUMBO_TAG_BUTTON, GUMBO_TAG_SELECT, GUMBO_TAG_TEXTAREA, GUMBO_TAG_IFRAME,
                                 GUMBO_TAG_SVG,    GUMBO_TAG_FIGURE, GUMBO_TAG_TEMPLATE, GUMBO_TAG_HEAD};
constexpr std::array kBlocks = {GUMBO_TAG_P,   GUMBO_TAG_DIV,   GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE,
                                GUMBO_TAG_LI,  GUMBO_TAG_UL,    GUMBO_TAG_OL,      GUMBO_TAG_H1,
                                GUMBO_TAG_H2,  GUMBO_TAG_H3,    GUMBO_TAG_H4,      GUMBO_TAG_H5,
                                GUMBO_TAG_H6,  GUMBO_TAG_TABLE, GUMBO_TAG_TR,      GUMBO_TAG_BLOCKQUOTE,
                                GUMBO_TAG_PRE, GUMBO_TAG_DD,    GUMBO_TAG_DT,      GUMBO_TAG_MAIN};
constexpr int kDeepest = 400;  // elements within elements: beyond, a page is hostile

template <std::size_t n>
bool among(const std::array<GumboTag, n>& tags, GumboTag tag) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

bool is_element(const GumboNode* node) { return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE; }

std::string attribute(const GumboNode* node, const char* name) {
  const auto* found = gumbo_get_attribute(&node->v.element.attributes, name);
  return found ? found->value : "";
}

const GumboNode* find(const GumboNode* node, GumboTag tag, int depth = 0) {
  if (!is_element(node) || depth > kDeepest) return nullptr;
  if (node->v.element.tag == tag) return node;
  const auto& children = node->v.element.children;
  for (unsigned i = 0; i < children.length; ++i)
    if (const auto* found = find(static_cast<const GumboNode*>(children.data[i]), tag, depth + 1)) return found;
  return nullptr;
}

// Text in pieces: a paragraph is what lies between two block borders.
class Extract {
 public:
  std::string text;
  std::vector<Paragraph> paragraphs;

  void take(const GumboNode* node, int depth = 0) {
    if (depth > kDeepest) return;
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA || node->type == GUMBO_NODE_WHITESPACE) {
      add(node->v.text.text);
      return;
    }
    if (!is_element(node)) return;
    const GumboTag tag = node->v.element.tag;
    if (among(kSkipped, tag)) return;
    const bool block = among(kBlocks, tag), heading = tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6;
    if (block) close(false);
    if (tag == GUMBO_TAG_BR || tag == GUMBO_TAG_TD) space_ = true;
    const auto& children = node->v.element.children;
    for (unsigned i = 0; i < children.length; ++i) take(static_cast<const GumboNode*>(children.data[i]), depth + 1);
    if (block) close(heading);
  }

  void close(bool heading) {
    if (open_.empty()) return;
    if (!text.empty()) text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += open_;
    paragraphs.push_back({begin, static_cast<std::uint32_t>(text.size()), heading});
    open_.clear();
    space_ = false;
  }

 private:
  void add(std::string_view piece) {
    for (const char c : piece) {
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
        space_ = true;
        continue;
      }
      if (space_ && !open_.empty()) open_ += ' ';
      space_ = false;
      open_ += c;
    }
  }
  std::string open_;
  bool space_ = false;
};

std::string text_under(const GumboNode* node) {
  Extract extract;
  const auto& children = node->v.element.children;
  for (unsigned i = 0; i < children.length; ++i) extract.take(static_cast<const GumboNode*>(children.data[i]));
  extract.close(false);
  return extract.text;
}

void read_head(const GumboNode* node, Document& document, std::string& title, int depth = 0) {
  if (!is_element(node) || depth > kDeepest) return;
  const GumboTag tag = node->v.element.tag;
  if (tag == GUMBO_TAG_META) {
    const std::string name = attribute(node, "property") + attribute(node, "name") + attribute(node, "itemprop"),
                      content = attribute(node, "content");
    if (name == "og:title") title = content;
    if (name == "og:site_name") document.source = content;
    if (!document.date && (name == "article:published_time" || name == "datePublished" || name == "date" ||
                           name == "pubdate" || name == "dcterms.date"))
      document.date = Date::parse(content);
    if (name == "og:url") document.url = content;
  }
  if (tag == GUMBO_TAG_HTML) {
    document.language = attribute(node, "lang").substr(0, 2);
    if (document.language.size() != 2) document.language.clear();
  }
  if (tag == GUMBO_TAG_TIME && !document.date) document.date = Date::parse(attribute(node, "datetime"));
  const auto& children = node->v.element.children;
  for (unsigned i = 0; i < children.length; ++i)
    read_head(static_cast<const GumboNode*>(children.data[i]), document, title, depth + 1);
}

}  // namespace

Document read_html(std::string_view bytes) {
  Document document;
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  const auto destroy = [&](GumboOutput* output) { gumbo_destroy_output(&options, output); };
  const std::unique_ptr<GumboOutput, decltype(destroy)> page(
      gumbo_parse_with_options(&options, bytes.data(), bytes.size()), destroy);
  if (!page) return document;
  read_head(page->root, document, document.title);
  if (document.title.empty())
    for (const GumboTag tag : {GUMBO_TAG_H1, GUMBO_TAG_TITLE})
      if (const auto* found = find(page->root, tag); found && document.title.empty())
        document.title = text_under(found);
  const GumboNode* main = nullptr;
  for (const GumboTag tag : {GUMBO_TAG_ARTICLE, GUMBO_TAG_MAIN, GUMBO_TAG_BODY})
    if (!main) main = find(page->root, tag);
  Extract extract;
  if (main) extract.take(main);
  extract.close(false);
  // the title again at the head of the text is no paragraph
  if (!extract.paragraphs.empty()) {
    const auto& first = extract.paragraphs.front();
    if (extract.text.substr(first.begin, first.end - first.begin) == document.title)
      extract.paragraphs.erase(extract.paragraphs.begin());
  }
  document.text = std::move(extract.text);
  document.paragraphs = std::move(extract.paragraphs);
  return document;
}

}  // namespace demarche
