// npcost run from its arguments to its exit code.
#include <chrono>
#include <clocale>
#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/catch.h"
#include "tests/ui/captured.h"

using namespace npcost;
using captured::budget_text;
using captured::Folder;
using captured::Ran;
using captured::scenario_text;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a run shows its summary on standard output, nothing on standard error, and ends with 0", "[program]") {
  const Folder folder;
  const Ran ran = captured::npcost({"run", folder.write("a.npcost.json", scenario_text())});
  INFO(ran.err);
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());
  CHECK(contains(ran.out, "One innkeeper"));
  CHECK(contains(ran.out, "per MAU-month"));
  CHECK(contains(ran.out, "seed 7"));
  CHECK(contains(ran.out, "no budget to judge"));
}

TEST_CASE("the exit code is the verdict of the budgets", "[program]") {
  const Folder folder;
  CHECK(captured::npcost({"run", folder.write("a.json", scenario_text(budget_text("$1")))}).code == 0);
  CHECK(captured::npcost({"run", folder.write("b.json", scenario_text(budget_text("$0.000001")))}).code == 1);
  const Ran undecided = captured::npcost({"run", folder.file("a.json"), "--replications", "1"});
  CHECK(undecided.code == 4);
  CHECK(contains(undecided.out, "one replication gives no interval"));
  CHECK(captured::npcost({"run", folder.write("c.json", scenario_text()), "--ci"}).code == 5);
  CHECK(captured::npcost({"run", folder.file("a.json"), "--ci"}).code == 0);
}

TEST_CASE("the result does not depend on the number of threads, to the last byte", "[program]") {
  const Folder folder;
  const std::string file = folder.write("a.json", scenario_text(budget_text("$1")));
  const Ran one = captured::npcost({"run", file, "--json", "--jobs", "1"});
  REQUIRE(one.code == 0);
  REQUIRE(contains(one.out, "\"npcost_result\""));
  for (const char* jobs : {"2", "7"}) CHECK(captured::npcost({"run", file, "--json", "--jobs", jobs}).out == one.out);
  CHECK(captured::npcost({"run", file, "--json", "--seed", "8"}).out != one.out);
  CHECK(captured::npcost({"run", file, "--json", "--seed", "7"}).out == one.out);
}

TEST_CASE("the option --json writes one JSON value with the seed and the replications that were asked for", "[program]") {
  const Folder folder;
  const Ran ran = captured::npcost({"run", folder.write("a.json", scenario_text(budget_text("$0.000001"))), "--json",
                                    "--seed", "42", "--replications", "2"});
  CHECK(ran.code == 1);
  const auto json = nlohmann::json::parse(ran.out);
  CHECK(json["npcost_result"] == 1);
  CHECK(json["audit"]["seed"] == 42);
  CHECK(json["audit"]["replications"] == 2);
  CHECK(json["audit"]["partial"] == false);
  CHECK(json["budgets"][0]["verdict"] == "fail");
  CHECK(contains(ran.err, "exit 1"));
}

TEST_CASE("numbers look the same on a machine whose decimal mark is a comma", "[program]") {
  const Folder folder;
  const std::string file = folder.write("a.json", scenario_text(budget_text("$1")));
  const Ran here = captured::npcost({"run", file});
  const Ran there = captured::run_process([&file] {
    if (std::setlocale(LC_ALL, "de_DE.UTF-8") == nullptr) return 99;
    return run_command({"run", file});
  });
  if (there.code == 99) {
    WARN("skipped: this machine has no locale de_DE.UTF-8");
    return;
  }
  CHECK(here.code == 0);
  CHECK(there.out == here.out);
}

TEST_CASE("every fault of a scenario is reported and nothing is simulated", "[program]") {
  const Folder folder;
  std::string text = scenario_text();
  text.replace(text.find("\"persona\""), 9, "\"persoan\"");
  text.replace(text.find("$0.15/1M"), 8, "$0,15/1M");
  const std::string file = folder.write("a.json", text);
  const Ran ran = captured::npcost({"run", file});
  CHECK(ran.code == 2);
  CHECK(ran.out.empty());
  CHECK(contains(ran.err, "did you mean \"persona\"?"));
  CHECK(contains(ran.err, "E203"));
  CHECK(contains(ran.err, "errors in " + file + "; nothing was simulated.\n"));
  const Ran json = captured::npcost({"run", file, "--json"});
  CHECK(json.code == 2);
  CHECK(nlohmann::json::parse(json.out).size() >= 2);
}

