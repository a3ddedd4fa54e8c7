// Which part of a page is the article, and its text.
#pragma once

#include <string>
#include <vector>

#include "model/document.h"
#include "text/page.h"

namespace demarche {

struct MainText {
  std::string text;  // paragraphs parted by a blank line, white space folded
  std::vector<Paragraph> paragraphs;
};

// Of the page below `root`. `title`: a block that says just this at the head of the article is left out.
MainText main_text(const GumboNode* root, std::string_view title);

}  // namespace demarche
