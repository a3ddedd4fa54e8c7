// The model on disk: one file, laid out as it is used, mapped into memory and shared by all processes that read it.
//
// Little-endian. A magic line; then sections, each at a multiple of 64 bytes: lists of names, tables of embeddings,
// products, vectors, word tables, in the order in which open_model reads them. Counts stand before what they count, as
// 64-bit numbers in a 64-byte line of their own.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/mapped_file.h"
#include "base/result.h"
#include "sentences/network.h"
#include "sentences/vocabulary.h"

namespace demarche {

struct Model {
  MappedFile file;  // all else points into it
  Network network;
  std::span<const float> splitter;  // kSplitterWeights
  Vocabulary vocabulary;
  std::string version;  // 4 hexadecimal digits of the file's hash
};

// Fails, naming the file, where it is missing, cut off or of another version.
Result<std::unique_ptr<const Model>> open_model(const std::filesystem::path& path);

// Writes the sections, in the order in which open_model reads them: relations and the classes of each choice (names);
// the tables; of each layer and direction the gates (product) and the peephole (floats); context, arc and relation
// (products); the two roots and the splitter (floats); lemmas, verb forms, noun forms (words).
class ModelWriter {
 public:
  ModelWriter();
  void names(const std::vector<std::string>& list);
  void table(const float* values, std::size_t rows, std::size_t width);
  // weights[inputs][columns], row-major.
  void product(const std::vector<float>& weights, const std::vector<float>& bias, std::size_t inputs);
  void floats(const float* values, std::size_t count);
  void words(const std::map<std::string, std::string>& values);
  const std::string& bytes() const { return bytes_; }

 private:
  void count(std::size_t number);
  void section(const void* data, std::size_t size);
  std::string bytes_;
};

}  // namespace demarche
