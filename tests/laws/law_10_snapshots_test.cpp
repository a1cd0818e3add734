// Law 10 for a run that is watched while it goes on: pausing, stepping, odd slices and a reader that never stops change no byte.

#include "sim/engine/live_snapshot.h"

#include <atomic>
#include <random>
#include <thread>

#include "tests/laws/support.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

std::uint64_t turns_of(const UsageLedger& ledger) {
  std::uint64_t turns = 0;
  for (const TalkCounts& talk : ledger.talk) turns += talk.turns;
  return turns;
}

/// Three hours of many players who hardly rest.
std::string busy() {
  std::string text = with(with(rich_world, R"("14 d")", R"("3 h")"), R"("1.5/d")", R"("20/d")");
  return with(text, R"("active": "300 players")", R"("active": "2000 players")");
}

}  // namespace

TEST_CASE("every snapshot is the ledger at its moment", "[law10]") {
  LiveRun run(compile_plan(scenario_of(busy()), 0));
  LiveView view(run);
  CHECK(view.newest().number == 0);
  std::mt19937 random(3);
  bool somebody_talks = false;
  while (!run.finished()) {
    run.advance_to(run.now() + Milliseconds(1 + random() % 400'000));
    view.take();
    const LiveSnapshot& seen = view.newest();
    const UsageLedger& ledger = run.ledger();
    REQUIRE(seen.now == run.now());
    REQUIRE(seen.total.turns == turns_of(ledger));
    REQUIRE(seen.total.cells == ledger.totals());
    REQUIRE(seen.talk == ledger.talk);
    REQUIRE(seen.group_cells == ledger.group_cells);
    std::int64_t online = 0;
    for (const std::int64_t change : ledger.online_change) online += change;
    REQUIRE(static_cast<std::int64_t>(seen.online) == online);
    REQUIRE(seen.talking[0] + seen.talking[1] <= seen.online);
    somebody_talks = somebody_talks || (seen.talking[0] > 5 && seen.talking[1] > 5);
  }
  CHECK(somebody_talks);
  CHECK(view.newest().finished);
  CHECK(view.newest().online == 0);
  CHECK(view.newest().talking == std::array<std::uint64_t, mode_count>{});
}

TEST_CASE("the last second, minute and hour are differences of what was shown", "[law10]") {
  LiveRun run(compile_plan(scenario_of(busy()), 0));
  LiveView view(run);
  std::vector<std::uint64_t> turns{0};   // [second]
  while (turns.size() <= 2 * 3600) {
    run.advance_to(run.now() + Milliseconds(1000));
    view.take();
    turns.push_back(view.newest().total.turns);
    const std::size_t now = turns.size() - 1;
    const auto check = [&](const LiveWindow& window, std::size_t length) {
      const std::size_t from = now > length ? now - length : 0;
      REQUIRE(window.covers == Milliseconds((now - from) * 1000));
      REQUIRE(window.counts.turns == turns[now] - turns[from]);
    };
    check(view.newest().second, 1);
    check(view.newest().minute, 60);
    // An hour's marks are a minute apart: it covers an hour and less than a minute more.
    const std::size_t covered = static_cast<std::size_t>(view.newest().hour.covers.count() / 1000);
    REQUIRE(covered >= std::min<std::size_t>(now, 3600));
    REQUIRE(covered < 3660);
    REQUIRE(view.newest().hour.counts.turns == turns[now] - turns[now - covered]);
  }
  CHECK(turns.back() > 10'000);
}

TEST_CASE("a reader that never stops and pauses of all kinds change no byte, and it sees whole snapshots only", "[law10]") {
  const Scenario scenario = scenario_of(busy());
  LiveRun run(compile_plan(scenario, 0));
  LiveView view(run);
  std::atomic<bool> over{false};
  std::uint64_t looked = 0, torn = 0, backwards = 0;
  std::thread reader([&] {
    std::uint64_t last = 0;
    while (!over.load(std::memory_order_relaxed)) {
      const LiveSnapshot& seen = view.newest();
      std::uint64_t turns = 0;
      for (const TalkCounts& talk : seen.talk) turns += talk.turns;
      torn += turns != seen.total.turns ? 1u : 0u;
      backwards += seen.number < last ? 1u : 0u;
      looked += seen.number != last ? 1u : 0u;
      last = seen.number;
    }
  });
  std::mt19937 random(9);
  while (!run.finished()) {
    if (random() % 50 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));   // a pause is nothing but time that passes outside
    run.advance_to(run.now() + Milliseconds(random() % 3 == 0 ? 0 : 1 + random() % 20'000));
    view.take();
  }
  over = true;
  reader.join();
  CHECK(looked > 1);
  CHECK(torn == 0);
  CHECK(backwards == 0);
  CHECK(run.ledger() == run_of(scenario).ledger);
}
