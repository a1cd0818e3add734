// Sums over records: names, days, what is unpriced, faults, overflow; and properties of all of it.

#include <random>

#include "sim/recorded/reported_usage.h"
#include "tests/recorded/recorded_samples.h"

using namespace npcost;
using samples::rate;

namespace {

std::string line(const std::string& model, std::uint64_t input, const std::string& time = "2026-10-15T04:00:00Z") {
  return R"({"at":")" + time + R"(","model":")" + model + R"(","usage":{"input_tokens":)" + std::to_string(input) + "}}\n";
}
std::uint64_t sum_of(const MeterCounts& counts, bool prompt) {
  std::uint64_t sum = 0;
  for_each_meter(counts.used(), [&](Meter meter) {
    if (is_prompt_meter(meter) == prompt) sum += counts[meter];
  });
  return sum;
}

}  // namespace

TEST_CASE("a name finds its card by provider and name or exactly or by its bare name if that is unique", "[recorded][rating]") {
  const ModelNames names(samples::book(), {{"prod-npc", "local"}, {"azure/gpt-4o-mini", "a/twin"}});
  const auto found = [&](std::string_view model, std::string_view provider) {
    const FoundCard card = names.find(model, provider);
    return card.by == FoundBy::nothing ? std::string("nothing") : samples::book().cards[card.card].name;
  };
  CHECK(found("local", "") == "local");
  CHECK(found("openai/whisper-1", "") == "openai/whisper-1");
  CHECK(found("whisper-1", "") == "openai/whisper-1");
  CHECK(found("twin", "") == "nothing");
  CHECK(found("twin", "b") == "b/twin");
  CHECK(found("prod-npc", "") == "local");
  CHECK(found("gpt-4o-mini", "azure") == "a/twin");
  CHECK(found("gpt-4o-mini", "openai") == "openai/gpt-4o-mini");
  CHECK(found("GPT-4o-mini", "") == "nothing");
  CHECK(found("gpt-4o-mini-2024-07-18", "") == "nothing");
  CHECK(names.did_you_mean("gpt-4o-mini-2024-07-18") == "openai/gpt-4o-mini");
  CHECK(names.unknown_targets().empty());
  CHECK(ModelNames(samples::book(), {{"x", "nobody"}}).unknown_targets() == std::vector<std::string>{"nobody"});
}

// 2 × 1,000,000 tokens at $1, the second a day later; 500 tokens of a model nobody knows.
TEST_CASE("sums by model and day and meter add up and the unknown is listed and not free", "[recorded][rating]") {
  const auto rated = rate(line("local", 1'000'000, "2026-10-15T23:59:59.999Z") + line("local", 1'000'000, "2026-10-16T00:00:00Z") +
                          line("ghost", 500));
  const UsageTotals& totals = rated->totals();
  CHECK(rated->valid());
  CHECK(decimal(totals.all.amount) == "2");
  CHECK(totals.all.records == 3);
  CHECK(totals.all.with_unpriced == 1);
  REQUIRE(totals.days.size() == 2);
  CHECK(decimal(totals.days.begin()->second.amount) == "1");
  CHECK(totals.days.begin()->second.records == 2);  // the ghost's too
  const MeterSum& input = totals.meters[static_cast<std::size_t>(Meter::input_tokens)];
  CHECK(input.count == 2'000'500);
  CHECK(input.unpriced == 500);
  CHECK(decimal(input.amount) == "2");
  REQUIRE(totals.unknown.size() == 1);
  CHECK(totals.unknown[0].model == "ghost");
  CHECK(totals.unknown[0].records == 1);
  CHECK(totals.unknown[0].counts[Meter::input_tokens] == 500);
}

