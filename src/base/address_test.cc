#include "base/address.h"

#include <gtest/gtest.h>

namespace demarche {
namespace {

TEST(Address, ShowsNoPassword) {
  constexpr std::pair<const char*, const char*> kCases[] = {
      {"my.ledger", "my.ledger"},
      {"a:b@c", "a:b@c"},
      {"postgresql://host/database", "postgresql://host/database"},
      {"postgresql://user@host:5432/database", "postgresql://user@host:5432/database"},
      {"postgresql://user:secret@host:5432/database", "postgresql://user:***@host:5432/database"},
      {"postgresql://user:s:e@c@host/database", "postgresql://user:***@host/database"},
      {"postgresql://user:se/cr?et@host/database", "postgresql://user:***@host/database"},
      {"postgresql://host/d?user=u&password=secret&sslmode=require",
       "postgresql://host/d?user=u&password=***&sslmode=require"},
      {"postgresql://host/d?sslpassword=a&password=b", "postgresql://host/d?sslpassword=***&password=***"},
      {"postgresql://a:secret@host/d?options=x@y", "postgresql://a:***@host/d?options=x@y"},
      {"nats://127.0.0.1:4222", "nats://127.0.0.1:4222"},
      {"nats://token@a:4222", "nats://***@a:4222"},
      {"nats://u:p1@a:4222,tls://u:p2@b:4222, nats://t@c", "nats://u:***@a:4222,tls://u:***@b:4222, nats://***@c"},
      {"cannot reach postgresql://u:secret@h/d", "cannot reach postgresql://u:***@h/d"},
      {"://", "://"},
      {"x://@", "x://@"}};
  for (const auto& [address, shown] : kCases) EXPECT_EQ(without_password(address), shown);
}

}  // namespace
}  // namespace demarche
