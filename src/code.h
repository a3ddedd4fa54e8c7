// The write side in one place: text -> sentences -> events, for one document or for many files on several threads.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>

#include "base/result.h"
#include "events/coder.h"
#include "lexicon/lexicon.h"
#include "sentences/sentences.h"
#include "text/text.h"
#include "world/world.h"

namespace demarche {

// Model, lexicon and world, loaded once; immutable and shared by threads.
class CodingPipeline {
 public:
  // `data` holds knowledge/ and models/ (base/data_folder.h).
  // `own`: a user's files of the lexicon (*.lexicon) and of the world (World::load).
  static Result<CodingPipeline> load(const std::filesystem::path& data, std::span<const std::filesystem::path> own = {},
                                     const TakeProblem& problem = {});

  // Events and claims of one document. The workspace belongs to the calling thread.
  Coding code(const Document& document, SentenceReader::Workspace& workspace, const CodeOptions& options = {}) const;
  // The same of one whose sentences are read already (SentenceReader::read): nothing is parsed again.
  Coding code(const Document& document, std::span<const Sentence> read, const CodeOptions& options = {}) const;

  const SentenceReader& reader() const { return *reader_; }
  const World& world() const { return *world_; }
  const Lexicon& lexicon() const { return *lexicon_; }
  // "demarche 0.1.0 lexicon 5f21 world 09ab model 77aa"
  const std::string& version() const { return version_; }

 private:
  CodingPipeline() = default;
  // Owned by pointers so that the coder's references hold when the pipeline is moved.
  std::unique_ptr<const SentenceReader> reader_;
  std::unique_ptr<const Lexicon> lexicon_;
  std::unique_ptr<const World> world_;
  std::unique_ptr<const Coder> coder_;
  std::string version_;
};

using TakeCoding = std::function<bool(Document, Coding)>;  // returning false ends the work

// Whether the caller has what a document would be coded as: it is neither coded nor handed on then.
using IsCoded = std::function<bool(const Document&)>;

// Codes all documents of the files and hands them on in the order of the input, whatever the number of threads (0: as
// many as the machine has cores). `take`, `problem` and `is_coded` are called on the calling thread.
ReadSummary code_files(const CodingPipeline& pipeline, std::span<const std::filesystem::path> files,
                       const ReadOptions& options, const CodeOptions& how, unsigned threads, const TakeCoding& take,
                       const TakeProblem& problem, const IsCoded& is_coded = {});

// The same for documents that the caller has: `next` gives one after the other, nothing after the last, and is called
// on the calling thread.
void code_documents(const CodingPipeline& pipeline, const std::function<std::optional<Document>()>& next,
                    const CodeOptions& how, unsigned threads, const TakeCoding& take);

}  // namespace demarche
