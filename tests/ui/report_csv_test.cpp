#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/ui/report_example.h"
#include "ui/report/write_csv.h"

using namespace npcost;
using example::small_result;

namespace {

/// What a spreadsheet would see: rows of cells, by RFC 4180. Written apart from the writer.
std::vector<std::vector<std::string>> table_of(const std::string& csv) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
  std::string cell;
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const char c = csv[i];
    if (quoted) {
      if (c != '"') {
        cell += c;
      } else if (i + 1 < csv.size() && csv[i + 1] == '"') {
        cell += '"';
        ++i;
      } else {
        quoted = false;
      }
    } else if (c == '"') {
      REQUIRE(cell.empty());
      quoted = true;
    } else if (c == ',' || c == '\r') {
      row.push_back(cell);
      cell.clear();
      if (c == ',') continue;
      REQUIRE(csv.at(i + 1) == '\n');
      ++i;
      rows.push_back(row);
      row.clear();
    } else {
      REQUIRE(c != '\n');
      cell += c;
    }
  }
  REQUIRE_FALSE(quoted);
  REQUIRE(row.empty());  // every row ends with CR LF
  return rows;
}

/// The one row with this record, name, group and stat.
std::vector<std::string> row_of(const Result& result, const std::string& record, const std::string& name,
                                const std::string& group, const std::string& stat) {
  std::vector<std::vector<std::string>> found;
  for (const std::vector<std::string>& row : table_of(result_csv(result))) {
    if (row[0] == record && row[1] == name && row[2] == group && row[3] == stat) found.push_back(row);
  }
  INFO(record + " " + name + " " + group + " " + stat);
  REQUIRE(found.size() == 1);
  return found.front();
}

}  // namespace

TEST_CASE("the CSV is one table with ten columns", "[report][csv]") {
  const std::vector<std::vector<std::string>> rows = table_of(result_csv(small_result()));
  CHECK(rows[0] == std::vector<std::string>{"record", "name", "group", "stat", "value", "unit", "denominator", "low",
                                            "high", "level"});
  for (const std::vector<std::string>& row : rows) CHECK(row.size() == 10);
  const Result result = small_result();
  CHECK(row_of(result, "metric", "cost.per_mau_month", "", "mean") ==
        std::vector<std::string>{"metric", "cost.per_mau_month", "", "mean", "0.1", "USD", "player and 30 days (MAU)",
                                 "-0.01", "0.21", "0.95"});
  CHECK(row_of(result, "metric", "cost.per_mau_month", "", "p90")[4] == "0.25");
  CHECK(row_of(result, "metric", "fleet.peak_gpus", "", "mean")[4].empty());  // unknown is empty, not 0
  CHECK(row_of(result, "cost", "total", "", "total")[4] == "2");
  CHECK(row_of(result, "cost", "tts", "by_stage", "total")[4] == "0.8");
  CHECK(row_of(result, "usage", "output_tokens", "brain", "total")[4] == "33.5");
  CHECK(row_of(result, "series", "cost", "1", "total")[4] == "0.5");
  CHECK(row_of(result, "series", "players", "1", "mean")[4] == "2.25");
  CHECK(row_of(result, "budget", "per player", "cost.per_mau_month of segment chatters", "p90")[8] == "0.3");
  CHECK(row_of(result, "budget", "per player", "cost.per_mau_month of segment chatters", "max")[4] == "0.12");
  CHECK(row_of(result, "budget", "per player", "cost.per_mau_month of segment chatters", "verdict")[4] == "fail");
  CHECK(row_of(result, "verdict", "text", "", "band")[4] == "green");
  CHECK(row_of(result, "verdict", "voice", "", "share_of_net_revenue")[4].empty());
  CHECK(row_of(result, "assumption", "/npcs/guard/reply", "assumed", "")[4] == "60..160 tokens");
  CHECK(row_of(result, "warning", "W701", "/models/brain", "")[4] == "price is old");
  CHECK(row_of(result, "audit", "seed", "", "")[4] == "18446744073709551615");
}

TEST_CASE("a spreadsheet never takes a name for a formula", "[report][csv]") {
  for (const char* start : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"}) {
    const std::string name = std::string(start) + "cmd|' /C calc'!A0";
    INFO(name);
    CHECK(csv_text(name) == "\"'" + name + "\"");
  }
  Result result = small_result();
  result.cost.by_npc[0].name = "=HYPERLINK(\"http://x\",\"y\")";
  CHECK(row_of(result, "cost", "'=HYPERLINK(\"http://x\",\"y\")", "by_npc", "total")[4] == "2");
  // Numbers stay numbers, negative ones too.
  result.metrics[0].mean = -0.5;
  result.cost.by_stage[0].amount = "-3";
  CHECK(row_of(result, "metric", "cost.per_mau_month", "", "mean")[4] == "-0.5");
  CHECK(row_of(result, "cost", "llm", "by_stage", "total")[4] == "-3");
  CHECK(csv_text("plain") == "plain");
  CHECK(csv_text("a = b") == "a = b");
}

TEST_CASE("commas, quotes and line breaks stay inside their cell", "[report][csv]") {
  CHECK(csv_text("a,b") == "\"a,b\"");
  CHECK(csv_text("say \"hi\"") == "\"say \"\"hi\"\"\"");
  CHECK(csv_text("two\nlines") == "\"two\nlines\"");
  Result result = small_result();
  result.warnings[0].message = "first, \"second\"\r\nthird 한스";
  CHECK(row_of(result, "warning", "W701", "/models/brain", "")[4] == "first, \"second\"\r\nthird 한스");
}
