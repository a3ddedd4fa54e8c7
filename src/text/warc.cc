#include "text/warc.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <optional>
#include <streambuf>

#include "base/letters.h"
#include "base/stanza_file.h"

namespace demarche {
namespace {

constexpr std::size_t kLongestLine = 64u << 10;  // of a header
constexpr std::size_t kMostHeaders = 200;        // of a record or answer; further ones are passed over

using Headers = std::map<std::string, std::string>;  // names in lower case

std::string header(const Headers& headers, const std::string& name) {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

std::optional<std::size_t> number_of(std::string_view text, int base = 10) {
  text = trimmed(text);
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc() || end == text.data()) return {};
  return value;
}

void take_header(std::string_view line, Headers& headers) {
  const auto colon = line.find(':');
  if (colon != std::string_view::npos && headers.size() < kMostHeaders)
    headers[lower_ascii(trimmed(line.substr(0, colon)))] = std::string(trimmed(line.substr(colon + 1)));
}

// zlib reads plain files and gzip members one behind the other alike.
class UnpackedBuffer : public std::streambuf {
 public:
  explicit UnpackedBuffer(const std::filesystem::path& path) : file_(gzopen(path.c_str(), "rb"), gzclose) {}
  bool is_open() const { return file_ != nullptr; }

 private:
  int_type underflow() override {
    const int got = gzread(file_.get(), buffer_, sizeof buffer_);
    // an istream that catches this sets badbit
    if (got < 0) throw std::ios_base::failure("broken compression");
    if (got == 0) return traits_type::eof();
    setg(buffer_, buffer_, buffer_ + got);
    return traits_type::to_int_type(*gptr());
  }
  std::unique_ptr<gzFile_s, int (*)(gzFile)> file_;
  char buffer_[1u << 16];
};

class UnpackedStream : public std::istream {
 public:
  explicit UnpackedStream(const std::filesystem::path& path) : std::istream(nullptr), buffer_(path) {
    if (buffer_.is_open()) rdbuf(&buffer_);
  }

 private:
  UnpackedBuffer buffer_;
};

// Lines and runs of bytes of an archive.
class Archive {
 public:
  explicit Archive(std::istream& in) : in_(in) {}

  bool line(std::string& out) {  // without its end; false at the end of the file
    out.clear();
    for (int c = in_.get(); c != std::istream::traits_type::eof(); c = in_.get()) {
      if (c == '\n') {
        if (out.ends_with('\r')) out.pop_back();
        return true;
      }
      if (out.size() < kLongestLine) out += static_cast<char>(c);
    }
    return !out.empty();
  }

  // Takes `length` bytes, and keeps the first kLongestRecord; false where the archive ends before.
  bool bytes(std::size_t length, std::string& out) {
    out.clear();
    char buffer[1u << 16];
    while (length > 0) {
      in_.read(buffer, static_cast<std::streamsize>(std::min(length, sizeof buffer)));
      const auto got = static_cast<std::size_t>(in_.gcount());
      if (got == 0) return false;
      if (out.size() < kLongestRecord) out.append(buffer, got);
      length -= got;
    }
    return true;
  }

 private:
  std::istream& in_;
};

std::optional<std::string> unchunked(std::string_view body) {
  std::string out;
  while (true) {
    const auto end = body.find('\n');
    if (end == std::string_view::npos) return {};
    const auto size = number_of(body.substr(0, end), 16);
    if (!size || *size > body.size() - end - 1) return {};
    if (*size == 0) return out;
    out += body.substr(end + 1, *size);
    body.remove_prefix(end + 1 + *size);
    body.remove_prefix(std::min(body.size(), body.find('\n') + 1));
  }
}

std::optional<std::string> inflated(const std::string& body) {  // gzip or zlib
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 32) != Z_OK) return {};
  const std::unique_ptr<z_stream, int (*)(z_streamp)> owner(&stream, inflateEnd);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));  // zlib does not write to it
  stream.avail_in = static_cast<uInt>(body.size());
  std::string out;
  char buffer[1u << 16];
  int state = Z_OK;
  while (state == Z_OK && out.size() < kLongestRecord) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer);
    stream.avail_out = sizeof buffer;
    state = inflate(&stream, Z_NO_FLUSH);
    out.append(buffer, sizeof buffer - stream.avail_out);
    if (stream.avail_in == 0 && stream.avail_out != 0) break;
  }
  if (state != Z_OK && state != Z_STREAM_END) return {};
  return out;
}

