// How an event came about, in plain words, for those who ask (`demarche code --explain`). Costs nothing where nobody
// does.
#include <fmt/format.h>

#include "events/sentence_coder.h"

namespace demarche {
namespace {

std::string code_text(const EventCode& code) {
  return code.cameo + " " + code.type + (code.mode.empty() ? "" : "/" + code.mode);
}

}  // namespace

std::string rule_of(const Match& match) {
  return fmt::format("{} ({}:{})", match.entry->id, match.form->file, match.form->line);
}

// The rule, the words, who stands where and why, and what changed the code or its standing.
void SentenceCoder::explain_event(CodedEvent& coded, const Match& match, const Code& code,
                                  const Surrounding& around) const {
  if (!story_.explained) return;
  const Event& event = coded.event;
  auto& steps = coded.steps;
  std::string words;
  for (const int word : match.words) words += (words.empty() ? "" : " ... ") + tree_.token(word).form;
  const auto kind = match.form->kind == FormKind::verb ? "verb" : match.form->kind == FormKind::noun ? "noun" : "adj";
  steps.push_back("words: " + words);
  steps.push_back(fmt::format("rule: {}: {} {}", rule_of(match), kind, match.form->text));
  for (const int head : match.bound)
    steps.push_back(fmt::format("'{}' stands where the rule wants it", tree_.token(head).form));
  if (match.frame.passive) steps.push_back("passive: its subject is acted on");
  if (match.frame.governor >= 0)
    steps.push_back(fmt::format("'{}' carries the noun", tree_.token(match.frame.governor).form));
  if (match.frame.subject_inherited) steps.push_back("the subject is that of a verb above or before");
  steps.insert(steps.end(), around.steps.begin(), around.steps.end());
  if (match.entry->code && match.entry->code->cameo != code.code.cameo && !match.entry->compose.empty())
    for (const auto inner : sentence_.embedded_in(match))
      if (const auto below = code_of(inner))
        steps.push_back(fmt::format("composed: what it embeds is {}, {}; by compose {}: {}", code_text(below->code),
                                    rule_of(sentence_.matches[inner]), match.entry->compose, code_text(code.code)));
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

void SentenceCoder::add_rejection(const Match& match, std::string why) {
  std::string words;
  for (const int word : match.words) words += (words.empty() ? "" : " ... ") + tree_.token(word).form;
  story_.rejections.push_back({sentence_.index, tree_.sentence().in_title, words,
                               fmt::format("{}: {}", rule_of(match), match.form->text), std::move(why)});
}

// A word that heads forms of the lexicon, none of which fits here.
void SentenceCoder::reject_word(int word) {
  const auto upos = tree_.token(word).upos;
  const auto kind = upos == Upos::noun || upos == Upos::propn ? FormKind::noun
                    : upos == Upos::adj                       ? FormKind::adjective
                                                              : FormKind::verb;
  const auto forms = lexicon_.forms(kind, tree_.lemma(word));
  if (forms.empty()) return;
  story_.rejections.push_back({sentence_.index,
                               tree_.sentence().in_title,
                               tree_.token(word).form,
                               {},
                               fmt::format("none of its {} forms fits, such as {}:{}: {}", forms.size(),
                                           forms.front()->file, forms.front()->line, forms.front()->text)});
}

}  // namespace demarche
