// A scenario is read again from what was kept of it, where none of its files are.
#include <filesystem>

#include "tests/base/test_folder.h"
#include "tests/scenario/support.h"

using namespace npcost;
using namespace npcost::scenario_test;

namespace {

std::string shown(const ReadScenario& read) { return report_text(read.diagnostics); }

}  // namespace

TEST_CASE("a scenario with extends, catalogs, curves and overlays is read again without its files, to the same warnings", "[scenario][kept]") {
  const Folder folder;
  std::filesystem::create_directory(folder / "parts");
  write_atomically(folder / "parts/base.json", std::string(tiny));
  write_atomically(folder / "book.json", R"({ "npcost_prices": 1, "name": "Mine", "currency": "USD", "as_of": "2026-01-01",
    "models": { "small": { "kind": "llm", "input": "$0.15/1M tokens", "output": "$0.60/1M tokens" } } })");
  write_atomically(folder / "a.json", R"({ "npcost": 1, "extends": ["parts/base.json", "link.json"], "catalogs": { "mine": { "from": "book.json" } },
    "models": { "small": { "catalog": "mine:small", "input": null, "output": null } },
    "experiment": { "variants": { "longer": { "npcs": { "innkeeper": { "reply": "90..200 tokens" } } }, "same": {} } } })");
  std::filesystem::create_symlink("parts/base.json", folder / "link.json");  // the same file by another name: merged once
  write_atomically(folder / "over.json", R"({ "npcs": { "innkeeper": { "persona": "700 tokens" } } })");
  ScenarioRequest request;
  request.files = {folder / "a.json"};
  request.overlays = {folder / "over.json"};
  request.settings = {"/npcs/innkeeper/reply=80 tokens"};
  request.with_origins = true;
  const ReadScenario read = read_scenario(request);
  INFO(shown(read));
  REQUIRE(read.scenario);
  REQUIRE_FALSE(shown(read).empty());  // "same" changes nothing
  CHECK(read.files.texts.size() == 4);
  CHECK(read.files.identities.at(folder / "link.json") == "/parts/base.json");
  std::filesystem::remove_all(folder.path());
  request.kept = &read.files;
  const ReadScenario again = read_scenario(request);
  REQUIRE(again.scenario);
  CHECK(again.scenario->sha256 == read.scenario->sha256);
  CHECK(again.variants.size() == read.variants.size());
  CHECK_FALSE(read.resolved.empty());
  CHECK(again.resolved == read.resolved);
  CHECK(shown(again) == shown(read));
  std::filesystem::create_directory(folder.path());
}

TEST_CASE("what was not kept is not looked for on the disk", "[scenario][kept]") {
  const Folder folder;
  write_atomically(folder / "a.json", std::string(tiny));
  const ScenarioFiles nothing;
  ScenarioRequest request;
  request.files = {folder / "a.json"};
  request.kept = &nothing;
  CHECK(says(complaint([&] { read_scenario(request); }), "it was not kept"));
}
