// The sentences of a document: tokens, tags, lemmas and dependency trees.
//
// The reader is loaded once (the model file is mapped, not copied), is immutable and may be shared by any number of
// threads; each thread works with a Workspace of its own. Nothing here depends on what was read before: the same text
// gives the same sentences, on every machine and on any number of threads.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/document.h"
#include "model/sentence.h"

namespace demarche {

// The next sentences of a document, with the index of the first among all. They are the callee's to change; afterwards
// they are gone.
using TakeSentences = std::function<void(std::span<Sentence> sentences, std::size_t first)>;

class SentenceReader {
 public:
  // The model file (models/english.model). Fails, naming it, where it is missing, cut off or of another version.
  static Result<SentenceReader> load(const std::filesystem::path& model);

  // Scratch memory of one thread; reused from call to call. Not for two threads at once.
  class Workspace;
  std::unique_ptr<Workspace, void (*)(Workspace*)> workspace() const;

  // The sentences of the title (first) and of the paragraphs, in the order of the text, tokens only, in windows of some
  // hundreds of words: memory does not grow with the document but for some 20 bytes for each token of its longest
  // paragraph.
  void split(const Document& document, const TakeSentences& take) const;

  // Tags, lemmatises and parses sentences whose tokens are given (form, span, fused, space_after are kept; the rest is
  // overwritten). A sentence of more than 400 tokens is parsed in pieces, each later root hung on the first: the work
  // on one grows with its square.
  void parse(std::span<Sentence* const> sentences, Workspace& workspace) const;
  void parse(Sentence& sentence, Workspace& workspace) const;

  // All sentences, parsed: split and parse.
  std::vector<Sentence> read(const Document& document, Workspace& workspace) const;

  // Irregular forms of verbs and nouns with their lemmas, lower case, as the model knows them.
  std::vector<std::pair<std::string, std::string>> irregular_forms() const;

  // Identifies the model in the events made with it: 4 hexadecimal digits of its content hash.
  const std::string& version() const;

  SentenceReader(SentenceReader&&) noexcept;
  SentenceReader& operator=(SentenceReader&&) noexcept;
  ~SentenceReader();

 private:
  class Parts;
  explicit SentenceReader(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace demarche
