// What is learnt, on disk: the network, its class names, the splitter's weights and the known words. Training goes on
// from a checkpoint; export_model makes the reader's file of it.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "network.h"

namespace demarche {

// The words of Vocabulary, with their values.
struct KnownWords {
  std::map<std::string, std::string> lemmas, verb_forms, noun_forms;
};

struct Checkpoint {
  TrainableNetwork network;
  std::vector<float> splitter;  // kSplitterWeights
  KnownWords words;
};

// Fails, naming the file, where it is missing, cut off or of another version.
Result<Checkpoint> read_checkpoint(const std::filesystem::path& path);
Result<void> write_checkpoint(const std::filesystem::path& path, const Checkpoint& checkpoint);

// The model file of the reader (sentences/model_file.h): weights in 8 bits.
Result<void> export_model(const std::filesystem::path& path, const Checkpoint& checkpoint);

}  // namespace demarche
