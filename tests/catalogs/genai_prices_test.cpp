// genai-prices: dated prices and prices by the hour, of which the last one that holds wins.

#include "tests/catalogs/catalog_samples.h"

using namespace npcost;
using namespace npcost::samples;

namespace {

constexpr CatalogFormat genai = CatalogFormat::genai_prices;

/// One provider "lab" with one model "m".
std::string one(const std::string& prices, const std::string& id = "m") {
  return R"([{ "id": "lab", "models": [{ "id": ")" + id + R"(", "match": { "equals": "m" }, "prices": )" + prices +
         " }] }]";
}

}  // namespace

TEST_CASE("units of genai-prices become ours", "[catalogs][genai]") {
  const Import import(
      one(R"({ "input_mtok": 2, "output_mtok": 8, "output_reasoning_mtok": 3, "output_citation_mtok": 2, "cache_read_mtok": 0.5,
      "cache_write_mtok": 2.5, "cache_write_1h_mtok": 4, "input_audio_mtok": 32, "cache_audio_read_mtok": 0.4, "output_audio_mtok": 64,
      "requests_kcount": 12, "web_searches_kcount": 10, "storage_searches_kcount": 2.5 })"),
      genai);
  const auto million = [&](Meter meter) { return import.cost("lab/m", meter, 1'000'000); };
  CHECK(million(Meter::input_tokens) == "2");
  CHECK(million(Meter::reasoning_tokens) == "3");
  CHECK(million(Meter::citation_tokens) == "2");
  CHECK(million(Meter::cached_input_tokens) == "0.5");
  CHECK(million(Meter::cache_write_1h_tokens) == "4");
  CHECK(million(Meter::cached_audio_tokens) == "0.4");
  CHECK(import.cost("lab/m", Meter::requests, 1) == "0.012");
  CHECK(import.cost("lab/m", Meter::web_searches, 1) == "0.01");
  CHECK(import.has(R"("x-genai-prices": { "storage_searches_kcount": 2.5 })"));
}

