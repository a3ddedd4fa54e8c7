#include "ledger/schema.h"

namespace demarche {
namespace {

// What the stores call differently: texts that are compared byte by byte, keys that count themselves up, tables that
// are one with their key.
std::string spoken(std::string schema, const SqlDialect& dialect) {
  const auto replace = [&](std::string_view name, const std::string& by) {
    for (auto at = schema.find(name); at != std::string::npos; at = schema.find(name, at + by.size()))
      schema.replace(at, name.size(), by);
  };
  replace(" TEXT", " " + dialect.text);
  replace("IDENTITY", dialect.identity);
  replace("KEYED", dialect.keyed);
  return schema;
}

}  // namespace

std::string order_schema_of(const SqlDialect& dialect) {
  return spoken(R"(
CREATE TABLE revision (number BIGINT NOT NULL);
CREATE INDEX document_by_addition ON document (added);
CREATE INDEX event_in_order ON event (date, document, sentence, id);
)",
                dialect);
}

std::string flat_schema_of(const SqlDialect& dialect) {
  // rows of a file have numbers from first_row to last_row; those up to counted are in month and coverage
  return spoken(R"(
CREATE TABLE import (number IDENTITY, file TEXT NOT NULL UNIQUE, lines BIGINT NOT NULL, first_row BIGINT NOT NULL, last_row BIGINT NOT NULL, counted BIGINT NOT NULL);
CREATE TABLE dyad (number IDENTITY, actor TEXT NOT NULL, recipient TEXT NOT NULL, UNIQUE (actor, recipient));
CREATE INDEX dyad_by_recipient ON dyad (recipient);
CREATE TABLE kind (number IDENTITY, origin TEXT NOT NULL, type TEXT NOT NULL, cameo TEXT NOT NULL, quad BIGINT NOT NULL, UNIQUE (cameo, type, quad, origin));
CREATE TABLE flat (number IDENTITY, file BIGINT NOT NULL, id TEXT NOT NULL, day BIGINT NOT NULL, dyad BIGINT NOT NULL, kind BIGINT NOT NULL,
                   goldstein DOUBLE PRECISION NOT NULL, event_scale DOUBLE PRECISION, mentions BIGINT NOT NULL, line TEXT NOT NULL);
CREATE TABLE month (dyad BIGINT NOT NULL, month BIGINT NOT NULL, type TEXT NOT NULL, quad BIGINT NOT NULL, events BIGINT NOT NULL, mentions BIGINT NOT NULL,
                    goldstein DOUBLE PRECISION NOT NULL, event_scale DOUBLE PRECISION NOT NULL, PRIMARY KEY (dyad, month, type, quad)) KEYED;
CREATE TABLE coverage (month BIGINT PRIMARY KEY, events BIGINT NOT NULL);
)",
                dialect);
}

std::string schema_of(const SqlDialect& dialect) {
  return spoken(R"(
CREATE TABLE document (id TEXT PRIMARY KEY, hash TEXT NOT NULL, title TEXT NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL, language TEXT NOT NULL, date TEXT,
                       text TEXT, paragraphs TEXT NOT NULL, fingerprint BIGINT NOT NULL, added BIGINT NOT NULL);
CREATE TABLE event (document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE, id TEXT NOT NULL, sentence BIGINT NOT NULL, date TEXT, enddate TEXT, type TEXT NOT NULL,
                    cameo TEXT NOT NULL, move TEXT, json TEXT NOT NULL, PRIMARY KEY (document, id));
CREATE INDEX event_by_id ON event (id);
CREATE INDEX event_by_move ON event (move) WHERE move IS NOT NULL;
CREATE INDEX event_by_cameo ON event (cameo, date);
CREATE TABLE party (party TEXT NOT NULL, document TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (party, document, event),
                    FOREIGN KEY (document, event) REFERENCES event (document, id) ON DELETE CASCADE);
CREATE INDEX party_by_event ON party (document, event);
CREATE TABLE claim (document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE, id TEXT NOT NULL, sentence BIGINT NOT NULL, about TEXT NOT NULL, said TEXT,
                    json TEXT NOT NULL, PRIMARY KEY (document, id));
CREATE TABLE claim_party (party TEXT NOT NULL, document TEXT NOT NULL, claim TEXT NOT NULL, PRIMARY KEY (party, document, claim),
                          FOREIGN KEY (document, claim) REFERENCES claim (document, id) ON DELETE CASCADE);
CREATE INDEX claim_party_by_claim ON claim_party (document, claim);
CREATE TABLE told (id IDENTITY, document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE, sentence BIGINT NOT NULL, text TEXT NOT NULL);
CREATE INDEX told_by_document ON told (document);
CREATE TABLE correction (event TEXT PRIMARY KEY, document TEXT NOT NULL, accepted BIGINT NOT NULL, who TEXT NOT NULL, said TEXT NOT NULL, machine TEXT NOT NULL, by_hand TEXT);
CREATE INDEX correction_by_document ON correction (document);
)",
                dialect) +
         order_schema_of(dialect) + "INSERT INTO revision (number) VALUES (0);\n" + flat_schema_of(dialect) +
         dialect.search_setup;
}

}  // namespace demarche
