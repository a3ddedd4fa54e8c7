// From the names that files use to events: what each label stands for, and who each party is.
#include "evaluation/gold.h"

#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>

#include "base/letters.h"
#include "base/stanza_file.h"
#include "base/text_file.h"
#include "evaluation/record_lines.h"
#include "evaluation/reviewed.h"
#include "records/records.h"
#include "text/article.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kFieldNames = {"type"sv, "actor"sv, "recipient"sv, "date"sv, "standing"sv, "move"sv};
constexpr std::size_t kProblemsTold = 20;

// What files call the parts of a record; of several the first that is not empty. docs/evaluate.md lists them.
using Names = std::span<const std::string_view>;
constexpr std::array kText = {"text"sv, "event_text"sv, "body"sv, "content"sv, "sentence"sv, "notes"sv};
constexpr std::array kWords = {"words"sv, "quote"sv};
constexpr std::array kDocument = {"document"sv, "doc_id"sv, "story_id"sv, "id"sv, "url"sv, "link"sv};
constexpr std::array kTitle = {"title"sv, "headline"sv};
constexpr std::array kPublished = {"pub_date"sv, "published"sv, "publication_date"sv, "document_date"sv};
constexpr std::array kDate = {"date"sv, "event_date"sv};
constexpr std::array kType = {"type"sv, "event_type"sv, "event"sv, "gold_root"sv, "root"sv};
constexpr std::array kMode = {"mode"sv, "event_mode"sv};
constexpr std::array kCameo = {"cameo"sv, "cameo_code"sv, "code"sv, "event_code"sv};
constexpr std::array kQuad = {"quad"sv, "quad_code"sv, "quad_class"sv, "gold_penta"sv, "class"sv, "label"sv};
constexpr std::array kActorId = {"actor_id"sv, "actor_code"sv, "actor1code"sv};
constexpr std::array kActorCountry = {"actor_country"sv, "source_country"sv};
constexpr std::array kActor = {"actor"sv, "actor_name"sv, "source_name"sv, "actor1"sv};
constexpr std::array kRecipientId = {"recipient_id"sv, "recipient_code"sv, "actor2code"sv};
constexpr std::array kRecipientCountry = {"recipient_country"sv, "target_country"sv};
constexpr std::array kRecipient = {"recipient"sv, "recipient_name"sv, "target_name"sv, "target"sv, "actor2"sv};
struct PartyNames {
  Names id, country, words;
};
constexpr PartyNames kActorNames = {kActorId, kActorCountry, kActor};
constexpr PartyNames kRecipientNames = {kRecipientId, kRecipientCountry, kRecipient};

const std::string* first_of(const RecordFields& fields, Names names) {
  for (const auto name : names)
    if (const auto found = fields.find(name); found != fields.end() && !found->second.empty()) return &found->second;
  return nullptr;
}
std::string text_in(const RecordFields& fields, Names names) {
  const auto* found = first_of(fields, names);
  return found ? *found : std::string();
}
std::string text_in(const RecordFields& fields, std::string_view name) {
  const auto found = fields.find(name);
  return found == fields.end() ? std::string() : found->second;
}
bool has(const RecordFields& fields, Names names) {
  return std::any_of(names.begin(), names.end(), [&](auto name) { return fields.contains(name); });
}

