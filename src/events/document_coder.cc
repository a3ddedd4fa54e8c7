#include "events/document_coder.h"

#include <algorithm>

#include "base/content_hash.h"
#include "events/links.h"
#include "events/mention_lists.h"
#include "events/sentence_coder.h"

namespace demarche {
namespace {

constexpr std::size_t kMostLinked = 2000;  // events and claims of one part of a document: links go no further

// Of the title or of a heading: who is named there the document is about.
bool is_heading(const Document& document, const Sentence& sentence) {
  return sentence.in_title ||
         (sentence.paragraph < document.paragraphs.size() && document.paragraphs[sentence.paragraph].heading);
}

// Hands on events or claims in the order of the text.
template <class Coded, class Part>
void hand_on(std::vector<Coded>& from, Part Coded::*part, std::vector<Part>& to) {
  const auto first = static_cast<std::ptrdiff_t>(to.size());
  for (auto& each : from) to.push_back(std::move(each.*part));
  from.clear();
  std::stable_sort(to.begin() + first, to.end(), [](const Part& a, const Part& b) {
    const auto begin = [](const Part& each) { return each.words.empty() ? 0u : each.words.front().begin; };
    if (a.sentence != b.sentence) return a.sentence < b.sentence;
    return begin(a) != begin(b) ? begin(a) < begin(b) : a.id < b.id;
  });
}

}  // namespace

DocumentCoder::DocumentCoder(const Lexicon& lexicon, const World& world, const std::string& version,
                             const Document& document, const ParseSentences& parse, bool explain)
    : context_{lexicon, world, document, version, hex_id(content_hash({document.id, document.title, document.text}))},
      mentions_(world, lexicon, document, parse),
      matcher_(lexicon, [this](int word) { return mentions_.is_party(word); }) {
  story_.explained = explain;
}

void DocumentCoder::read(Sentence&& sentence, std::size_t index, bool coded) {
  const bool heading = is_heading(context_.document, sentence);
  quotations_.enter(sentence);
  mentions_.enter(std::move(sentence));
  if (!coded && !heading) return;
  if (story_.events.size() + story_.claims.size() >= kMostLinked) finish_part();
  if (heading) add_mentions(story_.title_states, mentions_.states());
  SentenceCoder(context_, matcher_, mentions_, quotations_, index, story_).code();
}

Coding DocumentCoder::finish() {
  finish_part();
  return std::move(done_);
}

void DocumentCoder::finish_part() {
  link_story(story_, context_.lexicon, context_.world);
  if (story_.explained) {
    if (!done_.explanation) done_.explanation.emplace();
    for (auto& each : story_.events) done_.explanation->events.push_back({each.event.id, std::move(each.steps)});
    auto& rejections = done_.explanation->rejections;
    std::move(story_.rejections.begin(), story_.rejections.end(), std::back_inserter(rejections));
    story_.rejections.clear();
  }
  hand_on(story_.events, &CodedEvent::event, done_.events);
  hand_on(story_.claims, &CodedClaim::claim, done_.claims);
  story_.hostile_codes.clear();
}

}  // namespace demarche
