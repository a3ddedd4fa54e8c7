#include "record/entry.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <set>

namespace demarche {
namespace {

class EntryReader {
 public:
  EntryReader(const World& world, const TakeMistake& mistake) : world_(world), mistake_(mistake) {}

  void read(const StanzaFile& file, const Stanza& stanza) {
    file_ = &file;
    broken_ = false;
    if (stanza.kind == "act")
      read_act(stanza);
    else if (stanza.kind == "incident")
      read_incident(stanza);
    else
      tell("expected act or incident", stanza.line, stanza.kind);
  }

  // What only all entries together can show.
  void check_together() {
    std::set<std::string> incidents, acts;
    for (const auto& each : entries_.incidents)
      if (!incidents.insert(each.key()).second)
        tell(each.place, "this incident stands in the record twice", each.key());
    for (const auto& each : entries_.acts) {
      if (!acts.insert(each.key()).second) tell(each.place, "this act stands in the record twice", each.key());
      if (!each.because.empty() && !incidents.count(each.because))
        tell(each.place, "no incident of the record has this kind, victim and day", each.because);
    }
  }

  Entries take() { return std::move(entries_); }

 private:
  void tell(std::string message, std::size_t line, std::string_view fragment) {
    broken_ = true;
    mistake_({std::move(message), file_->path, line, 0, std::string(fragment)});
  }
  void tell(const EntryPlace& place, std::string message, std::string_view fragment) {
    mistake_({std::move(message), place.file, place.line, 0, std::string(fragment)});
  }

  EntryPlace place(const Stanza& stanza) const {
    return {std::filesystem::path(file_->path).filename().string(), stanza.line};
  }

  Period period(std::string_view text, std::size_t line) {
    const auto read = Period::parse(text);
    if (!read) tell("not a day, month or year", line, text);
    return read.value_or(Period{});
  }

  // A state or organisation that existed at some time of the period.
  std::string party(const std::string& id, const Period& when, std::size_t line) {
    if (world_.name_of(id) == id && world_.state_code(id) != id) {
      tell("no state or organisation has this id", line, id);
      return id;
    }
    const auto exists = world_.existence_of(id);
    if ((exists.from && *exists.from > when.end) || (exists.to && *exists.to < when.begin))
      tell("this party did not exist then", line, id);
    return id;
  }

  int number(std::string_view text, std::size_t line) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size() || value < 0)
      tell("not a number", line, text);
    return value;
  }

  // "24h" "7d": hours
  int hours(std::string_view text, std::size_t line) {
    if (text.ends_with('h')) return number(text.substr(0, text.size() - 1), line);
    if (text.ends_with('d')) return number(text.substr(0, text.size() - 1), line) * 24;
    tell("hours or days are meant, as in '24h' or '7d'", line, text);
    return 0;
  }

  std::optional<Date> day(std::string_view text, std::size_t line) {
    const auto read = Date::parse(text);
    if (!read) tell("not a day", line, text);
    return read;
  }

  void read_means(const StanzaLine& line, ActEntry& act) {
    for (const auto& part : list_of(line.value)) {
      const auto space = std::min(part.find(' '), part.size());
      const std::string word = part.substr(0, space), value(trimmed(std::string_view(part).substr(space)));
      auto& move = act.details;
      if (word == "immediate" && value.empty())
        move.immediate = true;
      else if (word == "reciprocal" && value.empty())
        move.reciprocal = true;
      else if (word == "count")
        move.count = number(value, line.line);
      else if (word == "rank")
        move.rank = value;
      else if (word == "notice")
        move.notice_hours = hours(value, line.line);
      else if (word == "whose" && (value == "own" || value == "other" || value == "both"))
        move.whose = *mission_owner_named(value);
      else if (word == "motive" && !value.empty() && motive_named(value))
        move.motive = *motive_named(value);
      else if (word == "protecting")
        move.protecting_power = party(value, act.date, line.line);
      else if (word == "announced")
        move.announced = day(value, line.line);
      else if (word == "effective")
        move.effective = day(value, line.line);
      else if (word == "deadline")
        move.deadline = day(value, line.line);
      else if (word == "to")
        act.gains = party(value, act.date, line.line);
      else
        tell("no such means of an act", line.line, part);
    }
  }

  // "sever ALB IRN 2022-09-07"
  std::optional<ActEntry> act_of(const std::string& words, std::size_t line) {
    const auto parts = list_of(words, ' ');
    if (parts.size() != 4) {
      tell("an act is a kind, two parties and a date: sever ALB IRN 2022-09-07", line, words);
      return {};
    }
    ActEntry act;
    act.kind = act_kind(parts[0]);
    if (!act.kind) {
      tell("no such kind of act", line, parts[0]);
      return {};
    }
    act.date = period(parts[3], line);
    act.actor = party(parts[1], act.date, line);
    act.recipient = party(parts[2], act.date, line);
    if (act.actor == act.recipient) tell("one party twice", line, words);
    if (act.kind->move) act.details.kind = *act.kind->move;
    return act;
  }

