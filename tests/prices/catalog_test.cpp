// What the price books that come with npcost list, and that they say where each number was seen.

#include <set>
#include <string>

#include "tests/prices/catalog_support.h"

using namespace npcost;
using namespace npcost::catalog_test;

namespace {

constexpr Meter in = Meter::input_tokens, cached = Meter::cached_input_tokens, out = Meter::output_tokens;

}  // namespace

TEST_CASE("every book of the catalog reads by itself without a word and no model stands in two", "[catalog]") {
  std::set<std::string> names;
  std::size_t entries = 0;
  for (const auto& [name, text] : book_texts()) {
    SourceTexts texts;
    Diagnostics diagnostics;
    const std::optional<PriceBook> book = read_price_book(texts.add(name, text), diagnostics);
    INFO(name << "\n" << report_text(diagnostics));
    CHECK(diagnostics.empty());
    REQUIRE(book.has_value());
    for (const PriceCard& card : book->cards) {
      CHECK(names.insert(card.name).second);
      entries += card.sets.size();
    }
  }
  CHECK(names.size() >= 230);
  CHECK(entries >= 300);
  CHECK(catalog().cards.size() == names.size());
}

TEST_CASE("the index extends every other book of its folder and adds nothing", "[catalog]") {
  SourceTexts texts;
  Diagnostics diagnostics;
  const JsonValue index =
      read_json(texts.add(std::string(index_name), read_whole_file(books_folder + std::string(index_name), 1u << 20)),
                diagnostics);
  REQUIRE(diagnostics.empty());
  std::set<std::string> extended;
  for (const JsonValue& name : find_pointer(index, "/extends")->items) CHECK(extended.insert(name.text).second);
  std::set<std::string> present;
  for (const auto& [name, text] : book_texts()) present.insert(name);
  CHECK(extended == present);
  CHECK(find_pointer(index, "/models")->members.empty());
}

TEST_CASE("every dated price says where it was seen and when and how sure that is", "[catalog]") {
  for (const auto& [name, text] : book_texts()) {
    SourceTexts texts;
    Diagnostics diagnostics;
    const JsonValue book = read_json(texts.add(name, text), diagnostics);
    for (const JsonMember& model : find_pointer(book, "/models")->members) {
      for (const JsonMember& entry : model.value.find("prices")->value.members) {
        INFO(name << ": " << model.key << " of " << entry.key);
        for (const char* key : {"source", "as_of", "confidence"}) CHECK(entry.value.find(key) != nullptr);
        // What was only remembered must not pass for something that was seen.
        const JsonMember* source = entry.value.find("source");
        const JsonMember* provenance = entry.value.find("provenance");
        if (source != nullptr && source->value.text.find("no page seen") != std::string::npos) {
          REQUIRE(provenance != nullptr);
          CHECK(provenance->value.text == "assumed");
        }
      }
    }
  }
}

TEST_CASE("nothing in the catalog costs nothing", "[catalog]") {
  for (const PriceCard& card : catalog().cards) {
    for (const PriceSet& set : card.sets) {
      INFO(card.name << " from " << to_text(set.from));
      CHECK_FALSE(set.base.empty());
      for_each_price(set, [](const Price& price) { CHECK(price.exact.per_count > Money{}); });
    }
  }
}

TEST_CASE("prices change on the day they are listed for and not before", "[catalog]") {
  struct Change {
    const char* model;
    const char* day;
    Meter meter;
    const char *before, *after;
  };
  // Dollars per million, copied from the announcements that the entries name.
  const Change changes[] = {
      {"openai/davinci", "2022-09-01", in, "60", "20"},
      {"openai/gpt-4o", "2024-10-02", out, "15", "10"},
      {"openai/gpt-4o-mini", "2024-10-01", cached, "0.15", "0.075"},
      {"openai/o3", "2025-06-10", in, "10", "2"},
      {"openai/gpt-5.6-luna", "2026-07-30", out, "6", "1.2"},
      {"openai/gpt-4o-realtime-preview", "2024-12-17", Meter::audio_output_tokens, "200", "80"},
      {"openai/gpt-4o-realtime-preview", "2024-12-17", Meter::cached_audio_tokens, "20", "2.5"},
      {"anthropic/claude-3-5-haiku", "2024-12-03", in, "1", "0.8"},
      {"anthropic/claude-sonnet-5-5", "2026-10-07", cached, "0.2", "0.1"},
      {"google/gemini-2.5-flash", "2025-06-17", Meter::reasoning_tokens, "3.5", "2.5"},
      {"google/gemini-3.8-flash", "2027-01-01", in, "0.75", "1.5"},
      {"deepseek/deepseek-chat", "2025-02-08", in, "0.14", "0.27"},
      {"deepseek/deepseek-chat", "2025-02-08", out, "0.28", "1.1"},
      {"deepseek/deepseek-chat", "2025-09-29", out, "1.68", "0.42"},
      {"mistral/mistral-small", "2026-03-16", out, "0.3", "0.6"},
      {"elevenlabs/flash-v2.5", "2026-05-05", Meter::tts_chars, "90", "50"},
      {"google/tts-wavenet", "2026-08-01", Meter::tts_chars, "16", "4"},
  };
  for (const Change& change : changes) {
    const Instant day = at(change.day);
    CHECK(per_million(change.model, to_text(day - std::chrono::seconds(1)).substr(0, 19), change.meter) ==
          change.before);
    CHECK(per_million(change.model, change.day, change.meter) == change.after);
  }
}

