#include "relations/precedents.h"

#include <algorithm>
#include <unordered_map>

#include "base/letters.h"
#include "base/stanza_file.h"

namespace demarche {
namespace {

// " word word ": lower case, parted by single blanks, hyphens kept apart from words they join.
std::string plain(std::string_view text) {
  std::string words = " ";
  for (const char c : lower_ascii(text)) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (letter)
      words += c;
    else if (words.back() != ' ')
      words += ' ';
  }
  if (words.back() != ' ') words += ' ';
  return words;
}

// Bytes of the words found in a plain text: 0 where they are not in it.
std::size_t found(const std::string& text, const std::string& words) {
  const bool open = words.ends_with('*');
  auto wanted = plain(open ? std::string_view(words).substr(0, words.size() - 1) : std::string_view(words));
  if (open) wanted.pop_back();
  return text.find(wanted) == std::string::npos ? 0 : wanted.size();
}

bool member(const std::string& side, const std::string& organisation, Date day, const World& world) {
  const auto ties = world.ties_of(side, day);
  return std::any_of(ties.begin(), ties.end(), [&](const Tie& tie) {
    return tie.kind == "member" && tie.from == side && tie.to == organisation;
  });
}

bool party_fits(const std::vector<std::string>& sides, const std::string& wanted, Date day, const World& world) {
  if (wanted.empty()) return true;
  return std::any_of(sides.begin(), sides.end(), [&](const std::string& side) {
    if (side == wanted) return true;
    if (wanted == "group") return side.starts_with("GRP.");
    if (wanted == "state") return !world.state_code(side).empty();
    return wanted.starts_with("ORG.") && member(side, wanted, day, world);
  });
}

bool kind_fits(const Act& act, const PrecedentQuery& query) {
  if (!query.moves.empty())
    return act.move && std::find(query.moves.begin(), query.moves.end(), act.move->kind) != query.moves.end();
  if (!query.type.empty()) return act.type == query.type && (query.mode.empty() || act.mode == query.mode);
  return act.move.has_value();
}

}  // namespace

Result<PrecedentWords> PrecedentWords::load(const std::filesystem::path& file) {
  const auto read = read_stanzas(file);
  if (!read) return tl::unexpected(read.error());
  PrecedentWords words;
  for (const auto& stanza : read->stanzas) {
    Entry entry;
    entry.name = stanza.value("name");
    entry.words = list_of(stanza.value("words"));
    if (entry.name.empty() || entry.words.empty())
      return fail("name and words are needed", read->path, stanza.line, 0, stanza.kind + " " + stanza.id);
    if (stanza.kind == "move") {
      for (const auto& name : list_of(stanza.id)) {
        const auto move = move_named(name);
        if (!move) return fail("no such move", read->path, stanza.line, 0, name);
        entry.moves.push_back(*move);
      }
      words.moves_.push_back(std::move(entry));
    } else if (stanza.kind == "reason") {
      entry.kind = stanza.id;
      const auto event = list_of(stanza.value("event"), '/');
      if (!event.empty()) entry.type = event[0];
      if (event.size() > 1) entry.mode = event[1];
      words.reasons_.push_back(std::move(entry));
    } else {
      return fail("expected move or reason", read->path, stanza.line, 0, stanza.kind);
    }
  }
  return words;
}

std::optional<PrecedentQuery> PrecedentWords::question_of(std::string_view text) const {
  const auto words = plain(text);
  // the longest words win: "expulsion of the ambassador" over "expulsion"
  const auto best = [&](const std::vector<Entry>& entries) {
    const Entry* longest = nullptr;
    std::size_t length = 0;
    for (const auto& entry : entries)
      for (const auto& each : entry.words)
        if (const auto size = found(words, each); size > length) longest = &entry, length = size;
    return longest;
  };
  PrecedentQuery query;
  if (const auto* move = best(moves_)) query.moves = move->moves;
  if (const auto* reason = best(reasons_)) query.why = reason->kind;
  if (query.moves.empty() && query.why.empty()) return {};
  return query;
}

bool PrecedentWords::claims_to_be_first(std::string_view text) {
  const auto words = plain(text);
  for (const auto* each : {"first ever", "first time", "the first", "unprecedented", "without precedent",
                           "no precedent", "never before", "for the first time"})
    if (found(words, each)) return true;
  return false;
}

std::vector<std::string> PrecedentWords::kinds_of(std::string_view reason) const {
  const auto words = plain(reason);
  std::vector<std::string> kinds;
  for (const auto& entry : reasons_)
    if (std::any_of(entry.words.begin(), entry.words.end(),
                    [&](const std::string& each) { return found(words, each) > 0; }))
      kinds.push_back(entry.kind);
  return kinds;
}

