#include "sim/prices/rater.h"
#include "tests/prices/reading_samples.h"

using namespace npcost;
using namespace npcost::samples;

namespace {

Instant at(std::string_view text) {
  const std::optional<LocalTime> when = parse_local_time(text);
  REQUIRE(when.has_value());
  return Instant(when->time_since_epoch());
}

PriceCard card_with(const std::string& schedule) {
  const Reading reading =
      read_card(R"({ "kind": "llm", "input": "$1/1M tokens", "output": "$2/1M tokens", "schedule": )" + schedule + " }");
  INFO(reading.report);
  REQUIRE(reading.card.has_value());
  return *reading.card;
}

/// The price of a million input tokens at an instant, in dollars.
std::string input_at(const PriceCard& card, std::string_view when) {
  const FoundPrice found = price_of(card.context_at(at(when)), Meter::input_tokens);
  REQUIRE(found);
  return decimal(found.exact().per_count.times(1'000'000));
}

// DeepSeek since 2026-08-23: twice the price in two windows of UTC on the working days of Beijing, holidays apart.
const std::string deepseek = R"([{ "name": "peak", "hours": ["01:00..04:00", "06:00..10:00"], "weekdays": "Mon..Fri",
  "days_in": "Asia/Shanghai", "except": ["2026-10-01..2026-10-07"], "times": 2 }])";

}  // namespace

TEST_CASE("peak hours begin with their first second and end before their last", "[schedule]") {
  const PriceCard card = card_with(deepseek);
  // 2026-10-15 is a Thursday.
  CHECK(input_at(card, "2026-10-15T00:59:59") == "1");
  CHECK(input_at(card, "2026-10-15T01:00:00") == "2");
  CHECK(input_at(card, "2026-10-15T03:59:59") == "2");
  CHECK(input_at(card, "2026-10-15T04:00:00") == "1");
  CHECK(input_at(card, "2026-10-15T06:00:00") == "2");
  CHECK(input_at(card, "2026-10-15T09:59:59") == "2");
  CHECK(input_at(card, "2026-10-15T10:00:00") == "1");
}

TEST_CASE("the weekday that counts is the one of the calendar that the provider names", "[schedule]") {
  const PriceCard night = card_with(R"([{ "hours": "20:00..23:00", "weekdays": "Mon..Fri", "days_in": "Asia/Shanghai", "times": 2 }])");
  // Friday 21:00 UTC is Saturday 05:00 in Beijing; Sunday 21:00 UTC is Monday 05:00 there.
  CHECK(input_at(night, "2026-10-16T21:00") == "1");
  CHECK(input_at(night, "2026-10-18T21:00") == "2");
  const PriceCard utc = card_with(R"([{ "hours": "20:00..23:00", "weekdays": "Mon..Fri", "times": 2 }])");
  CHECK(input_at(utc, "2026-10-16T21:00") == "2");
  CHECK(input_at(utc, "2026-10-18T21:00") == "1");
}

TEST_CASE("a weekend and a public holiday have no peak", "[schedule]") {
  const PriceCard card = card_with(deepseek);
  CHECK(input_at(card, "2026-10-17T02:00") == "1");  // Saturday
  CHECK(input_at(card, "2026-09-30T02:00") == "2");  // Wednesday before the holiday
  CHECK(input_at(card, "2026-10-01T02:00") == "1");
  CHECK(input_at(card, "2026-10-07T02:00") == "1");
  CHECK(input_at(card, "2026-10-08T02:00") == "2");
}

TEST_CASE("a night passes midnight", "[schedule]") {
  const PriceCard card = card_with(R"([{ "hours": "16:30..00:30", "times": 0.25 }])");
  CHECK(input_at(card, "2025-06-01T16:29:59") == "1");
  CHECK(input_at(card, "2025-06-01T16:30:00") == "0.25");
  CHECK(input_at(card, "2025-06-01T23:59:59") == "0.25");
  CHECK(input_at(card, "2025-06-02T00:29:59") == "0.25");
  CHECK(input_at(card, "2025-06-02T00:30:00") == "1");
}

