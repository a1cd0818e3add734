#pragma once
// Prices for the tests of this folder, made without the reader that other tests here judge.

#include <string>
#include <string_view>

#include "sim/prices/price_book.h"
#include "sim/prices/rate.h"
#include "tests/catch.h"

namespace npcost::samples {

/// Dollars for `counts` counts as the price of one; the test must have chosen an exact quotient.
inline UnitPrice dollars_per(std::string_view dollars, std::int64_t counts) {
  const std::optional<Money> money = Money::from_decimal(dollars);
  REQUIRE(money.has_value());
  REQUIRE(money->grains() % counts == 0);
  return {Money::from_grains(money->grains() / counts)};
}
inline UnitPrice per_million(std::string_view dollars) { return dollars_per(dollars, 1'000'000); }
inline UnitPrice per_minute(std::string_view dollars) { return dollars_per(dollars, 60'000); }  // milliseconds

inline Price price(UnitPrice exact, Per per = Per::token) {
  Price made;
  made.exact = exact;
  made.per = per;
  return made;
}

inline void set(MeterPrices& prices, Meter meter, UnitPrice exact) { prices.set(meter, price(exact)); }

/// Midnight UTC.
inline Instant day(std::string_view date) {
  const std::optional<LocalTime> local = parse_local_time(date);
  REQUIRE(local.has_value());
  return Instant(local->time_since_epoch());
}

inline Cell cell(Meter meter, std::uint8_t tier = 0, std::uint16_t model = 0) {
  return {.model = model, .meter = meter, .tier = tier, .period = 0, .stage = Stage::llm, .pipeline = 0};
}

/// What this many fresh input and output tokens cost at an instant.
inline std::string listed_cost(const PriceBook& book, std::string_view model, Instant when, std::uint64_t input,
                               std::uint64_t output) {
  const std::optional<std::uint16_t> index = book.find(model);
  REQUIRE(index.has_value());
  const std::optional<Price> in = book.price(cell(Meter::input_tokens, 0, *index), when);
  const std::optional<Price> out = book.price(cell(Meter::output_tokens, 0, *index), when);
  REQUIRE(in.has_value());
  REQUIRE(out.has_value());
  const std::vector<std::uint64_t> counts = {input, output};
  return decimal(rate(std::span<const std::uint64_t>(counts), {in->exact, out->exact}));
}

}  // namespace npcost::samples
