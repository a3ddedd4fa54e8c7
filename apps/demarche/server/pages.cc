#include "pages.h"

#include <array>

#include "base/content_hash.h"
#include "base/text_file.h"

namespace demarche {
namespace {

constexpr std::size_t kMostBytes = 64u << 20;

// No script but our own files, nothing from elsewhere. Charts set styles on elements.
constexpr const char* kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src "
    "'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-src 'self'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'none'";

std::string type_of(const std::string& name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 15> kTypes = {
      {{".html", "text/html; charset=utf-8"},
       {".js", "text/javascript; charset=utf-8"},
       {".mjs", "text/javascript; charset=utf-8"},
       {".css", "text/css; charset=utf-8"},
       {".json", "application/json"},
       {".topojson", "application/json"},
       {".webmanifest", "application/manifest+json"},
       {".svg", "image/svg+xml"},
       {".png", "image/png"},
       {".ico", "image/x-icon"},
       {".jpg", "image/jpeg"},
       {".woff2", "font/woff2"},
       {".woff", "font/woff"},
       {".txt", "text/plain; charset=utf-8"},
       {".wasm", "application/wasm"}}};
  for (const auto& [ending, type] : kTypes)
    if (name.ends_with(ending)) return std::string(type);
  return "application/octet-stream";
}

}  // namespace

Result<Pages> Pages::read(const std::filesystem::path& folder) {
  Pages pages;
  std::size_t bytes = 0;
  std::error_code error;
  for (auto at = std::filesystem::recursive_directory_iterator(folder, error);
       !error && at != std::filesystem::recursive_directory_iterator(); at.increment(error)) {
    const auto status = at->symlink_status(error);
    if (error) break;
    if (at->path().filename().string().starts_with(".")) {
      if (std::filesystem::is_directory(status)) at.disable_recursion_pending();
      continue;
    }
    if (!std::filesystem::is_regular_file(status)) continue;
    auto read = read_file(at->path());
    if (!read) return tl::unexpected(read.error());
    bytes += read->size();
    if (bytes > kMostBytes) return fail("holds more than 64 MiB of pages", folder.string());
    std::string name = at->path().lexically_relative(folder).generic_string();
    const bool gzipped = name.ends_with(".gz");
    if (gzipped) name.resize(name.size() - 3);
    auto& file = pages.files_[name];
    if (!gzipped) {
      file.type = type_of(name);
      file.tag = '"' + hex_id(content_hash({*read})) + '"';
    }
    (gzipped ? file.gzipped : file.bytes) = std::make_shared<const std::string>(std::move(*read));
  }
  if (error) return fail("cannot be read: " + error.message(), folder.string());
  std::erase_if(pages.files_, [](const auto& each) { return !each.second.bytes; });
  return pages;
}

Response Pages::get(const Request& request) const {
  std::string name;
  for (const auto& segment : request.target.path) name += (name.empty() ? "" : "/") + segment;
  if (name.empty()) name = "index.html";
  auto found = files_.find(name);
  if (found == files_.end() && !name.starts_with("assets/")) found = files_.find("index.html");
  if (found == files_.end()) return problem(404, files_.empty() ? "no pages are installed" : "there is no such page");
  const auto& file = found->second;
  Response response;
  response.headers = {
      {"ETag", file.tag},
      {"Cache-Control", found->first.starts_with("assets/") ? "max-age=31536000, immutable" : "no-cache"},
      {"Vary", "Accept-Encoding"},
      {"Content-Security-Policy", kPolicy}};
  if (request.if_none_match.find(file.tag) != std::string::npos) {
    response.status = 304;
    return response;
  }
  response.type = file.type;
  response.body = file.bytes;
  if (file.gzipped && request.accept_encoding.find("gzip") != std::string::npos) {
    response.body = file.gzipped;
    response.headers.emplace_back("Content-Encoding", "gzip");
  }
  return response;
}

}  // namespace demarche
