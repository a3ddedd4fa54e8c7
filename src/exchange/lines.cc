// libarchive unpacks; "raw" is its name for a file that is no archive.
#include "exchange/lines.h"

#include <archive.h>
#include <archive_entry.h>

#include <utility>

namespace demarche {
namespace {

constexpr std::size_t kBlock = 256u << 10;  // bytes read from the disk at a time

std::string reason_of(archive* opened) {
  const char* said = archive_error_string(opened);
  return said ? said : "no reason known";
}

}  // namespace

void Lines::Close::operator()(archive* opened) const { archive_read_free(opened); }

Lines::Lines(std::unique_ptr<archive, Close> opened, std::string path)
    : archive_(std::move(opened)), path_(std::move(path)), file_(path_) {}

Result<Lines> Lines::open(const std::filesystem::path& path) {
  const bool standard_input = path == "-";
  const std::string name = standard_input ? "standard input" : path.string();
  std::error_code error;
  if (!standard_input && !std::filesystem::exists(path, error)) return fail("no such file", name);
  if (!standard_input && std::filesystem::is_directory(path, error)) return fail("is a directory, not a file", name);
  std::unique_ptr<archive, Close> opened(archive_read_new());
  archive_read_support_filter_gzip(opened.get());
  archive_read_support_format_zip(opened.get());
  archive_read_support_format_raw(opened.get());
  archive_read_support_format_empty(opened.get());
  if (archive_read_open_filename(opened.get(), standard_input ? nullptr : path.c_str(), kBlock) != ARCHIVE_OK)
    return fail("cannot be opened: " + reason_of(opened.get()), name);
  return Lines(std::move(opened), name);
}

const Line* Lines::next() {
  while (in_file_ || next_file()) {
    const auto end = block_.find('\n');
    const auto part = block_.substr(0, end);
    block_.remove_prefix(end == std::string_view::npos ? block_.size() : end + 1);
    if (end != std::string_view::npos && begun_.empty()) return hand_out(part);
    begun_.append(part);
    if (begun_.size() > kLongestLine) {
      too_long_ = true;
      begun_.clear();
    }
    if (end == std::string_view::npos) {
      if (next_block()) continue;
      in_file_ = false;
      if (failure_ || (begun_.empty() && !too_long_)) continue;
    }
    std::swap(begun_, joined_);
    begun_.clear();
    return hand_out(joined_);
  }
  return nullptr;
}

bool Lines::next_file() {
  if (failure_) return false;
  archive_entry* entry = nullptr;
  const int status = archive_read_next_header(archive_.get(), &entry);
  if (status == ARCHIVE_EOF || broke_off(status)) return false;
  const bool zip = archive_format(archive_.get()) == ARCHIVE_FORMAT_ZIP;
  const char* name = zip ? archive_entry_pathname(entry) : nullptr;
  file_ = name ? path_ + "/" + name : path_;
  line_ = {};
  in_file_ = true;
  return true;
}

bool Lines::next_block() {
  const void* bytes = nullptr;
  std::size_t size = 0;
  la_int64_t offset = 0;
  const int status = archive_read_data_block(archive_.get(), &bytes, &size, &offset);
  if (status == ARCHIVE_EOF || broke_off(status)) return false;
  block_ = {static_cast<const char*>(bytes), size};
  return true;
}

const Line* Lines::hand_out(std::string_view text) {
  line_ = {text, line_.number + 1, line_.number == 0, too_long_};
  if (line_.first && text.starts_with("\xEF\xBB\xBF")) line_.text.remove_prefix(3);
  if (line_.text.ends_with('\r')) line_.text.remove_suffix(1);
  if (std::exchange(too_long_, false)) line_.text = {};
  return &line_;
}

bool Lines::broke_off(int status) {
  if (status == ARCHIVE_OK || status == ARCHIVE_WARN) return false;
  failure_ = Error{"broken off: " + reason_of(archive_.get()), file_, line_.number, 0, {}};
  return true;
}

}  // namespace demarche
