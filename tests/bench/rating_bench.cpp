// How fast recorded usage is rated, and what it cost while being fast.
//
//   rating_bench memory [RUNS]           requests in memory: nanoseconds each, and a hash of the sums
//   rating_bench write FILE MEGABYTES    makes a log of OpenAI responses, always the same one
//   rating_bench log FILE [FORMAT]       reads and rates a log: megabytes a second, peak memory, and a hash of the sums
//
// A speed-up that changes a hash changed the answer.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <ctime>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/atomic_file.h"
#include "sim/recorded/usage_rating.h"
#include "sim/recorded/usage_reader.h"
#include "tests/bench/machine.h"

using namespace npcost;
using namespace npcost::bench;

namespace {

constexpr int model_count = 20;
constexpr std::int64_t first_second = 1'764'547'200;  // 2025-12-01T00:00:00Z
constexpr std::uint64_t seconds_of_log = 90 * 86'400;

/// Twenty models; every second has a context tier, every third a peak of weekdays, every fifth a batch tier, every fourth a change of
/// price in the middle of the log.
const PriceBook& book() {
  static SourceText source;
  static const PriceBook made = [] {
    std::string models;
    for (int i = 0; i < model_count; ++i) {
      const std::string prices =
          fmt::format(R"("input": "${0}/1M tokens", "cached_input": "$0.{0:02}/1M tokens", "output": "${1}/1M tokens")", i + 1, 4 * i + 4);
      std::string rules;
      if (i % 2 == 0) rules += fmt::format(R"(, "tiers": [{{ "above": "100k tokens", "input": "${}/1M tokens" }}])", 2 * i + 2);
      if (i % 3 == 0) {
        rules += R"(, "schedule": [{ "name": "peak", "hours": ["01:00..04:00", "06:00..10:00"], "weekdays": "Mon..Fri", "days_in": "Asia/Shanghai", "times": 2 }])";
      }
      if (i % 5 == 0) rules += R"(, "service_tiers": { "batch": { "times": 0.5 } })";
      const std::string entry = prices + rules;
      const std::string dated = fmt::format(R"("prices": {{ "2025-01-01": {{ {0} }}, "2026-01-15": {{ {0} }} }})", entry);
      models += fmt::format(R"({}"vendor{}/model-{}": {{ "kind": "llm", "source": "made up", {} }})", i == 0 ? "" : ", ", i % 4, i,
                            i % 4 == 1 ? dated : entry);
    }
    source = {"made", R"({ "npcost_prices": 1, "name": "made up", "models": {)" + models + "} }"};
    Diagnostics diagnostics;
    const std::optional<PriceBook> read = read_price_book(source, diagnostics);
    if (!read) fmt::print(stderr, "{}", report_text(diagnostics));
    return read.value();
  }();
  return made;
}

std::vector<RequestUsage> requests(std::size_t count, Rater& rater) {
  std::mt19937_64 random(1);
  const std::uint16_t batch = rater.service_number("batch");
  std::vector<RequestUsage> made(count);
  for (RequestUsage& request : made) {
    request.model = static_cast<std::uint32_t>(random() % model_count);
    request.service = random() % 8 == 0 ? batch : std::uint16_t{0};
    request.at = Instant(std::chrono::seconds(first_second + static_cast<std::int64_t>(random() % seconds_of_log)));
    request.counts.add(Meter::input_tokens, 1 + random() % 8'000);
    request.counts.add(Meter::cached_input_tokens, random() % 4 == 0 ? 1 + random() % 200'000 : 1024);
    request.counts.add(Meter::output_tokens, 1 + random() % 500);
    if (random() % 2 == 0) request.counts.add(Meter::reasoning_tokens, 1 + random() % 2'000);
    if (random() % 4 == 0) request.counts.add(Meter::cache_write_tokens, 1 + random() % 4'000);
  }
  return made;
}

int bench_memory(int runs) {
  constexpr std::size_t count = 500'000;
  Rater rater(book());
  const std::vector<RequestUsage> all = requests(count, rater);
  std::vector<double> nanoseconds;
  Money total;
  Charge charge;
  for (int run = 0; run < runs; ++run) {
    total = {};
    const double start = processor_seconds();
    for (const RequestUsage& request : all) {
      rater.rate(request, charge);
      total += charge.total;
    }
    nanoseconds.push_back((processor_seconds() - start) * 1e9 / static_cast<double>(count));
  }
  std::sort(nanoseconds.begin(), nanoseconds.end());
  const double median = nanoseconds[nanoseconds.size() / 2];
  fmt::print("build     {} {}\nrecords   {}, {} models, 90 days, one core\n", __VERSION__, build(), count, model_count);
  fmt::print("a record  {:.1f} / {:.1f} / {:.1f} ns of processor time (min / median / max of {})\n", nanoseconds.front(), median,
             nanoseconds.back(), runs);
  fmt::print("speed     {:.2f} million records a second, median\n", 1e3 / median);
  fmt::print("total     ${}\nhash      {}\n", decimal(total), sha256_hex(to_text(total.grains())));
  return 0;
}

std::string log_line(std::mt19937_64& random) {
  const std::uint64_t cached = random() % 8 * 128;
  const std::uint64_t model = random() % model_count;
  std::string said;
  for (std::uint64_t i = random() % 16; i > 0; --i) said += "Well met, traveller; the road north is closed. ";
  return fmt::format(
      R"({{"id":"chatcmpl-{:x}","object":"chat.completion","created":{},"model":"vendor{}/model-{}","service_tier":"default",)"
      R"("choices":[{{"index":0,"message":{{"role":"assistant","content":"{}"}},"logprobs":null,"finish_reason":"stop"}}],)"
      R"("usage":{{"prompt_tokens":{},"completion_tokens":{},"total_tokens":0,"prompt_tokens_details":{{"cached_tokens":{},)"
      R"("audio_tokens":0}},"completion_tokens_details":{{"reasoning_tokens":0,"audio_tokens":0}}}}}})"
      "\n",
      random(), first_second + static_cast<std::int64_t>(random() % seconds_of_log), model % 4, model, said, cached + random() % 4'000,
      random() % 300, cached);
}

int write_log(const std::string& path, std::uint64_t megabytes) {
  std::FILE* const file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return 3;
  std::mt19937_64 random(2);
  bool fine = true;
  for (std::uint64_t bytes = 0; bytes < megabytes * 1'000'000 && fine;) {
    const std::string line = log_line(random);
    fine = std::fwrite(line.data(), 1, line.size(), file) == line.size();
    bytes += line.size();
  }
  return std::fclose(file) == 0 && fine ? 0 : 3;
}

/// "VmHWM: 4321 kB": the most memory that this process has had.
std::string peak_memory() {
  const std::string status = read_whole_file("/proc/self/status", 1u << 20);
  const std::size_t at = status.find("VmHWM:");
  if (at == std::string::npos) return "unknown";
  const std::size_t digit = status.find_first_of("0123456789", at);
  return status.substr(digit, status.find('\n', digit) - digit);
}

int bench_log(const std::string& path, UsageFormat format) {
  UsageRating rating(book(), {});
  ReadOptions options;
  options.format = format;
  UsageReader reader(options, rating);
  FileStream file(path);
  std::vector<char> buffer(1u << 18);
  std::uint64_t bytes = 0;
  const double start = processor_seconds();
  while (const std::size_t got = file.read(buffer)) {
    reader.feed({buffer.data(), got});
    bytes += got;
  }
  reader.finish();
  const double took = processor_seconds() - start;
  const UsageTotals& totals = rating.totals();
  fmt::print("build     {} {}\nlog       {:.1f} MB, {} records, {} faults\n", __VERSION__, build(), static_cast<double>(bytes) / 1e6,
             totals.all.records, totals.fault_count);
  fmt::print("speed     {:.0f} MB a second of processor time, {:.0f} ns a record\n", static_cast<double>(bytes) / 1e6 / took,
             took * 1e9 / static_cast<double>(std::max<std::uint64_t>(totals.all.records, 1)));
  fmt::print("memory    {} at most, whatever the log's length\n", peak_memory());
  fmt::print("total     ${}\nhash      {}\n", decimal(totals.all.amount), sha256_hex(to_text(totals.all.amount.grains())));
  return rating.valid() ? 0 : 2;
}

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || value < 1 || value > 1'000'000) return std::nullopt;
  return value;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const std::string what = words.empty() ? "" : words[0];
  if (what == "memory" && words.size() <= 2) {
    const auto runs = words.size() == 2 ? number(words[1]) : std::optional<std::uint64_t>(9);
    if (runs) return bench_memory(static_cast<int>(*runs));
  }
  if (what == "write" && words.size() == 3) {
    if (const auto megabytes = number(words[2])) return write_log(words[1], *megabytes);
  }
  if (what == "log" && (words.size() == 2 || words.size() == 3)) {
    if (const auto format = format_from_name(words.size() == 3 ? words[2] : "openai")) return bench_log(words[1], *format);
  }
  fmt::print(stderr, "usage: rating_bench memory [RUNS] | write FILE MEGABYTES | log FILE [own|otel|litellm|openai|anthropic]\n");
  return 2;
}