TEST_CASE("a tier holds for prompts of more than its start", "[catalogs][genai][tiers]") {
  const Import import(
      one(R"({ "input_mtok": { "base": 1, "tiers": [ { "start": 128000, "price": 2 }, { "start": 199999, "price": 3 } ] },
      "output_mtok": { "base": 5, "tiers": [ { "start": 128000, "price": 6 } ] }, "cache_read_mtok": 0.1 })"),
      genai);
  CHECK(import.cost("lab/m", Meter::input_tokens, 1'000'000, 128'000) == "1");
  CHECK(import.cost("lab/m", Meter::input_tokens, 1'000'000, 128'001) == "2");
  CHECK(import.cost("lab/m", Meter::input_tokens, 1'000'000, 199'999) == "2");
  CHECK(import.cost("lab/m", Meter::input_tokens, 1'000'000, 200'000) == "3");
  CHECK(import.cost("lab/m", Meter::output_tokens, 1'000'000, 200'000) == "6");  // its one tier goes on
  CHECK(import.cost("lab/m", Meter::cached_input_tokens, 1'000'000, 200'000) == "0.1");
}

TEST_CASE("prices hold from their date at midnight and the undated ones before it", "[catalogs][genai][dates]") {
  const Import import(one(R"([ { "prices": { "input_mtok": 10, "output_mtok": 40 } },
      { "constraint": { "start_date": "2025-06-10", "type": "start_date" }, "prices": { "input_mtok": 2, "output_mtok": 8 } } ])"),
                      genai);
  CHECK(import.cost("lab/m", Meter::input_tokens, 1'000'000, 1, "2025-06-09T23:59:59") == "10");
  CHECK(import.cost("lab/m", Meter::input_tokens, 1'000'000, 1, "2025-06-10T00:00") == "2");
  const Import later(one(R"([ { "constraint": { "start_date": "2025-06-10" }, "prices": { "input_mtok": 2 } } ])"),
                     genai);
  CHECK(later.cost("lab/m", Meter::input_tokens, 1, 1, "2025-06-09T23:59:59") == "unpriced");
  CHECK(later.cost("lab/m", Meter::input_tokens, 1'000'000, 1, "2025-06-10T00:00") == "2");
}

// In the catalog the last entry that holds wins; hours hold on every day, also before the date that stands above them.
TEST_CASE("hours win over dates when they stand after them and lose when they stand before",
          "[catalogs][genai][hours]") {
  const std::string peak =
      R"({ "constraint": { "start_time": "01:00:00Z", "end_time": "04:00:00Z" }, "prices": { "input_mtok": 4 } },
      { "constraint": { "start_time": "06:00:00Z", "end_time": "10:00:00Z" }, "prices": { "input_mtok": 4 } })";
  const std::string base = R"({ "prices": { "input_mtok": 1 } })";
  const std::string dated = R"({ "constraint": { "start_date": "2026-08-17" }, "prices": { "input_mtok": 2 } })";
  const auto at = [](const Import& import, const std::string& when) {
    return import.cost("lab/m", Meter::input_tokens, 1'000'000, 1, when);
  };

  const Import after(one("[" + base + "," + dated + "," + peak + "]"), genai);
  CHECK(at(after, "2026-08-16T00:59:59") == "1");
  CHECK(at(after, "2026-08-16T01:00") == "4");
  CHECK(at(after, "2026-08-16T03:59:59") == "4");
  CHECK(at(after, "2026-08-16T04:00") == "1");
  CHECK(at(after, "2026-08-17T04:00") == "2");
  CHECK(at(after, "2026-08-17T09:59:59") == "4");
  CHECK(after.has(R"("hours": ["01:00..04:00", "06:00..10:00"])"));

  const Import before(one("[" + base + "," + peak + "," + dated + "]"), genai);
  CHECK(at(before, "2026-08-16T01:00") == "4");
  CHECK(at(before, "2026-08-17T01:00") == "2");
}

TEST_CASE("hours that our notation cannot say are not imported by halves", "[catalogs][genai][hours]") {
  const std::string good = R"({ "id": "good", "prices": { "input_mtok": 1 } })";
  const auto reason = [&](const std::string& prices) {
    const Import import(R"([{ "id": "lab", "models": [ )" + good + R"(, { "id": "m", "prices": )" + prices + " } ] }]",
                        genai);
    CHECK_FALSE(import.has_model("lab/m"));
    return import.report.reasons.empty() ? std::string() : import.report.reasons[0].what;
  };
  const auto hours = [](const std::string& from, const std::string& to) {
    return R"([ { "prices": { "input_mtok": 1 } }, { "constraint": { "start_time": ")" + from + R"(", "end_time": ")" +
           to + R"(" }, "prices": { "input_mtok": 2 } } ])";
  };
  const std::string no_minutes = "hours that are no whole minutes of UTC, or that end before they begin";
  CHECK(reason(hours("16:30:00Z", "00:30:00Z")) == no_minutes);
  CHECK(reason(hours("01:00:00Z", "01:00:00Z")) == no_minutes);
  CHECK(reason(hours("01:00:30Z", "02:00:00Z")) == no_minutes);
  CHECK(reason(hours("01:00:00+09:00", "02:00:00+09:00")) == no_minutes);
  CHECK(reason(hours("24:00:00Z", "25:00:00Z")) == no_minutes);
  CHECK(
      reason(
          R"([ { "constraint": { "start_time": "01:00:00Z", "end_time": "04:00:00Z" }, "prices": { "input_mtok": 2 } } ])") ==
      "prices for some hours only");
  CHECK(reason(R"([ { "prices": { "input_mtok": { "base": 1, "tiers": [ { "start": 5, "price": 2 } ] } } },
      { "constraint": { "start_time": "01:00:00Z", "end_time": "04:00:00Z" }, "prices": { "input_mtok": 2 } } ])") ==
        "hours of the day beside tiers of length");
  CHECK(
      reason(
          R"([ { "prices": { "input_mtok": 1 } }, { "constraint": { "moon": "full" }, "prices": { "input_mtok": 2 } } ])") ==
      "a constraint that is neither a date nor hours of the day");
  CHECK(
      reason(
          R"([ { "prices": { "input_mtok": 1 } }, { "constraint": { "start_date": "2026-01-01" }, "prices": { "input_mtok": 0 } } ])") ==
      "dated prices of which one period has none");
}

// One entry of our schedule holds 24 windows; the 25th begins another.
TEST_CASE("many windows of one price are all kept", "[catalogs][genai][hours]") {
  std::string prices = R"([ { "prices": { "input_mtok": 1 } })";
  for (int i = 10; i < 35; ++i) {
    const std::string minute = std::to_string(i);
    prices += R"(, { "constraint": { "start_time": "01:)" + minute + R"(:00Z", "end_time": "01:)" +
              std::to_string(i + 1) + R"(:00Z" }, "prices": { "input_mtok": 2 } })";
  }
  const Import import(one(prices + "]"), genai);
  const auto at = [&](const std::string& when) {
    return import.cost("lab/m", Meter::input_tokens, 1'000'000, 1, when);
  };
  CHECK(at("2026-07-24T01:09:59") == "1");
  CHECK(at("2026-07-24T01:10") == "2");
  CHECK(at("2026-07-24T01:34:59") == "2");
  CHECK(at("2026-07-24T01:35") == "1");
}

// $0.36 an hour is $0.0001 a second.
TEST_CASE("audio by the hour is a transcription and with text messages a session", "[catalogs][genai][voice]") {
  const Import stt(one(R"({ "audio_hours": 0.36, "input_audio_hours": 0.36 })"), genai);
  CHECK(stt.has(R"("kind": "stt")"));
  CHECK(stt.cost("lab/m", Meter::stt_seconds, 1'000) == "0.0001");
  CHECK(stt.report.kept.empty());
  const Import voice(one(R"({ "audio_hours": 3.6, "input_text_messages_kcount": 4 })"), genai);
  CHECK(voice.has(R"("kind": "realtime")"));
  CHECK(voice.cost("lab/m", Meter::session_seconds, 1'000) == "0.001");
  CHECK(voice.cost("lab/m", Meter::text_messages, 1) == "0.004");
}

TEST_CASE("two tiers of one price with the same start are a fault and with different ones are not",
          "[catalogs][genai][tiers]") {
  const auto faults = [](const std::string& second, const std::string& price) {
    const Import import(one(R"({ "input_mtok": { "base": 1, "tiers": [ { "start": 128000, "price": )" + price + R"( },
      { "start": )" + second +
                            R"(, "price": 3 } ] } })"),
                        genai);
    return import.faults;
  };
  CHECK(faults("128000", "2") == std::vector<std::string>{"E242 2:7"});
  CHECK(faults("128000", "0") == std::vector<std::string>{"E242 2:7"});  // a 0 is no price, but still a tier
  CHECK(faults("128001", "2").empty());
}
