// What a page says of itself: title, publisher, address, language, day.
#pragma once

#include "model/document.h"
#include "text/page.h"

namespace demarche {

// Sets title, source, url, language and date of the document, as far as the page tells them: in its <meta> elements
// (Open Graph, Dublin Core), in its JSON-LD (schema.org articles), in its <title>, <h1> and <time>.
void read_page_head(const GumboNode* root, Document& document);

}  // namespace demarche
