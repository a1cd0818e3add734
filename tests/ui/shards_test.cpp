// A run in shards: the same bytes however it is divided, and what is said of shards that are missing, doubled, torn or foreign.
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <functional>

#include "sim/engine/kept/usage_file.h"
#include "tests/base/test_folder.h"
#include "tests/catch.h"
#include "tests/ui/shard_support.h"

using namespace npcost;
using namespace npcost::shard_tests;
using captured::Ran;

TEST_CASE("any number of shards, in any order and on any number of threads, gives the bytes of one run", "[shards]") {
  const captured::Folder folder;
  const std::string file = folder.write("a.json", with_variant());
  const Ran plain = captured::npcost({"run", file, "--json"});
  REQUIRE(plain.code == 0);
  REQUIRE(contains(plain.out, "without ten a day"));
  CHECK(run_shards(file, folder.file("one"), {"1/1"}) == 0);
  CHECK(merged_json(folder.file("one")) == plain.out);
  CHECK(run_shards(file, folder.file("seven"), {"5/7", "1/7", "7/7", "2/7"}, {"--jobs", "1"}) == 0);
  CHECK(run_shards(file, folder.file("seven"), {"6/7", "3/7", "4/7"}, {"--jobs", "2"}) == 0);
  CHECK(merged_json(folder.file("seven")) == plain.out);
  std::vector<std::string> many;  // more than there are units: most of them have nothing to do
  for (int i = 64; i >= 1; --i) many.push_back(std::to_string(i) + "/64");
  CHECK(run_shards(file, folder.file("many"), many) == 0);
  CHECK(merged_json(folder.file("many")) == plain.out);
}

TEST_CASE("a coupled scenario is divided by replications and gives the same bytes", "[shards]") {
  const captured::Folder folder;
  const std::string file = folder.write("a.json", coupled());
  const Ran plain = captured::npcost({"run", file, "--json"});
  REQUIRE(plain.code == 0);
  CHECK(run_shards(file, folder.file("s"), {"3/4", "1/4", "4/4", "2/4"}, {"--checkpoint-seconds", "0"}) == 0);
  CHECK(merged_json(folder.file("s")) == plain.out);
}

TEST_CASE("merge says what run would say: summary, exit code, files", "[shards]") {
  const captured::Folder folder;
  const std::string file = folder.write("a.json", captured::scenario_text(captured::budget_text("$0.000001")));
  const Ran plain = captured::npcost({"run", file, "--out", folder.file("plain")});
  REQUIRE(plain.code == 1);
  REQUIRE(run_shards(file, folder.file("s"), {"1/2", "2/2"}) == 0);
  std::filesystem::remove(file);  // the shards keep what they were made of
  const Ran merged = captured::npcost({"merge", folder.file("s"), "--out", folder.file("merged")});
  CHECK(merged.code == 1);
  for (const char* name : {"/a.json", "/a.csv"}) CHECK(bytes_of(folder.file("merged") + name) == bytes_of(folder.file("plain") + name));
  CHECK(captured::npcost({"merge", folder.file("s")}).out == captured::npcost({"run", folder.write("a.json", captured::scenario_text(captured::budget_text("$0.000001")))}).out);
  const std::string ungated = folder.write("b.json", captured::scenario_text());
  REQUIRE(run_shards(ungated, folder.file("u"), {"1/1"}) == 0);
  CHECK(captured::npcost({"merge", folder.file("u"), "--ci"}).code == 5);
}

TEST_CASE("options, overlays, settings and extended files come back in a merge elsewhere", "[shards]") {
  const captured::Folder folder;
  const std::string base = folder.write("base.json", with_variant());
  const std::string file = folder.write("a.json", R"({ "npcost": 1, "extends": "base.json" })");
  const std::string overlay = folder.write("it's.json", R"({ "npcs": { "innkeeper": { "persona": "700 tokens" } } })");
  const std::vector<std::string> more{"-f", overlay, "--set", "/npcs/innkeeper/reply=80 tokens", "--seed", "9", "--replications", "2", "--quick"};
  std::vector<std::string> words{"run", file, "--json"};
  words.insert(words.end(), more.begin(), more.end());
  const Ran plain = captured::npcost(words);
  REQUIRE(plain.code == 0);
  REQUIRE(run_shards(file, folder.file("s"), {"1/2"}, more) == 0);
  const Ran missing = captured::npcost({"merge", folder.file("s")});
  CHECK(missing.code == 4);
  CHECK(contains(missing.err, "npcost run " + file + " -f '" + folder.file("it'\\''s.json") + "' --set '/npcs/innkeeper/reply=80 tokens' --seed 9 --replications 2 --quick --shard 2/2 --out " + folder.file("s") + "\n"));
  REQUIRE(run_shards(file, folder.file("s"), {"2/2"}, more) == 0);
  for (const std::string& gone : {base, file, overlay}) std::filesystem::remove(gone);
  CHECK(merged_json(folder.file("s")) == plain.out);
}

