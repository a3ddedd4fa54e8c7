// Short lists, looked through from the first to the last.
#pragma once

#include <algorithm>
#include <iterator>
#include <utility>

namespace demarche {

// Whether one of the list is equal to `one`.
template <class List, class One>
bool among(const List& list, const One& one) {
  return std::find(std::begin(list), std::end(list), one) != std::end(list);
}

// Puts `one` at the end of the list, unless it stands there already.
template <class List, class One>
void add_once(List& list, One&& one) {
  if (!among(list, one)) list.push_back(std::forward<One>(one));
}

}  // namespace demarche
