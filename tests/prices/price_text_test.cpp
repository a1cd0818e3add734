#include "sim/prices/price_text.h"

#include "tests/catch.h"
#include "tests/prices/reading_samples.h"

using namespace npcost;

namespace {

/// What a price text says, as the reader of books understands it.
Price read(const std::string& text) {
  SourceTexts texts;
  Diagnostics diagnostics;
  const JsonValue json = read_json(texts.add("price", "\"" + text + "\""), diagnostics);
  const auto price = read_price(json, "/price", diagnostics);
  INFO(text);
  REQUIRE(price);
  return *price;
}

std::string shown(const std::string& text, Meter meter, std::string_view currency = "USD") {
  return price_text(read(text).exact, meter, currency);
}

PriceSet set_of(const std::string& model) {
  const samples::Reading reading = samples::read_card(model);
  INFO(reading.report);
  REQUIRE(reading.card);
  return reading.card->sets.front();
}

}  // namespace

TEST_CASE("a price is shown in the unit in which its meter is usually priced", "[price_text]") {
  CHECK(shown("$0.00000015/token", Meter::input_tokens) == "$0.15/1M tokens");
  CHECK(shown("$0.00025/s", Meter::stt_seconds) == "$0.015/min");  // × 60
  CHECK(shown("$0.015/1k chars", Meter::tts_chars) == "$15/1M chars");
  CHECK(shown("$15/1M bytes", Meter::tts_bytes) == "$15/1M bytes");
  CHECK(shown("$0.09/GB", Meter::egress_bytes) == "$0.09/GB");
  CHECK(shown("$1/1M tokens/h", Meter::cache_storage_token_hours) == "$1/1M tokens/h");
  CHECK(shown("$0.0001/request", Meter::requests) == "$0.10/1k requests");
  CHECK(shown("$0.01/search", Meter::web_searches) == "$10/1k searches");
  CHECK(shown("$4/1k messages", Meter::text_messages) == "$4/1k messages");
  CHECK(shown("$0.04/image", Meter::images) == "$0.04/image");
  CHECK(shown("$2.40/gpu-h", Meter::gpu_seconds) == "$2.40/gpu-h");
}

TEST_CASE("a price per hour that is no finite decimal per minute stays a price per hour", "[price_text]") {
  CHECK(shown("$0.37/h", Meter::stt_seconds) == "$0.37/h");     // a minute: 0.0061666…
  CHECK(shown("$0.36/h", Meter::stt_seconds) == "$0.006/min");  // a minute: exactly
}

TEST_CASE("amounts have two digits behind the point, or none, or all that they need", "[price_text]") {
  CHECK(shown("$2.5/1M tokens", Meter::output_tokens) == "$2.50/1M tokens");
  CHECK(shown("$2/1M tokens", Meter::output_tokens) == "$2/1M tokens");
  CHECK(shown("$0.003625/1M tokens", Meter::output_tokens) == "$0.003625/1M tokens");
  CHECK(shown("$0/1M tokens", Meter::output_tokens) == "$0/1M tokens");
}

TEST_CASE("a currency other than the dollar is named by its code, which every terminal can show", "[price_text]") {
  CHECK(shown("€0.5/1M tokens", Meter::input_tokens, "EUR") == "0.50 EUR/1M tokens");
  CHECK(shown("₩200.5/1M tokens", Meter::input_tokens, "KRW") == "200.5 KRW/1M tokens");  // no small coin to fill up to
}

