#include "feeds/following.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <pugixml.hpp>

#include "base/letters.h"
#include "base/text_file.h"

namespace demarche {
namespace {

bool is_address(std::string_view text) { return text.starts_with("http://") || text.starts_with("https://"); }

void add(Following& list, FollowedFeed feed) {
  const bool known = std::any_of(list.feeds.begin(), list.feeds.end(),
                                 [&](const FollowedFeed& other) { return other.address == feed.address; });
  if (!known) list.feeds.push_back(std::move(feed));
}

Result<Following> from_toml(const std::filesystem::path& path) {
  auto bytes = read_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  toml::table table;
  try {
    table = toml::parse(*bytes, path.string());
  } catch (const toml::parse_error& error) {
    return fail(std::string(error.description()), path.string(), error.source().begin.line,
                error.source().begin.column);
  }
  Following list;
  const auto bad = [&](const toml::node& node, std::string message) {
    return fail(std::move(message), path.string(), node.source().begin.line);
  };
  for (const auto& [key, node] : table) {
    const auto* entries = node.as_array();
    if ((key.str() != "feed" && key.str() != "folder") || !entries)
      return bad(node, fmt::format("expected [[feed]] or [[folder]], not '{}'", key.str()));
    for (const auto& entry : *entries) {
      const auto* fields = entry.as_table();
      if (!fields) return bad(entry, fmt::format("expected [[{}]]", key.str()));
      FollowedFeed feed;
      FollowedFolder folder;
      for (const auto& [name, value] : *fields) {
        const bool of_feed = key.str() == "feed";
        if (of_feed && name.str() == "url" && value.is_string())
          feed.address = value.ref<std::string>();
        else if (of_feed && name.str() == "every" && value.is_integer() && value.ref<std::int64_t>() >= 1 &&
                 value.ref<std::int64_t>() <= 60 * 24 * 31)
          feed.every = static_cast<int>(value.ref<std::int64_t>());
        else if (of_feed && name.str() == "articles" && value.is_boolean())
          feed.articles = value.ref<bool>();
        else if (!of_feed && name.str() == "path" && value.is_string())
          folder.path = path.parent_path() / value.ref<std::string>();
        else if (name.str() == "name" && value.is_string())
          (of_feed ? feed.name : folder.name) = value.ref<std::string>();
        else
          return bad(value, fmt::format("'{}' is no field of a {}, or its value is none that it can have", name.str(),
                                        key.str()));
      }
      if (key.str() == "feed" && !is_address(feed.address)) return bad(entry, "a feed without a url of http or https");
      if (key.str() == "folder" && folder.path.empty()) return bad(entry, "a folder without a path");
      if (key.str() == "feed")
        add(list, std::move(feed));
      else
        list.folders.push_back(std::move(folder));
    }
  }
  return list;
}

void take_outlines(pugi::xml_node parent, Following& list, int depth = 0) {
  if (depth > 16) return;
  for (const auto outline : parent.children("outline")) {
    FollowedFeed feed;
    feed.address = outline.attribute("xmlUrl").value();
    feed.name = outline.attribute("title").value();
    if (feed.name.empty()) feed.name = outline.attribute("text").value();
    if (is_address(feed.address)) add(list, std::move(feed));
    take_outlines(outline, list, depth + 1);
  }
}

Result<Following> from_opml(const std::filesystem::path& path) {
  const auto bytes = read_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  pugi::xml_document document;
  const auto parsed = document.load_buffer(bytes->data(), bytes->size());
  if (!parsed) {
    // the offset may lie behind the end where a tag is not closed
    const auto offset =
        std::min<std::size_t>(static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0)), bytes->size());
    const auto line = std::count(bytes->begin(), bytes->begin() + static_cast<std::ptrdiff_t>(offset), '\n') + 1;
    return fail(fmt::format("is no OPML list: {}", parsed.description()), path.string(),
                static_cast<std::size_t>(line));
  }
  Following list;
  take_outlines(document.child("opml").child("body"), list);
  if (list.feeds.empty()) return fail("names no feed", path.string());
  return list;
}

}  // namespace

Result<Following> following(const std::string& what) {
  if (is_address(what)) return Following{{FollowedFeed{what, {}, 30, false}}, {}};
  const std::filesystem::path path(what);
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return Following{{}, {FollowedFolder{path, {}}}};
  const auto ending = lower_ascii(path.extension().string());
  if (ending == ".toml") return from_toml(path);
  if (ending == ".opml" || ending == ".xml") return from_opml(path);
  return fail("is no list of feeds (.toml, .opml), folder, or address of a feed", what);
}

Result<Following> following(const std::vector<std::string>& what) {
  Following all;
  for (const auto& one : what) {
    auto list = following(one);
    if (!list) return list;
    for (auto& feed : list->feeds) add(all, std::move(feed));
    all.folders.insert(all.folders.end(), list->folders.begin(), list->folders.end());
  }
  return all;
}

}  // namespace demarche
