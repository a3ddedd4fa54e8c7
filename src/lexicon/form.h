// Reading one form of the lexicon: "sever|break_off @ties with R" (knowledge/lexicon/README.md).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/stanza_file.h"
#include "lexicon/lexicon.h"

namespace demarche {

// The words of a class, or null where there is no such class.
using ClassWords = std::function<const std::vector<std::string>*(std::string_view name)>;

// `line` is the knowledge line "verb ...", "noun ..." or "adj ..."; `file` is for errors.
Result<Form> parse_form(FormKind kind, const StanzaLine& line, const std::string& file, const ClassWords& class_words);

}  // namespace demarche
