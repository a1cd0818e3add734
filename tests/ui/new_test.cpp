// npcost new: a scenario from a template runs at once, wherever it was written, and nothing is ever replaced.
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/catch.h"
#include "tests/ui/captured.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/templates.h"

using namespace npcost;
using captured::Folder;
using captured::Ran;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

const std::string gallery = std::string(NPCOST_SOURCE_DIR) + "/scenarios/";

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string text_of(const std::string& path) { return read_whole_file(path, 32u << 20); }

/// The program as if started in `folder`.
Ran npcost_in(const Folder& folder, const std::vector<std::string>& arguments) {
  return captured::run_process([&] { return chdir(folder.path().c_str()) == 0 ? run_command(arguments) : 99; });
}

/// Every regular file below the folder, relative to it, sorted.
std::vector<std::string> files_in(const Folder& folder) {
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder.path())) {
    if (entry.is_regular_file()) files.push_back(fs::relative(entry.path(), folder.path()).generic_string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> scenarios_in_the_source() {
  std::vector<std::string> names;
  const std::string ending = ".npcost.json";
  for (const auto& entry : fs::directory_iterator(gallery)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(ending)) names.push_back(name.substr(0, name.size() - ending.size()));
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

TEST_CASE("every scenario of the gallery is a template, byte for byte, with every file that it may name", "[new]") {
  std::vector<std::string> names;
  for (const Template& one : templates()) {
    names.push_back(one.name);
    CHECK_FALSE(one.title.empty());
  }
  CHECK(names.front() == "tiny");
  std::sort(names.begin(), names.end());
  CHECK(names == scenarios_in_the_source());
  for (const EmbeddedFile& file : embedded_files()) {
    INFO(file.path);
    CHECK(file.text == text_of(gallery + std::string(file.path)));
    CHECK_FALSE(contains(std::string(file.text), NPCOST_SOURCE_DIR));  // nor does a path: each is below scenarios/
  }
  const auto books = named_by(*find_template("tiny"));
  REQUIRE(books.size() == 12);  // the index, then the eleven books that it lays together
  CHECK(books.front().path == "prices/list-prices.npcost-prices.json");
}

TEST_CASE("what a new scenario says of itself is what it does: who pays, and how players talk", "[new]") {
  for (const Template& one : templates()) {
    INFO(one.name);
    const Ran ran = captured::npcost({"resolve", gallery + one.name + ".npcost.json"});
    INFO(ran.err);
    REQUIRE(ran.code == 0);
    const Json scenario = Json::parse(ran.out);
    std::string model = scenario.contains("revenue") ? scenario["revenue"].value("model", "none") : "none";
    std::replace(model.begin(), model.end(), '_', ' ');
    CHECK((one.pays.empty() || one.pays == "nobody pays" ? std::string("none") : one.pays) == model);
    CHECK_FALSE(one.talk.empty());
    std::string kinds;
    for (const auto& [name, npc] : scenario["npcs"].items()) {
      kinds += " " + scenario["pipelines"][npc["pipeline"].get<std::string>()]["kind"].get<std::string>();
    }
    if (contains(one.talk, "voice")) CHECK((contains(kinds, "voice") || contains(kinds, "vision")));
    if (contains(one.talk, "vision")) CHECK(contains(kinds, "vision"));
    if (contains(one.talk, "speech to speech")) CHECK(contains(kinds, "speech_to_speech"));
    if (one.talk == "text" || one.talk == "no dialogue") CHECK_FALSE(contains(kinds, "voice"));
  }
}

TEST_CASE("new without a template lists them, the one to begin with first, within 80 columns", "[new]") {
  const Ran ran = captured::npcost({"new"});
  INFO(ran.out);
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());
  std::size_t from = 0;
  std::vector<std::string> lines;
  for (std::size_t end = 0; (end = ran.out.find('\n', from)) != std::string::npos; from = end + 1) {
    lines.push_back(ran.out.substr(from, end - from));
  }
  CHECK(std::all_of(lines.begin(), lines.end(), [](const std::string& line) { return display_width(line) <= 80; }));
  REQUIRE(lines.size() > templates().size());
  CHECK(lines[0].starts_with("tiny "));
  for (const Template& one : templates()) {
    CHECK(std::any_of(lines.begin(), lines.end(), [&](const std::string& line) { return line.starts_with(one.name + " "); }));
  }
  const Json json = Json::parse(captured::npcost({"new", "--json"}).out);
  REQUIRE(json.size() == templates().size());
  CHECK(json[0]["template"] == "tiny");
  CHECK(json[0]["name"] == "One innkeeper, text only");
  CHECK(json[0]["talk"] == "text");
  CHECK(json[0]["pays"].is_null());
}

TEST_CASE("every template runs in an empty folder, with nothing but what new wrote", "[new]") {
  for (const Template& one : templates()) {
    DYNAMIC_SECTION(one.name) {
      const Folder folder;
      const Ran made = npcost_in(folder, {"new", one.name});
      INFO(made.err);
      REQUIRE(made.code == 0);
      CHECK(text_of(folder.file(one.name + ".npcost.json")) == one.file.text);
      const Ran ran = npcost_in(folder, {"run", one.name + ".npcost.json", "--quick", "--replications", "2"});
      INFO(ran.err);
      CHECK((ran.code == 0 || ran.code == 1 || ran.code == 4));  // a budget may fail; reading must not
    }
  }
}

TEST_CASE("the smallest template is a page that one reads at a glance", "[new]") {
  const std::string_view text = find_template("tiny")->file.text;
  CHECK(std::count(text.begin(), text.end(), '\n') <= 17);
}

TEST_CASE("new says what it wrote, and what to do next", "[new]") {
  const Folder folder;
  const Ran made = npcost_in(folder, {"new", "tiny"});
  CHECK(contains(made.out, "written: tiny.npcost.json\n         prices/list-prices.npcost-prices.json\n"));
  CHECK(contains(made.out, "         prices/openai.npcost-prices.json\n"));
  CHECK(contains(made.out, "\nnext: npcost run tiny.npcost.json\n"));
  CHECK(files_in(folder).size() == 13);  // the scenario and twelve price books, no temporary file
}

TEST_CASE("new never replaces a scenario, and then writes nothing else either", "[new]") {
  const Folder folder;
  folder.write("tiny.npcost.json", "mine\n");
  const Ran ran = npcost_in(folder, {"new", "tiny"});
  CHECK(ran.code == 3);
  CHECK(ran.out.empty());
  CHECK(ran.err == "npcost: cannot write tiny.npcost.json: it is there already, and npcost new replaces nothing\n");
  CHECK(files_in(folder) == std::vector<std::string>{"tiny.npcost.json"});
  CHECK(text_of(folder.file("tiny.npcost.json")) == "mine\n");
}

TEST_CASE("a second scenario uses the price books of the first, and one that was edited is kept and named", "[new]") {
  const Folder folder;
  REQUIRE(npcost_in(folder, {"new", "tiny"}).code == 0);
  folder.write("prices/mistral.npcost-prices.json", R"({ "npcost_prices": 1, "name": "Ours", "currency": "USD", "models": {} })");
  const Ran second = npcost_in(folder, {"new", "tavern"});
  CHECK(second.code == 0);
  CHECK(contains(second.out, "written: tavern.npcost.json\nkept:    11 files that it names, already there\n"));
  CHECK(contains(second.out, "kept:    prices/mistral.npcost-prices.json, which is not the one of npcost "));
  CHECK(contains(text_of(folder.file("prices/mistral.npcost-prices.json")), "Ours"));
}

TEST_CASE("the option --to names the file; its folder is made and gets the price books", "[new]") {
  const Folder folder;
  const Ran ran = npcost_in(folder, {"new", "tiny", "--to", "games/inn.npcost.json"});
  INFO(ran.err);
  CHECK(ran.code == 0);
  CHECK(contains(ran.out, "next: npcost run games/inn.npcost.json\n"));
  CHECK(fs::exists(folder.file("games/prices/list-prices.npcost-prices.json")));
  CHECK_FALSE(fs::exists(folder.file("prices")));
  CHECK(npcost_in(folder, {"check", "games/inn.npcost.json"}).code == 0);
}

TEST_CASE("a scenario that extends another brings it along", "[new]") {
  const Folder folder;
  REQUIRE(npcost_in(folder, {"new", "voice-live", "--to", "mine.npcost.json"}).code == 0);
  CHECK(fs::exists(folder.file("voice-companion.npcost.json")));
  CHECK(npcost_in(folder, {"check", "mine.npcost.json"}).code == 0);
}

TEST_CASE("the option --to - writes the scenario to standard output and nothing anywhere else", "[new]") {
  const Folder folder;
  const Ran ran = npcost_in(folder, {"new", "tiny", "--to", "-"});
  CHECK(ran.code == 0);
  CHECK(ran.out == find_template("tiny")->file.text);
  CHECK(files_in(folder).empty());
}

TEST_CASE("a folder that cannot be written is an error of the machine", "[new]") {
  if (geteuid() == 0) return;  // root may write everywhere
  const Folder folder;
  REQUIRE(chmod(folder.path().c_str(), 0500) == 0);
  const Ran ran = npcost_in(folder, {"new", "tiny"});
  chmod(folder.path().c_str(), 0700);
  CHECK(ran.code == 3);
  CHECK(files_in(folder).empty());
}

TEST_CASE("a price book's place that is taken by a file ends new before the scenario exists", "[new]") {
  const Folder folder;
  folder.write("prices", "a file, not a folder");
  const Ran ran = npcost_in(folder, {"new", "tiny"});
  CHECK(ran.code == 3);
  CHECK(contains(ran.err, "prices"));
  CHECK(files_in(folder) == std::vector<std::string>{"prices"});
}

TEST_CASE("a template that does not exist is answered with what was meant, and mistaken options with why", "[new]") {
  const auto refusal = [](const std::vector<std::string>& arguments) {
    const Ran ran = captured::npcost(arguments);
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
    return ran.err;
  };
  CHECK(refusal({"new", "taven"}) == "npcost: there is no template \"taven\"; did you mean \"tavern\"?; `npcost new` lists them\n");
  CHECK(contains(refusal({"new", "\x1b[2J"}), "\\u{1b}"));
  CHECK(contains(refusal({"new", "tiny", "tavern"}), "one template at a time"));
  CHECK(contains(refusal({"new", "--to", "a.json"}), "--to needs a template"));
  CHECK(contains(refusal({"new", "tiny", "--to", ""}), "--to needs the name of a file"));
  CHECK(contains(refusal({"new", "tiny", "--json"}), "--json"));
  CHECK(contains(refusal({"nwe"}), "did you mean \"new\"?"));
  CHECK(contains(captured::npcost({"new", "--help"}).out, "tiny, the smallest"));
}
