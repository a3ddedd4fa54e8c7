#include <sqlite3.h>

#include "brief.h"
#include "code.h"
#include "desk/desk.h"
#include "ledger/ledger.h"
#include "sample_ledger.h"
#include "scratch.h"
#include "targets.h"

namespace demarche {
namespace {

const ReferenceWorks& works() {
  static const auto loaded = ReferenceWorks::load(DEMARCHE_SOURCE_DIR);
  demand(loaded.has_value(), "the data folder");
  return *loaded;
}

// Everything that a ledger is asked. What it answers does not matter: it answers, or says why not.
void ask_all(const std::string& path) {
  const auto opened = open_ledger(path, OpenMode::read);
  if (!opened) return demand(!opened.error().message.empty(), "an error says why");
  auto& ledger = **opened;
  for (const auto order : {EventOrder::oldest_first, EventOrder::newest_first, EventOrder::last_added_first}) {
    EventQuery query;
    query.order = order;
    query.limit = 3;
    const auto some = ledger.events(query);
    if (!some || some->empty()) continue;
    query.after = place_of(some->back());
    query.parties = {"IRN"};
    (void)ledger.events(query);
  }
  (void)ledger.claims({});
  (void)ledger.corrections();
  (void)ledger.search("embassy \"ties\"", 5);
  if (const auto documents = ledger.documents())
    for (const auto& each : *documents) {
      (void)ledger.document(each.id);
      (void)ledger.stored(each.id);
    }
  FlatQuery flat;
  (void)ledger.flat_events(flat, [](const FlatEvent&) { return true; });
  flat.a = "ALB", flat.b = "IRN";
  (void)ledger.flat_events(flat, [](const FlatEvent&) { return true; });
  (void)ledger.month_counts(flat);
  (void)ledger.coverage();
  (void)ledger.contents();
  (void)ledger.check();
  const auto day = *Date::from(2022, 9, 8);
  if (const auto briefing = brief_pair_from(ledger, "ALB", "IRN", day, works().world, works().data)) {
    (void)as_text(*briefing, 80);
    (void)as_markdown(*briefing);
    (void)as_json(*briefing);
    (void)as_html(*briefing);
  }
  const auto shelf = Shelf::read(ledger, works());
  if (!shelf) return;
  (void)index_of(**shelf, works());
  (void)today_of(**shelf, works(), {});
  (void)documents_of(**shelf, works(), {});
  (void)pairs_of(**shelf, works(), "IRN", {});
  (void)pair_page(ledger, **shelf, works(), {"ALB", "IRN", day, {}});
  SeriesAsked series;
  series.a = "ALB", series.b = "IRN";
  (void)series_page(ledger, **shelf, works(), series);
  (void)world_page(**shelf, works(), "ALB", day);
  (void)incidents_of(**shelf, works(), {});
  for (const auto& incident : (*shelf)->incidents) (void)incident_page(**shelf, works(), incident);
  (void)review_page(**shelf, works(), {});
  (void)corrections_page(**shelf, {});
  (void)labelled_data(**shelf);
  for (const auto& each : (*shelf)->documents) (void)document_page(ledger, **shelf, works(), each.id);
  for (const auto& each : (*shelf)->events) (void)event_page(**shelf, works(), each.id);
  for (const auto& each : (*shelf)->acts) (void)act_page(**shelf, works(), each.id);
  const auto other = open_ledger(":memory:", OpenMode::write);
  if (other) (void)merge_ledgers(**other, ledger);
}

// A statement that runs on and on is ended.
int enough(void*) { return 1; }

}  // namespace

// Lines. "TABLE.COLUMN ROW VALUE": that column of the row of that number (from 0) holds the value. "!SQL": is run.
void fuzz_ledger(std::string_view bytes) {
  static const Scratch scratch;
  const auto path = (scratch.path() / "hostile.ledger").string();
  for (const char* ending : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(path + ending);
  std::filesystem::copy_file(sample_ledger(), path);
  sqlite3* database = nullptr;
  demand(sqlite3_open(path.c_str(), &database) == SQLITE_OK, "the ledger's copy");
  sqlite3_progress_handler(database, 200'000, enough, nullptr);
  for (int lines = 0; !bytes.empty() && lines < 64; ++lines) {
    const auto line = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
    if (line.starts_with('!')) {
      sqlite3_exec(database, std::string(line.substr(1)).c_str(), nullptr, nullptr, nullptr);
      continue;
    }
    const auto dot = line.find('.'), first = line.find(' '), second = line.find(' ', first + 1);
    if (dot == line.npos || first == line.npos || second == line.npos || dot > first) continue;
    const auto named = [](std::string_view name) {
      return std::string(name.substr(0, name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_")));
    };
    const auto table = named(line.substr(0, dot)), column = named(line.substr(dot + 1, first - dot - 1));
    const auto row = std::to_string(line[first + 1] % 8);
    const auto value = line.substr(second + 1);
    sqlite3_stmt* statement = nullptr;
    const auto sql = "UPDATE " + table + " SET " + column + " = ? WHERE rowid = (SELECT rowid FROM " + table +
                     " LIMIT 1 OFFSET " + row + ")";
    if (sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK) {
      sqlite3_bind_text(statement, 1, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
      sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
  }
  sqlite3_close(database);
  ask_all(path);
}

// Three bytes of a place, one to write there; what is left of fewer than four says where the file is cut off.
void fuzz_ledger_file(std::string_view bytes) {
  static const Scratch scratch;
  static const std::string whole = [] {
    std::ifstream in(sample_ledger(), std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  }();
  std::string changed = whole;
  const auto number = [&](std::size_t at, std::size_t count) {
    std::size_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
  };
  std::size_t at = 0;
  for (; at + 4 <= bytes.size(); at += 4) changed[number(at, 3) % whole.size()] = bytes[at + 3];
  if (at < bytes.size()) changed.resize(std::min(whole.size(), number(at, bytes.size() - at) * 16));
  const auto path = (scratch.path() / "changed.ledger").string();
  for (const char* ending : {"-wal", "-shm", "-journal"}) std::filesystem::remove(path + ending);
  scratch.file("changed.ledger", changed);
  ask_all(path);
}

}  // namespace demarche
