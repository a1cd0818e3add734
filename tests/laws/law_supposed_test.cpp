// A coupled run in batch, under closings that are supposed and then found: the bytes of the run in the order of time, whatever limits
// count, do and leave to each other, on any number of threads. And what cannot be supposed is not.

#include "sim/engine/supposed/supposed_run.h"
#include "tests/laws/lever_runs.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

/// 60 players, three talks of 30 turns a day each on average: about 5,400 turns a day, 12 days.
std::string town() {
  std::string text = with(calm_talk(), R"("duration": "30 d")", R"("duration": "12 d")");
  text = with(with(text, "40 players", "60 players"), R"("conversations": 1)", R"("conversations": 3)");
  return with_tiny(text);
}

std::string ruled(const std::string& world, const std::string& policies) { return adding(world, R"("policies": { )" + policies + " }"); }

/// One limit of everybody.
std::string fuse(const std::string& rest) { return R"("f": { "kind": "degrade", )" + rest + " }"; }

/// The supposing run of one, three and seven threads against the run in the order of time. Returns what policies did.
std::vector<PolicyCounts> settled(const std::string& text) {
  const std::shared_ptr<const Plan> plan = compile_plan(scenario_of(text), 0);
  REQUIRE(plan->rules.coupled());
  const auto always = [] { return true; };
  const UsageLedger in_order = run_in_time_order(*plan, always).ledger;
  for (const std::uint32_t threads : {1u, 3u, 7u}) {
    INFO(threads << " threads");
    Threads workers(threads);
    const std::optional<ReplicationRun> run = run_supposing(*plan, workers, always);
    REQUIRE(run.has_value());
    CHECK(run->units_done == plan->work.units);
    CHECK(run->ledger.policy == in_order.policy);
    CHECK(run->ledger == in_order);
  }
  return in_order.policy;
}

bool is_supposed(const std::string& text) {
  OneWorker worker;
  return run_supposing(*compile_plan(scenario_of(text), 0), worker, [] { return true; }).has_value();
}

}  // namespace

TEST_CASE("supposed closings give the bytes of the order of time, in each measure and with all that a limit can do", "[supposed]") {
  // A turn costs about $0.00037 and has about 1,700 tokens; a talk of 30 turns takes 290 s.
  for (const char* rest : {R"("limit": "3000 turns")", R"("limit": "3000 turns", "lag": "2500 ms", "then": "block")",
                           R"("limit": "4M tokens", "lag": "0 s", "then": "pay")", R"("limit": "5 h", "then": "scripted")",
                           R"("limit": "$1.10", "then": "cheaper_model", "to": "tiny")", R"("limit": "$1.10", "lag": "10 min")",
                           R"("limit": "20000 turns", "per": "global/mo")",
                           R"("limit": "$3", "per": "global/mo", "lag": "1 h", "then": "block")"}) {
    INFO(rest);
    const std::vector<PolicyCounts> policies = settled(ruled(town(), fuse(rest)));
    CHECK(policies[0].windows > 0);
    CHECK(policies[0].turns > 100);
  }
}

TEST_CASE("a limit at the first turn of a day and one in its last second are supposed like all others", "[supposed]") {
  CHECK(settled(ruled(town(), fuse(R"("limit": "1 turns", "lag": "0 s")")))[0].windows == 12);   // every day has a turn
  // A lag that goes on behind the day: reached on most days, and never closed.
  const std::vector<PolicyCounts> late = settled(ruled(town(), fuse(R"("limit": "2000 turns", "lag": "24 h")")));
  CHECK(late[0].windows > 6);
  CHECK(late[0].turns == 0);
  CHECK(late[0].over > 1000);
}

TEST_CASE("limits that move each other settle", "[supposed]") {
  // The cheaper model halves what is spent from there on, so the second limit is reached later than it seems at first.
  const std::string two = R"("a": { "kind": "degrade", "limit": "$0.50", "then": "cheaper_model", "to": "tiny" },
      "b": { "kind": "degrade", "limit": "$0.90", "then": "scripted" })";
  for (const PolicyCounts& policy : settled(ruled(town(), two))) CHECK(policy.turns > 100);
  // With a limit of the month over both it takes longer than it is tried for, and the order of time answers.
  const std::string three = ruled(town(), two + R"(,
      "c": { "kind": "degrade", "limit": "19000 turns", "per": "global/mo", "then": "block" })");
  const Run run = run_of(scenario_of(three), 0, 3);
  for (const PolicyCounts& policy : run.ledger.policy) CHECK(policy.turns > 100);
  CHECK(run.ledger == run_in_time_order(*run.plan, [] { return true; }).ledger);
}

TEST_CASE("speech that costs fractions of a step, caches and summaries settle, too", "[supposed]") {
  // About 380 of the 1,000 sessions a day …: what is reached is held against the order of time, and that it is reached is checked.
  for (const char* rest : {R"("limit": "2500 turns")", R"("limit": "6M tokens", "then": "block")", R"("limit": "$1.2")",
                           R"("limit": "14 h", "lag": "7 s")"}) {
    INFO(rest);
    CHECK(settled(ruled(rich_world, fuse(rest)))[0].windows > 3);
  }
}

TEST_CASE("a limit that is never reached settles at once", "[supposed]") {
  for (const char* rest : {R"("limit": "1M turns")", R"("limit": "8000 h")",
                           R"("limit": "$100000")"}) {
    INFO(rest);
    CHECK(settled(ruled(town(), fuse(rest)))[0] == PolicyCounts{});
  }
}

TEST_CASE("what couples players otherwise is lived in the order of time", "[supposed]") {
  const std::string plain = ruled(town(), fuse(R"("limit": "3000 turns")"));
  CHECK(is_supposed(plain));
  CHECK_FALSE(is_supposed(with(plain, R"("seed": 7)", R"("seed": 7, "warm_up": "1 d")")));
  CHECK_FALSE(is_supposed(ruled(town(), fuse(R"("limit": "3000 turns")") +
                                            R"(, "q": { "kind": "quota", "limit": "9 turns", "per": "player/d" })")));
}

TEST_CASE("a supposing run that is asked to stop gives nothing", "[supposed]") {
  const std::shared_ptr<const Plan> plan = compile_plan(scenario_of(ruled(town(), fuse(R"("limit": "3000 turns")"))), 0);
  OneWorker worker;
  // The plan has one unit for 60 players: the second question comes when everybody is to live again.
  for (const int answers : {0, 1, 2}) {
    int asked = 0;
    const std::optional<ReplicationRun> run = run_supposing(*plan, worker, [&] { return asked++ < answers; });
    REQUIRE(run.has_value());
    CHECK(run->units_done == 0);
    CHECK(run->ledger == UsageLedger(plan->shape));
  }
}
