#include "sentences/model_file.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "base/content_hash.h"
#include "sentences/splitter.h"

namespace demarche {
namespace {

constexpr std::string_view kMagic = "demarche-model-3\n";
constexpr std::size_t kAlign = 64;

std::size_t aligned(std::size_t size) { return (size + kAlign - 1) / kAlign * kAlign; }

// Reads the sections in order; after a broken one gives empty ones.
class Sections {
 public:
  explicit Sections(std::string_view bytes) : bytes_(bytes), at_(aligned(kMagic.size())) {}
  bool broken = false;

  template <class T>
  const T* take(std::size_t count) {
    const std::size_t left = at_ < bytes_.size() ? bytes_.size() - at_ : 0;
    if (broken || count > left / sizeof(T)) {
      broken = true;
      return nullptr;
    }
    const auto* data = reinterpret_cast<const T*>(bytes_.data() + at_);
    at_ += aligned(count * sizeof(T));
    return data;
  }
  std::size_t count() {
    const auto* number = take<std::uint64_t>(1);
    return number ? static_cast<std::size_t>(*number) : 0;
  }
  std::vector<std::string> names() {
    std::vector<std::string> list;
    const std::size_t wanted = count(), size = count();
    const char* data = take<char>(size);
    for (std::string_view rest(data ? data : "", data ? size : 0); list.size() < wanted && !rest.empty();) {
      const auto end = std::min(rest.find('\n'), rest.size() - 1);
      list.emplace_back(rest.substr(0, end));
      rest.remove_prefix(end + 1);
    }
    if (list.size() != wanted || list.empty() || list.size() > 60000) broken = true;
    return list;
  }
  const float* floats(std::size_t wanted) {
    if (count() != wanted) broken = true;
    return take<float>(wanted);
  }
  const std::int8_t* table(std::size_t rows, std::size_t width) {
    if (count() != rows || count() != width) broken = true;
    return take<std::int8_t>(rows * (width + sizeof(float)));
  }
  ByteProduct product(std::size_t width, std::size_t least) {
    ByteProduct made;
    made.inputs = count();
    made.outputs = count();
    if (made.inputs != (width + 3) / 4 * 4 || made.outputs != (least + kColumns - 1) / kColumns * kColumns)
      broken = true;
    if (broken) return {};
    made.weights = take<std::int8_t>(made.inputs * made.outputs);
    made.scales = take<float>(made.outputs);
    made.bias = take<float>(made.outputs);
    made.shift = take<std::int32_t>(made.outputs);
    return made;
  }
  WordTable words() {
    const std::size_t slots = count(), size = count();
    if (!std::has_single_bit(slots)) broken = true;
    const auto* table = take<std::uint32_t>(slots);
    const auto* heap = take<char>(size);
    if (broken) return {};
    return {{table, slots}, {heap, size}};
  }
  bool done() const { return !broken && at_ == bytes_.size(); }