TEST_CASE("local hours follow daylight saving", "[schedule]") {
  const PriceCard card = card_with(R"([{ "hours": "09:00..17:00", "hours_in": "Europe/Berlin", "times": 2 }])");
  CHECK(input_at(card, "2026-01-15T07:59") == "1");  // 08:59 in winter
  CHECK(input_at(card, "2026-01-15T08:00") == "2");
  CHECK(input_at(card, "2026-07-15T06:59") == "1");  // 08:59 in summer
  CHECK(input_at(card, "2026-07-15T07:00") == "2");
}

TEST_CASE("the last entry that holds wins, and its own prices leave the others at the base", "[schedule]") {
  const PriceCard card = card_with(R"([{ "hours": "00:00..12:00", "times": 3 }, { "hours": "06:00..12:00", "input": "$0.50/1M tokens" }])");
  CHECK(input_at(card, "2026-10-15T05:59") == "3");
  CHECK(input_at(card, "2026-10-15T06:00") == "0.5");
  const FoundPrice output = price_of(card.context_at(at("2026-10-15T06:00")), Meter::output_tokens);
  CHECK(decimal(output.exact().per_count.times(1'000'000)) == "2");
}

TEST_CASE("every change of a schedule is among its edges", "[schedule]") {
  const PriceCard card = card_with(deepseek);
  const std::vector<ScheduleEntry>& schedule = card.sets[0].schedule;
  const Instant start = at("2026-09-28"), end = at("2026-10-12");
  const std::vector<Instant> edges = schedule_edges(schedule, start, end);
  CHECK(std::is_sorted(edges.begin(), edges.end()));
  std::size_t changes = 0;
  for (Instant now = start + std::chrono::minutes(1); now < end; now += std::chrono::minutes(1)) {
    if (schedule_at(schedule, now) == schedule_at(schedule, now - std::chrono::minutes(1))) continue;
    ++changes;
    CHECK(std::binary_search(edges.begin(), edges.end(), now));
  }
  // Working days of these two weeks: Mon–Wed and Thu–Fri after the holiday; two windows a day, two changes each.
  CHECK(changes == (3 + 2) * 2 * 2);
}

TEST_CASE("hours that come again are one period of a run, not one each day", "[schedule][price_book]") {
  PriceBook book;
  book.cards.push_back(card_with(deepseek));
  const PricePeriods periods = book.periods(at("2026-10-12"), at("2026-10-19"));
  CHECK(periods.inside.size() == 2);             // usual and peak
  CHECK(periods.edges.size() == 5 * 2 * 2);      // five working days
  CHECK(periods.period.size() == periods.edges.size() + 1);
  for (std::size_t i = 1; i < periods.period.size(); ++i) CHECK(periods.period[i] != periods.period[i - 1]);
}

TEST_CASE("an hour that comes twice when clocks go back is found both times", "[schedule]") {
  // New York, 2026-11-01: 01:00 to 01:30 local is 05:00 to 05:30 UTC, and again 06:00 to 06:30 UTC.
  const PriceCard card = card_with(R"([{ "hours": "01:00..01:30", "hours_in": "America/New_York", "times": 100 }])");
  PriceBook book;
  book.cards.push_back(card);
  Rater rater(book);
  const auto cost_at = [&](std::string_view when) {
    RequestUsage one;
    one.at = at(when);
    one.counts.add(Meter::input_tokens, 1'000'000);
    Charge charge;
    rater.rate(one, charge);
    return decimal(charge.total);
  };
  CHECK(cost_at("2026-11-01T04:59:59") == "1");
  CHECK(cost_at("2026-11-01T05:10:00") == "100");
  CHECK(cost_at("2026-11-01T05:30:00") == "1");
  CHECK(cost_at("2026-11-01T06:10:00") == "100");
  CHECK(cost_at("2026-11-01T06:30:00") == "1");
  CHECK(cost_at("2026-11-02T06:10:00") == "100");  // 01:10 in winter
}