TEST_CASE("a lost shard is named with the command that runs it again, and then everything is whole", "[shards]") {
  const captured::Folder folder;
  const std::string file = folder.write("a.json", with_variant());
  const Ran plain = captured::npcost({"run", file, "--json"});
  REQUIRE(run_shards(file, folder.file("s"), {"1/7", "2/7", "4/7", "5/7", "7/7"}) == 0);
  const Ran ran = captured::npcost({"merge", folder.file("s"), "--json"});
  CHECK(ran.code == 4);
  CHECK(ran.out.empty());
  // 24 units in 7: the third has 24·2/7 = 6 to 24·3/7 = 10, the sixth 17 to 20.
  CHECK(ran.err == "npcost: shard 3 of 7 is missing: 4 of 24 units, 6..10\n"
                   "npcost: shard 6 of 7 is missing: 3 of 24 units, 17..20\n"
                   "npcost: nothing was merged; to run again, 2 shards:\n"
                   "  npcost run " + file + " --shard 3/7 --out " + folder.file("s") + "\n"
                   "  npcost run " + file + " --shard 6/7 --out " + folder.file("s") + "\n");
  REQUIRE(run_shards(file, folder.file("s"), {"3/7", "6/7"}) == 0);
  CHECK(merged_json(folder.file("s")) == plain.out);
  CHECK(captured::npcost({"merge", folder.file("nowhere")}).code == 3);
  std::filesystem::create_directory(folder.file("empty"));
  CHECK(captured::npcost({"merge", folder.file("empty")}).code == 4);
}

TEST_CASE("a shard that is there twice, torn, or not finished is refused and run again", "[shards]") {
  const captured::Folder folder;
  const std::string file = folder.write("a.json", with_variant()), dir = folder.file("s");
  REQUIRE(run_shards(file, dir, {"1/2", "2/2"}) == 0);
  const std::string second = bytes_of(shard_file(dir, "2", "2"));
  write_atomically(dir + "/copy.npcost-usage", second);
  const Ran doubled = captured::npcost({"merge", dir});
  CHECK(doubled.code == 3);
  CHECK(contains(doubled.err, "shard 2 of 2 is there twice"));
  CHECK(contains(doubled.err, "unit 12 is counted twice"));
  std::filesystem::remove(dir + "/copy.npcost-usage");
  for (const std::size_t size : {std::size_t{0}, std::size_t{5}, std::size_t{200}, second.size() - 1}) {
    write_atomically(shard_file(dir, "2", "2"), second.substr(0, size));
    const Ran torn = captured::npcost({"merge", dir});
    CHECK(torn.code == 3);
    CHECK(contains(torn.err, "shard-00002-of-00002.npcost-usage is torn: it ends in the middle"));
    CHECK(contains(torn.err, "--shard 2/2"));
  }
  const Ran again = captured::npcost({"run", file, "--shard", "2/2", "--out", dir});
  CHECK(again.code == 0);
  CHECK(contains(again.err, "is torn (it ends in the middle): its shard is run again"));
  CHECK(bytes_of(shard_file(dir, "2", "2")) == second);
}

TEST_CASE("files of another run are refused with what differs, and never replaced", "[shards]") {
  const captured::Folder folder;
  const std::string file = folder.write("a.json", with_variant()), dir = folder.file("s");
  const std::string other = folder.write("b.json", with_variant("8"));
  REQUIRE(run_shards(file, dir, {"1/2"}) == 0);
  const std::string first = bytes_of(shard_file(dir, "1", "2"));
  const auto refused = [&](const std::vector<std::string>& words, const std::string& sentence) {
    std::vector<std::string> all{"run"};
    all.insert(all.end(), words.begin(), words.end());
    all.insert(all.end(), {"--out", dir});
    const Ran ran = captured::npcost(all);
    INFO(ran.err);
    CHECK(ran.code == 2);
    CHECK(contains(ran.err, sentence));
    CHECK(bytes_of(shard_file(dir, "1", "2")) == first);
  };
  refused({other, "--shard", "1/2"}, "differ in the scenario");
  refused({file, "--shard", "1/2", "--seed", "8"}, "differ in the seed (8 and 7)");
  refused({file, "--shard", "1/2", "--replications", "2"}, "differ in the number of replications (2 and 3)");
  refused({file, "--shard", "1/2", "--quick"}, "differ in what is simulated");
  refused({file, "--shard", "1/3"}, "is of another number of shards than 3");
  refused({file, "--resume"}, "is of another number of shards than 1");
  REQUIRE(run_shards(file, folder.file("t"), {"2/2"}, {"--seed", "8"}) == 0);
  std::filesystem::copy(shard_file(folder.file("t"), "2", "2"), shard_file(dir, "2", "2"));
  const Ran merged = captured::npcost({"merge", dir});
  CHECK(merged.code == 2);
  CHECK(contains(merged.err, "they differ in the seed (7 and 8)"));
  write_atomically(shard_file(dir, "2", "2"), "my diary\n");
  CHECK(captured::npcost({"merge", dir}).code == 2);
  CHECK(captured::npcost({"run", file, "--shard", "2/2", "--out", dir}).code == 2);
  CHECK(bytes_of(shard_file(dir, "2", "2")) == "my diary\n");
}