bool is_none(std::string_view label) {
  static constexpr std::array kNone = {""sv,         "-"sv,       "none"sv, "no event"sv,
                                       "no_event"sv, "noevent"sv, "---"sv,  "null"sv};
  return std::find(kNone.begin(), kNone.end(), lower_ascii(label)) != kNone.end();
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Types of earlier versions of PLOVER, and the one that newer sets put together.
std::string_view of_today(std::string_view type) {
  static constexpr std::array kOlder = {std::pair("DEMAND"sv, "REQUEST"sv), std::pair("DISAPPROVE"sv, "ACCUSE"sv),
                                        std::pair("INVESTIGATE"sv, "ACCUSE"sv), std::pair("FIGHT"sv, "ASSAULT"sv)};
  for (const auto& [older, today] : kOlder)
    if (type == older) return today;
  return type;
}

std::string upper_ascii(std::string text) {
  for (auto& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return text;
}

class Reader {
 public:
  Reader(const std::string& file, const GoldOptions& options, const World& world, const Ontology& ontology,
         const std::function<void(const Error&)>& problem)
      : options_(options), world_(world), ontology_(ontology), problem_(problem) {
    set_.file = file;
  }

  void take(const RecordLine& record) {
    const auto taken = record.fields.contains("decision") && record.fields.contains("machine") ? take_reviewed(record)
                       : text_in(record.fields, "record") == "event"                           ? take_event(record)
                       : text_in(record.fields, "record") == "claim"                           ? Result<void>()
                                                                                               : take_labels(record);
    if (!taken) {
      Error error = taken.error();
      error.file = set_.file;
      error.line = record.line;
      leave_out(error);
    }
  }
  void leave_out(const Error& error) {
    if (++set_.left_out <= kProblemsTold) problem_(error);
  }
  GoldSet finish() && {
    for (const auto& text : set_.texts)
      for (const auto& each : text.events) set_.said |= each.said;
    return std::move(set_);
  }

 private:
  Result<void> take_event(const RecordLine& record) {
    auto event = event_of_json(record.whole);
    if (!event) return tl::unexpected(event.error());
    text_of(event->document, {}).events.push_back({std::move(*event), Fields().set(), record.line});
    return {};
  }

  Result<void> take_reviewed(const RecordLine& record) {
    auto label = reviewed_of(record.whole);
    if (!label) return tl::unexpected(label.error());
    auto& text = text_of(label->machine.document, label->machine.text);
    text.whole = false;
    if (!text.text) put_text(text, label->machine.text, record, label->machine.date);
    if (!label->accepted) text.rejected.push_back({label->machine, Fields().set(), record.line});
    if (label->gold) text.events.push_back({std::move(*label->gold), Fields().set(), record.line});
    return {};
  }

  Result<void> take_labels(const RecordLine& record) {
    const auto& fields = record.fields;
    const std::string body = text_in(fields, kText), document = text_in(fields, kDocument);
    if (body.empty() && document.empty())
      return fail(
          "a record with neither a text (text, event_text, body, content, sentence, notes) nor a document "
          "(document, doc_id, story_id, id, url)");
    if (!record.empty_of_events && !has(fields, kType) && !has(fields, kCameo) && !has(fields, kQuad))
      return fail("a record that says no event (type, event, cameo, code, quad, class)");
    std::optional<GoldEvent> labelled;
    if (!record.empty_of_events) {
      auto read = event_of(fields);
      if (!read) return tl::unexpected(read.error());
      labelled = std::move(*read);
    }
    auto& text = text_of(document, body);
    if (!body.empty() && !text.text) put_text(text, body, record, labelled ? labelled->event.date : std::nullopt);
    if (!labelled) return {};
    labelled->line = record.line;
    labelled->event.text = has(fields, kWords) ? text_in(fields, kWords) : body;
    text.events.push_back(std::move(*labelled));
    return {};
  }

  // Nothing where the record says that there is no event.
  Result<std::optional<GoldEvent>> event_of(const RecordFields& fields) {
    GoldEvent labelled;
    Event& event = labelled.event;
    for (const Names names : {Names(kQuad), Names(kCameo), Names(kType)})
      if (const auto* label = first_of(fields, names); label && !is_none(*label))
        if (const auto read = code(*label, event); !read) return tl::unexpected(read.error());
    if (const auto mode = text_in(fields, kMode); !is_none(mode)) event.mode = lower_ascii(mode);
    complete(event);
    if (event.type.empty() && event.cameo.empty() && event.quad_code == 0) return std::nullopt;
    labelled.said.set(static_cast<std::size_t>(Field::type));
    if (const auto dated = date(fields, labelled); !dated) return tl::unexpected(dated.error());
    const auto on = event.date ? std::optional(event.date->begin) : std::nullopt;
    event.actors =
        parties(fields, kActorNames, fields.contains("target") ? "source" : "", on, Field::actor, labelled.said);
    event.recipients = parties(fields, kRecipientNames, "", on, Field::recipient, labelled.said);
    event.reciprocal = text_in(fields, "reciprocal") == "true" || text_in(fields, "reciprocal") == "1";
    if (const auto said = standing(fields, labelled); !said) return tl::unexpected(said.error());
    return labelled;
  }

  // What a label stands for: a class, a CAMEO code, a type with or without mode; the user's own first.
  Result<void> code(const std::string& written, Event& event) {
    const auto own = options_.labels.find(lower_ascii(written));
    const std::string label = own == options_.labels.end() ? written : own->second;
    if (is_none(label)) return {};
    if (is_digits(label) && label.size() == 1) {
      if (label > "4") return fail("no such class of events (0 to 4)", {}, 0, 0, written);
      event.quad_code = label[0] - '0';
      return {};
    }
    if (is_digits(label)) {
      if (!ontology_.nearest(label)) return fail("no such CAMEO code", {}, 0, 0, written);
      event.cameo = label;
      return {};
    }
    const auto slash = std::min(label.find('/'), label.size());
    const std::string upper = upper_ascii(std::string(trimmed(std::string_view(label).substr(0, slash))));
    const std::string type(of_today(upper));
    if (slash < label.size()) event.mode = lower_ascii(trimmed(std::string_view(label).substr(slash + 1)));
    set_.yields = set_.yields || type == "YIELD";
    if (type != "YIELD" && !ontology_.plover(type, ""))
      return fail("no type, CAMEO code or class that is known (--labels FILE says what your labels stand for)", {}, 0,
                  0, written);
    event.type = type;
    return {};
  }

  // What follows from what is said: the type of a CAMEO code, the class of a type.
  void complete(Event& event) const {
    if (event.type.empty() && !event.cameo.empty())
      if (const auto* entry = ontology_.nearest(event.cameo)) {
        event.type = entry->type;
        if (event.mode.empty()) event.mode = entry->mode;
        if (event.quad_code == 0) event.quad_code = entry->quad_code;
      }
    if (event.quad_code == 0 && !event.type.empty())
      if (const auto* entry = ontology_.plover(event.type == "YIELD" ? "RETREAT" : event.type, ""))
        event.quad_code = entry->quad_code;
  }

  Result<void> date(const RecordFields& fields, GoldEvent& labelled) const {
    if (!has(fields, kDate)) return {};
    const auto written = text_in(fields, kDate), end = text_in(fields, "enddate");
    if (is_none(written)) return {};  // nobody could tell when: it agrees with any
    auto period = Period::parse(written);
    if (!period)
      if (const auto day = Date::parse(written)) period = Period::of_day(*day);
    if (!period) return fail("no date (YYYY-MM-DD, YYYY-MM or YYYY)", {}, 0, 0, written);
    if (const auto last = Date::parse(end); last && *last >= period->begin) period->end = *last;
    labelled.event.date = period;
    labelled.said.set(static_cast<std::size_t>(Field::date));
    return {};
  }

  Result<void> standing(const RecordFields& fields, GoldEvent& labelled) const {
    Event& event = labelled.event;
    const auto yes = [&](const char* name) {
      const auto value = lower_ascii(text_in(fields, name));
      return value == "true" || value == "1" || value == "yes";
    };
    if (const auto modality = text_in(fields, "modality"); !modality.empty()) {
      const auto known = modality_named(lower_ascii(modality));
      if (!known) return fail("no such modality", {}, 0, 0, modality);
      event.modality = *known;
      labelled.said.set(static_cast<std::size_t>(Field::standing));
    }
    event.negated = yes("negated");
    event.background = yes("background");
    event.claimed = text_in(fields, "asserted_by") == "claim";
    if (!fields.contains("move")) return {};
    labelled.said.set(static_cast<std::size_t>(Field::move));
    const auto move = text_in(fields, "move");
    if (is_none(move)) return {};
    const auto kind = move_named(lower_ascii(move));
    if (!kind) return fail("no such move on the ladder", {}, 0, 0, move);
    event.move.emplace().kind = *kind;
    return {};
  }

  std::vector<Mention> parties(const RecordFields& fields, const PartyNames& names, const std::string& also,
                               std::optional<Date> on, Field field, Fields& said) {
    const auto ids = list_of(text_in(fields, names.id)), countries = list_of(text_in(fields, names.country));
    auto words = list_of(text_in(fields, names.words));
    const bool other = !also.empty() && fields.contains(also);
    if (words.empty() && other) words = list_of(fields.find(also)->second);
    if (!other && !has(fields, names.id) && !has(fields, names.country) && !has(fields, names.words)) return {};
    const auto& most_exact = !ids.empty() ? ids : !countries.empty() ? countries : words;
    if (most_exact.size() == 1 && most_exact[0] == "*") return {};  // left open
    said.set(static_cast<std::size_t>(field));
    std::vector<Mention> found;
    for (std::size_t i = 0; i < most_exact.size(); ++i) {
      if (is_none(most_exact[i]) || lower_ascii(most_exact[i]) == "none") continue;
      Mention party = who_is(most_exact[i], on);
      if (party.country.empty() && i < countries.size()) party.country = world_.state_code(countries[i]);
      if (i < words.size()) party.text = words[i];
      if (party.country.empty() && party.id.empty()) ++set_.unknown_parties;
      found.push_back(std::move(party));
    }
    return found;
  }

  // By a code of ours, of ISO, COW or CAMEO, else by the name as a user types it.
  Mention who_is(const std::string& name, std::optional<Date> on) const {
    Mention party;
    party.text = name;
    if (world_.name_of(name) != name || name.find('.') != std::string::npos) {
      party.id = name;
      party.country = world_.country_of(name);
    } else if (const auto state = world_.state_code(name); !state.empty()) {
      party.id = party.country = state;
    } else if (const auto by_cow = is_digits(name) ? world_.state_code(name, "cow") : std::string(); !by_cow.empty()) {
      party.id = party.country = by_cow;
    } else if (const auto by_cameo = cameo_country(name); !by_cameo.empty()) {
      party.country = by_cameo;
    } else if (const auto known = world_.resolve(name, on)) {
      party.id = known->id;
      party.country = known->country;
    }
    return party;
  }

  // "IRNGOVMIL": CAMEO's codes of actors are the state's with those of its agents behind it.
  std::string cameo_country(const std::string& code) const {
    const bool shaped = code.size() >= 6 && code.size() % 3 == 0 &&
                        std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return shaped ? world_.state_code(code.substr(0, 3), "cameo") : std::string();
  }

  GoldText& text_of(const std::string& document, const std::string& body) {
    const bool by_body = !body.empty() && !(options_.by_document && !document.empty());
    const auto [at, fresh] = by_key_.try_emplace(by_body ? "text " + body : "document " + document, set_.texts.size());
    if (fresh) set_.texts.push_back({document, {}, {}, true, {}, false});
    return set_.texts[at->second];
  }

  void put_text(GoldText& text, const std::string& body, const RecordLine& record,
                const std::optional<Period>& of_event) {
    Document& document = text.text.emplace();
    // of one document several texts may be labelled
    document.id =
        options_.by_document && !text.document.empty() ? text.document : set_.file + ":" + std::to_string(record.line);
    document.text = body;
    document.title = text_in(record.fields, kTitle);
    document.date = Date::parse(text_in(record.fields, kPublished));
    if (!document.date && of_event) {
      document.date = of_event->begin;
      text.dated_by_its_events = true;
    }
    lay_out_article(document, false);
    if (!document.date) document.date = options_.date;
  }

  const GoldOptions& options_;
  const World& world_;
  const Ontology& ontology_;
  const std::function<void(const Error&)>& problem_;
  std::unordered_map<std::string, std::size_t> by_key_;
  GoldSet set_;
};

}  // namespace

std::string_view name_of(Field field) { return kFieldNames[static_cast<std::size_t>(field)]; }

std::optional<Field> field_named(std::string_view name) {
  const auto found = std::find(kFieldNames.begin(), kFieldNames.end(), name);
  if (found == kFieldNames.end()) return {};
  return static_cast<Field>(found - kFieldNames.begin());
}

Result<std::map<std::string, std::string>> read_labels(const std::filesystem::path& path) {
  const auto bytes = read_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  std::map<std::string, std::string> labels;
  std::optional<Error> wrong;
  read_table_rows(*bytes, separator_of(*bytes), [&](const std::vector<std::string>& cells, std::size_t line) {
    if (cells.size() == 2)
      labels[lower_ascii(trimmed(cells[0]))] = trimmed(cells[1]);
    else if (!wrong)
      wrong = Error{"two cells are needed: a label and what it stands for", path.string(), line, 0, {}};
  });
  if (wrong) return tl::unexpected(*wrong);
  return labels;
}

Result<GoldSet> read_gold(const std::filesystem::path& path, const GoldOptions& options, const World& world,
                          const Ontology& ontology, const std::function<void(const Error&)>& problem) {
  const auto bytes = read_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  GoldOptions how = options;
  const auto ending = path.extension();
  if (how.format.empty() && (ending == ".csv" || ending == ".tsv")) how.format = ending.string().substr(1);
  if (how.format.empty() && (ending == ".jsonl" || ending == ".ndjson")) how.format = "jsonl";
  Reader reader(path.string(), how, world, ontology, problem);
  const auto read = read_record_lines(
      path.string(), *bytes, how, [&](const RecordLine& record) { reader.take(record); },
      [&](const Error& error) { reader.leave_out(error); });
  if (!read) return tl::unexpected(read.error());
  auto set = std::move(reader).finish();
  if (set.texts.empty()) return fail("holds no labelled record that could be read", path.string());
  return set;
}

}  // namespace demarche
