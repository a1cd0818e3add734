#include "ui/terminal/result_files.h"

#include <filesystem>

#include "tests/catch.h"
#include "tests/ui/captured.h"

using namespace npcost;
using captured::Folder;
using captured::Ran;
using captured::scenario_text;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
bool exists(const std::string& path) { return std::filesystem::exists(path); }
std::string content(const std::string& path) { return read_whole_file(path, 1 << 24); }

std::string outputs(const std::string& format, const std::string& to) {
  return R"(, "outputs": [{ "format": ")" + format + R"(", "to": ")" + to + "\" }]";
}

}  // namespace

TEST_CASE("result files are named after the scenario file", "[files]") {
  CHECK(stem_of("scenarios/report-2025-01.npcost.json") == "report-2025-01");
  CHECK(stem_of("tavern.json") == "tavern");
  CHECK(stem_of("dir.json/tavern") == "tavern");
  CHECK(stem_of(".json") == ".json");
}

TEST_CASE("the option --out makes its folder and writes JSON and CSV into it", "[files]") {
  const Folder folder;
  const std::string file = folder.write("tavern.npcost.json", scenario_text());
  const Ran ran = captured::npcost({"run", file, "--out", folder.file("new/deep")});
  CHECK(ran.code == 0);
  CHECK(content(folder.file("new/deep/tavern.json")).starts_with("{\n  \"npcost_result\": 1"));
  CHECK(content(folder.file("new/deep/tavern.csv")).starts_with("record,"));
  CHECK(contains(ran.out, folder.file("new/deep/tavern.csv")));

  SECTION("the JSON file has the bytes that --json prints") {
    CHECK(content(folder.file("new/deep/tavern.json")) == captured::npcost({"run", file, "--json"}).out);
  }
  SECTION("and a second run replaces its own files") {
    CHECK(captured::npcost({"run", file, "--out", folder.file("new/deep"), "--seed", "8"}).code == 0);
    CHECK(contains(content(folder.file("new/deep/tavern.json")), "\"seed\": 8"));
  }
}

TEST_CASE("the outputs of a scenario are written beside it, but not by a first look or when --out is given",
          "[files]") {
  const Folder folder;
  const std::string file = folder.write("tavern.npcost.json", scenario_text(outputs("csv", "out/tavern.csv")));
  CHECK(captured::npcost({"run", file, "--quick"}).code == 0);
  CHECK(captured::npcost({"run", file, "--out", folder.file("other")}).code == 0);
  CHECK_FALSE(exists(folder.file("out/tavern.csv")));
  CHECK(captured::npcost({"run", file}).code == 0);
  CHECK(exists(folder.file("out/tavern.csv")));
}

TEST_CASE("nothing that is not a result of npcost is ever replaced", "[files]") {
  const Folder folder;
  const std::string file = folder.write("tavern.npcost.json", scenario_text());
  std::filesystem::create_directory(folder.file("out"));
  const std::string mine = folder.write("out/tavern.json", "{ \"years\": \"of work\" }\n");
  const Ran ran = captured::npcost({"run", file, "--out", folder.file("out")});
  CHECK(ran.code == 2);
  CHECK(ran.out.empty());
  CHECK(contains(ran.err, "is not a result of npcost"));
  CHECK(content(mine) == "{ \"years\": \"of work\" }\n");
  CHECK_FALSE(exists(folder.file("out/tavern.csv")));
}

TEST_CASE("a result is never written over an input of the run, by whatever name", "[files]") {
  const Folder folder;
  const std::string file = folder.write("tavern.json", scenario_text());
  const Ran same = captured::npcost({"run", file, "--out", folder.path()});
  CHECK(same.code == 2);
  CHECK(contains(same.err, "is an input of this run"));
  std::filesystem::create_directory(folder.file("out"));
  std::filesystem::create_symlink(file, folder.file("out/tavern.json"));
  CHECK(captured::npcost({"run", file, "--out", folder.file("out")}).code == 2);
  CHECK(content(file) == scenario_text());
}

TEST_CASE("a stranger's scenario cannot write outside its folder or under a surprising name", "[files]") {
  const Folder folder;
  std::filesystem::create_directory(folder.file("project"));
  std::filesystem::create_directory_symlink(folder.path(), folder.file("project/link"));
  for (const char* to : {"../escaped.json", "a/../../escaped.json", "/tmp/npcost-escaped.json", "link/escaped.json",
                         "escaped.sh", ".json"}) {
    const std::string file = folder.write("project/a.npcost.json", scenario_text(outputs("json", to)));
    const Ran ran = captured::npcost({"run", file});
    INFO(to << ": " << ran.err);
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
  }
  CHECK_FALSE(exists(folder.file("escaped.json")));
  const std::string file = folder.write("project/a.npcost.json", scenario_text(outputs("json", "../escaped.json")));
  CHECK(captured::npcost({"run", file, "--root", folder.path()}).code == 0);  // unless its reader allows it
  CHECK(exists(folder.file("escaped.json")));
}

TEST_CASE("a format that is still to come is refused by name before anything is simulated", "[files]") {
  const Folder folder;
  const Ran ran = captured::npcost({"run", folder.write("a.json", scenario_text(outputs("html", "out/a.html")))});
  CHECK(ran.code == 2);
  CHECK(ran.out.empty());
  CHECK(contains(ran.err, "html"));
}

TEST_CASE("a file that cannot be written costs its exit code but not the summary", "[files]") {
  const Folder folder;
  const std::string file = folder.write("a.json", scenario_text());
  const std::string blocker = folder.write("blocker", "a file where a folder should be");
  const Ran ran = captured::npcost({"run", file, "--out", blocker});
  CHECK(ran.code == 3);
  CHECK(contains(ran.out, "per MAU-month"));
  CHECK(contains(ran.err, blocker));
}