TEST_CASE("a meter without a price is unpriced by model and the rest of the request is charged", "[recorded][rating]") {
  const auto rated = rate(R"({"at":"2026-10-15T04:00:00Z","model":"local","usage":{"input_tokens":1000000,"web_searches":3}})");
  const UsageTotals& totals = rated->totals();
  CHECK(decimal(totals.all.amount) == "1");
  CHECK(totals.all.with_unpriced == 1);
  const ModelSum& local = totals.models.back();
  CHECK(local.meters[static_cast<std::size_t>(Meter::web_searches)].unpriced == 3);
  CHECK(local.meters[static_cast<std::size_t>(Meter::web_searches)].amount == Money());
}

TEST_CASE("one faulty record spoils the result unless the caller skips it", "[recorded][rating]") {
  const std::string log = line("local", 1'000'000) + "{\n" + line("local", 1'000'000);
  const auto strict = rate(log);
  CHECK_FALSE(strict->valid());
  CHECK(strict->totals().faulty_records == 1);
  RatingOptions skip;
  skip.skip_faulty = true;
  const auto lenient = rate(log, UsageFormat::own, skip);
  CHECK(lenient->valid());
  CHECK(lenient->totals().faulty_records == 1);
  CHECK(decimal(lenient->totals().all.amount) == "2");
}

TEST_CASE("fifty faults are listed and all are counted", "[recorded][rating]") {
  std::string log;
  for (int i = 0; i < 51; ++i) log += "{\n";
  const auto rated = rate(log);
  CHECK(rated->totals().faults.size() == 50);
  CHECK(rated->totals().fault_count == 51);
  CHECK(rated->totals().faults[49].place.line == 50);
}

TEST_CASE("a record without a time is a fault unless one moment holds for all", "[recorded][rating]") {
  const std::string log = R"({"model":"local","usage":{"input_tokens":1000000}})";
  CHECK_FALSE(rate(log)->valid());
  CHECK(rate(log)->totals().faults[0].hint == "--as-of states one moment for all records");
  RatingOptions options;
  options.as_of = Instant(std::chrono::sys_days(std::chrono::year(2026) / 1 / 1));
  const auto rated = rate(log, UsageFormat::own, options);
  CHECK(rated->valid());
  CHECK(decimal(rated->totals().undated.amount) == "1");
  CHECK(rated->totals().days.empty());
}

TEST_CASE("a service tier that a model does not offer is charged as standard and counted", "[recorded][rating]") {
  const auto tier = [](const std::string& name) {
    return rate(R"({"at":"2026-10-15T04:00:00Z","model":"claude","service_tier":")" + name + R"(","usage":{"output_tokens":1000000}})");
  };
  CHECK(decimal(tier("batch")->totals().all.amount) == "7.5");
  CHECK(tier("batch")->totals().models[1].tier_not_offered == 0);
  CHECK(decimal(tier("priority")->totals().all.amount) == "15");
  CHECK(tier("priority")->totals().models[1].tier_not_offered == 1);
  CHECK(tier("default")->totals().models[1].tier_not_offered == 0);
}

TEST_CASE("a thousand unknown names are listed and the others are one sum", "[recorded][rating]") {
  std::string log;
  for (int i = 0; i < 1003; ++i) log += line("ghost" + std::to_string(i), 1);
  const auto rated = rate(log + line("ghost0", 1));
  CHECK(rated->totals().unknown.size() == 1000);
  CHECK(rated->totals().unknown[0].records == 2);
  CHECK(rated->totals().other_unknown.records == 3);
  CHECK(rated->totals().meters[static_cast<std::size_t>(Meter::input_tokens)].unpriced == 1004);
}

TEST_CASE("a sum of counts that would pass 64 bits is a fault and leaves the sums as they were", "[recorded][rating]") {
  const std::uint64_t most = ~std::uint64_t{0};
  const auto fits = rate(line("local", most - 1) + line("local", 1));
  CHECK(fits->valid());
  CHECK(fits->totals().meters[0].count == most);
  const auto passes = rate(line("local", most) + line("claude", 1) + line("ghost", 1));
  CHECK_FALSE(passes->valid());
  CHECK(passes->totals().faulty_records == 2);
  CHECK(passes->totals().meters[0].count == most);
  CHECK(passes->totals().all.records == 1);
}

