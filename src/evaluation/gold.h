// Records that people labelled, as they come: what somebody says the events of a text are.
//
// In: tables with a header (CSV, or parted by tabs), JSON Lines with the same names, the labels that our own review
// exports, and events as this program writes them, corrected by hand (docs/evaluate.md). Only reads; who a name is and
// what a code stands for come from the world and the ontology.
#pragma once

#include <bitset>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "exchange/ontology.h"
#include "model/document.h"
#include "model/event.h"
#include "world/world.h"

namespace demarche {

// What an event is compared by.
enum class Field : std::uint8_t { type, actor, recipient, date, standing, move };
inline constexpr std::size_t kFieldCount = 6;
using Fields = std::bitset<kFieldCount>;
std::string_view name_of(Field);  // "type" "actor" ...
std::optional<Field> field_named(std::string_view name);

// One event that somebody labelled. Parties that the world knows have id and country, others their words alone.
struct GoldEvent {
  Event event;         // `text` is the sentence, where the record says it
  Fields said;         // fields that the record speaks of: an empty recipient says that there is none
  std::size_t line{};  // in GoldSet::file
};

// A text and all that was labelled in it.
struct GoldText {
  std::string document;              // the document's id or address; empty where only the text is given
  std::optional<Document> text;      // to be coded, where the record holds it
  std::vector<GoldEvent> events;     // may be none: nothing is to be coded there
  bool whole = true;                 // false: events beside these were not looked at (labels of a review)
  std::vector<GoldEvent> rejected;   // not whole: what somebody looked at and did not accept
  bool dated_by_its_events = false;  // no day of publication is told; that of its event stands for it
};

struct GoldSet {
  std::string file;
  std::vector<GoldText> texts;  // in the order of the file
  Fields said;                  // fields that some record speaks of
  std::size_t left_out = 0;     // records that could not be read
  std::size_t unknown_parties = 0;
  bool yields = false;  // says YIELD for PLOVER's CONCEDE and RETREAT
};

struct GoldOptions {
  // "csv" "tsv" "jsonl"; empty: by the file's ending, else by its first line
  std::string format{};
  // A field's name ("text", "actor" ...) to a column's: its heading, or its number (1-based), and then the file has no
  // header.
  std::map<std::string, std::string> columns{};
  // What a label of the user's stands for, in small letters: a type, type/mode, CAMEO code, quad class, or "-".
  std::map<std::string, std::string> labels{};
  bool by_document = false;    // what is labelled in one document belongs together, though each record has a text
  std::optional<Date> date{};  // of texts that have none
};

// Reads a table "label, what it stands for" (CSV or tabs) for GoldOptions::labels.
Result<std::map<std::string, std::string>> read_labels(const std::filesystem::path& path);

// Records that cannot be read are told (the first twenty, with file and line), counted and left out. Fails on a file
// that cannot be opened, or has neither texts nor documents, or nothing that says what the event is.
Result<GoldSet> read_gold(const std::filesystem::path& path, const GoldOptions& options, const World& world,
                          const Ontology& ontology, const std::function<void(const Error&)>& problem);

}  // namespace demarche
