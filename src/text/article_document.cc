// A text in memory to its document: read as a file is, then what the caller knows of it takes the place of what was
// found.
#include "base/content_hash.h"
#include "base/letters.h"
#include "base/stanza_file.h"
#include "text/article.h"
#include "text/text.h"
#include "text/utf8.h"

namespace demarche {
namespace {

bool is_page(std::string_view text) {
  const auto head = lower_ascii(std::string(trimmed(text.substr(0, 200))));
  return head.starts_with("<!doctype html") || head.starts_with("<html");
}

void take(std::string& field, std::string& given) {
  if (given.empty()) return;
  field = std::move(given);
}

}  // namespace

Result<Document> document_of(GivenArticle article) {
  ReadOptions options;
  options.format = is_page(article.text) ? TextFormat::html : TextFormat::plain;
  std::optional<Document> found;
  Error problem{"holds nothing to read", "text", 0, 0, {}};
  read_documents(
      article.text, "text", options,
      [&](Document document) {
        found = std::move(document);
        return true;
      },
      [&](const Error& error) { problem = error; });
  if (!found) return tl::unexpected(std::move(problem));
  Document document = std::move(*found);
  if (!article.title.empty() && options.format == TextFormat::plain) lay_out_article(document, false);
  take(document.title, article.title);
  take(document.source, article.source);
  take(document.url, article.url);
  if (article.date) document.date = article.date;
  const std::string day = document.date ? document.date->text() : "";
  document.id = document.url;
  take(document.id, article.id);
  sanitize(document);
  if (document.id.empty())
    document.id = "text:" + hex_id(content_hash({document.title, document.text, day, document.source}));
  return document;
}

}  // namespace demarche
