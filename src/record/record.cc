#include "record/record.h"

#include <fmt/args.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/content_hash.h"
#include "base/date_words.h"
#include "record/entry.h"

namespace demarche {
namespace {

constexpr std::string_view kPrefix = "record:";
constexpr int kSameActDays = 2;  // a response and an entry of the same act may differ by that

std::string id_of(std::string_view key) { return hex_id(content_hash({"record", key})); }

// "; ambassador; 24 hours' notice": the details in words
std::string details_of(const ActEntry& act, const World& world) {
  const auto& move = act.details;
  std::string text;
  const auto add = [&](const std::string& part) { text += "; " + part; };
  if (move.count) add(fmt::format("{} {}", *move.count, *move.count == 1 ? "person" : "persons"));
  if (!move.rank.empty()) add("rank: " + move.rank);
  if (move.immediate) add("at once");
  if (move.notice_hours)
    add(*move.notice_hours > 48 && *move.notice_hours % 24 == 0
            ? fmt::format("{} days' notice", *move.notice_hours / 24)
            : fmt::format("{} hours' notice", *move.notice_hours));
  if (move.deadline) add("by " + day_of(*move.deadline));
  if (move.announced) add("announced on " + day_of(*move.announced));
  if (move.reciprocal) add("in answer to the other side's step");
  if (move.motive == Motive::security) add("for safety");
  if (!move.protecting_power.empty()) add("protecting power: " + world.name_of(move.protecting_power));
  return text;
}

std::string wording(const ActEntry& act, const World& world) {
  const std::string a = world.name_of(act.actor), b = world.name_of(act.recipient);
  if (act.kind->move == MoveKind::close_embassy || act.kind->move == MoveKind::close_consulate) {
    const std::string mission = act.kind->move == MoveKind::close_embassy ? "embassy" : "consulate";
    switch (act.details.whose) {
      case MissionOwner::other:
        return fmt::format("{} closed the {} of {}", a, mission, b);
      case MissionOwner::both:
        return fmt::format("{} closed its own {} in {} and that of {}", a, mission, b, b);
      default:
        return fmt::format("{} closed its {} in {}", a, mission, b);
    }
  }
  return fmt::format(fmt::runtime(act.kind->wording), fmt::arg("a", a), fmt::arg("b", b));
}

class RecordWriter {
 public:
  RecordWriter(const Entries& entries, const World& world, const Ontology& ontology)
      : entries_(entries), world_(world), ontology_(ontology) {}

  Recorded write() {
    for (const auto& incident : entries_.incidents) add(incident);
    for (const auto& act : entries_.acts) add(act, incidents_of(act));
    add_responses();
    record_.acts = entries_.acts.size();
    record_.incidents = entries_.incidents.size();
    return std::move(record_);
  }

 private:
  // A document of one sentence.
  RecordedDocument& document(const std::string& key, const std::string& text, const Period& known,
                             const std::string& source, const EntryPlace& place, const std::string& note) {
    auto& [made, coding] = record_.documents.emplace_back();
    made.id = std::string(kPrefix) + key;
    made.title = place.file;
    made.text = text + "." + (note.empty() ? "" : " Note: " + note + ".");
    made.source = source == "unverified" ? std::string(kUnverified) : source;
    made.language = "en";
    made.date = known.end;
    made.paragraphs = {{0, static_cast<std::uint32_t>(made.text.size()), false}};
    return record_.documents.back();
  }

  Event event(const RecordedDocument& in, const std::string& key, std::string_view rule, const Period& date) const {
    Event event;
    event.id = id_of(key);
    event.document = in.document.id;
    event.date = date;
    event.date_from = DateSource::expression;
    event.text = in.document.text;
    event.words = {{0, static_cast<std::uint32_t>(in.document.text.size())}};
    event.rule = "record/" + std::string(rule);
    event.score = 1;
    event.coder = "record";
    return event;
  }

