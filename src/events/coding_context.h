// What is the same for all sentences of a document that is coded.
#pragma once

#include <string>

#include "lexicon/lexicon.h"
#include "model/document.h"
#include "world/world.h"

namespace demarche {

// Borrowed, but for the hash.
struct CodingContext {
  const Lexicon& lexicon;
  const World& world;
  const Document& document;
  const std::string& version;  // of the coder: Event::coder
  std::string content;         // hash of the document's content: of every id
};

}  // namespace demarche
