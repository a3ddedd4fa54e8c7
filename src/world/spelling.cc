// Names that are not known as written: misspelt, transliterated otherwise, split otherwise, with parts left out or put
// in.
//
// What a name sounds like (sound_of) finds the candidates; a bounded edit distance over that, the title, the nation and
// the day choose among them. Nobody is better than somebody else: where several are as near, or the likeness has
// nothing to support it, there is no answer.
#include <algorithm>
#include <array>

#include "world/resolver.h"

namespace demarche {
namespace {

// How a name as written fits a full name that is known, best first.
enum class NameFit : std::uint8_t { part, alike, none };

// The one a part of the other, in order and from the first word on: "Vicente Fox Quesada" and "Vicente Fox".
bool is_part(const std::vector<NameWord>& written, const std::vector<std::string_view>& known) {
  const bool more = written.size() > known.size();
  const std::size_t less = std::min(written.size(), known.size()), all = std::max(written.size(), known.size());
  if (less < 2) return false;
  std::size_t met = 0;
  for (std::size_t i = 0; i < all && met < less; ++i) {
    const bool same = (more ? written[i].lower : written[met].lower) == (more ? known[met] : known[i]);
    if (!same && i == 0) return false;
    met += same;
  }
  return met == less;
}

struct Sounded {
  std::vector<std::string> words;
  std::string joined;
};

template <class Words, class TextOf>
Sounded sounded(const World::Tables& tables, const Words& words, const TextOf& text_of) {
  Sounded found;
  const auto is_particle = [&](const auto& word) { return tables.in_class("particles-left-out", text_of(word)); };
  const bool leave_out = std::count_if(words.begin(), words.end(), is_particle) + 2 <= std::ssize(words);
  std::string whole;
  for (const auto& word : words) {
    if (leave_out && is_particle(word)) continue;
    found.words.push_back(sound_of(text_of(word)));
    whole += text_of(word);
  }
  found.joined = sound_of(whole);
  return found;
}

// Letters of a name that may differ: one in five, none in a short one.
int allowed(std::string_view sound) { return sound.size() < 4 ? 0 : sound.size() < 8 ? 1 : 2; }

// How many sounds the whole names differ by, if they are spellings of one another: word by word in order, where a word
// in between may be missing on one side, or all written together.
std::optional<int> sounds_apart(const Sounded& written, const Sounded& known, bool word_by_word) {
  if (std::min(written.words.size(), known.words.size()) < 2) return {};
  const int whole = edits_between(written.joined, known.joined, 2);
  const auto near = [](const std::string& a, const std::string& b) {
    const int most = std::min(allowed(a), allowed(b));
    const int edits = edits_between(a, b, most);
    return edits <= most ? edits : -1;
  };
  const auto &fewer = written.words.size() <= known.words.size() ? written.words : known.words,
             &more = written.words.size() <= known.words.size() ? known.words : written.words;
  // the first and the last of the shorter must be met, and no more than one word of the longer be left over
  if (word_by_word && more.size() - fewer.size() <= 1) {
    int apart = 0;
    std::size_t met = 0;
    for (std::size_t i = 0; i < more.size() && met < fewer.size(); ++i) {
      const int edits = near(fewer[met], more[i]);
      if (edits < 0) {
        if (i == 0) break;
        continue;
      }
      apart += edits;
      ++met;
    }
    if (met == fewer.size()) return apart + static_cast<int>(more.size() - fewer.size());
  }
  // "Amir Abdolahian" and "Amirabdollahian", "Ze-min" and "Zemin"
  if (whole <= (written.joined.size() >= 12 ? 2 : written.joined.size() >= 8 ? 1 : 0)) return whole;
  return {};
}

}  // namespace

PersonChoice Resolver::similar_person(const Phrase& phrase, const Affiliation& belongs) const {
  std::vector<NameWord> words;
  for (const auto& segment : phrase.name_segments)
    for (int i = segment.first; i <= segment.last; ++i) append_words(token(i).form, words);
  while (words.size() > 1 && tables_.in_class("honorifics", words[0].lower)) words.erase(words.begin());
  if (words.empty() || words.back().lower.size() < 3) return {};
  if (auto holder = holder_spelled_alike(words, phrase, belongs); holder.person >= 0) return holder;
  if (words.size() < 2) return similar_family(words[0].lower, phrase, belongs);
  const auto written = sounded(tables_, words, [](const NameWord& word) -> std::string_view { return word.lower; });
  // whoever shares the sound of a name, and whose whole name fits
  std::vector<int> candidates;
  for (const auto& sound : written.words)
    if (const auto known = tables_.persons_by_sound.find(sound); known != tables_.persons_by_sound.end())
      candidates.insert(candidates.end(), known->second.begin(), known->second.end());
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  std::vector<int> parts;
  std::array<std::vector<int>, 4> alike;  // by how far apart
  for (const int person : candidates) {
    bool part = false;
    int nearest = static_cast<int>(alike.size());
    for (const auto& [_, spelling] : tables_.spellings_of(person)) {
      // "Juan Carlos Hurtado Miller" is no king: a known name that ends in a given name is not all of a longer one
      const bool given_last = words.size() > spelling.size() && tables_.given_names.contains(spelling.back());
      part = part || (!given_last && is_part(words, spelling));
      const auto known = sounded(tables_, spelling, [](std::string_view word) { return word; });
      if (const auto apart = sounds_apart(written, known, !given_last)) nearest = std::min(nearest, *apart);
    }
    if (part) parts.push_back(person);
    if (nearest < static_cast<int>(alike.size())) alike[static_cast<std::size_t>(nearest)].push_back(person);
  }
  auto choice = choose_person(tables_, parts, belongs, phrase.titles, on_);
  if (choice.score >= 0.8) {
    choice.score -= 0.1;
    return choice;
  }
  for (std::size_t apart = 0; apart < alike.size(); ++apart) {
    choice = choose_person(tables_, alike[apart], belongs, phrase.titles, on_);
    if (choice.person < 0) continue;
    // the further apart, the more it takes: the office or the nation, or the day
    const bool supported = belongs || held_titled_office(tables_, choice.person, phrase.titles);
    const double least = apart == 0 ? 0.75 : supported ? 0.75 : apart == 1 ? 0.9 : 1;
    if (choice.score < least) continue;
    choice.score -= 0.15 + 0.05 * static_cast<double>(apart);
    return choice;
  }
  return {};
}

// "Prime Minister Lama" of Albania: the office's holder on the day, if the name may be his.
PersonChoice Resolver::holder_spelled_alike(const std::vector<NameWord>& words, const Phrase& phrase,
                                            const Affiliation& belongs) const {
  if (!belongs || !on_) return {};
  const auto* office = titled_office(tables_, belongs.id, phrase.titles);
  const int holder = office ? holder_of(*office, *on_) : -1;
  if (holder < 0) return {};
  const auto alike = [](std::string_view a, std::string_view b) {
    if (spelled_alike(a, b)) return true;
    const auto x = sound_of(a), y = sound_of(b);
    const int most = std::min(allowed(x), allowed(y));
    return edits_between(x, y, most) <= most;
  };
  for (const auto& [_, known] : tables_.spellings_of(holder)) {
    const bool given_fits = words.size() == 1 || known.size() == 1 || alike(words[0].lower, known[0]);
    if (given_fits && alike(words.back().lower, known.back()))
      return {holder, 0.8, office->kind + " of " + belongs.id + " on " + on_->text(), 0};
  }
  return {};
}

// A family name alone, with a title: of those who held such an office about the day, the one whose name sounds like it.
PersonChoice Resolver::similar_family(const std::string& family, const Phrase& phrase,
                                      const Affiliation& belongs) const {
  if (phrase.titles.empty() || family.size() < 5 || !on_) return {};
  const auto known = tables_.persons_by_sound.find(sound_of(family));
  if (known == tables_.persons_by_sound.end()) return {};
  std::vector<int> fitting;
  for (const int person : known->second)
    if (held_titled_office(tables_, person, phrase.titles)) fitting.push_back(person);
  auto choice = choose_person(tables_, fitting, belongs, phrase.titles, on_);
  if (choice.score < 0.9) return {};  // in office, or just about
  choice.score -= 0.2;
  return choice;
}

// The one state whose name or adjective a word that nobody knows sounds like. Null if none or several.
const Entity* Resolver::similar_state(const Segment& segment) const {
  if (segment.first != segment.last) return nullptr;
  const auto& word = token(segment.first);
  if (word.upos != Upos::propn && word.upos != Upos::adj && word.upos != Upos::x && word.upos != Upos::noun)
    return nullptr;
  const auto words = words_of(word.form);
  if (words.size() != 1 || words[0].lower.size() < 6 || words[0].text[0] < 'A' || words[0].text[0] > 'Z')
    return nullptr;
  const auto states = tables_.states_by_sound.find(sound_of(words[0].lower));
  if (states == tables_.states_by_sound.end()) return nullptr;
  const Entity* only = nullptr;
  for (const auto& id : states->second) {
    const auto* state = tables_.entity(id);
    if (!state || (on_ && !state->exists.covers(*on_))) continue;
    if (only) return nullptr;
    only = state;
  }
  return only;
}

}  // namespace demarche
