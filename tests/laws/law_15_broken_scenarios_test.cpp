// Law 15: every file in scenarios/broken/ gives exactly its report.
//
// Each NAME.npcost.json there has one fault; NAME.txt is what `npcost check scenarios/broken/NAME.npcost.json` writes
// to standard error from the project root. With NPCOST_APPROVE=1 in the environment the reports are written anew
// instead of compared: read the difference like code before it is committed.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/atomic_file.h"
#include "sim/scenario/read_scenario.h"
#include "tests/catch.h"

using namespace npcost;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view folder = "scenarios/broken/";
constexpr std::string_view scenario_ending = ".npcost.json";
constexpr std::string_view report_ending = ".txt";
constexpr std::size_t most_bytes = 1u << 20;

/// Paths in reports are as they were given, so the tests stand where a reader stands: at the project root.
class AtProjectRoot {
 public:
  AtProjectRoot() : before_(fs::current_path()) { fs::current_path(NPCOST_SOURCE_DIR); }
  ~AtProjectRoot() {
    std::error_code ignored;
    fs::current_path(before_, ignored);
  }
  AtProjectRoot(const AtProjectRoot&) = delete;
  AtProjectRoot& operator=(const AtProjectRoot&) = delete;

 private:
  fs::path before_;
};

/// Names of the files in scenarios/broken/ with this ending, without it, sorted. Requires to stand at the project root.
std::vector<std::string> names_with(std::string_view ending) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string file = entry.path().filename().string();
    if (entry.is_regular_file() && file.ends_with(ending)) names.push_back(file.substr(0, file.size() - ending.size()));
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string path_of(std::string_view name, std::string_view ending) {
  return std::string(folder) + std::string(name) + std::string(ending);
}

ReadScenario read_broken(std::string_view name) {
  ScenarioRequest request;
  request.files = {path_of(name, scenario_ending)};
  return read_scenario(request);
}

/// What the terminal writes: the library's report and one line that closes it.
std::string whole_report(const ReadScenario& read, std::string_view name) {
  return report_text(read.diagnostics) + "1 error in " + path_of(name, scenario_ending) + "; nothing was simulated.\n";
}

std::vector<Diagnostic> errors_of(const ReadScenario& read) {
  std::vector<Diagnostic> errors;
  for (const Diagnostic& one : read.diagnostics.sorted_for_report()) {
    if (one.severity == Severity::error) errors.push_back(one);
  }
  return errors;
}

bool reports(const ReadScenario& read, std::string_view code) {
  const auto& all = read.diagnostics.all();
  return std::any_of(all.begin(), all.end(), [code](const Diagnostic& one) { return one.code == code; });
}

bool approving() {
  const char* wish = std::getenv("NPCOST_APPROVE");
  return wish != nullptr && std::string_view(wish) == "1";
}

ReadScenario read_text(const std::string& text) { return read_scenario_text("made.npcost.json", text); }

/// A scenario of so many equal segments; 100% / 256 = 0.390625%, so 256 of them are exactly all players.
std::string segments(int count, const std::string& share) {
  std::string list;
  for (int i = 0; i < count; ++i) {
    list += (i == 0 ? "\"s" : ", \"s") + std::to_string(i) + "\": { \"share\": \"" + share +
            "\", \"turns\": 4, \"npcs\": { \"innkeeper\": 1 } }";
  }
  return R"({ "npcost": 1, "name": "many segments",
    "models": { "small": { "kind": "llm", "input": "$0.15/1M tokens", "output": "$0.60/1M tokens" } },
    "pipelines": { "text": { "kind": "text", "stages": [{ "do": "llm", "model": "small" }] } },
    "npcs": { "innkeeper": { "pipeline": "text", "persona": "600 tokens", "player_line": "18 tokens",
                             "reply": "60 tokens" } },
    "players": { "active": "1k players", "segments": { )" +
         list + " } } }";
}

}  // namespace

TEST_CASE("every broken scenario gives exactly its report", "[law15]") {
  const AtProjectRoot here;
  const std::vector<std::string> names = names_with(scenario_ending);
  REQUIRE(names.size() >= 60);
  for (const std::string& name : names) {
    DYNAMIC_SECTION(name) {
      const ReadScenario read = read_broken(name);
      const std::string report = whole_report(read, name);
      INFO(report);
      CHECK(errors_of(read).size() == 1);
      CHECK_FALSE(read.scenario.has_value());
      const std::string approved = path_of(name, report_ending);
      if (approving()) {
        write_atomically(approved, report);
      } else {
        REQUIRE(fs::exists(approved));
        CHECK(read_whole_file(approved, most_bytes) == report);
      }
    }
  }
}

TEST_CASE("every broken scenario has a report, and every report its scenario", "[law15]") {
  const AtProjectRoot here;
  CHECK(names_with(scenario_ending) == names_with(report_ending));
}

TEST_CASE("broken scenarios are named after their fault in plain words", "[law15]") {
  const AtProjectRoot here;
  for (const std::string& name : names_with(scenario_ending)) {
    INFO(name);
    CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos);
  }
}

TEST_CASE("every companion file is named by a broken scenario", "[law15]") {
  const AtProjectRoot here;
  std::string texts;
  for (const std::string& name : names_with(scenario_ending)) {
    texts += read_whole_file(path_of(name, scenario_ending), most_bytes);
  }
  std::size_t companions = 0;
  for (const auto& entry : fs::directory_iterator(std::string(folder) + "parts")) {
    const std::string file = entry.path().filename().string();
    INFO(file);
    CHECK(texts.find("\"parts/" + file + "\"") != std::string::npos);
    ++companions;
  }
  CHECK(companions > 0);
}

