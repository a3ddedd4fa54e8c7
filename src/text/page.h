// A parsed page (gumbo): what its elements are. For the files of this folder that read HTML.
#pragma once

#include <gumbo.h>

#include <array>
#include <string_view>

#include "base/among.h"

namespace demarche {

inline constexpr int kDeepestElement = 400;  // elements within elements: beyond, a page is hostile

inline bool is_element(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

inline bool is_text(const GumboNode* node) {
  return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA || node->type == GUMBO_NODE_WHITESPACE;
}

// Empty where there is none; lives as long as the page.
inline std::string_view attribute(const GumboNode* node, const char* name) {
  const auto* found = gumbo_get_attribute(&node->v.element.attributes, name);
  return found ? found->value : std::string_view();
}

template <class Visit>
void each_child(const GumboNode* node, Visit visit) {
  const auto& children = node->v.element.children;
  for (unsigned i = 0; i < children.length; ++i) visit(static_cast<const GumboNode*>(children.data[i]));
}

}  // namespace demarche
