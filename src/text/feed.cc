#include "text/feed.h"

#include <fmt/format.h>

#include <array>
#include <pugixml.hpp>

#include "base/letters.h"
#include "base/stanza_file.h"
#include "text/article.h"
#include "text/charset.h"
#include "text/html.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

// "dc:date" -> "date": feeds choose their prefixes freely.
std::string_view local_name(pugi::xml_node node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string inner_text(pugi::xml_node node) {
  const std::string_view type = node.attribute("type").value();
  if (type == "xhtml") {  // Atom: markup as such, not as text
    struct Writer : pugi::xml_writer {
      std::string text;
      void write(const void* data, std::size_t size) override { text.append(static_cast<const char*>(data), size); }
    } writer;
    for (const auto child : node.children()) child.print(writer, "", pugi::format_raw, pugi::encoding_utf8);
    return writer.text;
  }
  std::string text;
  for (const auto child : node.children())
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) text += child.value();
  return std::string(trimmed(text));
}

// RFC 822 ("Wed, 07 Sep 2022 10:00:00 GMT") or ISO 8601. The day as written, in the publisher's own zone.
std::optional<Date> feed_date(std::string_view text) {
  text = trimmed(text);
  if (const auto iso = Date::parse(text)) return iso;
  if (const auto comma = text.find(','); comma != std::string_view::npos) text = trimmed(text.substr(comma + 1));
  std::size_t words = 0, end = 0;  // "07 Sep 2022"
  while (end < text.size() && words < 3) {
    end = std::min(text.find(' ', end), text.size());
    ++words;
    if (words < 3) ++end;
  }
  return date_line(text.substr(0, std::min(end, text.size())));
}

FeedItem read_item(pugi::xml_node node) {
  FeedItem item;
  std::string published, updated;
  for (const auto child : node.children()) {
    const auto name = local_name(child);
    if (name == "title" && item.title.empty()) item.title = inner_text(child);
    if (name == "guid" || name == "id") item.id = inner_text(child);
    if (name == "link") {
      const std::string_view rel = child.attribute("rel").value(), href = child.attribute("href").value();
      if (!href.empty() && (rel.empty() || rel == "alternate") && item.link.empty()) item.link = href;
      if (href.empty() && item.link.empty()) item.link = inner_text(child);
    }
    if (name == "description" || name == "summary" || name == "content" || name == "encoded")
      if (auto text = inner_text(child); text.size() > item.content.size()) item.content = std::move(text);
    if (name == "pubDate" || name == "published" || name == "issued") published = inner_text(child);
    if (name == "updated" || name == "date" || name == "modified") updated = inner_text(child);
  }
  item.date = feed_date(published);
  if (!item.date) item.date = feed_date(updated);
  if (item.link.empty() && (item.id.starts_with("http://") || item.id.starts_with("https://"))) item.link = item.id;
  for (const auto* other : {&item.link, &item.title})
    if (item.id.empty()) item.id = *other;
  return item;
}

void take_items(pugi::xml_node parent, std::string_view element, Feed& feed) {
  for (const auto child : parent.children()) {
    if (local_name(child) != element) continue;
    if (feed.items.size() >= kMostItems) break;
    auto item = read_item(child);
    if (item.id.empty() || (item.title.empty() && item.content.empty()))
      ++feed.left_out;
    else
      feed.items.push_back(std::move(item));
  }
}

void read_channel(pugi::xml_node channel, Feed& feed) {
  for (const auto child : channel.children()) {
    if (local_name(child) == "title" && feed.title.empty()) feed.title = inner_text(child);
    if (local_name(child) == "language" && feed.language.empty())
      feed.language = lower_ascii(inner_text(child).substr(0, 2));
  }
}

// How many items of that name are told to their end in so much of the text.
std::size_t whole_items(std::string_view text, std::string_view name) {
  std::size_t whole = 0;
  for (auto at = text.find("</"); at != std::string_view::npos; at = text.find("</", at + 2)) {
    auto tag = text.substr(at + 2, text.find_first_of("> \t\r\n", at) - at - 2);
    if (const auto prefix = tag.find(':'); prefix != std::string_view::npos) tag.remove_prefix(prefix + 1);
    whole += tag == name;
  }
  return whole;
}

}  // namespace

Result<Feed> read_feed(std::string bytes, std::string_view charset, const std::string& name) {
  const std::string named = charset.empty() ? charset_named_in(bytes) : std::string(charset);
  const std::string text = to_utf8(std::move(bytes), named);
  pugi::xml_document document;
  const auto parsed = document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata_single,
                                           pugi::encoding_utf8);
  const auto root = document.document_element();
  const auto kind = local_name(root);
  Feed feed;
  if (kind == "rss") {
    for (const auto channel : root.children("channel")) {
      read_channel(channel, feed);
      take_items(channel, "item", feed);
    }
  } else if (kind == "RDF") {
    for (const auto child : root.children())
      if (local_name(child) == "channel") read_channel(child, feed);
    take_items(root, "item", feed);
  } else if (kind == "feed") {
    read_channel(root, feed);
    feed.language = lower_ascii(std::string_view(root.attribute("xml:lang").value()).substr(0, 2));
    take_items(root, "entry", feed);
  } else {
    return fail(parsed ? "is no RSS or Atom feed" : fmt::format("is no feed: {}", parsed.description()), name);
  }
  const auto read =
      std::string_view(text).substr(0, static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0)));
  feed.cut = !parsed && !feed.items.empty() &&
             whole_items(read, kind == "feed" ? "entry" : "item") < feed.items.size() + feed.left_out;
  if (!parsed && feed.items.empty()) return fail(fmt::format("is no whole feed: {}", parsed.description()), name);
  return feed;
}

Document document_of(const FeedItem& item, const Feed& feed) {
  Document document;
  if (item.content.find('<') != std::string::npos || item.content.find('&') != std::string::npos) {
    document = read_html(item.content);
  } else {
    document.text = item.content;
    lay_out_article(document, false);
  }
  document.title = item.title;
  if (document.text.empty()) {
    std::swap(document.text, document.title);
    lay_out_article(document, false);
  }
  document.id = item.link.empty() ? item.id : item.link;
  document.url = item.link;
  document.source = feed.title;
  if (document.language.empty()) document.language = feed.language;
  if (item.date) document.date = item.date;
  return document;
}

}  // namespace demarche