  void read_act(const Stanza& stanza) {
    auto act = act_of(stanza.id, stanza.line);
    if (!act) return;
    act->place = place(stanza);
    for (const auto& line : stanza.lines) {
      if (line.key == "means")
        read_means(line, *act);
      else if (line.key == "reason")
        act->reason = line.value;
      else if (line.key == "because")
        act->because = joined(line.value);
      else if (!common(line, act->source, act->note))
        tell("an act has no such line", line.line, line.key);
    }
    if (act->source.empty()) tell("no source: write 'unverified' where there is none", stanza.line, stanza.id);
    if (act->kind->move == MoveKind::switch_recognition && act->gains.empty())
      tell("a switch is from one government to another: means  to CHN", stanza.line, stanza.id);
    if (!broken_) entries_.acts.push_back(std::move(*act));
  }

  void read_incident(const Stanza& stanza) {
    const auto parts = list_of(stanza.id, ' ');
    IncidentEntry incident;
    incident.place = place(stanza);
    if (parts.size() == 3) incident.kind = incident_kind(parts[0]);
    if (!incident.kind)
      return tell("an incident is a kind, a victim and a date: cyber ALB 2022-07-15", stanza.line, stanza.id);
    incident.date = period(parts[2], stanza.line);
    incident.victim = party(parts[1], incident.date, stanza.line);
    for (const auto& line : stanza.lines)
      if (line.key == "by")
        for (const auto& id : list_of(line.value)) incident.by.push_back(party(id, incident.date, line.line));
    for (const auto& line : stanza.lines) {
      if (line.key == "by") continue;
      if (line.key == "name")
        incident.name = line.value;
      else if (line.key == "aim")
        incident.aim = line.value;
      else if (line.key == "effect")
        incident.effect = line.value;
      else if (line.key == "group")
        incident.groups = list_of(line.value);
      else if (line.key == "attributed")
        read_attributions(line, incident, incident.attributed, true);
      else if (line.key == "denied")
        read_attributions(line, incident, incident.denied, false);
      else if (line.key == "response")
        read_responses(line, incident);
      else if (!common(line, incident.source, incident.note))
        tell("an incident has no such line", line.line, line.key);
    }
    if (incident.name.empty()) tell("an incident needs a name", stanza.line, stanza.id);
    if (incident.source.empty()) tell("no source: write 'unverified' where there is none", stanza.line, stanza.id);
    if (!broken_) entries_.incidents.push_back(std::move(incident));
  }

  // "ALB 2022-09-07; MNE 2022-08-26 RUS": who, when and, where not those of `by`, whom
  void read_attributions(const StanzaLine& line, const IncidentEntry& incident, std::vector<AttributionEntry>& into,
                         bool names_whom) {
    for (const auto& part : list_of(line.value)) {
      const auto words = list_of(part, ' ');
      if (words.size() != 2 && !(names_whom && words.size() == 3)) {
        tell("a party and a date are meant, as in 'ALB 2022-09-07'", line.line, part);
        continue;
      }
      AttributionEntry said;
      said.said = period(words[1], line.line);
      said.author = party(words[0], said.said, line.line);
      if (words.size() == 3) said.toward = party(words[2], said.said, line.line);
      if (names_whom && said.toward.empty()) {
        if (incident.by.empty())
          tell("attributed to whom? Name a party behind the date, or a line 'by'", line.line, part);
        else
          said.toward = incident.by.front();
      }
      into.push_back(std::move(said));
    }
  }

  void read_responses(const StanzaLine& line, IncidentEntry& incident) {
    for (const auto& part : list_of(line.value))
      if (auto act = act_of(part, line.line)) {
        act->place = incident.place;
        act->because = incident.key();
        incident.responses.push_back(std::move(*act));
      }
  }

  bool common(const StanzaLine& line, std::string& source, std::string& note) {
    if (line.key == "source")
      source = line.value;
    else if (line.key == "note")
      note = line.value;
    else
      return false;
    return true;
  }

  static std::string joined(std::string_view value) {
    std::string key;
    for (const auto& word : list_of(value, ' ')) key += (key.empty() ? "" : "-") + word;
    return key;
  }

  const World& world_;
  const TakeMistake& mistake_;
  const StanzaFile* file_ = nullptr;
  bool broken_ = false;  // the entry being read has a mistake
  Entries entries_;
};

}  // namespace

std::string ActEntry::key() const {
  return std::string(kind->name) + "-" + actor + "-" + recipient + "-" + date.text();
}

std::string IncidentEntry::key() const { return std::string(kind->name) + "-" + victim + "-" + date.text(); }

Entries read_entries(const std::vector<StanzaFile>& files, const World& world, const TakeMistake& mistake) {
  EntryReader reader(world, mistake);
  for (const auto& file : files)
    for (const auto& stanza : file.stanzas) reader.read(file, stanza);
  reader.check_together();
  return reader.take();
}

}  // namespace demarche
