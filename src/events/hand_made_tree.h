// For tests: trees written by hand.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "model/sentence.h"

namespace demarche {

// Rows of form, lemma, UPOS, XPOS, head (counted from 1; 0: root), deprel; words stand a blank apart.
inline Sentence tree_of(const std::vector<std::array<std::string, 6>>& rows) {
  Sentence sentence;
  std::uint32_t at = 0;
  for (const auto& row : rows) {
    Token token;
    token.form = row[0];
    token.lemma = row[1];
    token.upos = upos_named(row[2]);
    token.xpos = row[3];
    token.head = std::stoi(row[4]) - 1;
    token.deprel = row[5];
    token.begin = at;
    token.end = at + static_cast<std::uint32_t>(row[0].size());
    at = token.end + 1;
    sentence.tokens.push_back(std::move(token));
  }
  sentence.end = at;
  return sentence;
}

}  // namespace demarche
