#include <fstream>

#include "facts/facts.h"
#include "feeds/feed_state.h"
#include "feeds/following.h"
#include "incidents/incidents.h"
#include "lexicon/lexicon.h"
#include "record/record.h"
#include "relation_model.h"
#include "scratch.h"
#include "targets.h"
#include "world/world.h"

namespace demarche {
namespace {

const std::filesystem::path kKnowledge = DEMARCHE_SOURCE_DIR "/knowledge";
constexpr auto kWhole = static_cast<std::size_t>(-1);

// A folder with the project's files that the target's file is read beside, of each the entries that begin in its first
// `most` bytes: so few that they are read a hundred times a second.
const std::filesystem::path& beside(const Scratch& scratch, const char* folder,
                                    std::initializer_list<const char*> files, std::size_t most) {
  static std::filesystem::path path;
  path = scratch.path() / "knowledge";
  if (std::filesystem::exists(path / folder)) return path;
  std::filesystem::create_directories(path / folder);
  for (const auto* file : files) {
    std::ifstream in(kKnowledge / folder / file, std::ios::binary);
    std::ofstream out(path / folder / file, std::ios::binary);
    std::size_t written = 0;
    for (std::string line; std::getline(in, line) && (written < most || !line.empty()); written += line.size() + 1)
      out << line << '\n';
  }
  return path;
}

}  // namespace

void fuzz_following(std::string_view bytes) {
  static const Scratch scratch;
  static constexpr const char* kNames[] = {"list.toml", "list.opml", "state.json"};
  const auto kind = choice(bytes, std::size(kNames));
  const auto path = scratch.file(kNames[kind], bytes);
  if (kind == 2) {
    const auto state = load_watch_state(path);
    if (!state) return;
    demand(save_watch_state(path, *state).has_value(), "a state is written");
    const auto again = load_watch_state(path);
    demand(again && again->feeds == state->feeds && again->files == state->files, "a state comes back as it was");
    return;
  }
  const auto list = following(path.string());
  if (!list) return demand(!list.error().message.empty(), "an error says why");
  for (const auto& feed : list->feeds) {
    demand(feed.every >= 1, "minutes");
    (void)host_of(feed.address);
    (void)is_private_host(host_of(feed.address));
    (void)resolved("../a?b#c", feed.address);
  }
}

void fuzz_lexicon(std::string_view bytes) {
  static const Scratch scratch;
  static const auto knowledge = beside(scratch, "lexicon", {"relations.lexicon", "classes.lexicon"}, kWhole);
  static const bool linked = [] {
    std::filesystem::create_directory_symlink(kKnowledge / "ontology", knowledge / "ontology");
    return true;
  }();
  demand(linked, "the ontology");
  const auto path = scratch.file("own.lexicon", bytes);
  for (const auto& error : Lexicon::check(path, knowledge)) demand(!error.describe().empty(), "an error says why");
}

void fuzz_world(std::string_view bytes) {
  static const Scratch scratch;
  static const auto knowledge = beside(scratch, "world", {"states.world"}, 8'000);
  static constexpr const char* kNames[] = {"own.world", "own.actors", "own.agents.txt", "own.discards"};
  const std::filesystem::path own[] = {scratch.file(kNames[choice(bytes, std::size(kNames))], bytes)};
  World::check(knowledge / "world", own, [](const Error&) {});
  const auto world = World::load(knowledge / "world", own, [](const Error&) {});
  if (!world) return;
  const auto day = Date::from(2022, 9, 8);
  // the words of the file themselves are what it may answer to
  for (std::string_view rest = bytes.substr(0, 600); !rest.empty();) {
    const auto end = std::min(rest.find_first_of("\n;"), rest.size());
    if (const auto who = world->resolve(rest.substr(0, end), day)) {
      (void)world->name_of(who->id);
      (void)world->country_of(who->id);
      (void)world->ties_of(who->id, day);
      (void)world->tenures_of(who->id, day);
      (void)world->other_names(who->id);
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  (void)world->discard(bytes);
  (void)world->states_in(bytes);
}

void fuzz_knowledge(std::string_view bytes) {
  static const Scratch scratch;
  static const auto world = World::load(beside(scratch, "world", {"states.world"}, kWhole) / "world");
  static const auto ontology = Ontology::load(kKnowledge / "ontology");
  switch (choice(bytes, 3)) {
    case 0: {
      const std::filesystem::path files[] = {scratch.file("own.record", bytes)};
      const auto mistakes = check_record(files, *world);
      const auto record = read_record(files, *world, *ontology);
      demand(record.has_value() == mistakes.empty(), "what has mistakes is not read");
      break;
    }
    case 1:
      (void)FactWords::load(scratch.file("own.facts", bytes));
      break;
    default:
      (void)IncidentKinds::load(scratch.file("own.kinds", bytes));
  }
}

void fuzz_relations(std::string_view bytes) {
  static const Scratch scratch;
  const bool learn = choice(bytes, 2) == 1;
  const auto end = std::min(bytes.find('\n'), bytes.size());
  const auto marked = read_marked(bytes.substr(0, end));
  demand(marked.source.begin <= marked.source.end && marked.source.end <= marked.text.size() &&
             marked.target.begin <= marked.target.end && marked.target.end <= marked.text.size(),
         "marks");
  static const auto pipeline = CodingPipeline::load(DEMARCHE_SOURCE_DIR);
  static const auto workspace = pipeline->reader().workspace();
  const auto evidence = evidence_of(*pipeline, marked, *workspace);
  (void)relation_by(evidence);
  const auto model = RelationModel::read(scratch.file("own.model", bytes.substr(std::min(end + 1, bytes.size()))));
  if (!model) return;
  (void)model->relation(evidence);
  if (!learn) return;
  const LabelledEvidence rows[] = {{evidence, "CONSULT", 1}, {evidence, "SANCTION", 0.5}};
  (void)RelationModel::learn(rows, &*model).relation(evidence);
}

void fuzz_model(std::string_view bytes) {
  // the bytes say what is changed: three of the place, one to write there; what is left of fewer than four says where
  // the file is cut off
  static const Scratch scratch;
  static const std::string whole = [] {
    std::ifstream in(DEMARCHE_SOURCE_DIR "/models/english.model", std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  }();
  static std::string changed = whole;
  std::vector<std::size_t> places;
  std::size_t length = whole.size();
  const auto number = [&](std::size_t at, std::size_t count) {
    std::size_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
  };
  std::size_t at = 0;
  for (; at + 4 <= bytes.size() && places.size() < 64; at += 4) {
    const auto place = number(at, 3) % whole.size();
    changed[place] = bytes[at + 3];
    places.push_back(place);
  }
  if (at < bytes.size()) length = std::min<std::size_t>(length, number(at, bytes.size() - at) * 37);
  const auto path = scratch.file("own.model", std::string_view(changed).substr(0, length));
  for (const auto place : places) changed[place] = whole[place];
  const auto reader = SentenceReader::load(path);
  if (!reader) return demand(!reader.error().message.empty(), "an error says why");
  const auto workspace = reader->workspace();
  Document document;
  document.text = "Albania cut ties with Iran on Wednesday, its prime minister said.";
  document.paragraphs = {{0, static_cast<std::uint32_t>(document.text.size()), false}};
  for (const auto& sentence : reader->read(document, *workspace)) {
    int roots = 0;
    for (const auto& token : sentence.tokens) roots += token.head == kRoot;
    demand(roots == 1, "one root");
  }
}

}  // namespace demarche
