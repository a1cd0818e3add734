#include <set>
#include <string>

#include "sim/prices/meter.h"
#include "sim/prices/usage.h"
#include "tests/catch.h"

using namespace npcost;

TEST_CASE("every meter has a name of its own that finds it again", "[meter]") {
  std::set<std::string> names;
  for (int i = 0; i < meter_count; ++i) {
    const auto meter = static_cast<Meter>(i);
    names.emplace(meter_name(meter));
    CHECK(meter_from_name(meter_name(meter)) == meter);
  }
  CHECK(names.size() == 30);
}

TEST_CASE("meters are called what results and imported usage call them", "[meter]") {
  // The names of the contract, spelled out: an interface, so a swap in the table must fail here.
  const std::pair<Meter, std::string_view> contract[] = {
      {Meter::input_tokens, "input_tokens"},
      {Meter::cached_input_tokens, "cached_input_tokens"},
      {Meter::cache_write_tokens, "cache_write_tokens"},
      {Meter::cache_write_1h_tokens, "cache_write_1h_tokens"},
      {Meter::output_tokens, "output_tokens"},
      {Meter::reasoning_tokens, "reasoning_tokens"},
      {Meter::audio_input_tokens, "audio_input_tokens"},
      {Meter::cached_audio_tokens, "cached_audio_tokens"},
      {Meter::audio_output_tokens, "audio_output_tokens"},
      {Meter::image_tokens, "image_tokens"},
      {Meter::stt_seconds, "stt_seconds"},
      {Meter::tts_chars, "tts_chars"},
      {Meter::tts_bytes, "tts_bytes"},
      {Meter::session_seconds, "session_seconds"},
      {Meter::standby_seconds, "standby_seconds"},
      {Meter::requests, "requests"},
      {Meter::images, "images"},
      {Meter::cache_storage_token_hours, "cache_storage_token_hours"},
      {Meter::gpu_seconds, "gpu_seconds"},
      {Meter::egress_bytes, "egress_bytes"},
      {Meter::participant_seconds, "participant_seconds"}};
  for (const auto& [meter, name] : contract) CHECK(meter_name(meter) == name);
}

TEST_CASE("a name that is no meter finds nothing", "[meter]") {
  CHECK_FALSE(meter_from_name("").has_value());
  CHECK_FALSE(meter_from_name("input_token").has_value());
  CHECK_FALSE(meter_from_name("input_tokens ").has_value());
  CHECK_FALSE(meter_from_name("Input_tokens").has_value());
}

TEST_CASE("what is shown in seconds or hours is counted in milliseconds, everything else in itself", "[meter]") {
  for (int i = 0; i < meter_count; ++i) {
    const auto meter = static_cast<Meter>(i);
    const bool timed = meter_name(meter).ends_with("_seconds");
    INFO(meter_name(meter));
    const bool stored = meter == Meter::cache_storage_token_hours;  // token-milliseconds: 3,600,000 in an hour
    CHECK(counts_per_shown_unit(meter) == (timed ? 1000u : stored ? 3'600'000u : 1u));
  }
}

TEST_CASE("stages are called as results list them", "[usage]") {
  CHECK(stage_name(Stage::llm) == "llm");
  CHECK(stage_name(Stage::stt) == "stt");
  CHECK(stage_name(Stage::tts) == "tts");
  CHECK(stage_name(Stage::moderation) == "moderation");
  CHECK(stage_name(Stage::memory) == "memory");
}

TEST_CASE("cells are numbered in the order in which they are first asked for", "[usage]") {
  CellTable cells;
  const Cell input{
      .model = 0, .meter = Meter::input_tokens, .tier = 0, .period = 0, .stage = Stage::llm, .pipeline = 0};
  Cell output = input;
  output.meter = Meter::output_tokens;
  CHECK(cells.number(input) == 0);
  CHECK(cells.number(output) == 1);
  CHECK(cells.number(input) == 0);
  CHECK(cells.size() == 2);
  CHECK(cells[1].meter == Meter::output_tokens);
  CHECK(cells.all().size() == 2);
}

TEST_CASE("cells that differ in anything are different cells", "[usage]") {
  const Cell base{.model = 0, .meter = Meter::input_tokens, .tier = 0, .period = 0, .stage = Stage::llm, .pipeline = 0};
  CellTable cells;
  cells.number(base);
  Cell other = base;
  other.model = 1;
  CHECK(cells.number(other) == 1);
  other = base;
  other.meter = Meter::images;
  CHECK(cells.number(other) == 2);
  other = base;
  other.tier = 1;
  CHECK(cells.number(other) == 3);
  other = base;
  other.period = 1;
  CHECK(cells.number(other) == 4);
  other = base;
  other.stage = Stage::memory;
  CHECK(cells.number(other) == 5);
  other = base;
  other.pipeline = 1;
  CHECK(cells.number(other) == 6);
  CHECK(cells.size() == 7);
}
