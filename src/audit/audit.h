// The audit: an article given back with every assertion that the program can code held against the record.
//
// An assertion is a coded event, a claim, a standing fact (facts.h) or a superlative ("the first time"). The record is
// what other documents of the ledger tell, the files of the record, and the world. Unknown is the default. Supported
// and contradicted need evidence of the same kind of fact: the same act, the same membership, the same office;
// contradicted moreover what cannot be true beside it. What other speakers deny is disputed.
//
// Pure functions over borrowed values; any number of threads. The article itself is never its own evidence.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "facts/facts.h"
#include "model/claim.h"
#include "model/document.h"
#include "relations/acts.h"
#include "relations/precedents.h"
#include "world/world.h"

namespace demarche {

enum class Verdict : std::uint8_t { unknown, supported, contradicted, disputed, unprecedented };
std::string_view name_of(Verdict);

// Where the record says it.
struct AuditSource {
  std::string document;  // or the file and line of the world
  std::size_t sentence = 0;
  std::string text;    // the sentence; empty for a file of the world
  std::string record;  // id of the event or claim; empty for a file of the world
  std::optional<Date> date;
};

struct Finding {
  std::size_t sentence = 0;
  bool in_title = false;
  std::string text;       // the sentence of the article
  std::string assertion;  // what it says, as the program reads it: "Croatia joined NATO in 2004"
  Verdict verdict = Verdict::unknown;
  std::string why;  // "the record says 1 April 2009"
  std::vector<AuditSource> sources;
};

struct Audit {
  std::string document, title;
  std::vector<Finding> findings;              // in the order of the text
  std::array<std::size_t, 5> counts() const;  // by Verdict
};

// The article as the program reads it. Borrowed.
struct AuditedArticle {
  const Document& document;
  const Coding& coding;
  std::span<const StandingFact> facts;
  std::span<const std::pair<std::size_t, std::string>> sentences;  // index and text of those outside the title
  std::span<const std::pair<std::size_t, int>> notices;            // hours given to leave or comply, by sentence
};

// What the article is held against; all but the article's own. Borrowed.
struct AuditRecord {
  std::span<const Act> acts;  // all acts of the parties of the article, and all moves
  std::span<const Claim> claims;
};

// The words that facts and superlatives are read by. Immutable, for any number of threads.
struct AuditWords {
  FactWords facts;
  PrecedentWords precedents;

  static Result<AuditWords> load(const std::filesystem::path& data);  // the folder that holds knowledge/
};

Audit audit_of(const AuditedArticle& article, const AuditWords& words, const AuditRecord& record, const World& world);

// The article given back: each sentence, and below it what was found of it. `width`: columns of the terminal, 0: any.
std::string audit_text(const AuditedArticle& article, const Audit& audit, std::size_t width);
std::string audit_markdown(const AuditedArticle& article, const Audit& audit);
// One object: document, title, counts, findings.
std::string audit_json(const Audit& audit);

}  // namespace demarche
