// A coded event: who did what to whom, when, where, by what means, for what reason, and on whose word. The fields are
// those of a PLOVER record and the further ones that the project adds (docs/records.md).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "model/move.h"

namespace demarche {

// Bytes in a field of a document (its text, or its title), end exclusive.
struct Span {
  std::uint32_t begin = 0, end = 0;
  bool operator==(const Span&) const = default;
  auto operator<=>(const Span&) const = default;
};

// A mention of an actor, with whom it was resolved to.
struct Mention {
  std::string text;          // the words as written; empty for an actor that is understood, not written
  std::optional<Span> span;  // of those words
  bool in_title = false;     // the span is into the document's title
  std::string id;            // "IRN.GOV.MFA"; empty: not known to the world
  std::string country;       // ISO 3166 alpha-3 (or the project's code of a former state); empty: none or unknown
  std::vector<std::string> sectors;  // PLOVER sectors, most telling first
  std::string name;                  // the world's name for it
  double score = 0;                  // 0..1, how sure the resolution is
  std::string why;                   // the reason in a few words: "adjective of Iran + agent 'troops'"

  bool operator==(const Mention&) const = default;
};

struct Place {
  std::string text;
  std::optional<Span> span;
  std::string name, country;
  std::optional<double> latitude, longitude;  // degrees, WGS 84

  bool operator==(const Place&) const = default;
};

enum class Modality : std::uint8_t { done, ongoing, attempted, announced, planned, threatened, demanded, hypothetical };
std::string_view name_of(Modality);
std::optional<Modality> modality_named(std::string_view name);

enum class Outcome : std::uint8_t { unsaid, achieved, partial, failed };
std::string_view name_of(Outcome);  // "" for unsaid
std::optional<Outcome> outcome_named(std::string_view name);

// Where the date of an event comes from.
enum class DateSource : std::uint8_t { unknown, expression, tense, document };
std::string_view name_of(DateSource);  // "" for unknown
std::optional<DateSource> date_source_named(std::string_view name);

// What an event or a claim is about beyond its sides, in the words of the text: "to show restraint".
struct Content {
  std::string text;
  Span span;  // of those words: into the text, or the title where the record is of the title
  bool operator==(const Content&) const = default;
};

struct Reason {
  std::string text;      // "over a cyber attack in July"
  std::string event;     // id of the event that is the reason, where it was coded
  std::string given_by;  // country or id of who gives it
  bool operator==(const Reason&) const = default;
};

// Where a document tells of an event again.
struct Retelling {
  std::size_t sentence = 0;
  bool in_title = false;
  std::vector<Span> words;
  std::string rule;
  bool operator==(const Retelling&) const = default;
};

struct Event {
  std::string id;            // 16 hexadecimal digits: hash of document content, span and code
  std::string document;      // Document::id
  std::size_t sentence = 0;  // 0-based, within the document
  std::optional<Period> date;
  DateSource date_from = DateSource::unknown;
  std::string relative_date;  // the time expression where the document has no date to reckon from: "last week"

  std::string type;                   // PLOVER: "SANCTION"
  std::string mode;                   // PLOVER: "discontinue"; may be empty
  std::vector<std::string> contexts;  // PLOVER
  std::string cameo;                  // "161": a string, never a number
  double goldstein = 0;               // -10..10, the CAMEO code's (reference: the Goldstein scale of CAMEO 1.1b3)
  std::optional<double>
      event_scale;    // PLOVER's conflict-cooperation score of type and mode; none for PROTEST vandalize
  int quad_code = 0;  // 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict

  std::vector<Mention> actors, recipients;
  bool reciprocal = false;  // all sides stand under actors
  bool joint = false;       // several actors doing one thing to a recipient together

  Modality modality = Modality::done;
  bool negated = false;
  bool background = false;  // told as history, not as the news of the document
  bool claimed = false;     // only a quoted or cited speaker says so (asserted_by: claim)
  bool disputed = false;    // another claim in the document denies it
  Outcome outcome = Outcome::unsaid;

  std::optional<Content> content;  // what is asked, promised, refused, charged; absent where the sides say all
  std::optional<Move> move;        // on the ladder of diplomatic relations
  std::vector<Reason> reasons;
  std::string answers;  // id of the event it retaliates for or replies to
  std::optional<Place> place;

  std::string text;               // the sentence
  std::string rule;               // the lexicon entry that fired: "relations/sever"
  std::vector<Span> words;        // the words it rests on
  bool in_title = false;          // those spans, and the sentence, are of the title
  std::vector<Retelling> retold;  // the same act, told again in the document
  double score = 0;               // 0..1, how sure the coding is; says nothing about the truth
  std::string coder;              // "demarche 0.1.0 lexicon 5f21 world 09ab model 77aa"

  bool operator==(const Event&) const = default;
};

}  // namespace demarche
