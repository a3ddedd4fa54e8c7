// The parts that answers are made of, as docs/openapi.json shapes them: names, documents, acts, events, claims.
// Internal to src/desk.
#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "desk/shelf.h"
#include "relations/ladder.h"

namespace demarche {

using Json = nlohmann::ordered_json;

// A value, or null.
Json json_or_null(const std::optional<Date>& day);
Json json_or_null(const std::optional<double>& number);
Json json_of(const Validity& when);
Json json_of(const std::optional<PlaceRecord>& place);  // of a capital
template <class Value>
Json parsed(const Value& record);  // json_of(record) of src/records, as a tree

class Parts {
 public:
  Parts(const Shelf& shelf, const ReferenceWorks& works) : shelf_(shelf), works_(works) {}

  Json name(const std::string& id) const;
  Json names(const std::vector<std::string>& ids) const;
  Json name_or_null(const std::string& id) const;
  Json document(const std::string& id) const;
  Json document(const DocumentRecord& record) const;
  std::string name_of_document(const std::string& id) const;  // as it is cited; may be empty
  Json act(const Act& act) const;
  Json brief(const Act& act) const;
  Json brief_or_null(const Act* act) const;
  Json briefs(const std::vector<std::string>& ids) const;  // of those acts that there are
  Json event(const Event& event) const;
  Json claim(const Claim& claim) const;
  Json tie(const Tie& tie) const;
  // "Albania severed diplomatic relations with Iran", "Iran expelled two diplomats of Albania (threatened)".
  std::string told_of(const Event& event) const;

  const Shelf& shelf() const { return shelf_; }
  const World& world() const { return works_.world; }
  const ReferenceWorks& works() const { return works_; }

 private:
  const Shelf& shelf_;
  const ReferenceWorks& works_;
};

// A page of a list in a fixed order: at most `limit` items behind the one whose key is `after`.
struct PageAsked {
  std::size_t limit = 50;
  std::string after;  // key of the last item of the page before; empty: from the beginning
};
struct Page {
  std::size_t first = 0, end = 0;
  bool more = false;
};
// `key_of(i)` names item i of n. Nothing where no item has the key: it is gone.
template <class KeyOf>
std::optional<Page> page_of(std::size_t n, const PageAsked& asked, const KeyOf& key_of) {
  Page page;
  if (!asked.after.empty()) {
    while (page.first < n && key_of(page.first) != asked.after) ++page.first;
    if (page.first == n) return {};
    ++page.first;
  }
  page.end = std::min(n, page.first + asked.limit);
  page.more = page.end < n;
  return page;
}

int band_of(const std::optional<Move>& move);

}  // namespace demarche
