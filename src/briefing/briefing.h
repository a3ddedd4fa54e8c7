// A briefing: statements on an article, a pair of countries or an incident, each with its sources, and what is not
// known.
//
// Pure functions: they borrow what they are given while they run, own what they return, never fail, and may be called
// from any number of threads.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "incidents/incidents.h"
#include "model/claim.h"
#include "model/document.h"
#include "relations/acts.h"
#include "relations/ladder.h"
#include "relations/ladder_turns.h"
#include "relations/precedents.h"
#include "series/expectedness.h"
#include "series/turns.h"
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
  std::string name;    // of the document, as it is cited: "BBC, 7 September 2022"; may be empty
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

// What is drawn of a pair: how conflict and cooperation moved, when they turned, and the moves on the ladder.
struct ChartStep {
  Date begin;
  double conflict = 0, cooperation = 0;  // sums of the measure, both >= 0
};
struct ChartTurn {
  Date day;
  bool for_the_worse = false;
};
struct ChartMove {
  Period when;
  std::string text;
  int band = 0;  // 1 to 8; 0 for moves up and apart
  bool upward = false;
  std::vector<std::size_t> sources;  // indices into Briefing::sources
};
struct ChartRung {
  Date from;
  std::string rung;  // PairState::rung
};
struct Chart {
  Step step = Step::year;
  std::vector<ChartRung> rungs;  // where the two stood, by day, each until the next
  std::optional<Date> until;     // the day of the briefing
  std::vector<ChartStep> steps;  // without gaps, by day
  std::vector<ChartTurn> turns;
  std::vector<ChartMove> moves;  // by day
};

struct Briefing {
  std::string title;
  std::vector<Statement> lead;    // what matters, in a sentence or two; empty for an article
  std::vector<Section> sections;  // those with statements, in the order of the analyst's questions
  std::vector<Source> sources;    // in the order in which they are cited, each once; numbered from 1 where shown
  std::string note;               // what a reader must know of how it was made; may be empty
  Chart chart;
};

// Whether a move down the ladder was to be expected between the two in a month, by the moves of the record before it.
struct Expectation {
  Date month;  // its first day
  PairFacts facts;
  std::optional<double> probability;  // of such a move in that month; absent where nothing can be learnt, and then:
  std::string cannot;                 // why
  std::vector<std::string> raising, lowering;  // what changes the odds by a fifth or more, the weightiest first
  std::size_t months = 0, moves = 0;           // pair-months that it was learnt from, and those with a move down
  Calibration tested;                          // of the same learnt without the last years before the month, on these
  int tested_years = 0;
};

// What a briefing is made from: all events and claims that touch either country, up to the day. Borrowed; what is
// empty or null is not told of.
struct Record {
  std::span<const Event> events;
  std::span<const Claim> claims;
  std::span<const Act> acts;  // acts_of(events)
  std::span<const Incident> incidents = {};
  const PrecedentWords* words = nullptr;
  Step step = Step::year;  // of the series of the pair
  std::span<const SeriesPoint> points = {};
  std::span<const Turn> turns = {};               // beside those of the ladder; their events are ids of acts
  std::span<const LadderTurn> ladder_turns = {};  // up to the day
  const Expectation* expectation = nullptr;       // of the main move of the briefing
  std::function<std::string(const std::string&)> name_of_document = {};  // as it is cited; empty: by its id
};

Briefing brief_pair(const std::string& a, const std::string& b, Date day, const Record& record, const World& world);

// The move that brief_pair is about: the harshest of the last 45 days, else the latest; null where there is none. So
// that what the record needs of it can be worked out beforehand.
const Act* move_briefed(const std::string& a, const std::string& b, Date day, const Record& record, const World& world);

// On one of the record's incidents: what happened, who is accused by whom with what evidence, who denies it, what it
// drew, what belongs to it, and whether it was the first of its kind. The acts and claims of the record are those of
// its documents, or more.
Briefing brief_incident(const Incident& incident, const Record& record, const World& world);

// On one article by itself: what it tells, on whose word, and what it leaves open.
Briefing brief_article(const Document& document, const Coding& coding, const World& world);

// `width`: columns of the terminal. Sources stand as [1] in the text and as a list at the end.
std::string as_text(const Briefing& briefing, std::size_t width);
std::string as_markdown(const Briefing& briefing);
std::string as_json(const Briefing& briefing);
// One page that stands by itself: style and drawing within, nothing fetched, all text escaped; well-formed as XML too.
std::string as_html(const Briefing& briefing);

}  // namespace demarche
