// What a user follows: feeds and folders, as a list names them.
//
//     # feeds.toml
//     [[feed]]
//     url = "https://example.org/world.rss"
//     name = "Example Agency"     # publisher; else the feed's own title
//     every = 15                  # minutes between two looks; 30 where nothing is said
//     articles = true             # fetch the article that an item links to; else the feed's own text is all
//
//     [[folder]]
//     path = "inbox"              # relative to the list; its files are read when they are new or have changed
//     name = "Inbox"
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace demarche {

struct FollowedFeed {
  std::string address;  // http or https
  std::string name;     // may be empty
  int every = 30;       // minutes, 1 or more
  bool articles = false;
  bool operator==(const FollowedFeed&) const = default;
};

struct FollowedFolder {
  std::filesystem::path path;
  std::string name;  // may be empty
  bool operator==(const FollowedFolder&) const = default;
};

struct Following {
  std::vector<FollowedFeed> feeds;
  std::vector<FollowedFolder> folders;
};

// `what`: a list (.toml, .opml), a folder, or the address of one feed. An address named twice is followed once. Fails
// on a list that cannot be read; of an OPML list, outlines without an address are its groups.
Result<Following> following(const std::string& what);

// All of them together.
Result<Following> following(const std::vector<std::string>& what);

}  // namespace demarche
