#include "evaluation/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/lines.h"

namespace demarche {
namespace {

using Json = nlohmann::ordered_json;

std::string fields_of(Fields fields, std::string_view between) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < kFieldCount; ++i)
    if (fields[i]) names.push_back(name_of(static_cast<Field>(i)));
  return fmt::format("{}", fmt::join(names, between));
}

std::string share(double value) { return fmt::format("{:.3f}", value); }
std::string share(double value, Interval interval) {
  return fmt::format("{:.3f} ({:.2f}-{:.2f})", value, interval.low, interval.high);
}

std::string party(const Mention& mention) {
  if (!mention.id.empty()) return mention.id;
  if (!mention.country.empty()) return mention.country;
  return "\"" + mention.text + "\"";
}
std::string parties(const std::vector<Mention>& side) {
  std::string text;
  for (const auto& each : side) text += (text.empty() ? "" : "; ") + party(each);
  return text.empty() ? "-" : text;
}

std::string told(const Event& event, const Rule& rule) {
  std::string text = parties(event.actors);
  text += event.reciprocal ? " (mutual)" : " > " + parties(event.recipients);
  text += "  " + (event.type.empty() ? "class " + std::to_string(event.quad_code) : event.type);
  if (!event.mode.empty()) text += "/" + event.mode;
  if (!event.cameo.empty()) text += " " + event.cameo;
  if (event.date) text += "  " + event.date->text();
  if (rule.by[static_cast<std::size_t>(Field::standing)]) {
    text += fmt::format("  {}", name_of(event.modality));
    if (event.negated) text += ", negated";
    if (event.claimed) text += ", claimed";
  }
  if (rule.by[static_cast<std::size_t>(Field::move)])
    text += fmt::format("  move {}", event.move ? name_of(event.move->kind) : "-");
  return text;
}

std::string kind_of(const Difference& difference) {
  return !difference.coded ? "missed" : !difference.gold ? "surplus" : "wrong";
}

// Where to read it: the sentence, by the program if it coded one.
const std::string& sentence_of(const Difference& difference) {
  if (difference.coded) return difference.coded->text;
  return difference.gold->event.text;
}
std::string document_of(const Difference& difference) {
  if (!difference.text->document.empty()) return difference.text->document;
  return difference.text->text ? difference.text->text->id : std::string();
}

std::string cell(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

Json rate(double value, Interval interval) {
  return {{"value", value}, {"low", interval.low}, {"high", interval.high}};
}
Json score_of(const Score& score) {
  return {{"gold", score.gold},
          {"coded", score.coded},
          {"right", score.right},
          {"precision", rate(score.precision(), wilson(score.right, score.coded))},
          {"recall", rate(score.recall(), wilson(score.right, score.gold))},
          {"f1", score.f1()}};
}

std::string row(const std::string& label, const Score& score) {
  return fmt::format("{:24} {:>5} {:>6} {:>6}  {:18} {:18}", label, score.gold, score.coded, score.right,
                     score.coded ? share(score.precision(), wilson(score.right, score.coded)) : "-",
                     score.gold ? share(score.recall(), wilson(score.right, score.gold)) : "-");
}

std::string compared_by(const Rule& rule) {
  std::string text = fields_of(rule.by, ", ");
  text += fmt::format("; level {}", name_of(rule.level));
  if (rule.by[static_cast<std::size_t>(Field::actor)] || rule.by[static_cast<std::size_t>(Field::recipient)])
    text += fmt::format("; parties by {}{}{}", name_of(rule.parties), rule.all_parties ? ", all of them" : "",
                        rule.undirected ? ", either way round" : "");
  if (rule.by[static_cast<std::size_t>(Field::date)]) text += fmt::format("; dates within {} days", rule.days);
  return text;
}

}  // namespace