bool PrecedentWords::is_cause(const std::string& kind, const Act& act) const {
  return std::any_of(reasons_.begin(), reasons_.end(), [&](const Entry& entry) {
    return entry.kind == kind && !entry.type.empty() && entry.type == act.type && entry.mode == act.mode;
  });
}

bool PrecedentWords::knows(const std::string& kind) const {
  return std::any_of(reasons_.begin(), reasons_.end(), [&](const Entry& entry) { return entry.kind == kind; });
}

std::vector<std::string> PrecedentWords::kinds() const {
  std::vector<std::string> kinds;
  for (const auto& entry : reasons_) kinds.push_back(entry.kind);
  return kinds;
}

std::string PrecedentWords::name_of_reason(const std::string& kind) const {
  for (const auto& entry : reasons_)
    if (entry.kind == kind) return entry.name;
  return kind;
}

std::string PrecedentWords::name_of_moves(const std::vector<MoveKind>& moves) const {
  for (const auto& entry : moves_)
    if (entry.moves == moves) return entry.name;
  std::string names;
  for (const auto move : moves) names += (names.empty() ? "" : " or ") + std::string(demarche::name_of(move));
  return names.empty() ? "diplomatic move" : names;
}

std::vector<MoveKind> compared_with(MoveKind kind) {
  if (kind == MoveKind::sever) return {kind, MoveKind::switch_recognition};
  if (kind == MoveKind::expel) return {kind, MoveKind::expel_ambassador};
  return {kind};
}

Precedents precedents(const PrecedentQuery& query, std::span<const Act> acts, const PrecedentWords& words,
                      const World& world) {
  std::unordered_map<std::string_view, const Act*> act_of;  // by the id of a report
  for (const auto& act : acts)
    for (const auto* report : act.reports) act_of.emplace(report->id, &act);
  Precedents answer;
  for (const auto& act : acts) {
    if (!act.date || act.claimed || !kind_fits(act, query)) continue;
    if ((query.from && act.date->end < *query.from) || (query.before && act.date->begin >= *query.before)) continue;
    const auto& others = act.recipients.empty() ? act.actors : act.recipients;
    if (!party_fits(act.actors, query.actor, act.date->begin, world) ||
        !party_fits(others, query.recipient, act.date->begin, world))
      continue;
    ++answer.acts;
    if (!answer.first_day || act.date->begin < *answer.first_day) answer.first_day = act.date->begin;
    if (!answer.last_day || act.date->begin > *answer.last_day) answer.last_day = act.date->begin;
    Precedent one{&act, {}, nullptr, {}};
    bool stated = false, fits = query.why.empty();
    for (const auto* report : act.reports)
      for (const auto& reason : report->reasons) {
        const auto cause = reason.event.empty() ? act_of.end() : act_of.find(reason.event);
        stated = stated || !reason.text.empty() || cause != act_of.end();
        const auto kinds = words.kinds_of(reason.text);
        const bool about = std::find(kinds.begin(), kinds.end(), query.why) != kinds.end() ||
                           (cause != act_of.end() && words.is_cause(query.why, *cause->second));
        if (!query.why.empty() && !about) continue;
        fits = true;
        if (!reason.text.empty() && std::find(one.reasons.begin(), one.reasons.end(), reason.text) == one.reasons.end())
          one.reasons.push_back(reason.text);
        if (!one.cause && cause != act_of.end()) one.cause = cause->second;
      }
    answer.with_reason += stated;
    if (one.cause && one.cause->date && one.cause->date->begin <= act.date->begin)
      one.days_after_cause = act.date->begin.days_since(one.cause->date->begin);
    if (query.within_days && !(one.days_after_cause && *one.days_after_cause <= *query.within_days)) fits = false;
    if (fits) answer.cases.push_back(std::move(one));
  }
  std::stable_sort(answer.cases.begin(), answer.cases.end(),
                   [](const Precedent& x, const Precedent& y) { return x.act->date->begin < y.act->date->begin; });
  return answer;
}

Precedents earlier_cases(const Act& act, PrecedentQuery query, std::span<const Act> acts, const PrecedentWords& words,
                         const World& world) {
  if (query.moves.empty() && query.type.empty()) {
    if (act.move)
      query.moves = {act.move->kind};
    else
      query.type = act.type, query.mode = act.mode;
  }
  if (act.date) query.before = act.date->begin;
  return precedents(query, acts, words, world);
}

}  // namespace demarche
