// The coder as other programs see it.
#include <algorithm>
#include <atomic>
#include <mutex>
#include <system_error>
#include <thread>

#include "code.h"
#include "embed/inside.h"
#include "records/records.h"

namespace demarche::embed {

using Workspace = std::unique_ptr<SentenceReader::Workspace, void (*)(SentenceReader::Workspace*)>;

struct Coder::Loaded {
  explicit Loaded(CodingPipeline pipeline_in) : pipeline(std::move(pipeline_in)) {}
  const CodingPipeline pipeline;

  // Scratch memory is lent to one thread at a time, and kept for the next.
  Workspace borrowed() const {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        Workspace workspace = std::move(idle_.back());
        idle_.pop_back();
        return workspace;
      }
    }
    return pipeline.reader().workspace();
  }
  void give_back(Workspace workspace) const {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(workspace));
  }

 private:
  mutable std::mutex mutex_;
  mutable std::vector<Workspace> idle_;
};

Result<Coder> Coder::load(const LoadOptions& options) {
  return guarded([&]() -> Result<Coder> {
    const auto folder = data_folder(options);
    if (!folder) return failed<Coder>(folder.error());
    auto pipeline = CodingPipeline::load(*folder, own_world(options), told_to(options.problem));
    if (!pipeline) return failed<Coder>(pipeline.error());
    return Coder(std::make_shared<const Loaded>(std::move(*pipeline)));
  });
}

Coding Coder::code(const Document& document) const {
  Workspace workspace = loaded_->borrowed();
  auto coding = loaded_->pipeline.code(Inside::of(document), *workspace);
  loaded_->give_back(std::move(workspace));
  return Inside::made(std::move(coding));
}

std::vector<Coding> Coder::code(std::span<const Document> documents, unsigned threads) const {
  std::vector<Coding> codings(documents.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < documents.size(); i = next++) codings[i] = code(documents[i]);
  };
  const std::size_t wanted = threads_meant(threads);
  std::vector<std::jthread> others;
  try {
    while (others.size() + 1 < std::min(wanted, documents.size())) others.emplace_back(work);
  } catch (const std::system_error&) {
    // the machine has no more of them: those there are do the work
  }
  work();
  return codings;
}

std::string Coder::explain(const Document& document) const {
  Workspace workspace = loaded_->borrowed();
  CodeOptions options;
  options.explain = true;
  const auto coding = loaded_->pipeline.code(Inside::of(document), *workspace, options);
  loaded_->give_back(std::move(workspace));
  return explanation_text(Inside::of(document), coding);
}

std::string_view Coder::version() const { return loaded_->pipeline.version(); }

}  // namespace demarche::embed
