// A small model of one's own labelled rows that settles what rules and words say: multinomial logistic regression over
// the evidence of relate.h. models/relations.model ships (models/README.md says what it is learnt from); users learn
// their own from their tables.
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "relate.h"

namespace demarche {

struct LabelledEvidence {
  RelationEvidence evidence;
  std::string root;
  double weight = 1;  // how much it counts, 0..1
};

class RelationModel {
 public:
  // From nothing, or from a model that holds as far as the rows say nothing else. Deterministic: the same rows in the
  // same order give the same model.
  static RelationModel learn(std::span<const LabelledEvidence> rows, const RelationModel* from = nullptr);
  // Text: a line "feature TAB root TAB weight" each. Fails, naming file and line, on anything else.
  static Result<RelationModel> read(const std::filesystem::path& path);
  Result<void> write(const std::filesystem::path& path) const;

  Relation relation(const RelationEvidence& evidence) const;

  // How much more the rules count where the model decides than they did where it learnt: sentences written to teach are
  // harder for the rules than news. 1: as learnt.
  void trust_rules(double times) { trust_ = times; }

 private:
  std::vector<std::string> roots_;
  double trust_ = 1;
  std::map<std::string, std::vector<double>, std::less<>> weights_;  // feature -> weight of each root
};

}  // namespace demarche
