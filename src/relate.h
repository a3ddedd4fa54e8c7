// What a source does to a target in one sentence, where both are marked: of all events that the coder finds there, the
// one between these two.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "code.h"

namespace demarche {

// A sentence with its two parties as byte spans.
struct MarkedSentence {
  std::string text;  // without marks
  Span source, target;
  bool has_source = false, has_target = false;
};

// Reads "<s>Iran</s> has accused <t>Israel</t> ..."; of a party marked more than once the first counts. A mark that is
// missing leaves that party unmarked.
MarkedSentence read_marked(std::string_view marked);

// PLOVER's quad class of a root: 1 to 4; 0: no root.
int quad_of(std::string_view root);

struct Relation {
  std::string root;  // of the CAMEO code, by PLOVER's name, CONCEDE and RETREAT as YIELD; empty: none seen
  int quad = 0;      // PLOVER's quad class of the root: 1 to 4; 0: none
  std::string rule;  // entry of the lexicon
  double score = 0;  // how well the event fits the two parties, 0..1
};

// What the rules and the words of the lexicon say of the two parties, and the words on the path between them.
struct RelationEvidence {
  Relation by_rules;  // the event of the coder that fits them best
  std::map<std::string, double, std::less<>>
      votes;                       // of the lexicon's words for each root, summing to 1 where there are any
  std::vector<std::string> words;  // features: lemmas, with their place ("on attack", "near troops", "any talk")
};

RelationEvidence evidence_of(const CodingPipeline& pipeline, const MarkedSentence& sentence,
                             SentenceReader::Workspace& workspace);

// By rules; where none fits the two, by the words.
Relation relation_by(const RelationEvidence& evidence);

Relation relate(const CodingPipeline& pipeline, const MarkedSentence& sentence, SentenceReader::Workspace& workspace);

}  // namespace demarche
