// Any bytes as CoNLL-U: what is read is written, read again the same, and parsed.
#include "sentences/conllu.h"

#include <cstdio>
#include <cstdlib>

#include "sentences/sentences.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace demarche;
  static const auto reader = SentenceReader::load(DEMARCHE_SOURCE_DIR "/models/english.model");
  static auto workspace = reader->workspace();
  auto file = read_conllu({reinterpret_cast<const char*>(data), size}, "fuzz");
  for (auto& sentence : file.sentences) {
    std::string written;
    write_conllu(sentence, std::string_view(file.text).substr(sentence.begin, sentence.end - sentence.begin), written);
    const auto again = read_conllu(written, "again");
    if (again.sentences.size() != 1 || again.sentences[0].tokens.size() != sentence.tokens.size()) {
      std::fprintf(stderr, "broken: what was written is not read again\n%s", written.c_str());
      std::abort();
    }
    reader->parse(sentence, *workspace);
  }
  return 0;
}