 private:
  std::string_view bytes_;
  std::size_t at_;
};

}  // namespace

Result<std::unique_ptr<const Model>> open_model(const std::filesystem::path& path) {
  auto file = MappedFile::open(path);
  if (!file) return tl::unexpected(file.error());
  auto model = std::make_unique<Model>();
  model->file = std::move(*file);
  const auto bytes = model->file.bytes();
  if (!bytes.starts_with(kMagic)) return fail("is no model of this version", path.string());
  Sections in(bytes);
  Network& network = model->network;
  network.relations = in.names();
  for (auto& classes : network.classes) classes = in.names();
  for (std::size_t t = 0; t < kFeatureTables; ++t) network.tables[t] = in.table(kTableRows[t], kTableWidth[t]);
  for (std::size_t l = 0; l < kLayers; ++l)
    for (auto& direction : network.layers[l]) {
      direction.gates = in.product(l == 0 ? kInput : kContext, kGates);
      direction.peephole = in.floats(2 * kHidden);
    }
  std::size_t columns = kFirstChoice;
  for (const auto& classes : network.classes) columns += classes.size();
  network.context = in.product(kContext, columns);
  network.arc = in.product(kArc, kArc);
  network.relation = in.product(kRelation, network.relations.size() * kRelationRow);
  network.arc_root = in.floats(kArc);
  network.relation_root = in.floats(kRelation);
  const auto* splitter = in.floats(kSplitterWeights);
  for (auto* words : {&model->vocabulary.lemmas, &model->vocabulary.verb_forms, &model->vocabulary.noun_forms})
    *words = in.words();
  if (!in.done()) return fail("is cut off", path.string());
  model->splitter = {splitter, kSplitterWeights};
  const auto root = std::find(network.relations.begin(), network.relations.end(), "root");
  if (root == network.relations.end()) return fail("has no relation \"root\"", path.string());
  network.root = static_cast<std::size_t>(root - network.relations.begin());
  for (const auto& tag : network.classes[kXpos]) network.inflected.push_back(is_inflected(tag));
  model->version = hex_id(content_hash({bytes})).substr(0, 4);
  return model;
}

ModelWriter::ModelWriter() { section(kMagic.data(), kMagic.size()); }

void ModelWriter::section(const void* data, std::size_t size) {
  bytes_.append(static_cast<const char*>(data), size);
  bytes_.resize(aligned(bytes_.size()), '\0');
}

void ModelWriter::count(std::size_t number) {
  const std::uint64_t wide = number;
  section(&wide, sizeof wide);
}

void ModelWriter::names(const std::vector<std::string>& list) {
  std::string all;
  for (const auto& name : list) all += name + '\n';
  count(list.size());
  count(all.size());
  section(all.data(), all.size());
}

void ModelWriter::table(const float* values, std::size_t rows, std::size_t width) {
  std::vector<std::int8_t> all(rows * (width + sizeof(float)));
  auto* to = all.data();
  for (std::size_t r = 0; r < rows; ++r, values += width) {
    float most = 0;
    for (std::size_t j = 0; j < width; ++j) most = std::max(most, std::fabs(values[j]));
    const float scale = most / 127.0f;
    std::memcpy(to, &scale, sizeof scale);
    to += sizeof scale;
    for (std::size_t j = 0; j < width; ++j)
      *to++ = scale > 0 ? static_cast<std::int8_t>(std::lround(values[j] / scale)) : std::int8_t{0};
  }
  count(rows);
  count(width);
  section(all.data(), all.size());
}

void ModelWriter::product(const std::vector<float>& weights, const std::vector<float>& bias, std::size_t width) {
  const std::size_t columns = bias.size(), inputs = (width + 3) / 4 * 4,
                    outputs = (columns + kColumns - 1) / kColumns * kColumns;
  std::vector<std::int8_t> packed(inputs * outputs);
  std::vector<float> scales(outputs), biases(outputs);
  std::vector<std::int32_t> shift(outputs);
  for (std::size_t c = 0; c < columns; ++c) {
    biases[c] = bias[c];
    float most = 0;
    for (std::size_t k = 0; k < width; ++k) most = std::max(most, std::fabs(weights[k * columns + c]));
    scales[c] = most / 127.0f;
    for (std::size_t k = 0; k < width && most > 0; ++k) {
      const auto value = static_cast<std::int8_t>(std::lround(weights[k * columns + c] / scales[c]));
      packed[c / kColumns * kColumns * inputs + k / 4 * 4 * kColumns + c % kColumns * 4 + k % 4] = value;
      shift[c] -= 128 * value;
    }
  }
  count(inputs);
  count(outputs);
  section(packed.data(), packed.size());
  section(scales.data(), outputs * sizeof(float));
  section(biases.data(), outputs * sizeof(float));
  section(shift.data(), outputs * sizeof(std::int32_t));
}

void ModelWriter::floats(const float* values, std::size_t size) {
  count(size);
  section(values, size * sizeof(float));
}

void ModelWriter::words(const std::map<std::string, std::string>& values) {
  const WordTableData data(values);
  count(data.slots.size());
  count(data.heap.size());
  section(data.slots.data(), data.slots.size() * sizeof(std::uint32_t));
  section(data.heap.data(), data.heap.size());
}

}  // namespace demarche
