#include "relate.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_set>

#include "base/letters.h"
#include "events/tree.h"

namespace demarche {
namespace {

constexpr double kBetween = 0.45;  // an event that fits less is not one between the two
constexpr const char *kSource = "marked.source", *kTarget = "marked.target";

// PLOVER's type of each CAMEO root (the first two digits of the code); root 01 has none of its own.
constexpr std::array<std::string_view, 21> kRoots = {
    "",        "",         "REQUEST",  "AGREE",   "CONSULT", "SUPPORT", "COOPERATE",
    "AID",     "YIELD",    "ACCUSE",   "REQUEST", "ACCUSE",  "REJECT",  "THREATEN",
    "PROTEST", "MOBILIZE", "SANCTION", "COERCE",  "ASSAULT", "ASSAULT", "ASSAULT"};

struct Root {
  std::string_view name;
  int quad;
};
constexpr std::array kQuads = {Root{"AGREE", 1},    Root{"CONSULT", 1},  Root{"SUPPORT", 1}, Root{"COOPERATE", 2},
                               Root{"AID", 2},      Root{"YIELD", 2},    Root{"REQUEST", 3}, Root{"ACCUSE", 3},
                               Root{"REJECT", 3},   Root{"THREATEN", 3}, Root{"PROTEST", 4}, Root{"SANCTION", 4},
                               Root{"MOBILIZE", 4}, Root{"COERCE", 4},   Root{"ASSAULT", 4}};

// The root of the code, as sets of labelled relations have it: CAMEO's root under PLOVER's name. (The type of a single
// code can differ: 116, find guilty, is of root 11 and a SANCTION by its type. Only 163, sanctions and embargoes, goes
// with its type there too.)
std::string root_of(const std::string& cameo, const std::string& type) {
  if (cameo.starts_with("163")) return "COERCE";
  if (cameo.size() >= 2) {
    const int number = (cameo[0] - '0') * 10 + (cameo[1] - '0');
    if (number > 0 && number < static_cast<int>(kRoots.size()) && !kRoots[static_cast<std::size_t>(number)].empty())
      return std::string(kRoots[static_cast<std::size_t>(number)]);
  }
  return type == "CONCEDE" || type == "RETREAT" ? "YIELD" : type;
}

}  // namespace

int quad_of(std::string_view root) {
  for (const auto& each : kQuads)
    if (each.name == root) return each.quad;
  return 0;
}

namespace {

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

// Steps in the tree from each word to the path between the two parties (0: on it); with one party or none, to that
// party or the root.
std::vector<double> distances_to_parties(const Sentence& sentence, const MarkedSentence& marked) {
  const std::size_t size = sentence.tokens.size();
  const auto above = [&](std::size_t i) { return sentence.tokens[i].head; };
  std::vector<bool> on_path(size, false);
  std::vector<int> times(size, 0);
  const auto climb = [&](const Span& span) {
    for (std::size_t i = 0; i < size; ++i) {
      const auto inside = [&](int k) {
        return k >= 0 && sentence.tokens[static_cast<std::size_t>(k)].begin >= span.begin &&
               sentence.tokens[static_cast<std::size_t>(k)].end <= span.end;
      };
      if (!inside(static_cast<int>(i)) || inside(above(i))) continue;
      for (int at = above(i); at >= 0; at = above(static_cast<std::size_t>(at))) {
        on_path[static_cast<std::size_t>(at)] = true;
        ++times[static_cast<std::size_t>(at)];
      }
      return;
    }
  };
  if (marked.has_source) climb(marked.source);
  if (marked.has_target) climb(marked.target);
  // what is above both is on the path only at its lowest
  for (std::size_t i = 0; i < size; ++i)
    if (times[i] == 2 && above(i) >= 0) {
      for (int at = above(i); at >= 0; at = above(static_cast<std::size_t>(at)))
        on_path[static_cast<std::size_t>(at)] = false;
    }
  std::vector<double> distances(size, 6.0);
  for (std::size_t i = 0; i < size; ++i) {
    int at = static_cast<int>(i);
    for (double steps = 0; at >= 0 && steps < 6; ++steps, at = above(static_cast<std::size_t>(at)))
      if (on_path[static_cast<std::size_t>(at)]) {
        distances[i] = steps;
        break;
      }
  }
  return distances;
}

// The word of a party that hangs outside it, or -1.
int head_of(const Sentence& sentence, const Span& span) {
  const auto inside = [&](int k) {
    return k >= 0 && sentence.tokens[static_cast<std::size_t>(k)].begin >= span.begin &&
           sentence.tokens[static_cast<std::size_t>(k)].end <= span.end;
  };
  for (int i = 0; i < static_cast<int>(sentence.tokens.size()); ++i)
    if (inside(i) && !inside(sentence.tokens[static_cast<std::size_t>(i)].head)) return i;
  return -1;
}

// How each party hangs on the path, and which words of it stand together.
void add_path_words(const Sentence& sentence, const MarkedSentence& marked, const std::vector<double>& distances,
                    std::vector<std::string>& words) {
  const auto lemma = [&](int i) { return lower_ascii(sentence.tokens[static_cast<std::size_t>(i)].lemma); };
  const auto add_party = [&](bool has, const Span& span, const char* name) {
    const int head = has ? head_of(sentence, span) : -1;
    if (head < 0) return;
    const auto& token = sentence.tokens[static_cast<std::size_t>(head)];
    if (token.head < 0) return;
    std::string preposition;
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i)
      if (sentence.tokens[i].head == head && base_relation(sentence.tokens[i].deprel) == "case")
        preposition = "_" + lemma(static_cast<int>(i));
    const std::string relation = std::string(std::string_view(token.deprel)) + preposition;
    words.push_back(std::string(name) + " " + relation);
    words.push_back(std::string(name) + " " + relation + " " + lemma(token.head));
  };
  add_party(marked.has_source, marked.source, "source");
  add_party(marked.has_target, marked.target, "target");
  std::vector<int> path;
  for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
    const auto upos = sentence.tokens[i].upos;
    const bool telling = upos == Upos::verb || upos == Upos::noun || upos == Upos::adj;
    if (distances[i] <= 1 && telling) path.push_back(static_cast<int>(i));
  }
  for (std::size_t a = 0; a < path.size() && a < 8; ++a)
    for (std::size_t b = a + 1; b < path.size() && b < 8; ++b)
      words.push_back("pair " + lemma(path[a]) + " " + lemma(path[b]));
}