TEST_CASE("a finished shard is not run again", "[shards]") {
  const captured::Folder folder;
  const std::string file = folder.write("a.json", with_variant());
  REQUIRE(run_shards(file, folder.file("s"), {"1/2"}) == 0);
  const auto written = std::filesystem::last_write_time(shard_file(folder.file("s"), "1", "2"));
  const Ran again = captured::npcost({"run", file, "--shard", "1/2", "--out", folder.file("s")});
  CHECK(again.code == 0);
  CHECK(again.out.empty());
  CHECK(contains(again.err, "shard 1 of 2 is done already"));
  CHECK(std::filesystem::last_write_time(shard_file(folder.file("s"), "1", "2")) == written);
}

TEST_CASE("a folder that cannot be written is a matter of the machine, said before or without a half file", "[shards]") {
  const captured::Folder folder;
  const std::string file = folder.write("a.json", with_variant()), dir = folder.file("s");
  CHECK(captured::npcost({"run", file, "--shard", "1/2", "--out", "/dev/full"}).code == 3);
  CHECK(captured::npcost({"run", file, "--shard", "1/2", "--out", file}).code == 3);
  std::filesystem::create_directory(dir);
  std::filesystem::permissions(dir, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  std::filesystem::permissions(folder.path(), std::filesystem::perms(0755));
  const Ran closed = captured::run_process([&] {
    const WithoutPrivileges nobody;
    return run_command({"run", file, "--shard", "1/2", "--out", dir});
  });
  CHECK(closed.code == 3);
  CHECK(contains(closed.err, "Permission denied"));
  std::filesystem::permissions(dir, std::filesystem::perms::owner_all);
  const Ran full = captured::run_process([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit most{4096, 4096};
    setrlimit(RLIMIT_FSIZE, &most);
    return run_command({"run", file, "--shard", "1/2", "--out", dir});
  });
  CHECK(full.code == 3);
  CHECK(std::filesystem::is_empty(dir));
  CHECK(run_shards(file, dir, {"1/2"}) == 0);
}

TEST_CASE("which shard, and what does not go with it, is judged before anything is read", "[shards]") {
  const auto refusal = [](std::vector<std::string> words, const std::string& sentence) {
    words.insert(words.begin(), {"run", "nowhere.json"});
    const ParsedOptions parsed = parse_options(words);
    INFO(parsed.text);
    CHECK(parsed.exit_code == 2);
    CHECK(contains(parsed.text, sentence));
  };
  refusal({"--shard", "0/4", "--out", "d"}, "must be a whole number from 1 to 4");
  refusal({"--shard", "5/4", "--out", "d"}, "must be a whole number from 1 to 4");
  refusal({"--shard", "1/0", "--out", "d"}, "the number of shards in --shard must be a whole number from 1 to 99999");
  refusal({"--shard", "1/100000", "--out", "d"}, "from 1 to 99999");
  refusal({"--shard", "99999999999999999999/99999", "--out", "d"}, "from 1 to 99999");
  for (const char* text : {"x", "", "3", "auto/2"}) refusal({"--shard", text, "--out", "d"}, "--shard");
  for (const char* text : {"/4", "1/", "1/4/4", "-1/4", "1/+4", "1.0/4", " 1/4"}) refusal({"--shard", text, "--out", "d"}, "must be a whole number");
  refusal({"--shard", "1/4"}, "--shard needs --out DIR");
  refusal({"--resume"}, "--resume needs --out DIR");
  refusal({"--shard", "1/4", "--out", "d", "--json"}, "--json belongs to `npcost merge DIR`");
  refusal({"--shard", "1/4", "--out", "d", "--format", "csv"}, "--format belongs to `npcost merge DIR`");
  refusal({"--shard", "1/4", "--shards", "4", "--out", "d"}, "--shards belongs to --shard auto");
  CHECK(parse_options({"run", "a.json", "--shard", "3/8", "--out", "d"}).options->shards.shard == Shard{3, 8});
  CHECK(contains(parse_options({"merge"}).text, "needs the folder of the shards"));
  CHECK(contains(parse_options({"merge", "a", "b"}).text, "takes one folder"));
}

TEST_CASE("a scheduler's variable chooses the shard, and it is said which", "[shards]") {
  const captured::Folder folder;
  const std::string file = folder.write("a.json", captured::scenario_text());
  const Ran ran = captured::run_process([&] {
    setenv("JOB_COMPLETION_INDEX", "1", 1);
    return run_command({"run", file, "--shard", "auto", "--shards", "2", "--out", folder.file("s")});
  });
  CHECK(ran.code == 0);
  CHECK(contains(ran.err, "shard 2 of 2, as JOB_COMPLETION_INDEX says"));
  CHECK(std::filesystem::exists(shard_file(folder.file("s"), "2", "2")));
  CHECK(captured::npcost({"run", file, "--shard", "auto", "--out", folder.file("s")}).code == 2);
}

namespace {

/// A shard's file made again with another head, every sum in it right: what an accident cannot do.
void forge(const std::string& path, const std::function<void(UsageHeader&)>& change, const std::function<void(UsagePart&)>& bend = {}) {
  UsageFileReader reader(path);
  UsageHeader header = reader.header();
  change(header);
  std::vector<std::string> pieces{usage_head(header)};
  while (auto part = reader.next()) {
    if (bend) bend(*part);
    pieces.push_back(usage_part(*part));
  }
  pieces.push_back(usage_end(pieces));
  write_atomically(path, pieces);
}

}  // namespace

TEST_CASE("a forged shard is refused with a sentence, whatever in it is false", "[shards]") {
  const captured::Folder folder;
  const std::string file = folder.write("a.json", with_variant()), dir = folder.file("s");
  const auto merged = [&](int code, const std::string& sentence, const std::function<void(UsageHeader&)>& change,
                          const std::function<void(UsagePart&)>& bend = {}) {
    std::filesystem::remove_all(dir);
    REQUIRE(run_shards(file, dir, {"1/1"}) == 0);
    forge(shard_file(dir, "1", "1"), change, bend);
    const Ran ran = captured::npcost({"merge", dir});
    INFO(ran.err);
    CHECK(ran.code == code);
    CHECK(contains(ran.err, sentence));
  };
  const auto nothing = [](UsageHeader&) {};
  merged(0, "", nothing);
  merged(2, "these shards are of npcost 0.0.1", [](UsageHeader& header) { header.engine_version = "0.0.1"; });
  const std::string not_it = "does not hold the scenario that it says it is of";
  merged(3, not_it, [](UsageHeader& header) { header.arguments = {"--help"}; });
  merged(3, not_it, [](UsageHeader& header) { header.arguments.insert(header.arguments.end(), {"--seed", "8"}); });
  merged(3, not_it, [](UsageHeader& header) { header.arguments = {"/etc/passwd"}; });
  merged(3, not_it, [](UsageHeader& header) { header.arguments.push_back("--quick"); });
  merged(3, not_it, [](UsageHeader& header) { header.files.texts.begin()->second = "{}"; });
  merged(3, not_it, [](UsageHeader& header) { header.files.texts.clear(); });
  merged(3, not_it, [](UsageHeader& header) { header.work_sha256 = "no"; });
  merged(3, "not all units of its shard are in it", nothing, [](UsagePart& part) { part.done = {{0, 1}}; });
  merged(3, "another number of units", nothing, [](UsagePart& part) {
    part.units = 8;  // as if there were twice the players
    part.done = {{0, 8}};
  });
  merged(3, "it ends in the middle", nothing, [](UsagePart& part) { part.ledger.resize(part.ledger.size() / 2); });
  merged(3, "shape", nothing, [](UsagePart& part) { part.ledger[0] = static_cast<char>(part.ledger[0] + 1); });
}

TEST_CASE("a lone shard that is torn behind its head still says how to run it again", "[shards]") {
  const captured::Folder folder;
  const std::string file = folder.write("a.json", with_variant()), dir = folder.file("s");
  REQUIRE(run_shards(file, dir, {"1/1"}) == 0);
  const std::string bytes = bytes_of(shard_file(dir, "1", "1"));
  write_atomically(shard_file(dir, "1", "1"), bytes.substr(0, bytes.size() - 40));
  const Ran ran = captured::npcost({"merge", dir});
  CHECK(ran.code == 3);
  CHECK(contains(ran.err, "  npcost run " + file + " --shard 1/1 --out " + dir + "\n"));
}
