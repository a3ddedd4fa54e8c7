// demarche-replay TARGET FOLDER: each file of the folder through the target, in order of name; needs no fuzzer. What a
// run of the fuzzer found lies among them, so that it stays mended.
#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "targets.h"

int main(int count, char** arguments) {
  using namespace demarche;
  const auto* const target = std::find_if(kFuzzTargets.begin(), kFuzzTargets.end(), [&](const FuzzTarget& each) {
    return count == 3 && each.name == arguments[1];
  });
  if (target == kFuzzTargets.end()) {
    std::fprintf(stderr, "demarche-replay TARGET FOLDER\n");
    return 2;
  }
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(arguments[2], error)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  if (error || files.empty()) {
    std::fprintf(stderr, "%s: holds no files\n", arguments[2]);
    return 2;
  }
  for (const auto& file : files) {
    std::fprintf(stderr, "%s\n", file.filename().c_str());
    std::ifstream in(file, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(in), {});
    target->run(bytes);
  }
  std::printf("%zu files\n", files.size());
  return 0;
}
