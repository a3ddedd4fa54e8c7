// From the values of the public header to those of the model and back. Internal to src/embed.
#pragma once

#include <algorithm>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <thread>

#include "base/date.h"
#include "base/result.h"
#include "embed/demarche.h"
#include "model/claim.h"
#include "model/document.h"
#include "model/event.h"

namespace demarche::embed {

// The one friend of the public values.
struct Inside {
  static const demarche::Document& of(const Document& document) {
    return *static_cast<const demarche::Document*>(document.record_.get());
  }
  static const demarche::Event& of(const Event& event) {
    return *static_cast<const demarche::Event*>(event.record_.get());
  }
  static const demarche::Claim& of(const Claim& claim) {
    return *static_cast<const demarche::Claim*>(claim.record_.get());
  }
  template <class Public, class Model>
  static Public made(Model model) {
    Public value;
    value.record_ = std::make_shared<const Model>(std::move(model));
    return value;
  }
  static demarche::Coding of(const Coding& coding);
  static Coding made(demarche::Coding coding);
};

// A Result of the inside as one of the outside.
template <class T>
Result<T> failed(const Error& error) {
  return Result<T>::failed(error.describe());
}

// Nothing that the libraries below throw leaves this one, but for a lack of memory.
template <class Work>
auto guarded(Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& thrown) {
    return decltype(work())::failed(thrown.what());
  }
}

// As many threads as asked for; 0: as many as the machine has cores.
inline unsigned threads_meant(unsigned asked) {
  return asked ? asked : std::max(1u, std::thread::hardware_concurrency());
}

// The day that an argument names; nothing for an empty text.
demarche::Result<std::optional<Date>> day_given(const std::string& argument, const std::string& text);

// The folder that options name, or the one that is found.
demarche::Result<std::filesystem::path> data_folder(const LoadOptions& options);
std::vector<std::filesystem::path> own_world(const LoadOptions& options);
std::function<void(const Error&)> told_to(TakeProblem problem);

}  // namespace demarche::embed
