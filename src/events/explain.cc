// How an event came about, in plain words, for those who ask (`demarche code --explain`). Costs nothing where nobody
// does.
#include <fmt/format.h>

#include "events/document_coder.h"

namespace demarche {
namespace {

std::string code_text(const EventCode& code) {
  return code.cameo + " " + code.type + (code.mode.empty() ? "" : "/" + code.mode);
}

}  // namespace

// "relations/sever (relations.lexicon:6)"
std::string DocumentCoder::shown(const Match& match) const {
  return fmt::format("{} ({}:{})", match.entry->id, match.form->file, match.form->line);
}

void DocumentCoder::explain(std::vector<std::string>& steps, const std::function<std::string()>& step) const {
  if (explain_) steps.push_back(step());
}

// The rule, the words, who stands where and why, and what changed the code or its standing.
void DocumentCoder::explain_event(CodedEvent& coded, const Match& match, const Code& code,
                                  const Surrounding& around) const {
  if (!explain_) return;
  const Event& event = coded.event;
  auto& steps = coded.steps;
  std::string words;
  for (const int word : match.words) words += (words.empty() ? "" : " ... ") + tree_->token(word).form;
  const auto kind = match.form->kind == FormKind::verb ? "verb" : match.form->kind == FormKind::noun ? "noun" : "adj";
  steps.push_back("words: " + words);
  steps.push_back(fmt::format("rule: {}: {} {}", shown(match), kind, match.form->text));
  for (const int head : match.bound)
    steps.push_back(fmt::format("'{}' stands where the rule wants it", tree_->token(head).form));
  if (match.frame.passive) steps.push_back("passive: its subject is acted on");
  if (match.frame.governor >= 0)
    steps.push_back(fmt::format("'{}' carries the noun", tree_->token(match.frame.governor).form));
  if (match.frame.subject_inherited) steps.push_back("the subject is that of a verb above or before");
  steps.insert(steps.end(), around.steps.begin(), around.steps.end());
  if (match.entry->code && match.entry->code->cameo != code.code.cameo && !match.entry->compose.empty())
    for (const auto inner : embedded_in(match))
      if (const auto below = code_of(inner))
        steps.push_back(fmt::format("composed: what it embeds is {}, {}; by compose {}: {}", code_text(below->code),
                                    shown(matches_[inner]), match.entry->compose, code_text(code.code)));
  if (event.cameo != code.code.cameo || event.type != code.code.type)
    steps.push_back(fmt::format("intended, not done: {} becomes {} {}{}", code_text(code.code), event.cameo, event.type,
                                event.mode.empty() ? "" : "/" + event.mode));
  for (const auto* side : {&event.actors, &event.recipients})
    for (const auto& each : *side)
      steps.push_back(fmt::format("{}: '{}'{}{} {}", side == &event.actors ? "actor" : "recipient", each.text,
                                  each.id.empty() ? "" : " = " + each.id, each.why.empty() ? "" : ":", each.why));
  steps.push_back(fmt::format("standing: {}{}{}{}", name_of(event.modality), event.negated ? ", negated" : "",
                              event.claimed ? ", only said" : "", event.background ? ", background" : ""));
  if (event.date)
    steps.push_back(fmt::format("date: {} by {}", event.date->begin.text(), name_of(event.date_from)));
  else if (!event.relative_date.empty())
    steps.push_back(fmt::format("date: '{}', of no known day", event.relative_date));
}

void DocumentCoder::reject(const Match& match, std::string why) {
  if (!explain_) return;
  std::string words;
  for (const int word : match.words) words += (words.empty() ? "" : " ... ") + tree_->token(word).form;
  rejections_.push_back({sentence_, tree_->sentence().in_title, words,
                         fmt::format("{}: {}", shown(match), match.form->text), std::move(why)});
}

// A word that heads forms of the lexicon, none of which fits here.
void DocumentCoder::reject_word(int word) {
  const auto upos = tree_->token(word).upos;
  const auto kind = upos == Upos::noun || upos == Upos::propn ? FormKind::noun
                    : upos == Upos::adj                       ? FormKind::adjective
                                                              : FormKind::verb;
  const auto forms = lexicon_.forms(kind, tree_->lemma(word));
  if (forms.empty()) return;
  rejections_.push_back({sentence_,
                         tree_->sentence().in_title,
                         tree_->token(word).form,
                         {},
                         fmt::format("none of its {} forms fits, such as {}:{}: {}", forms.size(), forms.front()->file,
                                     forms.front()->line, forms.front()->text)});
}

}  // namespace demarche
