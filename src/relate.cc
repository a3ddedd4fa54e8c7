#include "relate.h"

#include <algorithm>
#include <array>

namespace demarche {
namespace {

constexpr const char *kSource = "marked.source", *kTarget = "marked.target";

// PLOVER's type of each CAMEO root (the first two digits of the code); root 01 has none of its own.
constexpr std::array<std::string_view, 21> kRoots = {
    "",         "",         "REQUEST", "AGREE",    "CONSULT", "SUPPORT",  "COOPERATE", "AID",     "YIELD",   "ACCUSE", "REQUEST",
    "ACCUSE",   "REJECT",   "THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE",    "ASSAULT", "ASSAULT", "ASSAULT"};

struct Root {
  std::string_view name;
  int quad;
};
constexpr std::array kQuads = {Root{"AGREE", 1},    Root{"CONSULT", 1}, Root{"SUPPORT", 1}, Root{"COOPERATE", 2}, Root{"AID", 2},
                               Root{"YIELD", 2},    Root{"REQUEST", 3}, Root{"ACCUSE", 3},  Root{"REJECT", 3},    Root{"THREATEN", 3},
                               Root{"PROTEST", 4},  Root{"SANCTION", 4}, Root{"MOBILIZE", 4}, Root{"COERCE", 4},  Root{"ASSAULT", 4}};

// The root of the code, as sets of labelled relations have it: CAMEO's root under PLOVER's name. (The type of a single code can
// differ: 116, find guilty, is of root 11 and a SANCTION by its type.)
std::string root_of(const Event& event) {
  if (event.cameo.size() >= 2) {
    const int number = (event.cameo[0] - '0') * 10 + (event.cameo[1] - '0');
    if (number > 0 && number < static_cast<int>(kRoots.size()) && !kRoots[static_cast<std::size_t>(number)].empty())
      return std::string(kRoots[static_cast<std::size_t>(number)]);
  }
  return event.type == "CONCEDE" || event.type == "RETREAT" ? "YIELD" : event.type;
}

int quad_of(std::string_view root) {
  for (const auto& each : kQuads)
    if (each.name == root) return each.quad;
  return 0;
}

// Whether a party is among these mentions: by its id, or because its words are part of theirs ("Iran" of "Iran's
// army").
bool is_among(const std::vector<Mention>& mentions, const char* id, const Span& span) {
  return std::any_of(mentions.begin(), mentions.end(), [&](const Mention& each) {
    return each.id == id || (each.span && each.span->begin < span.end && span.begin < each.span->end);
  });
}

// How well an event is one of the source towards the target.
double fit(const Event& event, const MarkedSentence& sentence) {
  const bool source_acts = sentence.has_source && is_among(event.actors, kSource, sentence.source);
  const bool target_acts = sentence.has_target && is_among(event.actors, kTarget, sentence.target);
  const bool source_takes = sentence.has_source && is_among(event.recipients, kSource, sentence.source);
  const bool target_takes = sentence.has_target && is_among(event.recipients, kTarget, sentence.target);
  if ((source_acts && target_takes) || (event.reciprocal && source_acts && target_acts)) return 1.0;
  if (source_acts && (event.recipients.empty() || !sentence.has_target)) return 0.8;
  if (target_takes && event.actors.empty()) return 0.75;
  if (source_acts) return 0.65;
  if (target_takes) return 0.55;
  if (event.actors.empty() && event.recipients.empty()) return 0.4;
  if (target_acts && source_takes) return 0.35;
  return target_acts || source_takes ? 0.3 : 0.2;
}

}  // namespace

MarkedSentence read_marked(std::string_view marked) {
  MarkedSentence made;
  bool source_open = false, target_open = false;
  const auto here = [&] { return static_cast<std::uint32_t>(made.text.size()); };
  while (!marked.empty()) {
    const auto take = [&](std::string_view mark) {
      if (!marked.starts_with(mark)) return false;
      marked.remove_prefix(mark.size());
      return true;
    };
    if (take("<s>")) {
      if (!made.has_source) made.source.begin = here(), source_open = true;
    } else if (take("</s>")) {
      if (source_open) made.source.end = here(), made.has_source = true, source_open = false;
    } else if (take("<t>")) {
      if (!made.has_target) made.target.begin = here(), target_open = true;
    } else if (take("</t>")) {
      if (target_open) made.target.end = here(), made.has_target = true, target_open = false;
    } else {
      made.text.push_back(marked.front());
      marked.remove_prefix(1);
    }
  }
  return made;
}

Relation relate(const CodingPipeline& pipeline, const MarkedSentence& sentence, SentenceReader::Workspace& workspace) {
  Document document;
  document.id = "marked";
  document.text = sentence.text;
  document.paragraphs = {{0, static_cast<std::uint32_t>(sentence.text.size()), false}};
  if (sentence.has_source) document.parties.push_back({sentence.source.begin, sentence.source.end, kSource});
  if (sentence.has_target) document.parties.push_back({sentence.target.begin, sentence.target.end, kTarget});
  const auto coding = pipeline.code(document, workspace, Parsed::all);
  Relation best;
  for (const auto& event : coding.events) {
    const double score = fit(event, sentence) * (0.9 + 0.1 * event.score);
    if (score <= best.score) continue;
    const auto root = root_of(event);
    best = {root, quad_of(root), event.rule, score};
  }
  return best;
}

}  // namespace demarche
