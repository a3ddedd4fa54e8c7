// Every way by which bytes from outside come in, each as a function of these bytes: what a fuzzer runs on changed bytes
// (script/fuzz), and what the tests run on the bytes that are kept in corpus/TARGET. A target gives back control
// whatever the bytes are; it ends the program where something is not as it must be.
#pragma once

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace demarche {

struct FuzzTarget {
  std::string_view name;
  void (*run)(std::string_view bytes);
};

// Where a target reads several formats, the first byte says which: '0', '1' ...
void fuzz_documents(std::string_view bytes);    // a file of documents: text, HTML, JSON Lines, CSV, feed, web archive
void fuzz_coding(std::string_view bytes);       // an article: sentences, trees, events, records
void fuzz_conllu(std::string_view bytes);       // a file of sentences with their trees
void fuzz_days(std::string_view bytes);         // days and spans of days, in figures and in words
void fuzz_message(std::string_view bytes);      // a document sent from machine to machine
void fuzz_records(std::string_view bytes);      // an event or claim as JSON
void fuzz_rows(std::string_view bytes);         // a file of others' event data
void fuzz_following(std::string_view bytes);    // a list of feeds and folders; what is known of them
void fuzz_lexicon(std::string_view bytes);      // a user's file of wordings
void fuzz_world(std::string_view bytes);        // a user's file of names, or dictionary of an older coder
void fuzz_knowledge(std::string_view bytes);    // a user's record; words of facts, kinds of incidents
void fuzz_relations(std::string_view bytes);    // a marked sentence, and a model of relations
void fuzz_model(std::string_view bytes);        // the parser's model, changed or cut off
void fuzz_ledger(std::string_view bytes);       // a ledger that somebody else wrote
void fuzz_ledger_file(std::string_view bytes);  // a ledger whose bytes were changed
void fuzz_request(std::string_view bytes);      // the address of a request
void fuzz_service(std::string_view bytes);      // requests with bodies, one after the other, to the whole server

inline constexpr std::array kFuzzTargets = {FuzzTarget{"documents", fuzz_documents},
                                            FuzzTarget{"coding", fuzz_coding},
                                            FuzzTarget{"conllu", fuzz_conllu},
                                            FuzzTarget{"days", fuzz_days},
                                            FuzzTarget{"message", fuzz_message},
                                            FuzzTarget{"records", fuzz_records},
                                            FuzzTarget{"rows", fuzz_rows},
                                            FuzzTarget{"following", fuzz_following},
                                            FuzzTarget{"lexicon", fuzz_lexicon},
                                            FuzzTarget{"world", fuzz_world},
                                            FuzzTarget{"knowledge", fuzz_knowledge},
                                            FuzzTarget{"relations", fuzz_relations},
                                            FuzzTarget{"model", fuzz_model},
                                            FuzzTarget{"ledger", fuzz_ledger},
                                            FuzzTarget{"ledger_file", fuzz_ledger_file},
                                            FuzzTarget{"request", fuzz_request},
                                            FuzzTarget{"service", fuzz_service}};

// --- for the targets

inline void demand(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

// Takes the first byte, which chooses one of `count`.
inline std::size_t choice(std::string_view& bytes, std::size_t count) {
  if (bytes.empty()) return 0;
  const auto number = static_cast<unsigned char>(bytes.front() - '0');
  bytes.remove_prefix(1);
  return number % count;
}

}  // namespace demarche
