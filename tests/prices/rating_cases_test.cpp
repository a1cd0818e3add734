// Cases from outside: what other tools and providers' own examples charge for given usage.
//
// The folder is ../shared/cases, or what NPCOST_CASES names; every file there of the format of rating_cases.json is run.

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <charconv>

#include "sim/base/atomic_file.h"
#include "tests/catch.h"
#include "tests/prices/outside_cases.h"

using namespace npcost;
using namespace npcost::outside;
namespace fs = std::filesystem;

namespace {

fs::path cases_folder() {
  const char* named = std::getenv("NPCOST_CASES");
  return named != nullptr ? fs::path(named) : fs::path(NPCOST_SOURCE_DIR) / ".." / "shared" / "cases";
}

double decimal_of(const std::string& text) {
  double value = NAN;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// Why npcost answers otherwise than the tool that a flagged case was taken from, and what it answers.
struct Difference {
  std::string_view id, why;
};
constexpr Difference differences[] = {
    {"ll-qwen3coder-tier3-input-only",
     "The tool chooses the price of the output by the length of the output. The vendor chooses both tiers by the length of "
     "the input, and so does npcost: 2,000 output tokens behind 150,000 input tokens cost the third tier's price."},
    {"ll-pplx-search-BUG",
     "The tool takes a price per search for a price per thousand searches, and charges a thousandth. npcost has no price "
     "without its unit: \"$5/1k searches\" and \"$0.005/search\" are the same, and \"$0.005/1k searches\" has to be written to be charged."},
    {"run-gp-gpt56luna-at-272000",
     "The package begins the long-prompt price at 272,000 tokens; the vendor says more than 272,000. npcost charges the short "
     "price for exactly 272,000 and the long one from 272,001 on."},
    {"run-gp-deepseek-v4-flash-sat0200",
     "The package knows hours but no weekdays. The peak price holds from Monday to Friday of the Beijing calendar, so "
     "npcost charges a Saturday at the usual price."}};

std::string_view why_different(std::string_view id) {
  for (const Difference& difference : differences) {
    if (difference.id == id) return difference.why;
  }
  return {};
}

void check_file(const fs::path& path, std::size_t& run, std::size_t& flagged) {
  SourceTexts texts;
  Diagnostics diagnostics;
  const SourceText& source = texts.add(path.filename().string(), read_whole_file(path.string(), 64u << 20));
  const JsonValue root = read_json(source, diagnostics, {.bytes = 64u << 20, .depth = 64, .values = 5'000'000});
  INFO(report_text(diagnostics));
  REQUIRE_FALSE(diagnostics.has_errors());
  for (const Case& one : rating_cases(root)) {
    INFO(path.filename().string() << ": " << one.id);
    if (!one.flags.empty()) {
      ++flagged;
      if (path.filename() == "rating_cases.json") CHECK_FALSE(why_different(one.id).empty());
      continue;
    }
    ++run;
    const Answer answer = rate_case(*one.json);
    for (const std::string& fault : answer.faults) FAIL_CHECK(fault);
    const double expected = decimal_of(number_text(*one.json, "expected_usd"));
    const double tolerance = decimal_of(number_text(*one.json, "abs_tol"));
    INFO("expected " << expected << ", found " << decimal(answer.total));
    CHECK(std::abs(answer.total.approximate() - expected) <= tolerance);
  }
}

Answer rate_text(const std::string& text) {
  SourceTexts texts;
  Diagnostics diagnostics;
  const JsonValue root = read_json(texts.add("case", text), diagnostics);
  REQUIRE_FALSE(diagnostics.has_errors());
  return rate_case(root);
}

}  // namespace

TEST_CASE("usage rated elsewhere costs the same here unless the other is known to be wrong", "[cases]") {
  const fs::path folder = cases_folder();
  if (!fs::is_directory(folder)) {
    WARN("no cases from outside at " << folder.string() << "; NPCOST_CASES names their folder");
    return;
  }
  std::size_t run = 0, flagged = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") check_file(entry.path(), run, flagged);
  }
  INFO(run << " cases run, " << flagged << " documented as the other tool's mistake");
  CHECK(run > 0);
}

TEST_CASE("where another tool is known to be wrong npcost charges what the vendor says", "[cases]") {
  SECTION("an output behind a long input costs the long input's price") {
    // 150,000 × $3 + 2,000 × $15 a million = 0.45 + 0.03; the tool charges 0.46.
    CHECK(decimal(rate_text(R"({ "prices": { "input_mtok": 1, "output_mtok": 5, "tiers": [
        { "threshold": 32000, "set": { "input_mtok": 1.8, "output_mtok": 9 } },
        { "threshold": 128000, "set": { "input_mtok": 3, "output_mtok": 15 } }] },
        "usage": { "input_tokens": 150000, "output_tokens": 2000 } })").total) == "0.48");
  }
  SECTION("three searches at five dollars a thousand are one and a half cents") {
    // 100 × $2 + 50 × $8 a million + 3 × $0.005 = 0.0002 + 0.0004 + 0.015; the tool charges 0.000615.
    CHECK(decimal(rate_text(R"({ "prices": { "input_mtok": 2, "output_mtok": 8, "web_search_k": 5 },
        "usage": { "input_tokens": 100, "output_tokens": 50, "web_searches": 3 } })").total) == "0.0156");
  }
  SECTION("exactly 272,000 tokens are not more than 272,000") {
    // 272,000 × $0.20 + 100 × $1.20 a million = 0.0544 + 0.00012; the package charges 0.10898.
    const std::string prices = R"({ "input_mtok": 0.2, "output_mtok": 1.2, "tiers": [
        { "threshold": 272000, "set": { "input_mtok": 0.4, "output_mtok": 1.8 } }] })";
    CHECK(decimal(rate_text(R"({ "prices": )" + prices +
                            R"(, "usage": { "input_tokens": 272000, "output_tokens": 100 } })").total) == "0.05452");
    // One token more: 272,001 × $0.40 + 100 × $1.80 a million.
    CHECK(decimal(rate_text(R"({ "prices": )" + prices +
                            R"(, "usage": { "input_tokens": 272001, "output_tokens": 100 } })").total) == "0.1089804");
  }
  SECTION("a Saturday has no peak hours") {
    // 2026-08-29 is a Saturday: 100,000 × $0.22 + 900,000 × $0.007 + 50,000 × $0.66 a million = 0.022 + 0.0063 + 0.033.
    const std::string prices = R"({ "input_mtok": 0.22, "cache_read_mtok": 0.007, "output_mtok": 0.66, "schedule": [
        { "utc_window": ["01:00:00", "04:00:00"], "weekdays": [1, 2, 3, 4, 5],
          "set": { "input_mtok": 0.44, "cache_read_mtok": 0.014, "output_mtok": 1.32 } }] })";
    const std::string usage = R"("input_tokens": 1000000, "cache_read_tokens": 900000, "output_tokens": 50000)";
    CHECK(decimal(rate_text(R"({ "prices": )" + prices + R"(, "usage": { )" + usage +
                            R"(, "timestamp": "2026-08-29T02:00:00Z" } })").total) == "0.0613");
    // The Friday before, at the same hour, is at peak: twice as much.
    CHECK(decimal(rate_text(R"({ "prices": )" + prices + R"(, "usage": { )" + usage +
                            R"(, "timestamp": "2026-08-28T02:00:00Z" } })").total) == "0.1226");
  }
}
