#include "events/coder.h"

#include "events/document_coder.h"
#include "events/mend.h"

namespace demarche {

namespace {

std::string text_of(const Sentence& sentence) {
  std::string text;
  for (const auto& token : sentence.tokens) {
    text += token.form;
    if (token.space_after) text += ' ';
  }
  return text;
}

}  // namespace

Coder::Coder(const Lexicon& lexicon, const World& world, std::span<const std::pair<std::string, std::string>> irregular,
             std::string version)
    : lexicon_(lexicon), world_(world), version_(std::move(version)), spotter_(lexicon, irregular) {}

Coding Coder::code(const Document& document, const SentenceSource& source, const CodeOptions& options) const {
  if (world_.discards() && (world_.discard(document.title) == World::Discard::document ||
                            world_.discard(document.text) == World::Discard::document))
    return {};
  const ParseSentences parse = [&](std::span<Sentence* const> sentences) {
    source.parse(sentences);
    for (auto* each : sentences) mend(*each, lexicon_);
  };
  DocumentCoder coder(lexicon_, world_, version_, document, parse, options.explain);
  std::vector<Sentence*> wanted;
  std::vector<bool> coded;
  source.split([&](std::span<Sentence> window, std::size_t first) {
    wanted.clear();
    coded.assign(window.size(), true);
    for (std::size_t i = 0; i < window.size(); ++i) {
      if (options.parsed == Parsed::where_needed) coded[i] = spotter_.may_hold_event(window[i]);
      if (coded[i] && world_.discards()) coded[i] = world_.discard(text_of(window[i])) == World::Discard::no;
      if (coded[i]) wanted.push_back(&window[i]);
    }
    parse(wanted);  // in one batch; what these refer to follows one by one
    for (std::size_t i = 0; i < window.size(); ++i) coder.read(std::move(window[i]), first + i, coded[i]);
  });
  return coder.finish();
}

}  // namespace demarche
