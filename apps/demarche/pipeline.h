// What all verbs share that code texts.
#pragma once

#include "base/data_folder.h"
#include "code.h"
#include "command.h"

namespace demarche {

// The coder by the knowledge and the model that --data, --world and --lexicon name.
inline Result<CodingPipeline> load_pipeline(const Command& command) {
  const auto folder = find_data_folder(command.data);
  if (!folder) return tl::unexpected(folder.error());
  return CodingPipeline::load(*folder, command.own(), tell);
}

}  // namespace demarche
