// The pieces of a noun phrase, and what each is in it: the titles that stand together, the name of a person, what may
// say the nation.
#include <algorithm>

#include "world/resolver.h"

namespace demarche {
Resolver::Phrase Resolver::read_phrase(int head, bool core_is_agent) const {
  const PhraseReader reader(tables_, sentence_, head - 16, head + 16);
  Phrase phrase;
  auto core = reader.longest_over(head, core_is_agent);
  phrase.extent = extent_of(sentence_, head);
  phrase.extent.first = std::min(phrase.extent.first, core.first);
  phrase.extent.last = std::max(phrase.extent.last, core.last);
  const int behind = core.last + 1;
  phrase.segments = reader.segments(phrase.extent.first, core.first - 1);
  phrase.core = static_cast<int>(phrase.segments.size());
  phrase.segments.push_back(std::move(core));
  for (auto& segment : reader.segments(behind, phrase.extent.last)) phrase.segments.push_back(std::move(segment));
  find_person_name(phrase, head);
  find_titles(phrase);
  for (int i = phrase.extent.first; i < phrase.extent.last; ++i) {
    phrase.former = phrase.former || tables_.in_class("not-in-office", lower_case(token(i).form));
  }
  return phrase;
}

void Resolver::find_person_name(Phrase& phrase, int head) const {
  const auto& segments = phrase.segments;
  const int size = static_cast<int>(segments.size());
  const auto at = [&](int i) -> const Segment& { return segments[static_cast<std::size_t>(i)]; };
  const auto take = [&](int first, int last) {
    phrase.name_segments.assign(segments.begin() + first, segments.begin() + last + 1);
  };
  const auto& core = at(phrase.core);
  const auto is_known = [&](const Segment& segment) {
    return segment.find({NameForm::full_name}) && !segment.find({NameForm::name, NameForm::also, NameForm::metonym});
  };
  // "Jordan Henderson", "Hamilton Jordan", "Abdel Fatah al-Sisi": a word of a name that is a country or group
  // elsewhere.
  const auto is_flat = [&](int i) {
    const auto& word = token(at(i).first);
    return at(i).first == at(i).last && word.upos == Upos::propn && is_a(word, "flat") && !at(i).is_agent();
  };
  const auto begins_name = [&](int i) {
    return at(i).first == at(i).last && at(i).find({NameForm::name, NameForm::city, NameForm::metonym}) &&
           i + 1 < size && (is_flat(i + 1) || (is_name_word(at(i + 1)) && token(at(i + 1).first).head == kNoHead));
  };
  int first = phrase.core;
  if (core.is_agent()) {
    for (++first; first < size && at(first).is_agent();) ++first;
    if (first >= size) return find_name_behind(phrase, head);
  }
  if (is_known(at(first))) return take(first, first);
  if (!is_name_word(at(first)) && !begins_name(first)) return;
  int last = first;
  const auto goes_on = [&](int i) { return i < size && (is_name_word(at(i)) || is_known(at(i)) || is_flat(i)); };
  for (;;) {
    if (goes_on(last + 1)) {
      ++last;
    } else if (last + 2 < size && is_hyphen(token(at(last + 1).first)) &&
               (goes_on(last + 2) || is_a(token(at(last + 2).first), "flat"))) {
      last += 2;  // "Abdul-Aziz", "Ze-min"
    } else {
      break;
    }
  }
  const bool from_core = first == phrase.core;
  while (from_core && first > 0 && (is_name_word(at(first - 1)) || is_known(at(first - 1)))) --first;
  take(first, last);
  phrase.core = core.is_agent() ? phrase.core : first;
}

// "the foreign minister of Iran, Hossein Amirabdollahian", "Prime Minister of Albania Edi Rama": a name that hangs on
// the title beyond what stands between.
void Resolver::find_name_behind(Phrase& phrase, int head) const {
  const int size = static_cast<int>(sentence_.tokens.size());
  for (int i = phrase.extent.last + 1; i < size && i < head + 14; ++i) {
    const auto& name = token(i);
    if (name.head != head || name.upos != Upos::propn || !(is_a(name, "appos") || is_a(name, "flat"))) continue;
    const PhraseReader reader(tables_, sentence_, i - 3, i + 8);
    const auto extent = extent_of(sentence_, i);
    auto segments = reader.segments(extent.first, extent.last);
    for (auto& segment : segments) {
      if (segment.find({NameForm::full_name})) {
        phrase.name_segments = {segment};
        return;
      }
      if (!is_name_word(segment)) return;
    }
    phrase.name_segments = std::move(segments);
    return;
  }
}

void Resolver::find_titles(Phrase& phrase) const {
  const auto& segments = phrase.segments;
  phrase.first_title = phrase.core;
  if (!segments[static_cast<std::size_t>(phrase.core)].is_agent() && phrase.name_segments.empty()) return;
  int last = phrase.core;  // the last that may be a title
  if (!segments[static_cast<std::size_t>(last)].is_agent()) --last;
  if (last >= 0 && segments[static_cast<std::size_t>(phrase.core)].is_agent())
    while (last + 1 < static_cast<int>(segments.size()) && segments[static_cast<std::size_t>(last) + 1].is_agent())
      ++last;
  int first = last + 1;
  while (first > 0) {
    const auto& before = segments[static_cast<std::size_t>(first) - 1];
    const bool mark =
        first <= last && is_possessive_mark(token(before.first)) && first > 1 &&
        segments[static_cast<std::size_t>(first) - 2].is_agent() &&
        !segments[static_cast<std::size_t>(first) - 2].find({NameForm::name, NameForm::also, NameForm::adjective});
    const bool entity = before.find({NameForm::name, NameForm::also, NameForm::adjective}) && first <= last;
    if (!mark && (!before.is_agent() || entity)) break;
    --first;
  }
  phrase.first_title = first;
  for (int i = first; i <= last; ++i)
    if (const auto& segment = segments[static_cast<std::size_t>(i)]; segment.is_agent())
      phrase.titles.push_back(&segment);
  if (!phrase.titles.empty()) {
    const auto* match = phrase.titles.back()->find({NameForm::agent, NameForm::title});
    phrase.plural = match->entry->plural;
  }
}

bool Resolver::is_name_word(const Segment& segment) const {
  const auto& first = token(segment.first);
  if (first.upos != Upos::propn && first.upos != Upos::x) return false;
  if (segment.matches.empty()) {
    const auto words = words_of(first.form);
    return !words.empty() && !is_possessive_mark(first) && words[0].text[0] >= 'A' && words[0].text[0] <= 'Z';
  }
  return segment.find({NameForm::family_name}) &&
         !segment.find({NameForm::name, NameForm::also, NameForm::adjective, NameForm::agent});
}

}  // namespace demarche
