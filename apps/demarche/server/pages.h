// The pages: files of a folder, read once at the start. What was not there then is not there, so no address leads out
// of the folder.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "message.h"

namespace demarche {

class Pages {
 public:
  Pages() = default;  // none
  // All regular files below the folder but hidden ones and links; "app.js.gz" is given in place of "app.js" to those
  // that take gzip. Fails on what cannot be read, or is more than 64 MiB.
  static Result<Pages> read(const std::filesystem::path& folder);

  bool empty() const { return files_.empty(); }
  // GET of a path. An address that is no file is the pages' own to read: it gets index.html.
  Response get(const Request& request) const;

 private:
  struct File {
    std::string type, tag;
    std::shared_ptr<const std::string> bytes, gzipped;  // gzipped: null where there is none
  };
  std::map<std::string, File> files_;  // "assets/app.js"
};

}  // namespace demarche
