// The options that all verbs share which read documents.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "asked.h"
#include "text/text.h"

namespace demarche {

struct ReadingArguments {
  std::vector<std::filesystem::path> files;
  std::string input = "auto", date;
  unsigned threads = 0;

  void add_to(CLI::App& verb) {
    verb.add_option("files", files, "files to read; - or none: standard input");
    verb.add_option("--input", input, "format of the input: auto, text, html, jsonl, csv, feed, warc")
        ->check(CLI::IsMember({"auto", "text", "html", "jsonl", "csv", "feed", "warc"}));
    verb.add_option("--date", date, "date (YYYY-MM-DD) of documents that carry none");
    verb.add_option("--threads", threads, "threads to work with (0: one for each core)");
  }

  Result<ReadOptions> options() const {
    ReadOptions options;
    options.format = *text_format_named(input);
    const auto asked = day_asked("--date", date);
    if (!asked) return tl::unexpected(asked.error());
    options.date = *asked;
    return options;
  }

  std::vector<std::filesystem::path> paths() const {
    return files.empty() ? std::vector<std::filesystem::path>{"-"} : files;
  }
};

}  // namespace demarche