std::string table_of(const Evaluation& e) {
  std::string text = fmt::format("Compared by {}; {} texts; 95 % intervals.\n\n", compared_by(e.rule), e.texts);
  text += fmt::format("{:24} {:>5} {:>6} {:>6}  {:18} {:18} {}\n", "", "gold", "coded", "right", "precision", "recall",
                      "F1");
  text += row("all", e.all) + " " + (e.f1 ? share(e.all.f1(), *e.f1) : share(e.all.f1())) + "\n";
  for (const auto& [label, score] : e.by_label) text += row("  " + label, score) + " " + share(score.f1()) + "\n";
  const auto line = [&](const std::string& what, std::size_t count) {
    if (count) text += fmt::format("  {:40} {:>5}\n", what, count);
  };
  if (!e.differences.empty() || e.not_judged) text += "\nWhat is not right\n";
  for (std::size_t i = 0; i < kFieldCount; ++i)
    line(fmt::format("found, but wrong in {}", name_of(static_cast<Field>(i))), e.wrong_in[i]);
  line("missed altogether", e.missed);
  line("surplus: nothing labelled is like it", e.surplus);
  line("coded beside a review, not judged", e.not_judged);
  if (e.taken_for.empty()) return text;
  std::vector<std::pair<std::pair<std::string, std::string>, std::size_t>> most(e.taken_for.begin(), e.taken_for.end());
  std::stable_sort(most.begin(), most.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  if (most.size() > 10) most.resize(10);
  text += "\nLabelled so, coded so\n";
  for (const auto& [labels, count] : most)
    line(fmt::format("{} {}", labels.first, labels.second.empty() ? "-" : labels.second), count);
  return text;
}

std::string json_of(const Evaluation& e) {
  Json json = {{"by", Json::array()},
               {"level", name_of(e.rule.level)},
               {"parties", name_of(e.rule.parties)},
               {"days", e.rule.days},
               {"texts", e.texts}};
  for (std::size_t i = 0; i < kFieldCount; ++i)
    if (e.rule.by[i]) json["by"].push_back(name_of(static_cast<Field>(i)));
  json["all"] = score_of(e.all);
  if (e.f1) json["all"]["f1"] = rate(e.all.f1(), *e.f1);
  json["by_label"] = Json::object();
  for (const auto& [label, score] : e.by_label) json["by_label"][label] = score_of(score);
  json["wrong_in"] = Json::object();
  for (std::size_t i = 0; i < kFieldCount; ++i)
    if (e.rule.by[i]) json["wrong_in"][std::string(name_of(static_cast<Field>(i)))] = e.wrong_in[i];
  json["missed"] = e.missed;
  json["surplus"] = e.surplus;
  json["not_judged"] = e.not_judged;
  json["taken_for"] = Json::array();
  for (const auto& [labels, count] : e.taken_for)
    json["taken_for"].push_back({{"gold", labels.first}, {"coded", labels.second}, {"count", count}});
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string csv_of(const Evaluation& e) {
  std::string text = "label,gold,coded,right,precision,precision_low,precision_high,recall,recall_low,recall_high,f1\n";
  const auto add = [&](const std::string& label, const Score& score) {
    const auto precision = wilson(score.right, score.coded), recall = wilson(score.right, score.gold);
    text += fmt::format("{},{},{},{},{:.4f},{:.4f},{:.4f},{:.4f},{:.4f},{:.4f},{:.4f}\n", cell(label), score.gold,
                        score.coded, score.right, score.precision(), precision.low, precision.high, score.recall(),
                        recall.low, recall.high, score.f1());
  };
  add("all", e.all);
  for (const auto& [label, score] : e.by_label) add(label, score);
  return text;
}

std::string differences_of(const Evaluation& e, DifferenceFormat format) {
  std::string text;
  if (format == DifferenceFormat::csv) text = "kind,wrong_in,document,gold_line,gold,coded,rule,sentence\n";
  for (const auto& each : e.differences) {
    const std::string gold = each.gold ? told(each.gold->event, e.rule) : std::string();
    const std::string coded = each.coded ? told(*each.coded, e.rule) : std::string();
    const std::string line = each.gold ? std::to_string(each.gold->line) : std::string();
    const std::string rule = each.coded ? each.coded->rule : std::string();
    const std::string sentence = one_line(sentence_of(each));
    if (format == DifferenceFormat::csv) {
      text += fmt::format("{},{},{},{},{},{},{},{}\n", kind_of(each), fields_of(each.wrong, "; "),
                          cell(document_of(each)), line, cell(gold), cell(coded), rule, cell(sentence));
    } else if (format == DifferenceFormat::json_lines) {
      Json json = {{"kind", kind_of(each)}, {"document", document_of(each)}};
      if (each.wrong.any()) json["wrong_in"] = fields_of(each.wrong, "; ");
      if (each.gold) json["gold_line"] = each.gold->line;
      if (!gold.empty()) json["gold"] = gold;
      if (!coded.empty()) json["coded"] = coded;
      if (!rule.empty()) json["rule"] = rule;
      json["sentence"] = sentence;
      text += json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    } else {
      text += fmt::format("{}{}  {}\n", kind_of(each), each.wrong.any() ? " in " + fields_of(each.wrong, ", ") : "",
                          document_of(each));
      if (!gold.empty()) text += fmt::format("  labelled  {}{}\n", gold, line.empty() ? "" : "  (line " + line + ")");
      if (!coded.empty()) text += fmt::format("  coded     {}{}\n", coded, rule.empty() ? "" : "  (" + rule + ")");
      if (!sentence.empty()) text += wrapped("  " + sentence, 100, 2);
      text += "\n";
    }
  }
  return text;
}

}  // namespace demarche
