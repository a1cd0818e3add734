// What a designer sees who runs a scenario of the gallery, as somebody read and approved it: tests/golden/gallery/NAME.txt.
//
// Approve   read the difference first, then run with NPCOST_APPROVE=1 (CONTRIBUTING.md). Look for what is absurd: calls an hour ×
//           tokens × price, shares that do not add up, a question that is not answered.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "tests/catch.h"
#include "tests/ui/captured.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/templates.h"

using namespace npcost;
using captured::Ran;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

const std::string gallery = std::string(NPCOST_SOURCE_DIR) + "/scenarios/";
const std::string approved_texts = std::string(NPCOST_SOURCE_DIR) + "/tests/golden/gallery/";

bool approving() {
  const char* wish = std::getenv("NPCOST_APPROVE");
  return wish != nullptr && std::string(wish) == "1";
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// "line 7: … instead of …", or nothing: a summary is too long to be shown twice.
std::string first_difference(const std::string& text, const std::string& approved) {
  const std::vector<std::string> found = lines_of(text), wanted = lines_of(approved);
  for (std::size_t i = 0; i < std::max(found.size(), wanted.size()); ++i) {
    const std::string here = i < found.size() ? found[i] : "nothing", there = i < wanted.size() ? wanted[i] : "nothing";
    if (here != there) return "line " + std::to_string(i + 1) + ":\n  " + here + "\ninstead of\n  " + there;
  }
  return {};
}

}  // namespace

TEST_CASE("every scenario of the gallery says what somebody read and approved", "[gallery_summaries]") {
  for (const Template& one : templates()) {
    DYNAMIC_SECTION(one.name) {
      const Ran ran = captured::npcost({"run", gallery + one.name + ".npcost.json"});
      INFO(ran.err);
      REQUIRE((ran.code == 0 || ran.code == 1 || ran.code == 4));
      const std::string path = approved_texts + one.name + ".txt";
      if (approving()) {
        fs::create_directories(approved_texts);
        write_atomically(path, ran.out);
      }
      if (!fs::exists(path)) FAIL(one.name + " has no approved summary: read it, then run with NPCOST_APPROVE=1");
      CHECK(first_difference(ran.out, read_whole_file(path, 1u << 20)) == "");
      for (const std::string& line : lines_of(ran.out)) CHECK(display_width(line) <= 80);
    }
  }
}

TEST_CASE("every approved summary belongs to a scenario", "[gallery_summaries]") {
  for (const auto& entry : fs::directory_iterator(approved_texts)) {
    INFO(entry.path().string());
    CHECK(find_template(entry.path().stem().string()) != nullptr);
  }
}

TEST_CASE("a lesson after a real game asks one question, has one to three budgets and a what-if, and fits a page",
          "[gallery_summaries]") {
  for (const char* name : {"mecha-break", "arena-breakout", "camera-npc", "inzoi", "mir5-boss", "pubg-ally", "where-winds-meet",
                           "inworld-companion", "character-chat", "ai-town", "korean-rpg"}) {
    INFO(name);
    const Template* one = find_template(name);
    REQUIRE(one != nullptr);
    CHECK(std::count(one->description.begin(), one->description.end(), '?') == 1);
    const auto lines = std::count(one->file.text.begin(), one->file.text.end(), '\n');
    CHECK((lines >= 40 && lines <= 95));
    const Json scenario = Json::parse(one->file.text.begin(), one->file.text.end(), nullptr, true, true);  // with comments
    CHECK((scenario["budgets"].size() >= 1 && scenario["budgets"].size() <= 3));
    CHECK(scenario["experiment"]["variants"].size() >= 1);
    CHECK(one->file.text.find("// ") != std::string_view::npos);
  }
}

TEST_CASE("every number about the world in the gallery says whether it is sourced, derived or assumed", "[gallery_summaries]") {
  for (const Template& one : templates()) {
    DYNAMIC_SECTION(one.name) {
      const Ran ran = captured::npcost({"run", gallery + one.name + ".npcost.json", "--json", "--quick", "--replications", "1"});
      INFO(ran.err);
      REQUIRE((ran.code == 0 || ran.code == 1 || ran.code == 4));
      const Json json = Json::parse(ran.out);
      REQUIRE(json["assumptions"].size() > 10);
      for (const Json& assumption : json["assumptions"]) {
        INFO(assumption.dump());
        const std::string provenance = assumption["provenance"];
        CHECK(std::set<std::string>{"sourced", "derived", "assumed"}.count(provenance) == 1);
        if (provenance == "sourced") CHECK(assumption["source"].is_string());
        // How it was derived: said by whoever wrote it. Defaults and listed prices say it in the program and in the book.
        if (provenance == "derived") CHECK((assumption["why"].is_string() || assumption["source"].is_string()));
      }
    }
  }
}
