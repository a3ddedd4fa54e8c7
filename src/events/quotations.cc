#include "events/quotations.h"

#include <algorithm>

namespace demarche {
namespace {

bool opens(const Token& token) { return token.form == "“"; }
bool closes(const Token& token) { return token.form == "”"; }
bool is_mark(const Token& token) { return opens(token) || closes(token) || token.form == "\""; }

// Whether a quotation is open behind a mark; the straight one opens and closes by turns.
bool is_open_behind(const Token& mark, bool open) { return opens(mark) || (!closes(mark) && !open); }

}  // namespace

bool has_quotation_mark(const Sentence& sentence) {
  return std::any_of(sentence.tokens.begin(), sentence.tokens.end(), is_mark);
}

void Quotations::enter(const Sentence& sentence) {
  speaker_.reset();
  if (sentence.in_title || sentence.tokens.empty()) return;
  if (open_ && sentence.paragraph != paragraph_) open_ = false;
  open_before_ = open_;
  std::size_t marks = 0;
  for (const auto& token : sentence.tokens) {
    if (!is_mark(token)) continue;
    ++marks;
    open_ = is_open_behind(token, open_);
  }
  paragraph_ = sentence.paragraph;
  const bool begins = open_before_ || is_mark(sentence.tokens.front());
  const bool ends = open_ || is_mark(sentence.tokens.back());
  const std::size_t all = marks + (open_before_ ? 1 : 0);
  if (begins && ends && all > 0 && all <= 2) speaker_ = last_;
}

bool Quotations::holds(const Sentence& sentence, int word) const {
  bool open = open_before_;
  for (int i = 0; i < word; ++i)
    if (const auto& token = sentence.tokens[static_cast<std::size_t>(i)]; is_mark(token))
      open = is_open_behind(token, open);
  return open;
}

}  // namespace demarche