// Whether a word stands within a party.
bool is_within(const Token& token, bool has, const Span& span) {
  return has && token.begin < span.end && span.begin < token.end;
}

// The words of the parties themselves, those between them in the text, and what is denied, intended or demanded of the
// words on the path.
void add_context_words(const Sentence& sentence, const MarkedSentence& marked, const std::vector<double>& distances,
                       std::vector<std::string>& words) {
  const auto lemma = [&](std::size_t i) { return lower_ascii(sentence.tokens[i].lemma); };
  const bool both = marked.has_source && marked.has_target;
  const bool source_first = marked.source.begin < marked.target.begin;
  const std::uint32_t from = source_first ? marked.source.end : marked.target.end,
                      to = source_first ? marked.target.begin : marked.source.begin;
  const std::string order = source_first ? "between " : "backward ";
  std::string before;
  bool verb_seen = false;
  for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
    const Token& token = sentence.tokens[i];
    if (token.upos == Upos::punct) continue;
    const bool name = token.upos == Upos::propn;
    if (is_within(token, marked.has_source, marked.source)) {
      if (!name) words.push_back("source_has " + lemma(i));
    } else if (is_within(token, marked.has_target, marked.target)) {
      if (!name) words.push_back("target_has " + lemma(i));
    }
    if (both && token.begin >= from && token.end <= to) {
      const std::string word = name ? "Name" : lemma(i);
      words.push_back(order + word);
      if (!before.empty()) words.push_back(order + before + " " + word);
      before = word;
    }
    if (marked.has_source && !verb_seen && token.begin >= marked.source.end && token.upos == Upos::verb) {
      words.push_back("first " + lemma(i));
      verb_seen = true;
    }
    const int head = token.head;
    if (head < 0 || distances[static_cast<std::size_t>(head)] > 0) continue;
    const auto relation = base_relation(token.deprel);
    if (relation == "aux" || relation == "neg" ||
        (relation == "advmod" && (lemma(i) == "not" || lemma(i) == "never")) ||
        (relation == "det" && lemma(i) == "no")) {
      const auto word = lemma(i);
      if (word == "have" || word == "be" || word == "do") continue;
      words.push_back("under " + word);
      words.push_back("under " + word + " " + lemma(static_cast<std::size_t>(head)));
    } else if (distances[i] == 1 && token.upos != Upos::propn &&
               (relation == "obj" || relation == "obl" || relation == "xcomp" || relation == "compound" ||
                relation == "nsubj" || relation == "advcl" || relation == "ccomp")) {
      words.push_back("has " + std::string(relation) + " " + lemma(i));
    }
  }
}