TEST_CASE("what is read but not simulated yet is refused by its name, never left out silently", "[program]") {
  const Folder folder;
  const std::string file = folder.write(
      "a.json",
      scenario_text(R"(, "budgets": { "fleet fits": { "metric": "fleet.peak_gpus", "max": 400 } })"));
  const Ran ran = captured::npcost({"run", file});
  CHECK(ran.code == 2);
  CHECK(ran.out.empty());
  CHECK(contains(ran.err, "E720"));
  CHECK(contains(ran.err, "/budgets/fleet fits"));
  CHECK(captured::npcost({"check", file}).code == 0);
}

TEST_CASE("a scenario that cannot be read is a matter of the machine: exit code 3 with the path and the reason",
          "[program]") {
  const Ran ran = captured::npcost({"run", "/nonexistent/a.json"});
  CHECK(ran.code == 3);
  CHECK(contains(ran.err, "/nonexistent/a.json"));
  CHECK(contains(ran.err, "No such file"));
}

TEST_CASE("more work than --max-work is refused before it starts", "[program]") {
  const Folder folder;
  const std::string file = folder.write("a.json", scenario_text());
  const Ran ran = captured::npcost({"run", file, "--max-work", "10"});
  CHECK(ran.code == 2);
  CHECK(contains(ran.err, "E501"));
  const Ran fewer = captured::npcost({"run", file, "--max-work", "10", "--replications", "1"});
  CHECK(fewer.code == 2);
  CHECK(contains(fewer.err, "more than --max-work 10"));
  CHECK(captured::npcost({"run", file, "--max-work", "1000000"}).code == 0);
}

TEST_CASE("the option --quick is a smaller run and says so", "[program]") {
  const Folder folder;
  std::string text = scenario_text("", "9");
  text.replace(text.find("300 players"), 11, "5k players");
  const Ran ran = captured::npcost({"run", folder.write("a.json", text), "--quick"});
  CHECK(ran.code == 0);
  CHECK(contains(ran.out, "5 replications"));
  CHECK(contains(ran.out, "1,000 of 5,000 players simulated"));
  CHECK(contains(ran.out, "quick: a first look"));
}

TEST_CASE("Ctrl-C ends a run with a whole result that is marked partial", "[program]") {
  const Folder folder;
  const std::string file = folder.write("a.json", scenario_text(budget_text("$1"), "262143"));
  const Ran ran = captured::run_process(
      [&file] {
        std::signal(SIGINT, SIG_DFL);  // a test program may have been started with it ignored
        return run_command({"run", file, "--json", "--max-work", "999999999999999"});
      },
      [](pid_t child) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1500));
        kill(child, SIGINT);
      });
  INFO(ran.err);
  CHECK(ran.code == 130);
  const auto json = nlohmann::json::parse(ran.out);
  CHECK(json["audit"]["partial"] == true);
  CHECK(json["audit"]["replications"] >= 1);
  CHECK(contains(ran.err, "interrupted"));
}

TEST_CASE("a second Ctrl-C does not wait for anything", "[program]") {
  const auto with_signals = [](int count) {
    return captured::run_process([count] {
             std::signal(SIGTERM, SIG_DFL);
             const InterruptGuard guard;
             if (interrupted()) return 1;
             for (int i = 0; i < count; ++i) std::raise(SIGTERM);
             return interrupted() ? 2 : 3;
           })
        .code;
  };
  CHECK(with_signals(0) == 3);
  CHECK(with_signals(1) == 2);
  CHECK(with_signals(2) == 130);
}

TEST_CASE("a signal that was ignored from the start stays ignored", "[program]") {
  const Ran ran = captured::run_process([] {
    std::signal(SIGINT, SIG_IGN);
    const InterruptGuard guard;
    std::raise(SIGINT);
    std::raise(SIGINT);
    return interrupted() ? 1 : 0;
  });
  CHECK(ran.code == 0);
}
