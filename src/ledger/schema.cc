#include "ledger/schema.h"

namespace demarche {

std::string schema_of(const SqlDialect& dialect) {
  std::string schema =
      R"(
CREATE TABLE document (id TEXT PRIMARY KEY, hash TEXT NOT NULL, title TEXT NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL, language TEXT NOT NULL, date TEXT,
                       text TEXT, paragraphs TEXT NOT NULL, fingerprint BIGINT NOT NULL);
CREATE TABLE event (document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE, id TEXT NOT NULL, sentence BIGINT NOT NULL, date TEXT, enddate TEXT, type TEXT NOT NULL,
                    cameo TEXT NOT NULL, move TEXT, json TEXT NOT NULL, PRIMARY KEY (document, id));
CREATE INDEX event_by_id ON event (id);
CREATE INDEX event_by_date ON event (date);
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
CREATE TABLE told (id )" +
      dialect.identity +
      R"(, document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE, sentence BIGINT NOT NULL, text TEXT NOT NULL);
CREATE INDEX told_by_document ON told (document);
CREATE TABLE correction (event TEXT PRIMARY KEY, document TEXT NOT NULL, accepted BIGINT NOT NULL, who TEXT NOT NULL, said TEXT NOT NULL, machine TEXT NOT NULL, by_hand TEXT);
CREATE INDEX correction_by_document ON correction (document);
CREATE TABLE import (number )" +
      dialect.identity +
      R"(, file TEXT NOT NULL UNIQUE, lines BIGINT NOT NULL);
CREATE TABLE flat (number )" +
      dialect.identity +
      R"(, file BIGINT NOT NULL, id TEXT NOT NULL, origin TEXT NOT NULL, date TEXT NOT NULL, actor TEXT NOT NULL, recipient TEXT NOT NULL, type TEXT NOT NULL,
                   cameo TEXT NOT NULL, quad BIGINT NOT NULL, goldstein DOUBLE PRECISION NOT NULL, event_scale DOUBLE PRECISION, mentions BIGINT NOT NULL, line TEXT NOT NULL);
CREATE TABLE month (actor TEXT NOT NULL, recipient TEXT NOT NULL, month TEXT NOT NULL, type TEXT NOT NULL, quad BIGINT NOT NULL, events BIGINT NOT NULL, mentions BIGINT NOT NULL,
                    goldstein DOUBLE PRECISION NOT NULL, event_scale DOUBLE PRECISION NOT NULL, PRIMARY KEY (actor, recipient, month, type, quad));
CREATE TABLE coverage (month TEXT PRIMARY KEY, events BIGINT NOT NULL);
CREATE TABLE settled (number BIGINT NOT NULL);
INSERT INTO settled (number) VALUES (0);
)";
  for (auto at = schema.find(" TEXT"); at != std::string::npos; at = schema.find(" TEXT", at + 1 + dialect.text.size()))
    schema.replace(at + 1, 4, dialect.text);
  return schema + dialect.search_setup;
}

}  // namespace demarche
