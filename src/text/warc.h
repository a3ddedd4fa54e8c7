// Web archives: WARC 1.0 and 1.1, plain or in gzip members, as crawlers write them (ISO 28500).
#pragma once

#include <filesystem>
#include <functional>
#include <istream>
#include <memory>
#include <string>

#include "text/text.h"

namespace demarche {

struct WarcPage {
  std::string address;    // WARC-Target-URI
  std::string record_id;  // WARC-Record-ID
  std::string content_type, charset;
  std::string body;        // transfer and content encodings undone
  std::size_t number = 0;  // of the record in its file, 1-based
};

// The answers with status 200 that hold HTML or plain text, in the order of the archive. A record that is broken is
// told and left out; where an archive is broken off, what stands before is taken. `take` returning false ends the
// reading. `name`: of the file, for what is told.
ReadSummary read_warc(std::istream& archive, const std::string& name, const std::function<bool(WarcPage)>& take,
                      const TakeProblem& problem);

// A file plain or in gzip members, as a stream of its plain bytes; null where it cannot be opened. What is broken in
// its compression ends it with badbit.
std::unique_ptr<std::istream> open_unpacked(const std::filesystem::path& path);

// Bytes of one record that are read at most; what a record declares beyond is passed over.
inline constexpr std::size_t kLongestRecord = 32u << 20;

}  // namespace demarche
