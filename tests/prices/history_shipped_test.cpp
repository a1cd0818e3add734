// The price history that comes with npcost: complete, sourced, and of one mind with the price books.

#include <algorithm>
#include <set>
#include <string>

#include "sim/prices/history/price_history.h"
#include "tests/prices/catalog_support.h"
#include "tests/prices/history_samples.h"

using namespace npcost;
using namespace npcost::samples;
using npcost::catalog_test::catalog;

namespace {

const PriceHistory& shipped() {
  static const HistoryReading reading =
      read_history(read_whole_file(catalog_test::books_folder + "history.npcost-history.json", 1u << 22));
  INFO(reading.report);
  REQUIRE(reading.history.has_value());
  return *reading.history;
}

/// The entry of the price books that begins on that day (with or without an hour); nullptr if they have none.
const PriceSet* entry_of(const std::string& model, Day day) {
  const auto index = catalog().find(model);
  if (!index) return nullptr;
  for (const PriceSet& set : catalog().cards[*index].sets) {
    if (set.from != Instant::min() && std::chrono::floor<std::chrono::days>(set.from) == day) return &set;
  }
  return nullptr;
}

/// What the books ask for one unit of a class, blended as text is; nothing if they bill otherwise.
std::optional<Money> price_in_books(const PriceSet& set, ClassKind kind) {
  const auto of = [&](Meter meter) -> std::optional<Money> {
    const Price* price = set.base.find(meter);
    return price == nullptr ? std::nullopt : std::optional(price->exact.per_count);
  };
  if (kind == ClassKind::llm) {
    const auto input = of(Meter::input_tokens), output = of(Meter::output_tokens);
    return input && output ? std::optional((input->times(3) + *output).times(250'000)) : std::nullopt;
  }
  if (kind == ClassKind::stt) {
    const auto price = of(Meter::stt_seconds);
    return price ? std::optional(price->times(60'000)) : std::nullopt;
  }
  const auto price = of(Meter::tts_chars);
  return kind == ClassKind::tts && price ? std::optional(price->times(1'000'000)) : std::nullopt;
}

}  // namespace

TEST_CASE("the shipped history has the classes that a forecast of NPCs needs", "[history]") {
  for (const std::string name :
       {"small text", "large text", "frontier small text", "open text of 8B", "speech to text",
        "streaming speech to text", "text to speech", "premium text to speech", "speech to speech", "text of index 17",
        "text of index 23", "text of index 34", "H100 by the hour"}) {
    INFO(name);
    const auto index = shipped().find(name);
    REQUIRE(index.has_value());
    CHECK(shipped().prices[*index].size() >= 5);
    CHECK_FALSE(shipped().classes[*index].source.empty());
    CHECK(cheapest(shipped(), *index, day("2026-11-23")) != nullptr);
  }
  CHECK(shipped().classes[shipped().first_of(ClassKind::llm).value()].name == "small text");
  CHECK(shipped().classes[shipped().first_of(ClassKind::tts).value()].name == "text to speech");
}

TEST_CASE("every price of the shipped history has a source, and what was only remembered does not pass for sourced",
          "[history]") {
  std::size_t points = 0;
  for (const auto& prices : shipped().prices) {
    for (const ClassPrice& one : prices) {
      INFO(one.model << " from " << day_text(one.from));
      ++points;
      CHECK_FALSE(one.source.empty());
      CHECK((one.source.find("remembered") != std::string::npos) == one.assumed);
    }
  }
  CHECK(points >= 150);
}

TEST_CASE("where the price books have the same model on the same day, both say the same price", "[history]") {
  std::size_t compared = 0;
  for (std::size_t i = 0; i < shipped().classes.size(); ++i) {
    for (const ClassPrice& one : shipped().prices[i]) {
      const PriceSet* entry = entry_of(one.model, one.from);
      if (entry == nullptr) continue;
      const auto price = price_in_books(*entry, shipped().classes[i].kind);
      if (!price) continue;
      INFO(one.model << " from " << day_text(one.from));
      CHECK(decimal(*price) == decimal(one.price));
      ++compared;
    }
  }
  CHECK(compared >= 120);
}

TEST_CASE("prices of the shipped history rise and are withdrawn as well as fall", "[history]") {
  std::size_t falls = 0, rises = 0;
  for (std::size_t i = 0; i < shipped().classes.size(); ++i) {
    const auto steps = cheapest_steps(shipped(), i, day("2026-11-23"));
    for (std::size_t at = 1; at < steps.size(); ++at) {
      if (steps[at].price == nullptr || steps[at - 1].price == nullptr) continue;
      falls += steps[at].price->price < steps[at - 1].price->price ? 1 : 0;
      rises += steps[at].price->price > steps[at - 1].price->price ? 1 : 0;
    }
  }
  CHECK(falls >= 40);
  CHECK(rises >= 10);
  // By hand from the points: DeepSeek V3 kept V2's price until 2025-02-08, then Llama 3.3 of DeepInfra was cheapest:
  // 0.75 × 0.14 + 0.25 × 0.28 = 0.175, then 0.75 × 0.23 + 0.25 × 0.40 = 0.2725.
  const std::size_t large = shipped().find("large text").value();
  CHECK(decimal(cheapest(shipped(), large, day("2025-02-07"))->price) == "0.175");
  CHECK(decimal(cheapest(shipped(), large, day("2025-02-08"))->price) == "0.2725");
}