  template <class Kind>
  void code(Event& event, const Kind& kind) const {
    event.cameo = kind.cameo;
    event.type = kind.type;
    event.mode = kind.mode;
    event.contexts = list_of(kind.contexts);
    if (const auto* cameo = ontology_.nearest(event.cameo)) event.goldstein = cameo->goldstein;
    if (const auto* plover = ontology_.plover(event.type, event.mode)) {
      event.quad_code = plover->quad_code;
      event.event_scale = plover->event_scale;
    }
  }

  Mention mention(const std::string& id) const {
    Mention mention;
    mention.id = id;
    mention.country = world_.country_of(id);
    mention.name = mention.text = world_.name_of(id);
    mention.sectors = {mention.country.empty() ? "IGO" : "GOV"};
    mention.score = 1;
    mention.why = "named by the record";
    return mention;
  }

  // All that an act answers: one indictment may be for several attacks.
  std::vector<const IncidentEntry*> incidents_of(const ActEntry& act) const {
    std::vector<const IncidentEntry*> found;
    for (const auto& each : entries_.incidents)
      if (each.key() == act.because || std::any_of(each.responses.begin(), each.responses.end(),
                                                   [&](const ActEntry& response) { return same(act, response); }))
        found.push_back(&each);
    return found;
  }

  static bool same(const ActEntry& a, const ActEntry& b) {
    return a.kind == b.kind && a.actor == b.actor && a.recipient == b.recipient &&
           a.date.begin <= b.date.end.plus_days(kSameActDays) && b.date.begin <= a.date.end.plus_days(kSameActDays);
  }

  void add(const ActEntry& act, const std::vector<const IncidentEntry*>& incidents) {
    std::string reason = act.reason;
    if (reason.empty())
      for (const auto* each : incidents) reason += (reason.empty() ? "" : "; ") + each->name;
    const std::string text = wording(act, world_) + " " + when(act.date) + details_of(act, world_) +
                             (reason.empty() ? "" : "; reason: " + reason);
    const auto key = act.key();
    // announced beforehand: known from then on
    const Period known = act.details.announced ? Period::of_day(*act.details.announced) : act.date;
    auto& into = document(key, text, known, act.source, act.place, act.note);
    auto made = event(into, key, act.kind->name, act.date);
    code(made, *act.kind);
    made.actors = {mention(act.actor)};
    made.reciprocal = act.kind->reciprocal;
    (made.reciprocal ? made.actors : made.recipients).push_back(mention(act.recipient));
    if (act.kind->move) made.move = act.details;
    for (const auto* each : incidents)
      made.reasons.push_back({act.reason.empty() ? each->name : act.reason, id_of(each->key()), act.actor});
    if (incidents.empty() && !reason.empty()) made.reasons = {{reason, {}, act.actor}};
    if (!act.gains.empty()) {
      // the other half of a switch
      auto gained = event(into, key + "/to", "establish", act.date);
      code(gained, *act_kind("establish"));
      gained.actors = {mention(act.actor), mention(act.gains)};
      gained.reciprocal = true;
      gained.move = Move{};
      gained.move->kind = MoveKind::establish;
      into.coding.events.push_back(std::move(gained));
    }
    into.coding.events.push_back(std::move(made));
  }

  void add(const IncidentEntry& incident) {
    const auto key = incident.key();
    std::string text =
        incident.name + ": " +
        fmt::format(fmt::runtime(incident.kind->wording), fmt::arg("b", world_.name_of(incident.victim))) + " " +
        when(incident.date);
    if (!incident.effect.empty()) text += "; " + incident.effect;
    if (!incident.by.empty()) text += "; held responsible: " + names(incident.by);
    if (!incident.groups.empty()) text += "; named: " + listed(incident.groups);
    auto& into = document(key, text, incident.date, incident.source, incident.place, incident.note);
    auto made = event(into, key, incident.kind->name, incident.date);
    code(made, *incident.kind);
    for (const auto& id : incident.by) made.actors.push_back(mention(id));
    made.recipients = {mention(incident.victim)};
    made.claimed = !incident.by.empty();  // that it happened is told, who did it is what somebody says
    made.disputed = !incident.denied.empty();
    into.coding.events.push_back(std::move(made));
    for (const auto& said : incident.attributed) add_claim(incident, said, Stance::accuses);
    for (const auto& said : incident.denied) add_claim(incident, said, Stance::denies);
  }

