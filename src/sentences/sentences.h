// The sentences of a document: tokens, tags, lemmas and dependency trees.
//
// The reader is loaded once, is immutable and may be shared by any number of threads; each thread works with a
// Workspace of its own. Nothing here depends on what was read before: the same text gives the same sentences.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/document.h"
#include "model/sentence.h"

namespace demarche {

class SentenceReader {
 public:
  // The model file (models/english.model). Fails, naming it, where it is missing, cut off or of another version.
  static Result<SentenceReader> load(const std::filesystem::path& model);

  // Scratch memory of one thread; reused from call to call. Not for two threads at once.
  class Workspace;
  std::unique_ptr<Workspace, void (*)(Workspace*)> workspace() const;

  // All sentences of the title (first) and of the paragraphs, in the order of the text, parsed.
  std::vector<Sentence> read(const Document& document, Workspace& workspace) const;

  // Tags, lemmatises and parses a sentence whose tokens are given (form, span, fused, space_after are kept; the rest is
  // overwritten).
  void parse(Sentence& sentence, Workspace& workspace) const;

  // Identifies the model in the events made with it: 4 hexadecimal digits of its content hash.
  const std::string& version() const;

  SentenceReader(SentenceReader&&) noexcept;
  SentenceReader& operator=(SentenceReader&&) noexcept;
  ~SentenceReader();

 private:
  class Model;
  explicit SentenceReader(std::unique_ptr<const Model> model);
  std::unique_ptr<const Model> model_;
};

}  // namespace demarche
