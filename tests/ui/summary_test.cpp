#include "ui/terminal/summary.h"

#include <sstream>

#include "sim/base/atomic_file.h"
#include "tests/catch.h"
#include "tests/ui/made_result.h"
#include "ui/terminal/columns.h"

using namespace npcost;

namespace {

const Style utf8{};
const Style ascii{.color = false, .utf8 = false, .terminal = false, .width = 80};

std::string approved(const std::string& name) {
  return read_whole_file(std::string(NPCOST_SOURCE_DIR) + "/tests/golden/" + name, 1 << 20);
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string without_escapes(const std::string& text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\x1b') {
      at = text.find('m', at);
    } else {
      plain += text[at];
    }
  }
  return plain;
}

const SummaryNotes tavern_notes{false, {"out/tavern.json", "out/tavern.csv"}, 1};
const SummaryNotes hostile_notes{true, {}, 130};

}  // namespace

TEST_CASE("a summary reads as approved", "[summary]") {
  CHECK(summary_text(made::tavern(), tavern_notes, utf8) == approved("summary_tavern.txt"));
}

TEST_CASE("a summary without UTF-8 reads as approved", "[summary]") {
  CHECK(summary_text(made::tavern(), tavern_notes, ascii) == approved("summary_tavern_ascii.txt"));
}

TEST_CASE("a summary of hostile names and missing figures reads as approved", "[summary]") {
  CHECK(summary_text(made::hostile(), hostile_notes, utf8) == approved("summary_hostile.txt"));
}

TEST_CASE("no line of a summary is wider than 80 columns, whatever the names, amounts and currency", "[summary]") {
  for (const Style& style : {utf8, ascii}) {
    for (const char* currency : {"USD", "KRW", "CHF"}) {
      for (const double factor : {1e-9, 1e-3, 1.0, 1e6, 1e15}) {
        for (Result result : {made::tavern(), made::hostile()}) {
          result.currency = currency;
          for (Metric& metric : result.metrics) {
            if (metric.unit == "USD") metric.unit = currency;
            if (metric.mean) metric.mean = *metric.mean * factor;
            for (auto& [name, value] : metric.percentiles) value *= factor;
            if (metric.interval)
              metric.interval = Interval{0.999, metric.interval->low * factor, metric.interval->high * factor, "mean"};
          }
          for (BudgetResult& budget : result.budgets) {
            if (budget.value) budget.value = *budget.value * factor;
          }
          for (const std::string& line : lines_of(summary_text(result, tavern_notes, style))) {
            INFO(line);
            CHECK(display_width(line) <= summary_width);
          }
        }
      }
    }
  }
}

TEST_CASE("the budgets come first, then the cost, then what it is made of; the verdict in words comes last",
          "[summary]") {
  const std::string text = summary_text(made::tavern(), tavern_notes, utf8);
  const auto budgets = text.find("BUDGETS");
  const auto cost = text.find("COST");
  const auto parts = text.find("WHAT IT IS MADE OF");
  const auto warnings = text.find("WARNINGS");
  REQUIRE(warnings != std::string::npos);
  CHECK(budgets < cost);
  CHECK(cost < parts);
  CHECK(parts < warnings);
  CHECK(lines_of(text).back() == "  1 of 5 budgets failed, 1 inconclusive, 1 warning → exit 1");
}

TEST_CASE("colour adds nothing but colour, and NO_COLOR takes all of it away", "[summary]") {
  const Style colored{.color = true, .utf8 = true, .terminal = true, .width = 80};
  const std::string plain = summary_text(made::tavern(), tavern_notes, utf8);
  CHECK(plain.find('\x1b') == std::string::npos);
  CHECK(summary_text(made::tavern(), tavern_notes, colored) != plain);
  CHECK(without_escapes(summary_text(made::tavern(), tavern_notes, colored)) == plain);
}

TEST_CASE("a summary in ASCII is ASCII but for the names of the scenario", "[summary]") {
  Result result = made::tavern();
  result.budgets.pop_back();  // two Korean names
  result.cost.by_npc.pop_back();
  for (const char letter : summary_text(result, tavern_notes, ascii))
    REQUIRE(static_cast<unsigned char>(letter) < 0x80);
}

TEST_CASE("the same result gives the same bytes", "[summary]") {
  CHECK(summary_text(made::tavern(), tavern_notes, utf8) == summary_text(made::tavern(), tavern_notes, utf8));
}

TEST_CASE("what cannot be said is a dash or left out, never a zero", "[summary]") {
  Result result = made::tavern();
  result.metrics[1].percentiles.clear();  // cost.per_mau_month keeps its mean only
  const std::string text = summary_text(result, tavern_notes, utf8);
  CHECK_FALSE(contains(text, "per voice minute"));
  CHECK(contains(cost_section(result, utf8), "per MAU-month"));
  CHECK(contains(cost_section(result, utf8), "–"));
}

TEST_CASE("a first look and a partial result are labelled as such", "[summary]") {
  const std::string text = summary_text(made::hostile(), hostile_notes, utf8);
  CHECK(contains(text, "quick: a first look"));
  CHECK(contains(text, "PARTIAL: interrupted in the first replication"));
  CHECK_FALSE(contains(summary_text(made::tavern(), tavern_notes, utf8), "quick"));
  CHECK_FALSE(contains(summary_text(made::tavern(), tavern_notes, utf8), "PARTIAL"));
}

TEST_CASE("how far a broken budget is over its limit is worked out", "[summary]") {
  // 9.1 % − 8 % = 1.1 %, shown with three digits; $1.71 − $1.50 = $0.21.
  const std::string text = budgets_section(made::tavern(), utf8);
  CHECK(contains(text, "over by 1.10 %"));
  CHECK(contains(text, "over by $0.210"));
}
