#include "world/phrase.h"

#include <algorithm>

namespace demarche {
namespace {

constexpr int kFarthest = 14;  // tokens: no name or title with its nation is longer

const Token& at(const Sentence& sentence, int i) { return sentence.tokens[static_cast<std::size_t>(i)]; }

bool can_stand_before_head(const Token& token) {
  switch (token.upos) {
    case Upos::adj:
    case Upos::noun:
    case Upos::propn:
    case Upos::num:
    case Upos::det:
    case Upos::x:
    case Upos::sym:
    case Upos::none:
    case Upos::cconj:
    case Upos::adv:
      return true;
    case Upos::part:
      return is_possessive_mark(token);
    case Upos::verb:
      return is_a(token, "amod") || is_a(token, "compound");
    case Upos::punct:
      return is_hyphen(token) || token.form == "\"" || token.form == "." || token.form == "'" || token.form == ",";
    default:
      return is_possessive_mark(token);
  }
}

// What no modifier of a noun is: arguments, conjuncts, appositions.
bool is_of_a_clause(const Token& token) {
  for (const auto* deprel :
       {"nsubj", "obj", "iobj", "obl", "csubj", "conj", "appos", "advcl", "acl", "parataxis", "root"})
    if (is_a(token, deprel)) return true;
  return false;
}

}  // namespace

bool is_hyphen(const Token& token) { return token.form == "-" || token.form == "\u2013" || token.form == "\u2010"; }

bool is_possessive_mark(const Token& token) {
  return token.form == "'s" || token.form == "\u2019s" || token.form == "'" || token.form == "\u2019";
}

bool is_a(const Token& token, std::string_view deprel) {
  const std::string_view whole = token.deprel;
  return whole.starts_with(deprel) && (whole.size() == deprel.size() || whole[deprel.size()] == ':');
}

bool depends_on(const Sentence& sentence, int word, int ancestor) {
  const int size = static_cast<int>(sentence.tokens.size());
  for (int steps = 0; word >= 0 && word < size && steps < 12; ++steps, word = at(sentence, word).head)
    if (word == ancestor) return true;
  return false;
}

Extent extent_of(const Sentence& sentence, int head) {
  const int size = static_cast<int>(sentence.tokens.size());
  Extent extent{head, head};
  const bool tree = at(sentence, head).head != kNoHead;
  // To the right: the rest of a name, never across a preposition or a comma.
  while (extent.last + 1 < size && extent.last < head + kFarthest) {
    const auto& next = at(sentence, extent.last + 1);
    const bool name_part = is_a(next, "flat") || is_a(next, "goeswith") || is_a(next, "compound") ||
                           (is_a(next, "appos") && next.upos == Upos::propn) || (!tree && next.upos == Upos::propn);
    const bool joined = is_hyphen(next) && extent.last + 2 < size && is_a(at(sentence, extent.last + 2), "flat");
    if (joined && tree && depends_on(sentence, extent.last + 2, head)) {
      extent.last += 2;
      continue;
    }
    // Words before a flat or appos name that hang on it ("spokesman Dr. Nasser Kanani").
    const bool before_name = tree && next.upos == Upos::propn && next.head > extent.last + 1 && next.head < size &&
                             (is_a(at(sentence, next.head), "appos") || is_a(at(sentence, next.head), "flat")) &&
                             depends_on(sentence, next.head, head);
    if (!(name_part && (!tree || depends_on(sentence, extent.last + 1, head))) && !before_name) break;
    ++extent.last;
  }
  // To the left: whatever hangs on the head or on the rest of its name.
  for (int i = head - 1; i >= 0 && i > head - kFarthest; --i) {
    const auto& token = at(sentence, i);
    if (!can_stand_before_head(token)) break;
    if (tree) {
      // A conjunct of a modifier further left is still a modifier: "Iranian and Russian officials".
      const bool joined_left = is_a(token, "conj") && token.head >= 0 && token.head < i;
      if ((is_of_a_clause(token) && !joined_left) || !depends_on(sentence, i, head)) break;
    } else if (token.upos == Upos::cconj || token.form == ",") {
      break;
    }
    extent.first = i;
  }
  while (extent.first < head &&
         (at(sentence, extent.first).upos == Upos::punct || at(sentence, extent.first).upos == Upos::cconj))
    ++extent.first;
  return extent;
}

const NameMatch* Segment::find(std::initializer_list<NameForm> forms) const {
  for (const auto form : forms)
    for (const auto& match : matches)
      if (match.entry->form == form) return &match;
  return nullptr;
}

PhraseReader::PhraseReader(const World::Tables& tables, const Sentence& sentence, int first, int last)
    : tables_(tables),
      sentence_(sentence),
      first_(std::max(first, 0)),
      last_(std::min(last, static_cast<int>(sentence.tokens.size()) - 1)) {
  std::vector<NameWord> words;
  for (int i = first_; i <= last_; ++i) {
    begin_.push_back(static_cast<int>(pieces_.size()));
    words.clear();
    if (const auto& token = at(sentence_, i); !is_possessive_mark(token))
      append_words(token.form, words);
    else
      words.push_back({"'s", "'s"});
    for (auto& word : words) pieces_.push_back({std::move(word), i});
  }
  begin_.push_back(static_cast<int>(pieces_.size()));
}

Segment PhraseReader::longest_at(int token, int last, bool agents_only) const {
  Segment best{token, token, {}};
  if (token < first_ || token > last_) return best;
  const int begin = begin_[static_cast<std::size_t>(token - first_)];
  const int end = begin_[static_cast<std::size_t>(std::min(last, last_) - first_ + 1)];
  if (begin >= end || pieces_[static_cast<std::size_t>(begin)].token != token) return best;
  const auto longest = tables_.longest.find(pieces_[static_cast<std::size_t>(begin)].word.lower);
  if (longest == tables_.longest.end()) return best;
  std::string key;
  for (int i = begin; i < end && i < begin + longest->second; ++i) {
    const auto& piece = pieces_[static_cast<std::size_t>(i)];
    if (!key.empty()) key += ' ';
    key += piece.word.lower;
    const bool at_token_end =
        i + 1 == static_cast<int>(pieces_.size()) || pieces_[static_cast<std::size_t>(i) + 1].token != piece.token;
    if (!at_token_end) continue;
    const auto found = tables_.names.find(key);
    if (found == tables_.names.end()) continue;
    std::vector<NameMatch> matches;
    for (const auto& entry : found->second) {
      double price = 0;
      const bool agent = entry.form == NameForm::agent || entry.form == NameForm::title;
      if (agents_only && !agent) continue;
      if (!agent) {
        std::string_view written = entry.written;
        for (int j = begin; j <= i && price >= 0; ++j) {
          const auto space = std::min(written.find(' '), written.size());
          const auto& word = pieces_[static_cast<std::size_t>(j)];
          const auto upos = at(sentence_, word.token).upos;
          const bool name = upos == Upos::propn || (upos == Upos::adj && entry.form == NameForm::adjective);
          const double more = price_of_case(word.word.text, written.substr(0, space), j == begin, name);
          price = more < 0 ? more : price + more;
          written.remove_prefix(std::min(space + 1, written.size()));
        }
      }
      if (price >= 0) matches.push_back({&entry, std::min(price, 0.25)});
    }
    if (!matches.empty()) best = {token, piece.token, std::move(matches)};
  }
  return best;
}

Segment PhraseReader::longest_over(int token, bool agents_only) const {
  Segment best{token, token, {}};
  int length = 0;
  for (int begin = std::max(first_, token - 9); begin <= token; ++begin) {
    auto segment = longest_at(begin, last_, agents_only);
    if (segment.matches.empty() || segment.last < token) continue;
    if (segment.last - segment.first + 1 <= length) continue;
    length = segment.last - segment.first + 1;
    best = std::move(segment);
  }
  return best;
}

std::vector<Segment> PhraseReader::segments(int first, int last) const {
  std::vector<Segment> found;
  for (int i = first; i <= last;) {
    found.push_back(longest_at(i, last));
    i = found.back().last + 1;
  }
  return found;
}

}  // namespace demarche
