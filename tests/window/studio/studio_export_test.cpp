// What is exported is what the command line gives; contenders are what a run with variants gives.

#include <array>
#include <cstdio>
#include <filesystem>

#include "tests/window/studio/studio_world.h"
#include "ui/report/write_json.h"

namespace npcost::window {
namespace {

#ifdef NPCOST_PROGRAM
/// What a shell prints for the command, with our program for "npcost".
std::string output_of(const std::string& command) {
  const std::string ours = std::string(NPCOST_PROGRAM) + command.substr(std::string("npcost").size()) + " 2>/dev/null";
  std::FILE* pipe = ::popen(ours.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string text;
  std::array<char, 65536> buffer{};
  for (std::size_t got; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) != 0;) text.append(buffer.data(), got);
  ::pclose(pipe);
  return text;
}

TEST_CASE("the exported JSON is what the shown command line prints, to the byte") {
  OnDisk on;
  on.studio->set("/models/mouth/price", "$7.5/1M chars");
  on.studio->set("/npcs/oracle/reply", "20..60 tokens");
  on.studio->set("/players/segments/seekers/turns", R"({"dist": "geometric", "mean": 6})");
  REQUIRE(on.studio->settle(60));
  const std::string file = on.folder.path() + "/result.json";
  const std::string command = on.studio->export_json(file);
  CHECK(command == on.screen().command + " --json > " + file);
  CHECK(read_text(file) == output_of(on.screen().command + " --json"));
  CHECK(read_text(file).size() > 1000);
}

TEST_CASE("the exported CSV is what the shown command line writes, to the byte") {
  OnDisk on;
  const std::string out = on.folder.path() + "/out";
  std::filesystem::create_directory(out);
  const std::string command = on.studio->export_csv(out + "/table.csv");
  CHECK(command == "npcost run " + on.path + " --format csv --out " + out);
  (void)output_of(command);
  CHECK(read_text(out + "/table.csv") == read_text(out + "/small.csv"));
  CHECK(read_text(out + "/table.csv").starts_with("record,name,group,"));
}
#endif

TEST_CASE("nothing is exported before there is a result") {
  OnDisk on;
  on.studio->set("/npcs/crier/persona", "310 tokens");
  CHECK(on.studio->export_json(on.folder.path() + "/early.json").empty());
  CHECK_FALSE(on.screen().messages.empty());
  CHECK(on.folder.entries() == 1);
}

std::string with_variant() {
  std::string text = small_text;
  const std::string plain = R"("replications": 3 })";
  return text.replace(text.find(plain), plain.size(),
                      R"("replications": 3, "variants": { "long tales": { "npcs": { "oracle": { "reply": "60..180 tokens" } } } } })");
}

TEST_CASE("a variant beside the scenario differs as the result of the run says") {
  OnDisk on(with_variant());
  REQUIRE(on.screen().contenders.size() == 2);
  CHECK(on.screen().contenders[1].grade == Grade::none);
  CHECK(on.screen().contenders[1].detail.find("60..180 tokens") != std::string::npos);
  on.studio->run_contenders();
  REQUIRE(on.studio->settle(60));
  const Contender& own = on.screen().contenders[0];
  const Contender& tales = on.screen().contenders[1];
  REQUIRE(tales.grade == Grade::full);
  REQUIRE(on.screen().result.has_value());
  const Result& result = *on.screen().result;
  REQUIRE(result.variants.size() == 1);
  for (std::size_t m = 0; m < result.metrics.size(); ++m) {
    if (result.metrics[m].name != "cost.per_mau_month") continue;
    CHECK(own.per_mau_month == result.metrics[m].mean);
    CHECK(own.interval->low == result.metrics[m].interval->low);
    const MetricDifference& difference = result.variants[0].differences[m];
    CHECK(tales.difference == difference.relative);
    CHECK(tales.difference_interval->low == difference.relative_interval->low);
    CHECK(tales.difference_interval->high == difference.relative_interval->high);
    CHECK(tales.per_mau_month == result.variants[0].metrics[m].mean);
  }
  for (const Contender* one : {&own, &tales}) {
    const Contender::OfMode& voice = one->mode[static_cast<std::size_t>(Mode::voice)];
    double sum = 0;
    for (const auto& [kind, value] : voice.parts) sum += value;
    CHECK_THAT(sum, WithinRel(voice.mean.value(), 1e-12));
    CHECK(voice.p95.value() > voice.mean.value());
  }
  on.studio->set("/models/brain/input", "$2/1M tokens");
  CHECK(on.screen().contenders[1].grade == Grade::none);   // of another edition: not shown as if it were of this one
}

TEST_CASE("another file is compared with the same seed, and one that cannot be says why") {
  OnDisk on;
  const std::string same = on.folder.path() + "/same.npcost.json", broken = on.folder.path() + "/broken.npcost.json";
  std::string other_seed = small_text;
  write_text(same, other_seed.replace(other_seed.find("\"seed\": 7"), 9, "\"seed\": 8"));
  write_text(broken, "{ \"npcost\": 1 ");
  on.studio->add_contender(same);
  on.studio->add_contender(broken);
  on.studio->add_contender(on.folder.path() + "/missing.npcost.json");
  on.studio->run_contenders();
  REQUIRE(on.studio->settle(60));
  const std::vector<Contender>& all = on.screen().contenders;
  REQUIRE(all.size() == 4);
  CHECK(all[1].per_mau_month == all[0].per_mau_month);   // the same players had the same luck
  CHECK(all[1].difference.value() == 0);
  CHECK_FALSE(all[2].fault.empty());
  CHECK_FALSE(all[3].fault.empty());
  on.studio->remove_contender(2);
  CHECK(on.screen().contenders.size() == 3);
  on.studio->remove_contender(0);
  CHECK(on.screen().contenders.size() == 3);
}

}  // namespace
}  // namespace npcost::window
