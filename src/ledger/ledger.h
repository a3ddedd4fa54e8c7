// The ledger: events and claims stored with the documents they come from. One narrow interface; a store is a file
// (SQLite) today.
//
// A ledger is used by one thread at a time. Results come in a fixed order: by date (undated last), document, sentence,
// id. All failures are Results; what is half done is undone.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "model/claim.h"
#include "model/document.h"
#include "model/event.h"

namespace demarche {

enum class Added : std::uint8_t { fresh, unchanged, replaced };

struct DocumentRecord {
  std::string id, title, source, url;
  std::optional<Date> date;
  std::size_t events = 0, claims = 0;
  bool operator==(const DocumentRecord&) const = default;
};

struct EventQuery {
  std::vector<std::string> parties;  // countries or ids, each a side (actor or recipient) of the event; an id below it
                                     // counts too: "IRN" takes "IRN.GOV"
  std::optional<Date> from, to;  // events that touch these days, both included; undated ones only where neither is set
  std::string type;              // PLOVER; empty: any
  bool moves_only = false;       // on the ladder
};

struct ClaimQuery {
  std::vector<std::string> parties;  // speaker (or whom it speaks for) or toward; all of them; empty: any
  std::string about;                 // an event's id; empty: any
};

class Ledger {
 public:
  virtual ~Ledger() = default;

  // One transaction: the document with its events and claims. The same id and content change nothing; the same id with
  // another content or coding replaces what was there.
  virtual Result<Added> add(const Document& document, const Coding& coding) = 0;
  virtual Result<std::vector<Event>> events(const EventQuery& query) = 0;
  virtual Result<std::vector<Claim>> claims(const ClaimQuery& query) = 0;
  virtual Result<std::vector<DocumentRecord>> documents() = 0;
};

enum class OpenMode : std::uint8_t { read, write };  // write makes the store where there is none

// `address`: a file, or ":memory:". Fails with one line on what is no ledger, of a newer version, or (read) not there.
Result<std::unique_ptr<Ledger>> open_ledger(const std::string& address, OpenMode mode);

}  // namespace demarche