// An HTTP answer in a record to its page; an empty message means that it is none of text.
Result<std::optional<WarcPage>> page_of(const std::string& record) {
  std::size_t at = 0;
  std::string_view rest = record;
  const auto next_line = [&]() -> std::optional<std::string_view> {
    const auto end = rest.find('\n', at);
    if (end == std::string_view::npos) return {};
    auto line = rest.substr(at, end - at);
    at = end + 1;
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  };
  const auto status = next_line();
  if (!status || !status->starts_with("HTTP/")) return fail("an answer without a status line");
  const auto code = number_of(status->substr(std::min(status->find(' '), status->size())));
  if (!code || *code != 200) return std::optional<WarcPage>();
  Headers headers;
  for (auto line = next_line(); line && !line->empty(); line = next_line()) take_header(*line, headers);
  WarcPage page;
  page.content_type = lower_ascii(header(headers, "content-type"));
  if (!page.content_type.starts_with("text/html") && !page.content_type.starts_with("application/xhtml") &&
      !page.content_type.starts_with("text/plain"))
    return std::optional<WarcPage>();
  if (const auto charset = page.content_type.find("charset="); charset != std::string::npos)
    for (const char c : page.content_type.substr(charset + 8)) {
      if (c == ';') break;
      if (c != '"' && c != ' ') page.charset += c;
    }
  page.body = record.substr(std::min(at, record.size()));
  if (lower_ascii(header(headers, "transfer-encoding")) == "chunked")
    if (auto whole = unchunked(page.body)) page.body = std::move(*whole);  // many archives keep the header alone
  const auto encoding = lower_ascii(header(headers, "content-encoding"));
  if (encoding == "gzip" || encoding == "x-gzip" || encoding == "deflate")
    if (auto whole = inflated(page.body)) page.body = std::move(*whole);
  if (encoding == "br" || encoding == "zstd") return fail("content in the encoding " + encoding);
  return page;
}

}  // namespace

std::unique_ptr<std::istream> open_unpacked(const std::filesystem::path& path) {
  auto stream = std::make_unique<UnpackedStream>(path);
  return stream->rdbuf() ? std::move(stream) : nullptr;
}

ReadSummary read_warc(std::istream& in, const std::string& name, const std::function<bool(WarcPage)>& take,
                      const TakeProblem& problem) {
  ReadSummary summary;
  const auto leave_out = [&](const std::string& message, std::size_t record) {
    problem({record ? fmt::format("record {}: {}; left out", record, message) : message, name, 0, 0, {}});
    ++summary.left_out;
  };
  Archive archive(in);
  std::string line, block;
  std::size_t number = 0;
  while (archive.line(line)) {
    if (trimmed(line).empty()) continue;
    ++number;
    if (!line.starts_with("WARC/")) {
      leave_out(number == 1 ? "is no web archive" : "the archive is broken here; the rest", number == 1 ? 0 : number);
      return summary;
    }
    Headers headers;
    while (archive.line(line) && !line.empty()) take_header(line, headers);
    const auto length = number_of(header(headers, "content-length"));
    if (!length || !archive.bytes(*length, block)) {
      leave_out("is broken off", number);
      return summary;
    }
    if (header(headers, "warc-type") != "response" ||
        !lower_ascii(header(headers, "content-type")).starts_with("application/http"))
      continue;
    if (*length > kLongestRecord) {
      leave_out(fmt::format("is of {} MiB", *length >> 20), number);
      continue;
    }
    auto page = page_of(block);
    if (!page) {
      leave_out(page.error().message, number);
    } else if (*page) {
      auto& found = **page;
      found.address = header(headers, "warc-target-uri");
      if (found.address.starts_with('<') && found.address.ends_with('>'))  // WARC 1.0 allowed both
        found.address = found.address.substr(1, found.address.size() - 2);
      found.record_id = header(headers, "warc-record-id");
      found.number = number;
      ++summary.documents;
      if (!take(std::move(found))) return summary;
    }
  }
  if (in.bad()) leave_out("its compression is broken behind this", number);
  if (number == 0) leave_out("is empty; left out", 0);
  return summary;
}

}  // namespace demarche
