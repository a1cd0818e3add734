// Runs that are stopped and go on: signals, kills, torn checkpoints; and the same bytes in the end.
#include <chrono>
#include <csignal>
#include <filesystem>
#include <functional>
#include <system_error>
#include <thread>

#include "tests/catch.h"
#include "tests/ui/shard_support.h"

using namespace npcost;
using namespace npcost::shard_tests;
using captured::Ran;

namespace {

std::string part_of(const std::string& folder) { return shard_file(folder, "1", "1") + ".part"; }

std::uintmax_t size_of(const std::string& path) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  return error ? 0 : size;
}

Ran with_signal(std::vector<std::string> words, int signal, const std::function<void()>& wait) {
  words.insert(words.end(), {"--checkpoint-seconds", "0", "--jobs", "1"});
  return captured::run_process(
      [&words] {
        std::signal(SIGINT, SIG_DFL);
        std::signal(SIGTERM, SIG_DFL);
        return run_command(words);
      },
      [signal, &wait](pid_t child) {
        wait();
        kill(child, signal);
      });
}

/// Starts the program, which keeps a checkpoint after every unit, and sends it a signal once that has grown: by then it has done
/// something, and has nearly all of it before it.
Ran stopped(const std::vector<std::string>& words, int signal, const std::string& checkpoint) {
  const std::uintmax_t before = size_of(checkpoint);
  return with_signal(words, signal, [&] {
    for (int i = 0; i < 60'000 && size_of(checkpoint) <= before; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  });
}

}  // namespace

TEST_CASE("a run with --resume makes the result of a run without it, and keeps its counts", "[resume]") {
  const captured::Folder folder;
  for (const std::string& text : {with_variant(), coupled()}) {
    const std::string file = folder.write("a.json", text), dir = folder.file("r");
    const Ran plain = captured::npcost({"run", file, "--json"});
    const Ran first = captured::npcost({"run", file, "--json", "--resume", "--out", dir, "--checkpoint-seconds", "0"});
    CHECK(first.code == plain.code);
    CHECK(first.out == plain.out);
    CHECK(bytes_of(dir + "/a.json") == plain.out);
    CHECK_FALSE(std::filesystem::exists(part_of(dir)));
    const Ran again = captured::npcost({"run", file, "--json", "--resume", "--out", dir});
    CHECK(again.out == plain.out);
    CHECK(contains(again.err, "is done already"));
    std::filesystem::remove_all(dir);
  }
}

TEST_CASE("SIGTERM leaves a checkpoint and says 75, Ctrl-C says 130, and --resume goes on to the same bytes", "[resume]") {
  const captured::Folder folder;
  const std::string file = folder.write("a.json", long_run()), dir = folder.file("r");
  const Ran plain = captured::npcost({"run", file, "--json"});
  const std::vector<std::string> words{"run", file, "--json", "--resume", "--out", dir};
  const Ran term = stopped(words, SIGTERM, part_of(dir));
  INFO(term.err);
  REQUIRE(term.code == 75);
  CHECK(term.out.empty());
  CHECK(contains(term.err, "stopped; what was finished is in"));
  CHECK(std::filesystem::exists(part_of(dir)));
  CHECK_FALSE(std::filesystem::exists(shard_file(dir, "1", "1")));
  const auto size = size_of(part_of(dir));
  const Ran keyboard = stopped(words, SIGINT, part_of(dir));
  CHECK(keyboard.code == 130);
  CHECK(contains(keyboard.err, "goes on from"));
  CHECK(size_of(part_of(dir)) > size);
  const Ran done = captured::npcost(words);
  CHECK(done.code == plain.code);
  CHECK(done.out == plain.out);
  CHECK_FALSE(std::filesystem::exists(part_of(dir)));
}

TEST_CASE("kill -9 in mid-run loses what came after the last checkpoint, and nothing else", "[resume]") {
  const captured::Folder folder;
  const std::string file = folder.write("a.json", long_run()), dir = folder.file("r");
  const Ran plain = captured::npcost({"run", file, "--json"});
  const std::vector<std::string> words{"run", file, "--json", "--resume", "--out", dir};
  for (int trial = 0; trial < 3; ++trial) CHECK(stopped(words, SIGKILL, part_of(dir)).code == 128 + SIGKILL);
  CHECK(captured::npcost(words).out == plain.out);
}

TEST_CASE("a torn checkpoint is said and begun again; one of another run is left alone", "[resume]") {
  const captured::Folder folder;
  const std::string file = folder.write("a.json", long_run()), dir = folder.file("r");
  REQUIRE(stopped({"run", file, "--shard", "1/1", "--out", dir}, SIGTERM, part_of(dir)).code == 75);
  const std::string part = bytes_of(part_of(dir));
  const Ran other = captured::npcost({"run", file, "--seed", "8", "--shard", "1/1", "--out", dir, "--resume"});
  CHECK(other.code == 2);
  CHECK(contains(other.err, "differ in the seed"));
  CHECK(bytes_of(part_of(dir)) == part);
  const Ran missing = captured::npcost({"merge", dir});
  CHECK(missing.code == 4);  // a checkpoint is no shard
  write_atomically(part_of(dir), part.substr(0, part.size() / 2));
  const Ran torn = captured::npcost({"run", file, "--shard", "1/1", "--out", dir, "--resume"});
  CHECK(torn.code == 0);
  CHECK(contains(torn.err, "is torn (it ends in the middle): shard 1 of 1 begins again"));
  CHECK(merged_json(dir) == captured::npcost({"run", file, "--json"}).out);
}

TEST_CASE("without --resume a shard begins again and says that it need not", "[resume]") {
  const captured::Folder folder;
  const std::string file = folder.write("a.json", long_run()), dir = folder.file("r");
  REQUIRE(stopped({"run", file, "--shard", "1/1", "--out", dir}, SIGTERM, part_of(dir)).code == 75);
  const Ran again = captured::npcost({"run", file, "--shard", "1/1", "--out", dir});
  CHECK(again.code == 0);
  CHECK(contains(again.err, "--resume would go on from"));
}

TEST_CASE("fifty kills at any moment, of shards and of whole runs, never change a byte", "[.][slow]") {
  const captured::Folder folder;
  const std::string file = folder.write("a.json", long_run());
  const std::string plain = captured::npcost({"run", file, "--json"}).out;
  int kills = 0;
  for (int trial = 0; trial < 50; ++trial) {
    const std::string dir = folder.file("k" + std::to_string(trial));
    const std::vector<std::string> words{"run", file, "--shard", "2/3", "--out", dir, "--resume"};
    for (int again = 0; again < 3; ++again) {
      const Ran ran = with_signal(words, SIGKILL, [&] { std::this_thread::sleep_for(std::chrono::milliseconds(5 + (trial * 37 + again * 101) % 400)); });
      kills += ran.code == 128 + SIGKILL ? 1 : 0;
    }
    CHECK(run_shards(file, dir, {"1/3", "2/3", "3/3"}, {"--resume"}) == 0);
    CHECK(merged_json(dir) == plain);
    std::filesystem::remove_all(dir);
  }
  CHECK(kills >= 50);
}
