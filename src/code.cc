#include "code.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace demarche {
namespace {

constexpr std::size_t kDocumentsPerThread = 32;  // coded between two hand-overs: bounds memory, keeps threads busy

// Takes documents until there are enough for all threads, codes them side by side and hands them on in order.
class Batch {
 public:
  Batch(const CodingPipeline& pipeline, const CodeOptions& how, unsigned threads, const TakeCoding& take)
      : pipeline_(pipeline), how_(how), take_(take) {
    for (unsigned t = 0; t < threads; ++t) workspaces_.push_back(pipeline.reader().workspace());
  }

  bool add(Document document) {
    documents_.push_back(std::move(document));
    return documents_.size() < kDocumentsPerThread * workspaces_.size() || flush();
  }

  bool flush() {
    std::vector<Coding> codings(documents_.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&](SentenceReader::Workspace& workspace) {
      for (std::size_t i = next++; i < documents_.size(); i = next++)
        codings[i] = pipeline_.code(documents_[i], workspace, how_);
    };
    {
      std::vector<std::jthread> others;
      for (std::size_t t = 1; t < workspaces_.size() && t < documents_.size(); ++t)
        others.emplace_back([&, t] { work(*workspaces_[t]); });
      if (!documents_.empty()) work(*workspaces_[0]);
    }
    for (std::size_t i = 0; i < documents_.size() && !ended_; ++i)
      ended_ = !take_(std::move(documents_[i]), std::move(codings[i]));
    documents_.clear();
    return !ended_;
  }

 private:
  const CodingPipeline& pipeline_;
  const CodeOptions how_;
  const TakeCoding& take_;
  std::vector<std::unique_ptr<SentenceReader::Workspace, void (*)(SentenceReader::Workspace*)>> workspaces_;
  std::vector<Document> documents_;
  bool ended_ = false;
};

unsigned some_threads(unsigned asked) { return asked ? asked : std::max(1u, std::thread::hardware_concurrency()); }

}  // namespace

Result<CodingPipeline> CodingPipeline::load(const std::filesystem::path& data,
                                            std::span<const std::filesystem::path> own, const TakeProblem& problem) {
  CodingPipeline pipeline;
  auto reader = SentenceReader::load(data / "models" / "english.model");
  if (!reader) return tl::unexpected(reader.error());
  std::vector<std::filesystem::path> wordings, others;
  for (const auto& file : own) (file.extension() == ".lexicon" ? wordings : others).push_back(file);
  auto lexicon = Lexicon::load(data / "knowledge", wordings);
  if (!lexicon) return tl::unexpected(lexicon.error());
  auto world = World::load(data / "knowledge" / "world", others, problem);
  if (!world) return tl::unexpected(world.error());
  pipeline.reader_ = std::make_unique<const SentenceReader>(std::move(*reader));
  pipeline.lexicon_ = std::make_unique<const Lexicon>(std::move(*lexicon));
  pipeline.world_ = std::make_unique<const World>(std::move(*world));
  pipeline.version_ = "demarche " DEMARCHE_VERSION " lexicon " + pipeline.lexicon_->version() + " world " +
                      pipeline.world_->version() + " model " + pipeline.reader_->version();
  pipeline.coder_ = std::make_unique<const Coder>(*pipeline.lexicon_, *pipeline.world_,
                                                  pipeline.reader_->irregular_forms(), pipeline.version_);
  return pipeline;
}

Coding CodingPipeline::code(const Document& document, SentenceReader::Workspace& workspace,
                            const CodeOptions& options) const {
  const SentenceSource source = {
      [&](const TakeSentences& take) { reader_->split(document, take); },
      [&](std::span<Sentence* const> sentences) { reader_->parse(sentences, workspace); },
  };
  return coder_->code(document, source, options);
}

Coding CodingPipeline::code(const Document& document, std::span<const Sentence> read,
                            const CodeOptions& options) const {
  const auto before = [](const Sentence& a, const Sentence& b) {
    return a.in_title != b.in_title ? a.in_title : a.begin < b.begin;
  };
  const SentenceSource source = {
      [&](const TakeSentences& take) { reader_->split(document, take); },
      [&](std::span<Sentence* const> sentences) {
        for (auto* each : sentences)
          if (const auto found = std::lower_bound(read.begin(), read.end(), *each, before); found != read.end())
            *each = *found;
      },
  };
  return coder_->code(document, source, options);
}

ReadSummary code_files(const CodingPipeline& pipeline, std::span<const std::filesystem::path> files,
                       const ReadOptions& options, const CodeOptions& how, unsigned threads, const TakeCoding& take,
                       const TakeProblem& problem, const IsCoded& is_coded) {
  Batch batch(pipeline, how, some_threads(threads), take);
  ReadSummary sum;
  for (const auto& file : files) {
    bool going = true;
    const auto take_one = [&](Document document) {
      if (!is_coded || !is_coded(document)) going = batch.add(std::move(document));
      return going;
    };
    const auto one = read_documents(file, options, take_one, problem);
    sum.documents += one.documents;
    sum.left_out += one.left_out;
    sum.repaired += one.repaired;
    for (const auto& [language, documents] : one.other_languages) sum.other_languages[language] += documents;
    if (!going) return sum;
  }
  batch.flush();
  return sum;
}

void code_documents(const CodingPipeline& pipeline, const std::function<std::optional<Document>()>& next,
                    const CodeOptions& how, unsigned threads, const TakeCoding& take) {
  Batch batch(pipeline, how, some_threads(threads), take);
  while (auto document = next())
    if (!batch.add(std::move(*document))) return;
  batch.flush();
}

}  // namespace demarche
