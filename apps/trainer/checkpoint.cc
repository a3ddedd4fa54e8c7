// Layout, little-endian: magic; class lists, each a count and length-prefixed names; then each parameter as rows,
// columns and its rows. A row is a float scale and 8-bit values (value = scale * number); the small vectors and the
// products of trees stay 16-bit. The splitter's weights are 16-bit likewise. Last come the known lemmas and the
// irregular forms, sorted.
#include "checkpoint.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/text_file.h"
#include "sentences/model_file.h"
#include "sentences/splitter.h"

namespace demarche {
namespace {

constexpr std::string_view kMagic = "demarche-checkpoint-3\n";

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

bool is_table(const Parameter& parameter) { return parameter.rows > 1000; }

}  // namespace

Result<void> write_checkpoint(const std::filesystem::path& path, const Checkpoint& checkpoint) {
  Writer out;
  out.names(checkpoint.network.relations);
  for (const auto& classes : checkpoint.network.classes) out.names(classes);
  for (const auto* parameter : checkpoint.network.parameters()) {
    out.number(static_cast<std::uint32_t>(parameter->rows));
    out.number(static_cast<std::uint32_t>(parameter->columns));
    if (is_table(*parameter))
      out.rows<std::int8_t>(parameter->values.data(), parameter->rows, parameter->columns);
    else
      out.rows<std::int16_t>(parameter->values.data(), parameter->rows, parameter->columns);
  }
  out.rows<std::int16_t>(checkpoint.splitter.data(), kSplitterWeights / 64, 64);
  for (const auto* words : {&checkpoint.words.lemmas, &checkpoint.words.verb_forms, &checkpoint.words.noun_forms}) {
    std::vector<std::string> lines;
    for (const auto& [word, value] : *words) lines.push_back(word + " " + value);
    out.names(lines);
  }
  return write_file(path, out.bytes);
}

Result<Checkpoint> read_checkpoint(const std::filesystem::path& path) {
  const auto bytes = read_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  if (!bytes->starts_with(kMagic)) return fail("is no model of this version", path.string());
  Reader in(*bytes);
  Checkpoint checkpoint;
  checkpoint.network.relations = in.names();
  for (auto& classes : checkpoint.network.classes) classes = in.names();
  if (in.broken) return fail("is cut off", path.string());
  checkpoint.network.initialise(0);
  for (auto* parameter : checkpoint.network.parameters()) {
    const auto rows = in.number<std::uint32_t>(), columns = in.number<std::uint32_t>();
    if (in.broken || rows != parameter->rows || columns != parameter->columns)
      return fail("is cut off, or of another version", path.string());
    std::fill(parameter->values.begin(), parameter->values.end(), 0.0f);
    if (is_table(*parameter))
      in.rows<std::int8_t>(parameter->values.data(), rows, columns);
    else
      in.rows<std::int16_t>(parameter->values.data(), rows, columns);
  }
  checkpoint.splitter.assign(kSplitterWeights, 0.0f);
  in.rows<std::int16_t>(checkpoint.splitter.data(), kSplitterWeights / 64, 64);
  for (auto* words : {&checkpoint.words.lemmas, &checkpoint.words.verb_forms, &checkpoint.words.noun_forms})
    for (const auto& line : in.names()) {
      const auto space = std::min(line.find(' '), line.size());
      words->emplace(line.substr(0, space), line.substr(std::min(space + 1, line.size())));
    }
  if (in.broken || !in.done()) return fail("is cut off", path.string());
  return checkpoint;
}

Result<void> export_model(const std::filesystem::path& path, const Checkpoint& checkpoint) {
  const auto& network = checkpoint.network;
  ModelWriter out;
  out.names(network.relations);
  for (const auto& classes : network.classes) out.names(classes);
  for (const auto& table : network.tables) out.table(table.values.data(), table.rows, table.columns);
  // columns first..last of a matrix
  const auto columns = [](const Parameter& from, std::size_t first, std::size_t count) {
    std::vector<float> part;
    for (std::size_t r = 0; r < from.rows; ++r)
      part.insert(part.end(), from.values.begin() + static_cast<std::ptrdiff_t>(r * from.columns + first),
                  from.values.begin() + static_cast<std::ptrdiff_t>(r * from.columns + first + count));
    return part;
  };
  for (const auto& layer : network.layers)
    for (std::size_t direction = 0; direction < 2; ++direction) {
      out.product(columns(layer.weights, direction * kGates, kGates), columns(layer.bias, direction * kGates, kGates),
                  layer.weights.rows);
      out.floats(layer.peephole.values.data() + direction * 2 * kHidden, 2 * kHidden);
    }
  std::vector<std::pair<const Parameter*, const Parameter*>> read = {
      {&network.arc_dependent, &network.arc_dependent_bias},
      {&network.arc_head, &network.arc_head_bias},
      {&network.relation_dependent, &network.relation_dependent_bias},
      {&network.relation_head, &network.relation_head_bias}};
  for (std::size_t c = 0; c < kChoices; ++c) read.push_back({&network.choice_weights[c], &network.choice_bias[c]});
  std::vector<float> weights, bias;
  for (std::size_t r = 0; r < kContext; ++r)
    for (const auto& [matrix, row] : read) {
      const auto part = matrix->values.begin() + static_cast<std::ptrdiff_t>(r * matrix->columns);
      weights.insert(weights.end(), part, part + static_cast<std::ptrdiff_t>(matrix->columns));
    }
  for (const auto& [matrix, row] : read) bias.insert(bias.end(), row->values.begin(), row->values.end());
  out.product(weights, bias, kContext);
  out.product(network.arc.values, network.arc_prior.values, kArc);
  // of each relation: against the values of the head, then for itself, then padding; the dependent's constant 1 is the
  // bias
  const std::size_t labels = network.relations.size(), wide = kRelation + 1;
  weights.assign(kRelation * labels * kRelationRow, 0.0f);
  bias.assign(labels * kRelationRow, 0.0f);
  for (std::size_t r = 0; r < wide; ++r)
    for (std::size_t l = 0; l < labels; ++l)
      for (std::size_t j = 0; j < wide; ++j) {
        auto& row = r < kRelation ? weights : bias;
        row[(r < kRelation ? r * labels * kRelationRow : 0) + l * kRelationRow + j] =
            network.relation.values[r * labels * wide + l * wide + j];
      }
  out.product(weights, bias, kRelation);
  out.floats(network.arc_root.values.data(), kArc);
  out.floats(network.relation_root.values.data(), kRelation);
  out.floats(checkpoint.splitter.data(), kSplitterWeights);
  out.words(checkpoint.words.lemmas);
  out.words(checkpoint.words.verb_forms);
  out.words(checkpoint.words.noun_forms);
  return write_file(path, out.bytes());
}

}  // namespace demarche
