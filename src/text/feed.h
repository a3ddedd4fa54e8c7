// A feed's bytes to its items: RSS 0.9x, 1.0, 2.0 and Atom.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "model/document.h"

namespace demarche {

struct FeedItem {
  std::string id;       // guid or Atom's id, else the link, else the title
  std::string link;     // as written: it may be relative to the feed's address; may be empty
  std::string title;    // plain text
  std::string content;  // HTML or plain text, the longest that the item carries; may be empty
  std::optional<Date> date;
};

struct Feed {
  std::string title, language;  // may be empty
  std::vector<FeedItem> items;  // in the order of the feed, with an id and a title or content each
  std::size_t left_out = 0;     // items with neither
  bool cut = false;             // the text breaks off within the last item
};

inline constexpr std::size_t kMostItems = 10'000;  // of one feed; what follows is left out

// `charset`: as HTTP names it, may be empty. Entities that a feed defines itself are not expanded. Fails on what is no
// feed; of one that is broken off, what stands before the break is taken.
Result<Feed> read_feed(std::string bytes, std::string_view charset, const std::string& name);

// The item as a document: its content's text, else its title as the text; id and url are its link, else its id.
Document document_of(const FeedItem& item, const Feed& feed);

}  // namespace demarche
