#include "text/html_bounds.h"

#include <gtest/gtest.h>

#include <string>

#include "text/html.h"

namespace demarche {
namespace {

std::string times(int count, const std::string& text) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

TEST(HtmlBounds, PagesThatPeopleReadAreKeptWhole) {
  const std::string scripts = "<script>for(i=0;i<n;i++)a<b;</script><style>a>b{}</style>";
  for (const auto& page :
       {std::string(), std::string("<"), std::string("</"), std::string("<p"), std::string("no tags at all"),
        times(20000, "<p>A line.<br>"), times(10000, "<li>one<li>two"), times(30000, "<td>1") + "<a name=x>",
        times(20000, "<div class='a > b'><b>x</b></div>"), times(3000, scripts),
        "<svg>" + times(5000, "<path d='M0 0'/><g><use href=#a /></g>") + "</svg>" + times(2000, scripts),
        times(400, "<div>") + "deep" + times(400, "</div>"), "<img src='data:" + std::string(1 << 20, 'A') + "'>"})
    EXPECT_EQ(within_bounds(page).size(), page.size()) << page.substr(0, 80);
}

// Each would take a parser minutes or hours.
TEST(HtmlBounds, HostilePagesAreCut) {
  std::string attributes = "<p>Kept.</p><x";
  for (int i = 0; i < 100'000; ++i) attributes += " a" + std::to_string(i);
  for (const auto& page :
       {times(1'000'000, "<div>"), times(1'000'000, "<div/>"), times(500'000, "<b><i>"), times(500'000, "<i></p>"),
        times(500'000, "<div></x>"), times(300'000, "<svg><g></svg>"), "<title>" + times(500'000, "<b>"),
        "<svg><style>" + times(500'000, "<g>") + "</style>", attributes}) {
    EXPECT_LT(within_bounds(page).size(), page.size() / 2) << page.substr(0, 80);
    (void)read_html(page);
  }
  EXPECT_EQ(within_bounds(attributes), "<p>Kept.</p>");
  const auto tricky = times(300'000, "<div><object></div></object>");  // a parser ends no <div> here
  EXPECT_LT(within_bounds(tricky).size(), tricky.size() / 4);
  EXPECT_EQ(read_html(attributes).text, "Kept.");
}

}  // namespace
}  // namespace demarche
