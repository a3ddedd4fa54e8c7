// The lines of a file, plain or packed (gzip; zip, each of its files in turn), in memory that does not grow with it.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

struct archive;

namespace demarche {

// Longest line that is handed out, in bytes: a row of news with its text is a thousandth of it. Longer ones come empty,
// with too_long set.
inline constexpr std::size_t kLongestLine = 8u << 20;

struct Line {
  std::string_view text;   // without LF or CRLF, nor the byte-order mark of a file; valid until the next
  std::size_t number = 0;  // 1-based, in its file
  bool first = false;      // of its file
  bool too_long = false;
};

class Lines {
 public:
  // "-": standard input. Fails, naming the path, on what is missing, a directory or not readable.
  static Result<Lines> open(const std::filesystem::path& path);

  // Null at the end, and where the file broke off: then failure() says how.
  const Line* next();
  const std::optional<Error>& failure() const { return failure_; }
  // The file that the line stands in, for errors: the path, or for a zip "path/name within".
  const std::string& file() const { return file_; }

 private:
  struct Close {
    void operator()(archive* opened) const;
  };

  Lines(std::unique_ptr<archive, Close> opened, std::string path);
  bool next_file();
  bool next_block();  // false at the end of the file
  const Line* hand_out(std::string_view text);
  bool broke_off(int status);

  std::unique_ptr<archive, Close> archive_;
  std::string path_, file_;
  std::string_view block_;  // what is left of the bytes unpacked last; owned by archive_
  std::string begun_;       // a line's beginning from blocks before
  std::string joined_;      // such a line once it was whole
  bool in_file_ = false, too_long_ = false;
  Line line_;
  std::optional<Error> failure_;
};

}  // namespace demarche