TEST_CASE("before its first date a model is unpriced", "[catalog]") {
  CHECK(per_million("openai/gpt-6-luna", "2026-09-21T23:59:59", in) == "unpriced");
  CHECK(per_million("openai/gpt-6-luna", "2026-09-22", in) == "0.1");
}

TEST_CASE("a promotion that nothing followed would end on its last day", "[catalog]") {
  // Gemini 3.8 Flash is introductory to 2026-12-31, that day included, and is followed by its scheduled price.
  const PriceCard& card = catalog().cards[catalog().find("google/gemini-3.8-flash").value()];
  REQUIRE(card.sets.size() == 2);
  CHECK(card.sets[0].until == at("2027-01-01"));
  CHECK(per_million(card.name, "2026-12-31T23:59:59", cached) == "0.075");
}

TEST_CASE("DeepSeek's nights of 2025 cost half of chat and a quarter of the reasoner", "[catalog]") {
  const std::string chat = "deepseek/deepseek-chat", reasoner = "deepseek/deepseek-reasoner";
  CHECK(per_million(chat, "2025-02-25T17:00", in) == "0.27");  // the day before nights began
  CHECK(per_million(chat, "2025-02-26T16:29:59", in) == "0.27");
  CHECK(per_million(chat, "2025-02-26T16:30", in) == "0.135");
  CHECK(per_million(chat, "2025-02-27T00:29:59", out) == "0.55");
  CHECK(per_million(chat, "2025-02-27T00:30", out) == "1.1");
  CHECK(per_million(reasoner, "2025-03-01T20:00", out) == "0.55");
  CHECK(per_million(reasoner, "2025-03-01T12:00", out) == "2.19");
  // The discount and the old price ended at 16:00 UTC of 2025-09-05, half an hour before that night's.
  CHECK(per_million(chat, "2025-09-05T15:59:59", in) == "0.27");
  CHECK(per_million(chat, "2025-09-05T16:00", in) == "0.56");
  CHECK(per_million(chat, "2025-09-05T17:00", in) == "0.56");
}

TEST_CASE("DeepSeek's peak hours double on weekdays that are no Chinese holiday", "[catalog]") {
  const std::string flash = "deepseek/deepseek-v4-flash";
  CHECK(per_million(flash, "2026-08-16T15:59:59", in) == "0.14");
  CHECK(per_million(flash, "2026-08-16T16:00", in) == "0.22");
  // In the first week weekends counted: 2026-08-22 is a Saturday, 2026-08-29 the next one.
  CHECK(per_million(flash, "2026-08-22T02:00", in) == "0.44");
  CHECK(per_million(flash, "2026-08-29T02:00", in) == "0.22");
  const std::string model = "deepseek/deepseek-flash";
  // 2026-09-24 is a Thursday: 01:00 to 04:00 and 06:00 to 10:00 UTC, half-open.
  CHECK(per_million(model, "2026-09-24T00:59:59", out) == "0.6");
  CHECK(per_million(model, "2026-09-24T01:00", out) == "1.2");
  CHECK(per_million(model, "2026-09-24T03:59:59", cached) == "0.006");
  CHECK(per_million(model, "2026-09-24T04:00", cached) == "0.003");
  CHECK(per_million(model, "2026-09-24T09:59:59", in) == "0.3");
  CHECK(per_million(model, "2026-09-24T10:00", in) == "0.15");
  // Mid-Autumn Friday, the National Day week, and the first working day after it.
  CHECK(per_million(model, "2026-09-25T02:00", in) == "0.15");
  CHECK(per_million(model, "2026-10-01T02:00", in) == "0.15");
  CHECK(per_million(model, "2026-10-07T09:00", in) == "0.15");
  CHECK(per_million(model, "2026-10-08T02:00", in) == "0.3");
}