TEST_CASE("every error that a scenario file can cause is shown by a broken scenario", "[law15]") {
  const AtProjectRoot here;
  const std::map<std::string, std::string> not_by_a_small_file = {
      {"E008", "its smallest file has 64 KiB; made below"},
      {"E240", "only the import of a catalog causes it: tests/catalogs"},
      {"E241", "only the import of a catalog causes it: tests/catalogs"},
      {"E242", "only the import of a catalog causes it: tests/catalogs"},
      {"E243", "only the import of a catalog causes it: tests/catalogs"},
      {"E731", "only a price history causes it: tests/prices"},
      {"E732", "only a price history causes it: tests/prices"},
      {"E733", "only a price history causes it: tests/prices"},
      {"E734", "only a price history causes it: tests/prices"},
      {"E735", "only a price history causes it: tests/prices"},
      {"E736", "only a price history causes it: tests/prices"},
      {"E444", "only a sweep that is run causes it: tests/ui"},
      {"E446", "only values that are tried cause it: tests/ui"},
      {"E605", "only --set on the command line causes it; made below"},
  };
  std::set<std::string> shown;
  for (const std::string& name : names_with(scenario_ending)) {
    for (const Diagnostic& one : errors_of(read_broken(name))) shown.insert(one.code);
  }
  for (const std::string& code : all_codes()) {
    INFO(code);
    REQUIRE(explain_code(code).has_value());
    if (code.front() != 'E') continue;  // a warning leaves the scenario usable
    CHECK(shown.count(code) + not_by_a_small_file.count(code) == 1);
  }
  for (const std::string& code : shown) {
    INFO(code);
    CHECK(explain_code(code).has_value());
  }
}

// Diagnostic::replace is the edit for editors and scripts: put at the place of the fault, it must leave a scenario that
// reads. The second places of "extends" and catalogs are other files, which this test does not rewrite.
TEST_CASE("an edit that a report offers to a program makes the scenario right", "[law15]") {
  const AtProjectRoot here;
  const std::set<std::string> another_edit_is_needed_first = {"curly-quotes", "full-width-comma"};
  std::size_t edits = 0;
  for (const std::string& name : names_with(scenario_ending)) {
    const ReadScenario broken = read_broken(name);
    for (const Diagnostic& one : errors_of(broken)) {
      const std::string path = path_of(name, scenario_ending);
      if (one.replace.empty() || one.place.source->name != path) continue;
      if (another_edit_is_needed_first.count(name) != 0) continue;
      std::string text = one.place.source->text;
      text.replace(one.place.offset, one.place.length, one.replace);
      const ReadScenario edited = read_scenario_text(path, text);
      INFO(name << ": " << one.replace << "\n" << report_text(edited.diagnostics));
      CHECK(edited.scenario.has_value());
      ++edits;
    }
  }
  CHECK(edits >= 30);
}

TEST_CASE("a text of more than 8 MiB is refused", "[law15]") {
  constexpr std::size_t limit = 8u << 20;
  const std::string begin = "{ \"npcost\": 2";
  const std::string fits = begin + std::string(limit - begin.size() - 1, ' ') + "}";
  REQUIRE(fits.size() == limit);
  CHECK(reports(read_text(fits), "E108"));  // read to its end, and judged
  const ReadScenario beyond = read_text(fits + " ");
  CHECK(reports(beyond, "E008"));
  CHECK(errors_of(beyond).size() == 1);
  CHECK_FALSE(beyond.scenario.has_value());
}

// The object and the list are two values, so 99,998 numbers make 100,000 values and 99,999 one too many.
TEST_CASE("a text of more than 100,000 values is refused", "[law15]") {
  const auto text = [](int numbers) {
    std::string list = "0";
    for (int i = 1; i < numbers; ++i) list += ",0";
    return "{\"x-numbers\":[" + list + "]}";
  };
  CHECK(reports(read_text(text(99'998)), "E108"));  // read to its end: only the format is missing
  const ReadScenario beyond = read_text(text(99'999));
  CHECK(reports(beyond, "E008"));
  CHECK(errors_of(beyond).size() == 1);
}

TEST_CASE("a text inside a scenario has at most 64 KiB", "[law15]") {
  const auto text = [](std::size_t bytes) { return "{\"npcost\":2,\"name\":\"" + std::string(bytes, 'x') + "\"}"; };
  CHECK(reports(read_text(text(65'536)), "E108"));
  CHECK(reports(read_text(text(65'537)), "E008"));
}

TEST_CASE("eight million opening brackets are refused for their depth", "[law15]") {
  const ReadScenario read = read_text(std::string(8u << 20, '['));
  CHECK(reports(read, "E007"));
  CHECK(errors_of(read).size() == 1);
}

TEST_CASE("players may be divided into 256 segments and no more", "[law15]") {
  const ReadScenario most = read_text(segments(256, "0.390625%"));
  INFO(report_text(most.diagnostics));
  CHECK(most.scenario.has_value());
  const ReadScenario beyond = read_text(segments(257, "0.390625%"));
  CHECK(reports(beyond, "E110"));
  CHECK_FALSE(beyond.scenario.has_value());
}

TEST_CASE("a setting for a character that does not exist is refused", "[law15]") {
  const AtProjectRoot here;
  ScenarioRequest request;
  request.files = {"scenarios/tiny.npcost.json"};
  request.settings = {"/npcs/innkeeper/reply=80 tokens"};
  CHECK(read_scenario(request).scenario.has_value());
  request.settings = {"/npcs/inkeeper/reply=80 tokens"};
  const ReadScenario read = read_scenario(request);
  CHECK(reports(read, "E605"));
  CHECK_FALSE(read.scenario.has_value());
}
