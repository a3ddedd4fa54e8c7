#include <algorithm>
#include <array>

#include "sentences/features.h"
#include "sentences/model_file.h"
#include "sentences/sentences.h"
#include "sentences/splitter.h"
#include "sentences/tokenizer.h"

namespace demarche {

// The model, with its class names as labels.
class SentenceReader::Parts {
 public:
  std::unique_ptr<const Model> model;
  std::vector<Label> relations, xpos, morphology;
  std::vector<Upos> upos;
};

class SentenceReader::Workspace {
 public:
  NetworkScratch network;
  std::vector<std::string_view> forms;
  std::vector<std::size_t> ends;
  std::vector<WordAnalysis> analyses;
};

namespace {

constexpr std::size_t kWordsAtOnce = 256;  // analysed in one batch: the scratch of one stays in the second-level cache
constexpr std::size_t kLongestAtOnce = 400;  // words that are analysed as one tree
constexpr std::size_t kWindow = 4096;        // words handed on at once

// The sentence of these tokens of a stretch of a field that begins at `offset`.
void set_tokens(std::string_view text, std::uint32_t offset, std::span<const RawToken> tokens, Sentence& sentence) {
  sentence.begin = tokens.front().begin + offset;
  sentence.end = tokens.back().end + offset;
  sentence.tokens.reserve(tokens.size() + 2);
  for (const auto& raw : tokens) {
    const auto add = [&](std::size_t begin, std::size_t end) {
      Token& token = sentence.tokens.emplace_back();
      token.form = text.substr(begin, end - begin);
      token.begin = raw.begin + offset;
      token.end = raw.end + offset;
      token.space_after = raw.space_after;
    };
    if (!raw.split) {
      add(raw.begin, raw.end);
      continue;
    }
    const int at = static_cast<int>(sentence.tokens.size());
    sentence.fused.push_back({at, at + 1, std::string(text.substr(raw.begin, raw.end - raw.begin))});
    add(raw.begin, raw.split);
    add(raw.split, raw.end);
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

template <class Made>
std::vector<Made> all_of(const std::vector<std::string>& names, Made (*make)(const std::string&)) {
  std::vector<Made> made;
  for (const auto& name : names) made.push_back(make(name));
  return made;
}

}  // namespace

SentenceReader::SentenceReader(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
SentenceReader::SentenceReader(SentenceReader&&) noexcept = default;
SentenceReader& SentenceReader::operator=(SentenceReader&&) noexcept = default;
SentenceReader::~SentenceReader() = default;

Result<SentenceReader> SentenceReader::load(const std::filesystem::path& path) {
  auto model = open_model(path);
  if (!model) return tl::unexpected(model.error());
  auto parts = std::make_unique<Parts>();
  parts->model = std::move(*model);
  const Network& network = parts->model->network;
  const auto label = +[](const std::string& name) { return Label(name); };
  parts->relations = all_of(network.relations, label);
  parts->xpos = all_of(network.classes[kXpos], label);
  parts->morphology = all_of(
      network.classes[kMorphology], +[](const std::string& name) { return name == "_" ? Label() : Label(name); });
  parts->upos = all_of(
      network.classes[kUpos], +[](const std::string& name) { return upos_named(name); });
  return SentenceReader(std::move(parts));
}

std::unique_ptr<SentenceReader::Workspace, void (*)(SentenceReader::Workspace*)> SentenceReader::workspace() const {
  return {new Workspace, [](Workspace* workspace) { delete workspace; }};
}

const std::string& SentenceReader::version() const { return parts_->model->version; }

std::vector<std::pair<std::string, std::string>> SentenceReader::irregular_forms() const {
  std::vector<std::pair<std::string, std::string>> forms;
  for (const auto* table : {&parts_->model->vocabulary.verb_forms, &parts_->model->vocabulary.noun_forms})
    for (const auto& [form, lemma] : table->all()) forms.emplace_back(form, lemma);
  return forms;
}

void SentenceReader::split(const Document& document, const TakeSentences& take) const {
  std::vector<Sentence> window;
  std::size_t first = 0, words = 0;
  const auto hand_on = [&] {
    if (!window.empty()) take(window, first);
    first += window.size();
    window.clear();
    words = 0;
  };
  const auto read_stretch = [&](std::string_view text, std::size_t offset, bool in_title, std::size_t paragraph) {
    const auto tokens = tokens_of(text);
    std::size_t begin = 0;
    for (const std::size_t end : sentence_ends(text, tokens, parts_->model->splitter)) {
      Sentence& sentence = window.emplace_back();
      sentence.in_title = in_title;
      sentence.paragraph = paragraph;
      set_tokens(text, static_cast<std::uint32_t>(offset), std::span(tokens).subspan(begin, end - begin), sentence);
      begin = end;
      words += sentence.tokens.size();
      if (words >= kWindow) hand_on();
    }
  };
  read_stretch(document.title, 0, true, 0);
  for (std::size_t p = 0; p < document.paragraphs.size(); ++p) {
    const auto& paragraph = document.paragraphs[p];
    read_stretch(std::string_view(document.text).substr(paragraph.begin, paragraph.end - paragraph.begin),
                 paragraph.begin, false, p);
  }
  hand_on();
}

void SentenceReader::parse(std::span<Sentence* const> sentences, Workspace& workspace) const {
  const Model& model = *parts_->model;
  for (std::size_t first = 0; first < sentences.size();) {
    workspace.forms.clear();
    workspace.ends.clear();
    std::size_t last = first;
    while (last < sentences.size() &&
           (last == first || workspace.forms.size() + sentences[last]->tokens.size() <= kWordsAtOnce)) {
      const auto& tokens = sentences[last++]->tokens;
      for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (i > 0 && i % kLongestAtOnce == 0) workspace.ends.push_back(workspace.forms.size());
        workspace.forms.push_back(tokens[i].form);
      }
      workspace.ends.push_back(workspace.forms.size());
    }
    analyse(model.network, model.vocabulary, kernels(), workspace.forms, workspace.ends, workspace.network,
            workspace.analyses);
    for (std::size_t s = first, at = 0; s < last; ++s) {
      Sentence& sentence = *sentences[s];
      for (auto& token : sentence.tokens) {
        const auto& word = workspace.analyses[at++];
        token.upos = parts_->upos[word.choices[kUpos]];
        token.xpos = parts_->xpos[word.choices[kXpos]];
        token.features = parts_->morphology[word.choices[kMorphology]];
        std::array<const std::string*, kLemmaRules> rules;
        for (std::size_t r = 0; r < kLemmaRules; ++r) rules[r] = &model.network.classes[kLemma][word.lemma_rules[r]];
        token.lemma = lemma_of(token.form, token.xpos, rules, model.vocabulary);
        if (token.lemma.empty()) token.lemma = token.form;  // of soft hyphens nothing is left
        token.head = word.head < 0 ? kRoot : word.head;
        token.deprel = parts_->relations[word.relation];
      }
      if (sentence.tokens.size() <= kLongestAtOnce) continue;
      std::vector<std::size_t> pieces;
      for (std::size_t end = kLongestAtOnce; end < sentence.tokens.size(); end += kLongestAtOnce) pieces.push_back(end);
      pieces.push_back(sentence.tokens.size());
      join_pieces(pieces, sentence);
    }
    first = last;
  }
}

void SentenceReader::parse(Sentence& sentence, Workspace& workspace) const {
  Sentence* const one[] = {&sentence};
  parse(one, workspace);
}

std::vector<Sentence> SentenceReader::read(const Document& document, Workspace& workspace) const {
  std::vector<Sentence> all;
  std::vector<Sentence*> each;
  split(document, [&](std::span<Sentence> window, std::size_t) {
    each.clear();
    for (auto& sentence : window) each.push_back(&sentence);
    parse(each, workspace);
    std::move(window.begin(), window.end(), std::back_inserter(all));
  });
  return all;
}

}  // namespace demarche
