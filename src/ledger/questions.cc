// What was told: events, claims and sentences that fit a question.
#include <algorithm>
#include <iterator>

#include "base/stanza_file.h"
#include "ledger/sql_ledger.h"
#include "records/records.h"

namespace demarche {

EventPlace place_of(const Event& event) {
  return {event.date ? std::optional(event.date->begin) : std::nullopt, event.document, event.sentence, event.id};
}

Result<std::vector<Event>> SqlLedger::events(const EventQuery& query) {
  Conditions where;
  for (const auto& party : query.parties)
    where.add("(document, id) IN (SELECT document, event FROM party WHERE party = ?)", {party});
  if (!query.type.empty()) where.add("type = ?", {query.type});
  if (!query.cameo.empty())  // as a range, so that the index serves
    where.add("cameo >= ? AND cameo < ?", {query.cameo, query.cameo + "~"});
  if (query.from) where.add("enddate >= ?", {sql_of(query.from)});
  if (query.to) where.add("date <= ?", {sql_of(query.to)});
  if (query.known_by) where.add("document IN (SELECT id FROM document WHERE date <= ?)", {sql_of(query.known_by)});
  if (query.moves_only) where.add("move IS NOT NULL", {});
  if (query.added_after > 0) where.add("document IN (SELECT id FROM document WHERE added > ?)", {query.added_after});
  std::vector<Event> found;
  const auto read = [&](const std::string& from, Conditions part, const std::string& order) -> Result<void> {
    std::string sql = "SELECT json FROM " + from + " WHERE " + part.sql + " ORDER BY " + order;
    if (query.limit > 0) {
      sql += " LIMIT ?";
      part.values.emplace_back(static_cast<std::int64_t>(query.limit - found.size()));
    }
    auto some = records<Event>(sql, part.values, event_of_json);
    if (!some) return tl::unexpected(some.error());
    found.insert(found.end(), std::make_move_iterator(some->begin()), std::make_move_iterator(some->end()));
    return {};
  };
  const auto& after = query.after;
  const auto sentence = static_cast<std::int64_t>(after ? after->sentence : 0);
  Result<void> done;
  if (query.order == EventOrder::last_added_first) {
    Conditions part = where;
    part.add("document = in_document", {});
    if (query.added_after > 0) part.add("added > ?", {query.added_after});
    if (after)
      part.add("(added < (SELECT added FROM document WHERE id = ?) OR (document = ? AND (sentence, id) > (?, ?)))",
               {after->document, after->document, sentence, after->id});
    // from the last document on, unless parties choose few events
    const std::string joined = query.parties.empty() ? " CROSS JOIN event" : ", event";
    done = read("(SELECT id AS in_document, added FROM document) AS additions" + joined, part,
                "added DESC, document, sentence, id");
  } else {
    const bool newest = query.order == EventOrder::newest_first;
    if (!after || after->date) {
      Conditions part = where;
      part.add("date IS NOT NULL", {});
      if (after)
        part.add(std::string("(date, document, sentence, id) ") + (newest ? "<" : ">") + " (?, ?, ?, ?)",
                 {sql_of(after->date), after->document, sentence, after->id});
      done = read("event", part,
                  newest ? "date DESC, document DESC, sentence DESC, id DESC" : "date, document, sentence, id");
    }
    if (done && !query.from && !query.to && (query.limit == 0 || found.size() < query.limit)) {
      Conditions part = where;
      part.add("date IS NULL", {});
      if (after && !after->date)
        part.add("(document, sentence, id) > (?, ?, ?)", {after->document, sentence, after->id});
      done = read("event", part, "document, sentence, id");
    }
  }
  if (!done) return tl::unexpected(done.error());
  return found;
}

Result<std::vector<Claim>> SqlLedger::claims(const ClaimQuery& query) {
  Conditions where;
  for (const auto& party : query.parties)
    where.add("(document, id) IN (SELECT document, claim FROM claim_party WHERE party = ?)", {party});
  if (!query.about.empty()) where.add("about = ?", {query.about});
  if (query.known_by) where.add("document IN (SELECT id FROM document WHERE date <= ?)", {sql_of(query.known_by)});
  return records<Claim>(
      "SELECT json FROM claim WHERE " + where.sql + " ORDER BY said IS NULL, said, document, sentence, id",
      where.values, claim_of_json);
}

Result<std::vector<Told>> SqlLedger::search(const std::string& words, std::size_t limit) {
  // every word or quoted phrase must be there; nothing a user types is an operator
  std::string query;
  std::string_view rest = trimmed(words);
  while (!rest.empty()) {
    const bool quoted = rest.front() == '"';
    if (quoted) rest.remove_prefix(1);
    const auto end = std::min(rest.find_first_of(quoted ? "\"" : " \t\""), rest.size());
    if (const auto part = trimmed(rest.substr(0, end)); !part.empty())
      query += (query.empty() ? "\"" : " \"") + std::string(part) + "\"";
    rest = trimmed(rest.substr(std::min(quoted ? end + 1 : end, rest.size())));
  }
  std::vector<Told> found;
  if (query.empty()) return found;
  const std::vector<SqlValue> values = {query, static_cast<std::int64_t>(limit)};
  const auto read = sql_->rows(sql_->dialect().search, values, [&](const SqlRow& row) {
    found.push_back({row.text(0), static_cast<std::size_t>(row.number(1)), row.text(2), Date::parse(row.text(3))});
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  return found;
}

}  // namespace demarche
