// The words of a document that a span covers.
#pragma once

#include <string>

#include "model/document.h"
#include "model/event.h"

namespace demarche {

// Of the title, or of the text; empty where the span reaches beyond it.
inline std::string text_at(const Document& document, bool in_title, Span span) {
  const auto& field = in_title ? document.title : document.text;
  return span.end <= field.size() ? field.substr(span.begin, span.end - span.begin) : std::string();
}

}  // namespace demarche