// Each word that heads forms of the lexicon speaks for the roots of those forms, the louder the more of what they bind
// stands in the sentence and the nearer the word is to the path between the two.
void read_words(const CodingPipeline& pipeline, const MarkedSentence& marked, const std::vector<Sentence>& sentences,
                RelationEvidence& evidence) {
  const Lexicon& lexicon = pipeline.lexicon();
  std::unordered_set<std::string> lemmas;
  for (const auto& each : sentences)
    for (const auto& token : each.tokens) lemmas.insert(lower_ascii(token.lemma));
  double sum = 0;
  for (const auto& each : sentences) {
    const auto distances = distances_to_parties(each, marked);
    add_path_words(each, marked, distances, evidence.words);
    add_context_words(each, marked, distances, evidence.words);
    for (std::size_t i = 0; i < each.tokens.size(); ++i) {
      const Token& token = each.tokens[i];
      const std::string lemma = lower_ascii(token.lemma);
      if (token.upos != Upos::punct) {
        evidence.words.push_back("any " + lemma);
        if (distances[i] <= 2) evidence.words.push_back((distances[i] == 0 ? "on " : "near ") + lemma);
        if (i + 1 < each.tokens.size() && distances[i] <= 1)
          evidence.words.push_back("two " + lemma + " " + lower_ascii(each.tokens[i + 1].lemma));
      }
      const bool verb = token.upos == Upos::verb, noun = token.upos == Upos::noun, adjective = token.upos == Upos::adj;
      if (!verb && !noun && !adjective) continue;
      const auto kind = verb ? FormKind::verb : noun ? FormKind::noun : FormKind::adjective;
      std::map<std::string, double, std::less<>> best;
      for (const Form* form : lexicon.forms(kind, lemma)) {
        const Entry& entry = lexicon.entries()[form->entry];
        if (!entry.code) continue;
        const auto root = root_of(entry.code->cameo, entry.code->type);
        if (root.empty()) continue;
        double needed = 0, found = 0;
        for (const auto& element : form->elements) {
          if (element.optional || element.words.empty()) continue;
          ++needed;
          found += std::any_of(element.words.begin(), element.words.end(),
                               [&](const std::string& word) { return lemmas.contains(word); });
        }
        best[root] = std::max(best[root], (1 + 2 * found) / (1 + 2 * needed));
      }
      const double place = (verb ? 1.5 : 1.0) / (1.0 + distances[i]);
      for (const auto& [root, weight] : best) {
        const double vote = place * weight * weight / static_cast<double>(best.size());
        evidence.votes[root] += vote;
        sum += vote;
      }
    }
  }
  for (auto& [root, vote] : evidence.votes) vote /= sum;
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
  // what is not closed marks nothing
  if (!made.has_source) made.source = {};
  if (!made.has_target) made.target = {};
  return made;
}

RelationEvidence evidence_of(const CodingPipeline& pipeline, const MarkedSentence& sentence,
                             SentenceReader::Workspace& workspace) {
  Document document;
  document.id = "marked";
  document.text = sentence.text;
  document.paragraphs = {{0, static_cast<std::uint32_t>(sentence.text.size()), false}};
  if (sentence.has_source) document.parties.push_back({sentence.source.begin, sentence.source.end, kSource});
  if (sentence.has_target) document.parties.push_back({sentence.target.begin, sentence.target.end, kTarget});
  RelationEvidence evidence;
  auto& best = evidence.by_rules;
  for (const auto& event : pipeline.code(document, workspace, {.parsed = Parsed::all}).events) {
    const double score = fit(event, sentence) * (0.9 + 0.1 * event.score);
    if (score <= best.score) continue;
    const auto root = root_of(event.cameo, event.type);
    if (!root.empty()) best = {root, quad_of(root), event.rule, score};
  }
  read_words(pipeline, sentence, pipeline.reader().read(document, workspace), evidence);
  return evidence;
}

Relation relation_by(const RelationEvidence& evidence) {
  if (evidence.by_rules.score >= kBetween || evidence.votes.empty()) return evidence.by_rules;
  const auto most = std::max_element(evidence.votes.begin(), evidence.votes.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  return {most->first, quad_of(most->first), "words", 0.3 * most->second};
}

Relation relate(const CodingPipeline& pipeline, const MarkedSentence& sentence, SentenceReader::Workspace& workspace) {
  return relation_by(evidence_of(pipeline, sentence, workspace));
}

}  // namespace demarche
