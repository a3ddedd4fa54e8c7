#include <algorithm>
#include <array>

#include "sentences/features.h"
#include "sentences/model_file.h"
#include "sentences/sentences.h"
#include "sentences/splitter.h"
#include "sentences/tokenizer.h"

namespace demarche {

class SentenceReader::Model {
 public:
  ModelContent content;
};

class SentenceReader::Workspace {
 public:
  NetworkScratch network;
  std::vector<WordFeatures> words;
  std::vector<std::size_t> ends;
  std::vector<WordAnalysis> analyses;
};

namespace {

constexpr std::size_t kWordsAtOnce = 2000;   // analysed in one batch: bounds the scratch memory
constexpr std::size_t kLongestAtOnce = 400;  // words of a given sentence that are analysed as one tree

// The sentences of a stretch of text (a paragraph, the title), not yet analysed.
void read_stretch(std::string_view field, std::size_t begin, std::size_t end, const std::vector<float>& splitter,
                  bool in_title, std::size_t paragraph, std::vector<Sentence>& out) {
  const auto text = field.substr(begin, end - begin);
  const auto tokens = tokens_of(text);
  std::size_t first = 0;
  for (const std::size_t last : sentence_ends(text, tokens, splitter)) {
    Sentence sentence;
    sentence.in_title = in_title;
    sentence.paragraph = paragraph;
    const auto offset = static_cast<std::uint32_t>(begin);
    sentence.begin = tokens[first].begin + offset;
    sentence.end = tokens[last - 1].end + offset;
    for (std::size_t i = first; i < last; ++i) {
      const auto& raw = tokens[i];
      Token token;
      token.begin = raw.begin + offset;
      token.end = raw.end + offset;
      token.space_after = raw.space_after;
      if (raw.split) {
        const int at = static_cast<int>(sentence.tokens.size());
        sentence.fused.push_back({at, at + 1, std::string(text.substr(raw.begin, raw.end - raw.begin))});
        token.form = text.substr(raw.begin, raw.split - raw.begin);
        sentence.tokens.push_back(token);
        token.form = text.substr(raw.split, raw.end - raw.split);
      } else {
        token.form = text.substr(raw.begin, raw.end - raw.begin);
      }
      sentence.tokens.push_back(std::move(token));
    }
    out.push_back(std::move(sentence));
    first = last;
  }
}

void set_analysis(const ModelContent& content, std::span<const WordAnalysis> analyses, Sentence& sentence) {
  for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
    Token& token = sentence.tokens[i];
    const Network& network = content.network;
    const auto& word = analyses[i];
    const auto named = [&](Choice choice) -> const std::string& {
      return network.classes[choice][word.choices[choice]];
    };
    token.upos = upos_named(named(kUpos));
    token.xpos = named(kXpos);
    token.features = named(kMorphology) == "_" ? "" : named(kMorphology);
    std::array<const std::string*, kLemmaRules> rules;
    for (std::size_t r = 0; r < kLemmaRules; ++r) rules[r] = &network.classes[kLemma][word.lemma_rules[r]];
    token.lemma = lemma_of(token.form, token.xpos, rules, content.vocabulary);
    if (token.lemma.empty()) token.lemma = token.form;  // of soft hyphens nothing is left
    token.head = word.head < 0 ? kRoot : word.head;
    token.deprel = network.relations[word.relation];
  }
}

// Makes one tree of the pieces of a long sentence: each later root hangs on the first.
void join_pieces(std::span<const std::size_t> ends, Sentence& sentence) {
  int top = kNoHead;
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    for (std::size_t i = begin; i < end; ++i) {
      Token& token = sentence.tokens[i];
      if (token.head != kRoot)
        token.head += static_cast<int>(begin);
      else if (top == kNoHead)
        top = static_cast<int>(i);
      else
        token.head = top, token.deprel = "parataxis";
    }
    begin = end;
  }
}

}  // namespace

SentenceReader::SentenceReader(std::unique_ptr<const Model> model) : model_(std::move(model)) {}
SentenceReader::SentenceReader(SentenceReader&&) noexcept = default;
SentenceReader& SentenceReader::operator=(SentenceReader&&) noexcept = default;
SentenceReader::~SentenceReader() = default;

Result<SentenceReader> SentenceReader::load(const std::filesystem::path& path) {
  auto content = read_model(path);
  if (!content) return tl::unexpected(content.error());
  auto model = std::make_unique<Model>();
  model->content = std::move(*content);
  return SentenceReader(std::move(model));
}

std::unique_ptr<SentenceReader::Workspace, void (*)(SentenceReader::Workspace*)> SentenceReader::workspace() const {
  return {new Workspace, [](Workspace* workspace) { delete workspace; }};
}

const std::string& SentenceReader::version() const { return model_->content.version; }

std::vector<Sentence> SentenceReader::read(const Document& document, Workspace& workspace) const {
  std::vector<Sentence> sentences;
  const auto& splitter = model_->content.splitter;
  read_stretch(document.title, 0, document.title.size(), splitter, true, 0, sentences);
  for (std::size_t p = 0; p < document.paragraphs.size(); ++p)
    read_stretch(document.text, document.paragraphs[p].begin, document.paragraphs[p].end, splitter, false, p,
                 sentences);
  for (std::size_t first = 0; first < sentences.size();) {
    workspace.words.clear();
    workspace.ends.clear();
    std::size_t last = first;
    while (last < sentences.size() &&
           (last == first || workspace.words.size() + sentences[last].tokens.size() <= kWordsAtOnce)) {
      for (const auto& token : sentences[last].tokens) workspace.words.push_back(features_of(token.form));
      workspace.ends.push_back(workspace.words.size());
      ++last;
    }
    analyse(model_->content.network, workspace.words, workspace.ends, workspace.network, workspace.analyses);
    for (std::size_t s = first, at = 0; s < last; at = workspace.ends[s - first], ++s)
      set_analysis(model_->content, std::span(workspace.analyses).subspan(at, sentences[s].tokens.size()),
                   sentences[s]);
    first = last;
  }
  return sentences;
}

void SentenceReader::parse(Sentence& sentence, Workspace& workspace) const {
  workspace.words.clear();
  for (const auto& token : sentence.tokens) workspace.words.push_back(features_of(token.form));
  // a sentence longer than any is analysed in pieces: the work on one grows with its square
  workspace.ends.clear();
  const std::size_t size = workspace.words.size();
  for (std::size_t end = std::min(size, kLongestAtOnce);; end = std::min(size, end + kLongestAtOnce)) {
    workspace.ends.push_back(end);
    if (end == size) break;
  }
  analyse(model_->content.network, workspace.words, workspace.ends, workspace.network, workspace.analyses);
  set_analysis(model_->content, workspace.analyses, sentence);
  join_pieces(workspace.ends, sentence);
}

}  // namespace demarche
