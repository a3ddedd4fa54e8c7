// Events for spreadsheets (CSV) and for the eye (a table).
#include <fmt/format.h>

#include <algorithm>

#include "base/letters.h"
#include "base/lines.h"
#include "records/records.h"
#include "records/score.h"

namespace demarche {
namespace {

std::string joined(const std::vector<Mention>& mentions, std::string (*part)(const Mention&)) {
  std::string text;
  for (const auto& mention : mentions) {
    const std::string one = part(mention);
    if (one.empty()) continue;
    text += (text.empty() ? "" : "; ") + one;
  }
  return text;
}

std::string id_of(const Mention& mention) { return mention.id; }
std::string country_of(const Mention& mention) { return mention.country; }
std::string words_of(const Mention& mention) { return mention.text; }
std::string shown(const Mention& mention) {
  return !mention.id.empty() ? mention.id : mention.text.empty() ? "?" : "\"" + mention.text + "\"";
}

// Cut to so many letters.
std::string cut(const std::string& text, std::size_t width) {
  if (letters_in(text) <= width) return text;
  std::string out;
  std::size_t taken = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (begins_letter(text[i]) && ++taken >= width) break;
    out += text[i];
  }
  return out + "…";
}

std::string what(const Event& event) {
  std::string text = event.type + (event.mode.empty() ? "" : "/" + event.mode) + " " + event.cameo;
  if (!event.move) return text;
  text += fmt::format(" [{}", name_of(event.move->kind));
  if (event.move->count) text += fmt::format(" {}", *event.move->count);
  if (!event.move->rank.empty()) text += " " + event.move->rank;
  if (event.move->notice_hours) text += fmt::format(" {}h", *event.move->notice_hours);
  return text + "]";
}

std::string standing(const Event& event) {
  std::string text = event.negated ? "not done" : std::string(name_of(event.modality));
  if (event.claimed) text += ", claimed";
  if (event.disputed) text += ", disputed";
  if (event.background) text += ", background";
  return text;
}

std::string when(const Event& event) {
  if (!event.date) return event.relative_date.empty() ? "?" : "\"" + event.relative_date + "\"";
  return (event.date->precision == DatePrecision::week ? "~" : "") + event.date->text();
}

}  // namespace

std::string event_csv_header() {
  return "id,document,sentence,date,enddate,date_precision,date_from,event,mode,context,cameo,goldstein,event_scale,"
         "quad_code,actor,actor_id,actor_country,recipient,"
         "recipient_id,recipient_country,reciprocal,modality,negated,background,asserted_by,disputed,outcome,move,"
         "count,rank,notice_hours,immediate,reason,place,place_country,"
         "score,rule,text,coder";
}

std::string csv_of(const Event& event) {
  const auto optional_number = [](const auto& value) { return value ? fmt::format("{}", *value) : std::string(); };
  const auto yes = [](bool value) { return std::string(value ? "true" : "false"); };
  std::string contexts;
  for (const auto& context : event.contexts) contexts += (contexts.empty() ? "" : "; ") + context;
  const std::vector<std::string> cells = {event.id,
                                          event.document,
                                          std::to_string(event.sentence),
                                          event.date ? event.date->begin.text() : "",
                                          event.date ? event.date->end.text() : "",
                                          event.date ? std::string(name_of(event.date->precision)) : "",
                                          std::string(name_of(event.date_from)),
                                          event.type,
                                          event.mode,
                                          contexts,
                                          event.cameo,
                                          fmt::format("{}", event.goldstein),
                                          optional_number(event.event_scale),
                                          std::to_string(event.quad_code),
                                          joined(event.actors, words_of),
                                          joined(event.actors, id_of),
                                          joined(event.actors, country_of),
                                          joined(event.recipients, words_of),
                                          joined(event.recipients, id_of),
                                          joined(event.recipients, country_of),
                                          yes(event.reciprocal),
                                          std::string(name_of(event.modality)),
                                          yes(event.negated),
                                          yes(event.background),
                                          event.claimed ? "claim" : "narrator",
                                          yes(event.disputed),
                                          std::string(name_of(event.outcome)),
                                          event.move ? std::string(name_of(event.move->kind)) : "",
                                          event.move ? optional_number(event.move->count) : "",
                                          event.move ? event.move->rank : "",
                                          event.move ? optional_number(event.move->notice_hours) : "",
                                          event.move ? yes(event.move->immediate) : "",
                                          event.reasons.empty() ? "" : event.reasons.front().text,
                                          event.place ? event.place->name : "",
                                          event.place ? event.place->country : "",
                                          fmt::format("{:.2f}", rounded_score(event.score)),
                                          event.rule,
                                          event.text,
                                          event.coder};
  std::string row;
  for (const auto& each : cells) row += (row.empty() && &each == &cells.front() ? "" : ",") + csv_cell(each);
  return row;
}

std::string table_of(std::span<const Event> events, std::size_t width) {
  const std::vector<std::string> heads = {"date", "actor", "event", "recipient", "standing", "where told"};
  std::vector<std::vector<std::string>> rows{heads};
  for (const auto& event : events)
    rows.push_back({when(event), joined(event.actors, shown) + (event.reciprocal ? " (mutual)" : ""), what(event),
                    joined(event.recipients, shown), standing(event),
                    fmt::format("{}:{}", event.document, event.sentence)});
  std::vector<std::size_t> widths(heads.size(), 0);
  const std::vector<std::size_t> most = {12, 30, 46, 30, 28, 60};
  for (const auto& row : rows)
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], std::min(letters_in(row[c]), most[c]));
  std::size_t sum = 2 * (heads.size() - 1);
  for (const auto each : widths) sum += each;
  while (width && sum > width) {  // the widest column gives way
    auto& widest = *std::max_element(widths.begin(), widths.end());
    if (widest <= 8) break;
    --widest;
    --sum;
  }
  std::string out;
  for (const auto& row : rows) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      const std::string text = cut(row[c], widths[c]);
      out += text;
      if (c + 1 < row.size()) out.append(widths[c] - letters_in(text) + 2, ' ');
    }
    out += '\n';
    if (&row == &rows.front()) {
      for (std::size_t c = 0; c < row.size(); ++c) out.append(widths[c], '-').append(c + 1 < row.size() ? 2 : 0, ' ');
      out += '\n';
    }
  }
  return out;
}

}  // namespace demarche
