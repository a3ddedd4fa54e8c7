// The record: acts and incidents since 1945 that the project's files know (knowledge/record/*.record, or a user's own),
// as documents, events and claims that a ledger takes beside the press. Format: knowledge/record/README.md.
//
// Every line that tells something is a document of its own, dated the day on which the world could know it, so that a
// ledger asked what was known by a day leaves out what came later. An entry read twice is the same document.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "exchange/ontology.h"
#include "model/claim.h"
#include "model/document.h"
#include "world/world.h"

namespace demarche {

// The source of what nobody has held against a document yet, in the words that answers use.
inline constexpr std::string_view kUnverified = "recorded in the project's files, unverified";

struct RecordedDocument {
  Document document;  // id "record:sever-ALB-IRN-2022-09-07"; source: kUnverified, or what the entry names
  Coding coding;
};

struct Recorded {
  std::vector<RecordedDocument> documents;  // in the order of the files
  std::size_t acts = 0, incidents = 0;      // entries
};

// All mistakes of the files, each with file, line and words: unknown kinds, keys, parties and days, parties that did
// not exist on the day, the same act twice, a reason that points to no incident. Reads them together: an entry of one
// file may point to an incident of another.
std::vector<Error> check_record(std::span<const std::filesystem::path> files, const World& world);

// Fails on the first mistake that check_record would tell.
Result<Recorded> read_record(std::span<const std::filesystem::path> files, const World& world,
                             const Ontology& ontology);

// The files *.record of a folder, in order of name.
Result<std::vector<std::filesystem::path>> record_files(const std::filesystem::path& folder);

// Whether an event or claim comes from the record: by its document's id.
bool is_recorded(std::string_view document);

}  // namespace demarche