  // Answers to incidents that no entry of their own tells.
  void add_responses() {
    std::vector<ActEntry> told = entries_.acts;
    for (const auto& incident : entries_.incidents)
      for (const auto& response : incident.responses) {
        if (std::any_of(told.begin(), told.end(), [&](const ActEntry& act) { return same(act, response); })) continue;
        auto act = response;
        act.source = incident.source;
        add(act, incidents_of(act));
        told.push_back(std::move(act));
      }
  }

  void add_claim(const IncidentEntry& incident, const AttributionEntry& said, Stance stance) {
    const bool denial = stance == Stance::denies;
    const auto key = incident.key() + (denial ? "/denied-" : "/attributed-") + said.author +
                     (said.toward.empty() ? "" : "-" + said.toward) + "-" + said.said.text();
    const auto author = world_.name_of(said.author);
    const auto text =
        denial ? fmt::format("{} denied having had a part in it {}: {}", author, when(said.said), incident.name)
               : fmt::format("{} held {} responsible {}: {}", author, world_.name_of(said.toward), when(said.said),
                             incident.name);
    auto& into = document(key, text, said.said, incident.source, incident.place, {});
    Claim claim;
    claim.id = id_of(key);
    claim.document = into.document.id;
    claim.speaker = mention(said.author);
    claim.on_behalf_of = said.author;
    claim.stance = stance;
    if (!said.toward.empty()) claim.toward = mention(said.toward);
    claim.about = id_of(incident.key());
    claim.said = said.said;
    claim.text = into.document.text;
    claim.words = {{0, static_cast<std::uint32_t>(into.document.text.size())}};
    claim.score = 1;
    into.coding.claims.push_back(std::move(claim));
  }

  std::string names(const std::vector<std::string>& ids) const {
    std::vector<std::string> all;
    for (const auto& id : ids) all.push_back(world_.name_of(id));
    return listed(all);
  }

  static std::string listed(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, ", ")); }

  const Entries& entries_;
  const World& world_;
  const Ontology& ontology_;
  Recorded record_;
};

Result<std::vector<StanzaFile>> read_all(std::span<const std::filesystem::path> files) {
  std::vector<StanzaFile> all;
  for (const auto& file : files) {
    auto read = read_stanzas(file);
    if (!read) return tl::unexpected(read.error());
    all.push_back(std::move(*read));
  }
  return all;
}

}  // namespace

std::vector<Error> check_record(std::span<const std::filesystem::path> files, const World& world) {
  const auto all = read_all(files);
  if (!all) return {all.error()};
  std::vector<Error> mistakes;
  read_entries(*all, world, [&](Error error) { mistakes.push_back(std::move(error)); });
  return mistakes;
}

Result<Recorded> read_record(std::span<const std::filesystem::path> files, const World& world,
                             const Ontology& ontology) {
  const auto all = read_all(files);
  if (!all) return tl::unexpected(all.error());
  std::optional<Error> first;
  const auto entries = read_entries(*all, world, [&](Error error) {
    if (!first) first = std::move(error);
  });
  if (first) return tl::unexpected(*first);
  return RecordWriter(entries, world, ontology).write();
}

Result<std::vector<std::filesystem::path>> record_files(const std::filesystem::path& folder) {
  const auto files = read_stanza_folder(folder, ".record");
  if (!files) return tl::unexpected(files.error());
  if (files->empty()) return fail("no file *.record here", folder.string());
  std::vector<std::filesystem::path> paths;
  for (const auto& file : *files) paths.emplace_back(file.path);
  return paths;
}

bool is_recorded(std::string_view document) { return document.starts_with(kPrefix); }

}  // namespace demarche
