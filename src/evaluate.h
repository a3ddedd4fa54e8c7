// A user's labelled records against what the program makes of the same texts, in one place: labels in, evaluation out.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "code.h"
#include "evaluation/evaluation.h"
#include "ledger/ledger.h"

namespace demarche {

// Events of each document, by its id and by its address; of a text without either, by the text.
using CodedDocuments = std::map<std::string, std::vector<Event>, std::less<>>;

// Which coded events are compared. Labelled sets mostly hold what was done, and nothing of what is planned, denied or
// only claimed.
struct LeaveOut {
  bool undone = true;  // planned, demanded, threatened, attempted ...
  bool negated = true;
  bool claimed = true;      // only a speaker says so
  bool background = false;  // told as history
};

struct EvaluateOptions {
  Rule rule;
  LeaveOut leave_out;  // of what is coded and of what is labelled alike
  bool pairs = false;  // an event for each actor toward each recipient, on both sides
};

// What the program codes afresh of the texts that the records hold; those without text come from `files` (documents
// with the ids that the records name).
CodedDocuments code_labelled(const CodingPipeline& pipeline, const GoldSet& gold,
                             std::span<const std::filesystem::path> files, const ReadOptions& reading, unsigned threads,
                             const TakeProblem& problem);

// What a ledger holds of the documents that the records name, as it was coded, without what people corrected; or its
// texts coded again with `afresh`.
Result<CodedDocuments> coded_in(Ledger& ledger, const GoldSet& gold, const CodingPipeline* afresh, unsigned threads);

// Events that were coded before, by this program or another or by a second person: a file in any shape that read_gold
// reads, claims passed over. `left_out` takes how many of its records could not be read.
Result<CodedDocuments> read_coded(const std::filesystem::path& path, const GoldOptions& options, const World& world,
                                  const Ontology& ontology, const TakeProblem& problem, std::size_t& left_out);

// Owns what an evaluation points into.
struct Evaluated {
  std::vector<GoldText> texts;
  std::vector<std::vector<Event>> coded;  // of each text
  Evaluation evaluation;
  std::vector<std::string> without_coding;  // documents that nothing is known of; they are not compared
  std::size_t without_label = 0;            // labels that say nothing at the rule's level; they are not compared
};

std::unique_ptr<const Evaluated> evaluate(const GoldSet& gold, const CodedDocuments& coded,
                                          const EvaluateOptions& options);

}  // namespace demarche
