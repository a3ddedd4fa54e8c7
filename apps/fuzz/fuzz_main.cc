// For libFuzzer: demarche-fuzz --target=NAME [its options] FOLDER ...
#include <cstring>

#include "targets.h"

namespace {

const demarche::FuzzTarget* chosen = nullptr;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* count, char*** arguments) {
  constexpr const char* kOption = "--target=";
  for (int i = 1; i < *count; ++i)
    if (const char* argument = (*arguments)[i]; std::strncmp(argument, kOption, std::strlen(kOption)) == 0)
      for (const auto& target : demarche::kFuzzTargets)
        if (target.name == argument + std::strlen(kOption)) chosen = &target;
  if (chosen) return 0;
  std::fprintf(stderr, "--target=NAME is needed, one of:");
  for (const auto& target : demarche::kFuzzTargets) std::fprintf(stderr, " %s", target.name.data());
  std::fprintf(stderr, "\n");
  std::exit(2);
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  chosen->run({reinterpret_cast<const char*>(data), size});
  return 0;
}
