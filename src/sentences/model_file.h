// The model on disk: the network, its class names and the splitter's weights in one file, numbers in 8 bits with a
// scale for each row.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "sentences/network.h"
#include "sentences/vocabulary.h"

namespace demarche {

struct ModelContent {
  Network network;
  std::vector<float> splitter;  // kSplitterWeights
  Vocabulary vocabulary;
  std::string version;  // 4 hexadecimal digits of the file's hash
};

// Fails, naming the file, where it is missing, cut off or of another version.
Result<ModelContent> read_model(const std::filesystem::path& path);
Result<void> write_model(const std::filesystem::path& path, const ModelContent& content);

}  // namespace demarche
