// Layout, little-endian: magic; class lists, each a count and length-prefixed names; then each parameter as rows,
// columns and its rows. A row is a float scale and 8-bit values (value = scale * number); the small vectors and the
// products of trees stay 16-bit. The splitter's weights are 16-bit likewise. Last come the known lemmas and the
// irregular forms, sorted.
#include "sentences/model_file.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/content_hash.h"
#include "base/text_file.h"
#include "sentences/splitter.h"

namespace demarche {
namespace {

constexpr std::string_view kMagic = "demarche-model-2\n";

class Writer {
 public:
  std::string bytes{kMagic};

  template <class T>
  void number(T value) {
    char raw[sizeof(T)];
    std::memcpy(raw, &value, sizeof(T));
    bytes.append(raw, sizeof(T));
  }
  void names(const std::vector<std::string>& list) {
    number(static_cast<std::uint32_t>(list.size()));
    for (const auto& name : list) {
      number(static_cast<std::uint32_t>(name.size()));
      bytes += name;
    }
  }
  template <class Small>
  void rows(const float* values, std::size_t rows, std::size_t columns) {
    constexpr float most = sizeof(Small) == 1 ? 127.0f : 32767.0f;
    for (std::size_t r = 0; r < rows; ++r, values += columns) {
      float largest = 0;
      for (std::size_t c = 0; c < columns; ++c) largest = std::max(largest, std::fabs(values[c]));
      const float scale = largest / most;
      number(scale);
      if (scale == 0) continue;  // an empty row is its scale alone
      for (std::size_t c = 0; c < columns; ++c) number(static_cast<Small>(std::lround(values[c] / scale)));
    }
  }
};

class Reader {
 public:
  Reader(std::string_view bytes) : bytes_(bytes) {}
  bool broken = false;

  template <class T>
  T number() {
    T value{};
    if (at_ + sizeof(T) > bytes_.size()) {
      broken = true;
      return value;
    }
    std::memcpy(&value, bytes_.data() + at_, sizeof(T));
    at_ += sizeof(T);
    return value;
  }
  std::vector<std::string> names() {
    std::vector<std::string> list;
    const auto count = number<std::uint32_t>();
    for (std::uint32_t i = 0; i < count && !broken; ++i) {
      const auto size = number<std::uint32_t>();
      if (at_ + size > bytes_.size()) {
        broken = true;
        break;
      }
      list.emplace_back(bytes_.substr(at_, size));
      at_ += size;
    }
    return list;
  }
  template <class Small>
  void rows(float* values, std::size_t rows, std::size_t columns) {
    for (std::size_t r = 0; r < rows && !broken; ++r, values += columns) {
      const float scale = number<float>();
      if (scale == 0) continue;
      if (at_ + columns * sizeof(Small) > bytes_.size()) {
        broken = true;
        return;
      }
      for (std::size_t c = 0; c < columns; ++c) values[c] = scale * static_cast<float>(number<Small>());
    }
  }
  bool done() const { return at_ == bytes_.size(); }

 private:
  std::string_view bytes_;
  std::size_t at_ = kMagic.size();
};

template <class Words>
std::vector<std::string> sorted(const Words& words) {
  std::vector<std::string> list(words.begin(), words.end());
  std::sort(list.begin(), list.end());
  return list;
}

bool is_table(const Parameter& parameter) { return parameter.rows > 1000; }

}  // namespace

Result<void> write_model(const std::filesystem::path& path, const ModelContent& content) {
  Writer out;
  out.names(content.network.relations);
  for (const auto& classes : content.network.classes) out.names(classes);
  for (const auto* parameter : content.network.parameters()) {
    out.number(static_cast<std::uint32_t>(parameter->rows));
    out.number(static_cast<std::uint32_t>(parameter->columns));
    if (is_table(*parameter))
      out.rows<std::int8_t>(parameter->values.data(), parameter->rows, parameter->columns);
    else
      out.rows<std::int16_t>(parameter->values.data(), parameter->rows, parameter->columns);
  }
  out.rows<std::int16_t>(content.splitter.data(), kSplitterWeights / 64, 64);
  for (const auto* words : {&content.vocabulary.verbs, &content.vocabulary.nouns}) out.names(sorted(*words));
  for (const auto* forms : {&content.vocabulary.verb_forms, &content.vocabulary.noun_forms}) {
    std::vector<std::string> pairs;
    for (const auto& [form, lemma] : *forms) pairs.push_back(form + " " + lemma);
    out.names(sorted(pairs));
  }
  return write_file(path, out.bytes);
}

Result<ModelContent> read_model(const std::filesystem::path& path) {
  const auto bytes = read_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  if (!bytes->starts_with(kMagic)) return fail("is no model of this version", path.string());
  Reader in(*bytes);
  ModelContent content;
  content.network.relations = in.names();
  for (auto& classes : content.network.classes) classes = in.names();
  if (in.broken) return fail("is cut off", path.string());
  content.network.initialise(0);
  for (auto* parameter : content.network.parameters()) {
    const auto rows = in.number<std::uint32_t>(), columns = in.number<std::uint32_t>();
    if (in.broken || rows != parameter->rows || columns != parameter->columns)
      return fail("is cut off, or of another version", path.string());
    std::fill(parameter->values.begin(), parameter->values.end(), 0.0f);
    if (is_table(*parameter))
      in.rows<std::int8_t>(parameter->values.data(), rows, columns);
    else
      in.rows<std::int16_t>(parameter->values.data(), rows, columns);
  }
  content.splitter.assign(kSplitterWeights, 0.0f);
  in.rows<std::int16_t>(content.splitter.data(), kSplitterWeights / 64, 64);
  for (auto* words : {&content.vocabulary.verbs, &content.vocabulary.nouns})
    for (auto& word : in.names()) words->insert(std::move(word));
  for (auto* forms : {&content.vocabulary.verb_forms, &content.vocabulary.noun_forms})
    for (const auto& pair : in.names())
      if (const auto space = pair.find(' '); space != std::string::npos)
        forms->emplace(pair.substr(0, space), pair.substr(space + 1));
  if (in.broken || !in.done()) return fail("is cut off", path.string());
  content.version = hex_id(content_hash({*bytes})).substr(0, 4);
  return content;
}

}  // namespace demarche
