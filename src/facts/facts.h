// Standing facts: what a sentence says of how things are, rather than of what somebody did. "Albania, a member of NATO
// since 2009", "the United States has no diplomatic relations with Iran", "Tirana, the capital of Albania", "Sali
// Berisha, the prime minister". They are no events; an audit holds them against the record.
//
// Only what the tree says plainly is read: an organisation, state or person that the world knows on both sides. The
// words are data: knowledge/facts. Immutable, for any number of threads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "model/event.h"
#include "model/sentence.h"
#include "world/world.h"

namespace demarche {

enum class FactKind : std::uint8_t { member, relations, capital, office };
std::string_view name_of(FactKind);

// Where the fact lies on the time line that its sentence gives.
enum class FactTime : std::uint8_t {
  holds,   // at `when`, or at the time of the document
  begins,  // "joined in 2009"
  since,   // "a member since 2009"
  ends     // "left in 2020"
};

struct StandingFact {
  FactKind kind = FactKind::member;
  std::string subject;  // id: a state (member, relations), a city's name (capital), a person (office)
  std::string object;   // id: an organisation (member), a state (relations, capital), what the office is of (office)
  std::string role;     // office: the words of the title ("prime minister")
  std::string office;   // office: the title with its owner, as written ("Israeli prime minister")
  FactTime time = FactTime::holds;
  std::optional<Period> when;
  bool negated = false;
  bool former = false;    // office: "former", "then"
  bool in_front = false;  // office: its title stands before the name, as that of another time may ("Prime Minister X")
  std::size_t sentence = 0;
  bool in_title = false;
  Span span;         // of the sentence
  std::string text;  // the sentence
};

// What a sentence says of the deeds it tells.
enum class Superlative : std::uint8_t { none, first, notice, count };
struct ToldSuperlative {
  Superlative kind = Superlative::none;
  std::size_t end = 0;  // where the words that say so end, in bytes of the sentence
};

class FactWords {
 public:
  static Result<FactWords> load(const std::filesystem::path& file);
  ToldSuperlative superlative_in(std::string_view sentence) const;

  struct Words {
    std::vector<std::string> begins, is, ends, has, qualify;  // lemmas
    std::vector<std::string> whole;                           // ids of organisations whose members are all known
    std::vector<std::string> not_held, loose;  // lemmas beside a title, and titles of more than one office
  };
  Words member, relations, capital, office;

 private:
  std::vector<std::pair<Superlative, std::string>> superlatives_;
};

// `on`: the day of the document.
std::vector<StandingFact> standing_facts(const Sentence& sentence, std::size_t index, std::string_view text,
                                         std::optional<Date> on, const FactWords& words, const World& world);

}  // namespace demarche
