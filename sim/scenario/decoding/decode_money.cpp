#include "sim/scenario/decoding/decode_money.h"

#include <array>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "sim/scenario/files/merge.h"
#include "sim/scenario/keys/key_table.h"

namespace npcost {

namespace {

constexpr double month_ms = 30 * 86'400'000.0;

/// "12 mo" is twelve months and "2 y" 24, however long they are from the start on.
std::optional<double> calendar_months_in(const JsonValue& value) {
  const JsonValue bare = without_remarks(value);
  if (bare.kind != JsonValue::Kind::string) return std::nullopt;
  unsigned count = 0;
  const char* end = bare.text.data() + bare.text.size();
  const auto read = std::from_chars(bare.text.data(), end, count);
  if (read.ec != std::errc()) return std::nullopt;
  std::string_view unit(read.ptr, static_cast<std::size_t>(end - read.ptr));
  while (unit.starts_with(' ')) unit.remove_prefix(1);
  if (unit == "mo") return count;
  if (unit == "y") return 12.0 * count;
  return std::nullopt;
}

FixedCost fixed_cost(Decoding& decoding, const JsonMember& entry) {
  const Fields fields(decoding, entry.value, "fixed_cost", child_pointer("/fixed_costs", entry.key));
  FixedCost cost;
  cost.name = entry.key;
  cost.amount = own_amount(decoding, fields, "amount").value_or(Amount{Money{}, decoding.currencies.own()});
  const JsonValue* over = fields.find("over");
  const bool every = fields.find("every") != nullptr;
  if (every == (over != nullptr)) {
    decoding.diagnostics.error("E421", fields.place(every ? "over" : "amount"), fields.pointer(),
                               every ? "a fixed cost is paid every month or written off over a time, not both"
                                     : "a fixed cost says whether it is paid every month, or over how long it is written off",
                               every ? "remove one of the two" : R"(add "every": "month", or "over": "12 mo")");
  }
  cost.monthly = over == nullptr;
  if (over != nullptr) {
    const auto length = static_cast<double>(fields.duration("over", std::chrono::hours(720)).count());
    cost.months = calendar_months_in(*over).value_or(length / month_ms);
  }
  return cost;
}

}  // namespace

void decode_fixed_costs(Decoding& decoding) {
  for (const JsonMember* entry : entries_of(section(decoding.root, "fixed_costs")))
    decoding.scenario.fixed_costs.push_back(fixed_cost(decoding, *entry));
}

void decode_viability(Decoding& decoding) {
  const JsonValue* object = section(decoding.root, "viability");
  if (object == nullptr) return;
  const Fields fields(decoding, *object, "viability", "/viability");
  Viability& bands = decoding.scenario.viability;
  bands.green = fields.ratio("green", bands.green);
  bands.amber = fields.ratio("amber", bands.amber);
  bands.red = fields.ratio("red", bands.red);
  bands.launch_budget = own_amount(decoding, fields, "launch_budget");
  const auto percent = [](double share) { return fmt::format("{:.6g}%", share * 100); };
  if (!(bands.green > 0)) {
    decoding.diagnostics.error("E420", fields.place("green"), fields.at("green"),
                               "a green band that ends at 0% holds nothing: only NPCs that cost nothing would be in it",
                               R"(write a share above 0%, for example "green": "5%")");
    return;
  }
  struct Pair {
    std::string_view low, high;
    double from, to;
  };
  for (const Pair& pair : {Pair{"green", "amber", bands.green, bands.amber}, Pair{"amber", "red", bands.amber, bands.red}}) {
    if (pair.from <= pair.to) continue;
    const std::string_view written = fields.find(pair.low) != nullptr ? pair.low : pair.high;
    decoding.diagnostics.error(
        "E420", fields.place(written), fields.at(written),
        fmt::format("the {} band ends at {}, after the {} one at {}: bands are green ≤ amber ≤ red", pair.low, percent(pair.from),
                    pair.high, percent(pair.to)),
        fmt::format("lower \"{}\" to at most {}, or write \"{}\" of at least {}", pair.low, percent(pair.to), pair.high,
                    percent(pair.from)));
  }
}

}  // namespace npcost
