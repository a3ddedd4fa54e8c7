// The main text of an HTML page.
#pragma once

#include <string>
#include <string_view>

#include "model/document.h"

namespace demarche {

// Title, text, paragraphs, date, language and source of a page; text is the extracted text, its paragraphs parted by
// blank lines.
Document read_html(std::string_view bytes);

}  // namespace demarche