TEST_CASE("what is shown reads back as the same price", "[price_text]") {
  struct Case {
    const char* text;
    Meter meter;
  };
  for (const Case& one :
       {Case{"$0.14/1M tokens", Meter::input_tokens}, Case{"$0.123456789/1M tokens", Meter::input_tokens},
        Case{"$0.37/h", Meter::stt_seconds}, Case{"$0.0043/min", Meter::stt_seconds},
        Case{"7 EUR/1M chars", Meter::tts_chars}, Case{"₩3/1k requests", Meter::requests},
        Case{"$10/1k searches", Meter::web_searches}, Case{"$4.50/1M tokens/h", Meter::cache_storage_token_hours},
        Case{"$2.40/gpu-h", Meter::gpu_seconds}, Case{"$0.07/GB", Meter::egress_bytes}}) {
    const Price price = read(one.text);
    const Price again = read(price_text(price.exact, one.meter, price.currency));
    CHECK(again.exact == price.exact);
    CHECK(again.per == price.per);
    CHECK(again.currency == price.currency);
    CHECK(price_text(price.exact, price.per, price.currency) != "");
  }
}

TEST_CASE("a meter finds the key that prices it, and words and numbers are those of a book", "[price_text]") {
  CHECK(price_key_of(Meter::cached_input_tokens, ModelKind::llm) == "cached_input");
  CHECK(price_key_of(Meter::stt_seconds, ModelKind::stt) == "price");
  CHECK(price_key_of(Meter::tts_bytes, ModelKind::tts) == "price");
  CHECK(price_key_of(Meter::requests, ModelKind::moderation) == "price");
  CHECK(price_key_of(Meter::gpu_seconds, ModelKind::llm) == "gpu_seconds");  // no key prices it: its own name
  CHECK(times_text(Times{500'000}) == "0.5");
  CHECK(times_text(Times{2'000'000}) == "2");
  CHECK(count_text(272'000) == "272k");
  CHECK(count_text(1'000'000) == "1M");
  CHECK(count_text(1'050'000) == "1050k");
  CHECK(count_text(131'072) == "131072");
  CHECK(count_text(0) == "0");
  CHECK(tier_text({272'000, false, {}}) == "above 272k tokens");
  CHECK(tier_text({200'000, true, {}}) == "from 200k tokens on");
  CHECK(volume_text({Meter::stt_seconds, 500'000ULL * 60'000, {}}) == "above 500k min a month");
  CHECK(volume_text({Meter::stt_seconds, 1'500, {}}) == "above 1500 ms a month");
  CHECK(volume_text({Meter::input_tokens, 1'000'000'000, {}}) == "above 1B tokens a month");
}

TEST_CASE("hours, weekdays and exceptions read like the book that states them", "[price_text]") {
  const auto hours = [](const std::string& entry) {
    return hours_text(
        set_of(R"({ "kind": "llm", "input": "$1/1M tokens", "schedule": [{ )" + entry + R"(, "times": 2 }] })")
            .schedule.front());
  };
  CHECK(hours(R"("hours": ["01:00..04:00", "06:00..10:00"])") == "01:00..04:00, 06:00..10:00 UTC");
  CHECK(hours(R"("hours": "16:30..00:30", "weekdays": "Mon..Fri", "days_in": "Asia/Shanghai")") ==
        "16:30..00:30 UTC, Mon..Fri in Asia/Shanghai");
  CHECK(hours(R"("hours": "09:00..24:00", "hours_in": "Asia/Seoul", "weekdays": ["Sat", "Sun"])") ==
        "09:00..24:00 Asia/Seoul, Sat, Sun");
  CHECK(hours(R"("weekdays": ["Mon", "Wed", "Thu", "Fri"])") == "Mon, Wed..Fri in UTC");
  CHECK(hours(R"("hours": "00:00..12:00", "except": ["2026-10-01..2026-10-07", "2027-01-01"])") ==
        "00:00..12:00 UTC, every day, except 2026-10-01..2026-10-07, 2027-01-01");
  CHECK(
      hours(
          R"("hours": "00:00..12:00", "except": ["2026-01-01", "2026-01-03", "2026-01-05", "2026-01-07", "2026-01-09", "2026-01-11"])") ==
      "00:00..12:00 UTC, every day, except 2026-01-01, 2026-01-03, 2026-01-05, 2026-01-07, and 2 more");
}
