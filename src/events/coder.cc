#include "events/coder.h"

#include "events/document_coder.h"

namespace demarche {

Coder::Coder(const Lexicon& lexicon, const World& world, std::string version)
    : lexicon_(lexicon), world_(world), version_(std::move(version)) {}

Coding Coder::code(const Document& document, const std::vector<Sentence>& sentences) const {
  DocumentCoder coder(lexicon_, world_, version_, document);
  for (std::size_t i = 0; i < sentences.size(); ++i) coder.read(sentences[i], i);
  return coder.finish();
}

}  // namespace demarche
