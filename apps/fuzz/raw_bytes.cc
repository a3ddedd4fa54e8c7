// Any bytes, as a file of any format: text, sentences, trees, events. The first byte says the format.
#include <cstdio>
#include <cstdlib>

#include "code.h"

namespace {

void demand(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace demarche;
  static const auto pipeline = CodingPipeline::load(DEMARCHE_SOURCE_DIR);
  static auto workspace = pipeline->reader().workspace();
  if (size == 0) return 0;
  ReadOptions options;
  options.format = static_cast<TextFormat>(data[0] % 7);
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  const auto take = [&](const Document& document) {
    for (const auto& sentence : pipeline->reader().read(document, *workspace)) {
      const auto& field = sentence.in_title ? document.title : document.text;
      const int words = static_cast<int>(sentence.tokens.size());
      int roots = 0;
      std::uint32_t last = sentence.begin;
      demand(words > 0, "a sentence without words");
      for (const auto& token : sentence.tokens) {
        demand(token.begin >= last && token.begin <= token.end && token.end <= field.size(), "spans");
        demand(token.head == kRoot || (token.head >= 0 && token.head < words), "heads");
        roots += token.head == kRoot;
        last = token.begin;
      }
      demand(roots == 1, "roots");
    }
    pipeline->code(document, *workspace);
    return true;
  };
  read_documents(bytes, "fuzz", options, take, [](const Error&) {});
  return 0;
}
