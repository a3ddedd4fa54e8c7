// An evaluation for the eye, for programs and for spreadsheets; and what was missed, wrong or too much, to be read.
#pragma once

#include <string>

#include "evaluation/evaluation.h"

namespace demarche {

std::string table_of(const Evaluation& evaluation);
std::string json_of(const Evaluation& evaluation);  // one object, without the line's end
std::string csv_of(const Evaluation& evaluation);   // with header; a row for all, and one for each label

enum class DifferenceFormat : std::uint8_t { text, csv, json_lines };
std::string differences_of(const Evaluation& evaluation, DifferenceFormat format);

}  // namespace demarche
