// A briefing: statements on an article or a pair of countries, each with its sources, and what is not known.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "model/claim.h"
#include "model/document.h"
#include "relations/acts.h"
#include "relations/ladder.h"
#include "world/world.h"

namespace demarche {

// On whose word a statement stands.
enum class Basis : std::uint8_t { known, claimed, disputed, inferred, unknown };
std::string_view name_of(Basis);

struct Source {
  std::string document;
  std::size_t sentence = 0;
  std::string text;    // the sentence; or, for a tie, where it is recorded
  std::string record;  // id of the event or claim; empty for a tie
  bool operator==(const Source&) const = default;
};

struct Statement {
  std::string text;  // a full sentence
  Basis basis = Basis::known;
  std::vector<std::size_t> sources;  // indices into Briefing::sources
};

struct Section {
  std::string title;
  std::vector<Statement> statements;
};

struct Briefing {
  std::string title;
  std::vector<Section> sections;  // those with statements, in the order of the analyst's questions
  std::vector<Source> sources;    // numbered from 1 where shown
};

// What a briefing is made from: all events and claims that touch either country, up to the day. Borrowed.
struct Record {
  std::span<const Event> events;
  std::span<const Claim> claims;
  std::span<const Act> acts;  // acts_of(events)
};

Briefing brief_pair(const std::string& a, const std::string& b, Date day, const Record& record, const World& world);

// On one article by itself: what it tells, on whose word, and what it leaves open.
Briefing brief_article(const Document& document, const Coding& coding, const World& world);

// `width`: columns of the terminal. Sources stand as [1] in the text and as a list at the end.
std::string as_text(const Briefing& briefing, std::size_t width);
std::string as_markdown(const Briefing& briefing);
std::string as_json(const Briefing& briefing);

}  // namespace demarche
