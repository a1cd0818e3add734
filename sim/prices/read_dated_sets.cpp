// "prices": { DATE: {…} }: what holds from which date on.

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "sim/prices/read_price_set.h"

namespace npcost::price_reading {
namespace {

std::vector<std::string> dated_keys() {
  std::vector<std::string> known;
  for (const PriceKey& key : price_keys()) {
    if (key.inside_dated) known.emplace_back(key.name);
  }
  return known;
}

/// "until": the last day; what holds afterwards is unknown unless the next entry says it.
void read_until(const JsonValue& entry, const std::string& pointer, PriceSet& set, Diagnostics& diagnostics) {
  const JsonMember* member = entry.find("until");
  if (member == nullptr) return;
  const std::string at = child_pointer(pointer, "until");
  const std::optional<LocalTime> last = read_when(member->value, at, diagnostics);
  if (!last) return;
  const bool whole_day = member->value.text.find('T') == std::string::npos;
  set.until = Instant(last->time_since_epoch()) + (whole_day ? std::chrono::hours(24) : std::chrono::hours(0));
  if (set.until > set.from) return;
  diagnostics.error("E224", member->value.place, at, "\"until\" must not lie before the date of its entry",
                    "write the last day on which the prices hold");
}

/// One entry of "prices"; nothing if its date is wrong, for then it has no place among the others.
std::optional<PriceSet> read_dated_set(const JsonMember& entry, const PriceObject& model, const PriceCard& card,
                                       Diagnostics& diagnostics) {
  const std::string pointer = child_pointer(child_pointer(model.pointer, "prices"), entry.key);
  const std::optional<LocalTime> from = parse_local_time(entry.key);
  if (!from) {
    diagnostics.error(
        "E214", entry.key_place, pointer,
        fmt::format("prices are entered under the date from which they hold, found \"{}\"", printable(entry.key)),
        "write it like \"2025-02-08\"");
  }
  if (!expect_kind(entry.value, JsonValue::Kind::object, pointer, "the prices of a date", diagnostics))
    return std::nullopt;
  refuse_unknown_keys(entry.value, pointer, dated_keys(), diagnostics);
  const Instant start = from ? Instant(from->time_since_epoch()) : Instant::min();
  PriceSet set = read_price_set({entry.value, pointer, model.kind, model.currency}, start, diagnostics);
  read_until(entry.value, pointer, set, diagnostics);
  if (!states_a_price(entry.value)) {
    diagnostics.error("E223", entry.key_place, pointer,
                      "an entry of \"prices\" is complete by itself, found no price in it",
                      "write every price that holds from this date on");
  }
  const Remarks own = read_remarks(entry.value, pointer, diagnostics);
  const bool has_source = !own.source.empty();
  set.source = has_source ? own.source : card.source;
  set.as_of = own.as_of.empty() ? card.as_of : own.as_of;
  set.confidence = own.confidence.empty() ? card.confidence : own.confidence;
  set.provenance = own.provenance.empty() ? card.provenance : own.provenance;
  set.why = own.why;
  set.notes = own.notes;
  if (!from) return std::nullopt;
  return set;
}

}  // namespace

void read_dated_sets(const PriceObject& model, PriceCard& card, Diagnostics& diagnostics) {
  const JsonMember* dated = model.json.find("prices");
  if (dated == nullptr) return;
  const std::string at = child_pointer(model.pointer, "prices");
  if (!expect_kind(dated->value, JsonValue::Kind::object, at, "\"prices\"", diagnostics)) return;
  if (dated->value.members.empty()) {
    diagnostics.error("E223", opening(dated->value), at, "\"prices\" must hold at least one date, found none",
                      R"(write { "2025-02-08": { "input": "$0.27/1M tokens", "output": "$1.10/1M tokens" } })");
  }
  if (dated->value.members.size() > max_dated_entries) {
    diagnostics.error(
        "E229", opening(dated->value), at,
        fmt::format("a model has at most {} dated entries, found {}", max_dated_entries, dated->value.members.size()));
    return;
  }
  struct Dated {
    Instant from;
    const JsonMember* entry;
  };
  std::vector<Dated> seen;
  for (const JsonMember& entry : dated->value.members) {
    std::optional<PriceSet> set = read_dated_set(entry, model, card, diagnostics);
    if (!set) continue;
    seen.push_back({set->from, &entry});
    card.sets.push_back(std::move(*set));
  }
  std::stable_sort(card.sets.begin(), card.sets.end(),
                   [](const PriceSet& a, const PriceSet& b) { return a.from < b.from; });
  std::stable_sort(seen.begin(), seen.end(), [](const Dated& a, const Dated& b) { return a.from < b.from; });
  for (std::size_t i = 1; i < seen.size(); ++i) {
    if (seen[i].from != seen[i - 1].from) continue;
    const LineColumn first = line_column(seen[i - 1].entry->key_place);
    diagnostics
        .error("E224", seen[i].entry->key_place, child_pointer(at, seen[i].entry->key),
               fmt::format("two entries hold from the same moment on: \"{}\" and \"{}\"", seen[i - 1].entry->key,
                           seen[i].entry->key),
               "keep one of them")
        .note = fmt::format("first at {}:{}", first.line, first.column);
  }
}

}  // namespace npcost::price_reading
