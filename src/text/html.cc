// The page is parsed as browsers do (gumbo).
#include "text/html.h"

#include <memory>

#include "text/html_bounds.h"
#include "text/main_text.h"
#include "text/page_head.h"

namespace demarche {

Document read_html(std::string_view bytes) {
  Document document;
  bytes = within_bounds(bytes);
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  const auto destroy = [&](GumboOutput* output) { gumbo_destroy_output(&options, output); };
  const std::unique_ptr<GumboOutput, decltype(destroy)> page(
      gumbo_parse_with_options(&options, bytes.data(), bytes.size()), destroy);
  if (!page) return document;
  read_page_head(page->root, document);
  auto main = main_text(page->root, document.title);
  document.text = std::move(main.text);
  document.paragraphs = std::move(main.paragraphs);
  return document;
}

}  // namespace demarche
