#include "exchange/exchange.h"
#include "fleet/message.h"
#include "records/records.h"
#include "scratch.h"
#include "targets.h"
#include "transfer.h"

namespace demarche {

void fuzz_message(std::string_view bytes) {
  const auto document = document_of_message(bytes);
  if (!document) return;
  const auto written = message_of(*document);
  const auto again = document_of_message(written);
  demand(again && message_of(*again) == written, "a message comes back as it was");
}

void fuzz_records(std::string_view bytes) {
  if (const auto event = event_of_json(bytes)) {
    const auto written = json_of(*event);
    const auto again = event_of_json(written);
    demand(again && json_of(*again) == written, "an event comes back as it was");
    csv_of(*event);
    table_of(std::span(&*event, 1), 100);
    for (const auto& row : rows_of(*event)) line_of(Format::gdelt2, row, {});
  }
  if (const auto claim = claim_of_json(bytes)) {
    const auto written = json_of(*claim);
    const auto again = claim_of_json(written);
    demand(again && json_of(*again) == written, "a claim comes back as it was");
  }
}

void fuzz_rows(std::string_view bytes) {
  static const Scratch scratch;
  static const auto world = World::load(DEMARCHE_SOURCE_DIR "/knowledge/world");
  static const auto ontology = Ontology::load(DEMARCHE_SOURCE_DIR "/knowledge/ontology");
  static const auto book = code_book(*world, &*ontology);
  const auto format = static_cast<Format>(choice(bytes, 8));
  const auto path = scratch.file("rows", bytes);
  LineReader kept(book);
  const auto sink = [&](const Row& row) {
    const auto line = line_of(kept_format(row), row, book);
    const auto again = kept.read(kept_format(row), line);
    demand(again.has_value(), "a row that is kept is read again");
    demand(line_of(kept_format(row), **again, book) == line, "a row comes back as it was");
    for (const auto other : {Format::gdelt1, Format::gdelt2, Format::icews, Format::polecat, Format::plover,
                             Format::csv, Format::json_lines})
      line_of(other, row, book);
    return true;
  };
  (void)read_rows(path, format, book, sink, [](const Error&) {});
}

}  // namespace demarche
