#include "asked.h"

#include "record/record.h"

namespace demarche {

Result<std::optional<Date>> day_asked(const std::string& option, const std::string& text) {
  const auto day = Date::parse(text);
  if (!day && !text.empty()) return fail(option + ": not a day (YYYY-MM-DD)", {}, 0, 0, text);
  return day;
}

Result<std::string> state_asked(const std::string& name, const World& world) {
  auto code = world.state_code(name);
  if (!code.empty()) return code;
  const auto who = world.resolve(name, {});
  if (who && !who->country.empty()) return who->country;
  return fail("no state of that name or code", {}, 0, 0, name);
}

Result<std::string> party_asked(const std::string& name, const World& world) {
  if (auto state = state_asked(name, world)) return state;
  if (const auto who = world.resolve(name, {})) return who->id;
  return fail("nobody of that name or code", {}, 0, 0, name);
}

Result<std::optional<Date>> last_day_of(Ledger& ledger) {
  const auto documents = ledger.documents();
  if (!documents) return tl::unexpected(documents.error());
  std::optional<Date> last;
  for (const auto& document : *documents)
    if (document.date && (!last || *document.date > *last)) last = document.date;
  return last;
}

Result<DocumentNames> DocumentNames::read(Ledger& ledger) {
  const auto documents = ledger.documents();
  if (!documents) return tl::unexpected(documents.error());
  DocumentNames names;
  for (const auto& each : *documents)
    names.names_[each.id] = each.source.empty() || is_recorded(each.id) || !each.date
                                ? each.source
                                : each.source + ", " + each.date->text();
  return names;
}

std::string DocumentNames::operator()(const std::string& id) const {
  const auto found = names_.find(id);
  return found == names_.end() || found->second.empty() ? id : found->second;
}

}  // namespace demarche
