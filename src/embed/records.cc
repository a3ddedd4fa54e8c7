// Documents, events and claims as other programs see them.
#include "records/records.h"

#include "asked.h"
#include "base/data_folder.h"
#include "embed/inside.h"
#include "text/text.h"

namespace demarche::embed {
namespace {

Party party_of(const Mention& mention) { return {mention.text, mention.id, mention.country, mention.name}; }

std::vector<Party> parties_of(const std::vector<Mention>& mentions) {
  std::vector<Party> parties;
  for (const auto& mention : mentions) parties.push_back(party_of(mention));
  return parties;
}

std::string first_day(const std::optional<Period>& period) { return period ? period->begin.text() : std::string(); }

std::string listed(const std::vector<std::string>& records) {
  std::string list;
  for (const auto& record : records) list += (list.empty() ? "" : ",") + record;
  return "[" + list + "]";
}

}  // namespace

std::string_view version() { return DEMARCHE_VERSION; }

demarche::Coding Inside::of(const Coding& coding) {
  demarche::Coding copy;
  for (const auto& event : coding.events) copy.events.push_back(of(event));
  for (const auto& claim : coding.claims) copy.claims.push_back(of(claim));
  return copy;
}

Coding Inside::made(demarche::Coding coding) {
  Coding made_of;
  for (auto& event : coding.events) made_of.events.push_back(made<Event>(std::move(event)));
  for (auto& claim : coding.claims) made_of.claims.push_back(made<Claim>(std::move(claim)));
  return made_of;
}

demarche::Result<std::optional<Date>> day_given(const std::string& argument, const std::string& text) {
  return day_asked(argument, text);
}

demarche::Result<std::filesystem::path> data_folder(const LoadOptions& options) {
  return find_data_folder(options.data);
}

std::vector<std::filesystem::path> own_world(const LoadOptions& options) {
  return {options.world.begin(), options.world.end()};
}

std::function<void(const Error&)> told_to(TakeProblem problem) {
  return [problem = std::move(problem)](const Error& error) {
    if (problem) problem(error.describe());
  };
}

// --- documents

Result<Document> Document::of(const Article& article) {
  return guarded([&]() -> Result<Document> {
    const auto date = day_given("date", article.date);
    if (!date) return failed<Document>(date.error());
    auto document = document_of({article.text, article.title, article.id, article.source, article.url, *date});
    if (!document) return failed<Document>(document.error());
    return Inside::made<Document>(std::move(*document));
  });
}

std::string_view Document::id() const { return Inside::of(*this).id; }
std::string_view Document::title() const { return Inside::of(*this).title; }
std::string_view Document::text() const { return Inside::of(*this).text; }
std::string_view Document::source() const { return Inside::of(*this).source; }
std::string_view Document::url() const { return Inside::of(*this).url; }
std::string Document::date() const {
  const auto& date = Inside::of(*this).date;
  return date ? date->text() : std::string();
}

Result<std::size_t> read_documents(const std::string& path, const ReadOptions& options,
                                   const std::function<bool(const Document&)>& take, const TakeProblem& problem) {
  using Read = Result<std::size_t>;
  return guarded([&]() -> Read {
    const auto format = text_format_named(options.format);
    if (!format) return Read::failed("format: auto, text, html, jsonl, csv, feed or warc: '" + options.format + "'");
    const auto date = day_given("date", options.date);
    if (!date) return failed<std::size_t>(date.error());
    const auto summary = demarche::read_documents(
        std::filesystem::path(path), {*format, *date},
        [&](demarche::Document document) { return take(Inside::made<Document>(std::move(document))); },
        told_to(problem));
    return summary.documents;
  });
}

// --- events

std::string_view Event::id() const { return Inside::of(*this).id; }
std::string_view Event::document() const { return Inside::of(*this).document; }
std::string_view Event::type() const { return Inside::of(*this).type; }
std::string_view Event::mode() const { return Inside::of(*this).mode; }
std::string_view Event::cameo() const { return Inside::of(*this).cameo; }
std::string_view Event::modality() const { return name_of(Inside::of(*this).modality); }
std::string_view Event::text() const { return Inside::of(*this).text; }
std::string_view Event::rule() const { return Inside::of(*this).rule; }
std::string_view Event::move() const {
  const auto& move = Inside::of(*this).move;
  return move ? name_of(move->kind) : std::string_view();
}
std::string Event::date() const { return first_day(Inside::of(*this).date); }
std::string Event::end_date() const {
  const auto& date = Inside::of(*this).date;
  return date ? date->end.text() : std::string();
}
std::vector<Party> Event::actors() const { return parties_of(Inside::of(*this).actors); }
std::vector<Party> Event::recipients() const { return parties_of(Inside::of(*this).recipients); }
std::size_t Event::sentence() const { return Inside::of(*this).sentence; }
double Event::goldstein() const { return Inside::of(*this).goldstein; }
double Event::score() const { return Inside::of(*this).score; }
int Event::quad_code() const { return Inside::of(*this).quad_code; }
bool Event::negated() const { return Inside::of(*this).negated; }
bool Event::background() const { return Inside::of(*this).background; }
bool Event::claimed() const { return Inside::of(*this).claimed; }
bool Event::disputed() const { return Inside::of(*this).disputed; }
std::string Event::json() const { return json_of(Inside::of(*this)); }

// --- claims

std::string_view Claim::id() const { return Inside::of(*this).id; }
std::string_view Claim::document() const { return Inside::of(*this).document; }
std::string_view Claim::stance() const { return name_of(Inside::of(*this).stance); }
std::string_view Claim::on_behalf_of() const { return Inside::of(*this).on_behalf_of; }
std::string_view Claim::text() const { return Inside::of(*this).text; }
std::string_view Claim::about() const { return Inside::of(*this).about; }
std::string_view Claim::answers() const { return Inside::of(*this).answers; }
std::string Claim::date() const { return first_day(Inside::of(*this).said); }
Party Claim::speaker() const { return party_of(Inside::of(*this).speaker); }
std::size_t Claim::sentence() const { return Inside::of(*this).sentence; }
std::string Claim::json() const { return json_of(Inside::of(*this)); }

// --- both

std::string json_of(const Coding& coding) {
  std::vector<std::string> events, claims;
  for (const auto& event : coding.events) events.push_back(event.json());
  for (const auto& claim : coding.claims) claims.push_back(claim.json());
  return "{\"events\":" + listed(events) + ",\"claims\":" + listed(claims) + "}";
}

std::string csv_of(std::span<const Event> events) {
  std::string rows = event_csv_header() + "\n";
  for (const auto& event : events) rows += demarche::csv_of(Inside::of(event)) + "\n";
  return rows;
}

}  // namespace demarche::embed
