// A claim: somebody says something about an event, an incident or another claim.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/event.h"
#include "model/explanation.h"

namespace demarche {

enum class Stance : std::uint8_t {
  asserts,
  denies,
  accuses,
  admits,
  claims_responsibility,
  declines,
  retracts,
  interprets,
  supports,
  condemns,
  demands,
  threatens,
  promises
};
std::string_view name_of(Stance);  // "claims-responsibility" ...
std::optional<Stance> stance_named(std::string_view name);

// How sure the speaker says to be; nothing to do with how sure the coding is.
enum class Certainty : std::uint8_t { unsaid, certain, likely, possible, doubtful };
std::string_view name_of(Certainty);  // "" for unsaid
std::optional<Certainty> certainty_named(std::string_view name);

struct Evidence {
  std::string kind;  // "technical report", "intelligence", "investigation", "video" ...; may be empty
  std::optional<bool> disclosed;
  std::vector<std::string> shared_with;  // ids
  std::string text;                      // "indisputable evidence"
  bool operator==(const Evidence&) const = default;
};

struct Claim {
  std::string id;  // 16 hexadecimal digits: hash of document content, span and stance
  std::string document;
  std::size_t sentence = 0;
  Mention speaker;
  std::string on_behalf_of;        // country or organisation that the speaker speaks for; may be empty
  bool author_is_speaker = false;  // the author of a commentary infers or judges
  Stance stance = Stance::asserts;
  std::optional<Mention> toward;
  std::string about;    // id of an event, incident or claim; may be empty
  std::string answers;  // id of the claim it replies to; may be empty
  std::optional<Period> said;
  std::string venue;  // "a televised statement"
  std::string quote;
  std::optional<Content> content;  // what is said, denied, asked ...
  Certainty certainty = Certainty::unsaid;
  std::optional<Evidence> evidence;
  std::string text;  // the sentence
  std::vector<Span> words;
  bool in_title = false;
  double score = 0;  // 0..1

  bool operator==(const Claim&) const = default;
};

// What coding one document yields, in the order of the text.
struct Coding {
  std::vector<Event> events;
  std::vector<Claim> claims;
  std::optional<Explanation> explanation;  // where asked for
  bool operator==(const Coding&) const = default;
};

}  // namespace demarche