TEST_CASE("long prompts cost the listed tier as a whole", "[catalog]") {
  // GPT-6 Luna, $0.10 and $0.20 per million: 272,000 tokens are $0.0272, one more makes all of them $0.0544002.
  CHECK(cost("openai/gpt-6-luna", "2026-10-01", {{in, 272'000}}) == "0.0272");
  CHECK(cost("openai/gpt-6-luna", "2026-10-01", {{in, 272'001}}) == "0.0544002");
  // Qwen 3.7 Flash counts from 32k on: 31,999 × $0.03 and 32,000 × $0.10 per million.
  CHECK(cost("alibaba/qwen3.7-flash", "2026-10-01", {{in, 31'999}}) == "0.00095997");
  CHECK(cost("alibaba/qwen3.7-flash", "2026-10-01", {{in, 32'000}}) == "0.0032");
  // Claude Haiku 5.5 above 100k, cached tokens counted in: 100,000 × $0.01 cached, then five times that for one more.
  CHECK(cost("anthropic/claude-haiku-5-5", "2026-11-01", {{cached, 100'000}}) == "0.001");
  CHECK(cost("anthropic/claude-haiku-5-5", "2026-11-01", {{cached, 100'001}}) == "0.00500005");
  // Opus 4.6 dropped its extra charge on 2026-03-13: 300,000 × $10, then × $5.
  CHECK(cost("anthropic/claude-opus-4-6", "2026-03-12T23:59:59", {{in, 300'000}}) == "3");
  CHECK(cost("anthropic/claude-opus-4-6", "2026-03-13", {{in, 300'000}}) == "1.5");
}

TEST_CASE("service tiers, one-hour writes, storage and other rules of the catalog are billed", "[catalog]") {
  CHECK(per_million("openai/gpt-6.1-terra", "2026-11-01", in, "batch") == "0.5");
  CHECK(per_million("openai/gpt-6.1-terra", "2026-11-01", in, "priority") == "2");
  CHECK(per_million("openai/gpt-6.1-terra", "2026-11-01", Meter::cache_write_12h_tokens) == "2.5");
  CHECK(per_million("openai/gpt-4o-mini", "2026-01-01", cached, "priority") == "0.125");
  CHECK(per_million("anthropic/claude-opus-4-1", "2026-01-01", Meter::cache_write_1h_tokens) == "30");
  // A million tokens kept for an hour, counted in token-milliseconds.
  CHECK(cost("google/gemini-3.8-flash", "2026-10-01", {{Meter::cache_storage_token_hours, 1'000'000ull * 3'600'000}}) ==
        "0.5");
  CHECK(per_million("openai/gpt-realtime", "2026-01-01", Meter::cached_audio_tokens) == "0.4");
  // 3,600,000 ms of session: $0.05/min active and $0.02/min on standby are $3 and $1.20 an hour.
  CHECK(cost("openai/gpt-live-1.1", "2026-11-21", {{Meter::session_seconds, 3'600'000}}) == "3");
  CHECK(cost("openai/gpt-live-1.1", "2026-11-21", {{Meter::standby_seconds, 3'600'000}}) == "1.2");
  CHECK(cost("xai/grok-voice", "2026-08-05", {{Meter::text_messages, 1000}}) == "4");
  // 600,000 minutes in a month: 500,000 × $0.016 + 100,000 × $0.010.
  CHECK(cost("google/speech-to-text-v2", "2026-03-05", {{Meter::stt_seconds, 600'000ull * 60'000}}) == "9000");

  const auto card = [](const char* name) -> const PriceCard& { return catalog().cards[catalog().find(name).value()]; };
  CHECK(card("groq/whisper-large-v3-turbo").billing_minimum == Milliseconds{10'000});
  CHECK(card("google/speech-to-text-v1").billing_increment == Milliseconds{15'000});
  CHECK(card("assemblyai/universal-streaming").billed_while_open);
  CHECK(card("azure/tts-neural").double_ideographs);
  CHECK_FALSE(card("alibaba/qwen3-omni-flash-realtime").transcript_billed);
  CHECK(card("anthropic/claude-haiku-4-5").cache.min_tokens == 4096);
  CHECK(card("anthropic/claude-haiku-4-5").cache.write_meter == Meter::cache_write_tokens);
  CHECK(card("openai/gpt-realtime").audio_rates.output == 20'000u);
  CHECK(card("google/gemini-3.8-live").audio_rates.input == 25'000u);
}
