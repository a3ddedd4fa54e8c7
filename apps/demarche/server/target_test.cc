#include "target.h"

#include <gtest/gtest.h>

#include "guard.h"
#include "parameters.h"
#include "router.h"

namespace demarche {
namespace {

TEST(Target, IsPathAndParameters) {
  const auto target =
      parse_target("/api/v1/pair/C%C3%B4te%20d'Ivoire/IRN?as_of=2022-09-08&party=a+b&party=c%26d&flag&=x");
  ASSERT_TRUE(target) << target.error().describe();
  EXPECT_EQ(target->path, (std::vector<std::string>{"api", "v1", "pair", "Côte d'Ivoire", "IRN"}));
  EXPECT_EQ(target->value("as_of"), "2022-09-08");
  EXPECT_EQ(target->values("party"), (std::vector<std::string>{"a b", "c&d"}));
  EXPECT_TRUE(target->has("flag"));
  EXPECT_FALSE(target->has("other"));
  EXPECT_TRUE(parse_target("/")->path.empty());
  EXPECT_EQ(parse_target("/documents/a%2Fb.txt")->path.back(), "a/b.txt");
  EXPECT_EQ(parse_target("/?")->query.size(), 0u);
}

TEST(Target, RefusesWhatIsNone) {
  for (const char* text :
       {"",     "a",       "*",   "http://localhost/", "/a b",      "/\xff", "/%",   "/%4",  "/%zz", "/%00", "/?a=%00",
        "/%ff", "/?a=%c3", "/..", "/a/../b",           "/%2e%2e/b", "/.%2E", "/./a", "/a#b", "/\x7f"})
    EXPECT_FALSE(parse_target(text)) << text;
  EXPECT_TRUE(parse_target("/" + std::string(kLongestTarget - 1, 'a')));
  EXPECT_FALSE(parse_target("/" + std::string(kLongestTarget, 'a')));
}

TEST(Target, EscapedComesBack) {
  std::string all;
  for (int c = 1; c < 128; ++c) all += static_cast<char>(c);
  all += "Shqipëri";
  EXPECT_EQ(parse_target("/a/" + url_escaped(all))->path.back(), all);
  EXPECT_EQ(parse_target("/?x=" + url_escaped(all))->value("x"), all);
}

TEST(Target, TheNextPageIsTheSameQuestionFurtherOn) {
  Request request;
  request.target = *parse_target("/api/v1/events?party=C%C3%B4te+d%27Ivoire&after=old&limit=5");
  EXPECT_EQ(next_link(request, "2022~1~x~a b"),
            "/api/v1/events?party=C%C3%B4te%20d%27Ivoire&limit=5&after=2022~1~x~a%20b");
  request.target = *parse_target("/");
  EXPECT_EQ(next_link(request, "x"), "/?after=x");
}

TEST(Router, FindsByMethodAndPath) {
  const Router router({{"GET", "/api/v1/events", nullptr},
                       {"GET", "/api/v1/events.csv", nullptr},
                       {"GET", "/api/v1/events/{id}", nullptr},
                       {"POST", "/api/v1/events/{id}/review", nullptr},
                       {"GET", "/api/v1/documents", nullptr},
                       {"POST", "/api/v1/documents", nullptr}});
  const auto path = [](const char* text) { return parse_target(text)->path; };
  EXPECT_EQ(router.find("GET", path("/api/v1/events")).route->pattern, "/api/v1/events");
  EXPECT_EQ(router.find("HEAD", path("/api/v1/events/x%2Fy")).values, (PathValues{"x/y"}));
  EXPECT_EQ(router.find("POST", path("/api/v1/documents")).route->method, "POST");
  EXPECT_EQ(router.find("PUT", path("/api/v1/documents")).methods, "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(router.find("GET", path("/api/v1/events/x/review")).route, nullptr);
  EXPECT_EQ(router.find("GET", path("/api/v1/events//review")).methods, "");
  EXPECT_EQ(router.find("GET", path("/api/v1/none")).methods, "");
}

TEST(Guard, ComparesTokensWhole) {
  const auto token = random_token();
  EXPECT_EQ(token.size(), 32u);
  EXPECT_NE(token, random_token());
  EXPECT_TRUE(same_token(token, token));
  for (const auto& other :
       {std::string(), token.substr(1), token + "0", std::string(32, 'x'), token.substr(0, 31) + "x"})
    EXPECT_FALSE(same_token(other, token)) << other;
  EXPECT_FALSE(same_token("", ""));
}

}  // namespace
}  // namespace demarche
