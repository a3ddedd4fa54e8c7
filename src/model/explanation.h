// How a document's events came about, and what came of words that made none: for a reader, on request.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/sentence.h"

namespace demarche {

// Steps in plain words, in the order in which they were taken.
struct EventExplanation {
  std::string event;  // id
  std::vector<std::string> steps;

  bool operator==(const EventExplanation&) const = default;
};

// Words that the lexicon knows and that are no event of their own.
struct Rejection {
  std::size_t sentence = 0;
  bool in_title = false;
  std::string words;  // as in the text
  std::string rule;   // entry of the lexicon with file and line; empty where no form fits
  std::string why;

  bool operator==(const Rejection&) const = default;
};

struct Explanation {
  std::vector<EventExplanation> events;
  std::vector<Rejection> rejections;

  bool operator==(const Explanation&) const = default;
};

}  // namespace demarche