// 2^64 − 1 tokens at $10^9 a token are $1.8e28, and Money ends at 1.8e22.
TEST_CASE("a charge beyond 128 bits is a fault and never wraps", "[recorded][rating]") {
  PriceBook dear;
  PriceCard card;
  card.name = "dear";
  PriceSet set;
  Price price;
  price.exact.per_count = *Money::from_decimal("1000000000");
  set.base.set(Meter::input_tokens, price);
  card.sets.push_back(set);
  dear.put(card);
  UsageRating rated(dear, {});
  samples::read_into(rated, line("dear", 1) + line("dear", ~std::uint64_t{0} - 1), {});
  CHECK(rated.totals().faulty_records == 1);
  CHECK(rated.totals().faults[0].place.line == 2);
  CHECK(decimal(rated.totals().all.amount) == "1000000000");
}

TEST_CASE("splitting bills every token once in both conventions", "[recorded][property]") {
  std::mt19937_64 random(7);
  const auto below = [&](std::uint64_t n) { return random() % (n + 1); };
  int sound = 0;
  for (int i = 0; i < 20'000; ++i) {
    ReportedUsage usage;
    usage.convention = i % 2 == 0 ? Convention::inclusive : Convention::exclusive;
    usage.reasoning_in_output = i % 3 != 0;
    usage.cached = below(90);
    usage.cache_write = below(90);
    usage.cache_write_1h = below(30);
    usage.cache_write_12h = below(30);
    usage.audio_input = below(30);
    usage.cached_audio = below(20);
    usage.image_input = below(30);
    usage.cached_image = below(20);
    usage.video_input = below(20);
    usage.input = below(600);
    usage.output = below(300);
    usage.reasoning = below(60);
    usage.audio_output = below(40);
    usage.image_output = below(40);
    MeterCounts counts;
    if (decompose(usage, counts) != UsageFault::none) {
      REQUIRE(counts.used() == 0);
      continue;
    }
    ++sound;
    const bool inclusive = usage.convention == Convention::inclusive;
    REQUIRE(sum_of(counts, true) == usage.input + (inclusive ? 0 : usage.cached + usage.cache_write));
    REQUIRE(sum_of(counts, false) == usage.output + (usage.reasoning_in_output ? 0 : usage.reasoning));
  }
  CHECK(sound > 1'000);
}

TEST_CASE("all of the input may be cached and not one token more", "[recorded][property]") {
  for (const std::uint64_t input : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1000}, ~std::uint64_t{0} - 1}) {
    MeterCounts counts;
    CHECK(decompose({.input = input, .cached = input}, counts) == UsageFault::none);
    CHECK(counts[Meter::cached_input_tokens] == input);
    CHECK(counts[Meter::input_tokens] == 0);
    MeterCounts none;
    CHECK(decompose({.input = input, .cached = input + 1}, none) == UsageFault::cached_above_input);
  }
}

TEST_CASE("rating each record and adding equals rating the sum within a tier", "[recorded][property]") {
  std::mt19937_64 random(11);
  std::uint64_t input = 0, cached = 0, output = 0;
  std::string log;
  const auto record = [](std::uint64_t in, std::uint64_t read, std::uint64_t out) {
    return R"({"at":"2026-10-15T04:00:00Z","model":"gpt-4o-mini","convention":"inclusive","usage":{"input_tokens":)" + std::to_string(in) +
           R"(,"cached_input_tokens":)" + std::to_string(read) + R"(,"output_tokens":)" + std::to_string(out) + "}}\n";
  };
  for (int i = 0; i < 500; ++i) {
    const std::uint64_t in = random() % 5000, read = random() % (in + 1), out = random() % 300;
    log += record(in, read, out);
    input += in;
    cached += read;
    output += out;
  }
  CHECK(rate(log)->totals().all.amount == rate(record(input, cached, output))->totals().all.amount);
  // And twice the log costs twice as much.
  CHECK(rate(log + log)->totals().all.amount == rate(log)->totals().all.amount.times(2));
}
