#include "ui/terminal/progress.h"

#include <algorithm>

#include "tests/catch.h"
#include "ui/terminal/columns.h"

using namespace npcost;

TEST_CASE("progress says how far it is, how fast, how long still, and what it found so far", "[progress]") {
  ProgressState state;
  state.replication = 2;
  state.replications = 10;
  state.share_of_it = 0.5;
  state.turns_each = 200'000;
  state.seconds = 5;
  state.estimate = "cost.per_turn $0.00421";
  // 2.5 of 10 replications in 5 s: 7.5 are left and take 15 s; 2.5 × 200,000 turns ÷ 5 s = 100,000 a second.
  CHECK(progress_line(state, Style{.width = 120}) ==
        "replication 3 of 10 · cost.per_turn $0.00421 · 15 s left · 100,000 turns a second");
}

TEST_CASE("before anything is done progress promises nothing", "[progress]") {
  ProgressState state;
  state.replications = 10;
  CHECK(progress_line(state, Style{}) == "replication 1 of 10");
  state.seconds = 3;
  CHECK(progress_line(state, Style{}) == "replication 1 of 10");
  state.share_of_it = 0.5;
  CHECK(progress_line(state, Style{}).find("left") != std::string::npos);
  state.seconds = 0.1;  // too early to tell the pace
  CHECK(progress_line(state, Style{}) == "replication 1 of 10");
}

TEST_CASE("long waits are said in minutes and hours", "[progress]") {
  ProgressState state;
  state.replications = 2;
  state.share_of_it = 1;  // half of the run
  state.seconds = 185;
  CHECK(progress_line(state, Style{}).find("3 min 05 s left") != std::string::npos);
  state.seconds = 7'800;
  CHECK(progress_line(state, Style{}).find("2 h 10 min left") != std::string::npos);
}

TEST_CASE("the progress line never wraps; a narrow terminal gets whole parts of it", "[progress]") {
  ProgressState state;
  state.replication = 7;
  state.replications = 1'000'000;
  state.seconds = 12;
  state.turns_each = 1e9;
  state.estimate = "cost.per_mau_month $0.0660 (95% CI of the mean: $0.0640..$0.0680)";
  CHECK(progress_line(state, Style{.width = 40}) == "replication 8 of 1000000");
  for (const std::uint32_t width : {1u, 2u, 20u, 40u, 79u, 80u}) {
    CHECK(display_width(progress_line(state, Style{.width = width})) <= std::max(width, 2u) - 1);
  }
}

TEST_CASE("an estimate so far carries its labelled interval", "[progress]") {
  Metric metric;
  metric.name = "cost.per_turn";
  metric.unit = "USD";
  CHECK(estimate_text({metric}, "cost.per_turn", Style{}).empty());
  metric.mean = 0.0042;
  CHECK(estimate_text({metric}, "cost.per_turn", Style{}) == "cost.per_turn $0.00420");
  metric.interval = Interval{0.95, 0.0041, 0.0043, "mean"};
  CHECK(estimate_text({metric}, "cost.per_turn", Style{}) ==
        "cost.per_turn $0.00420 ±2.38 % (95% CI)");  // 0.0001 / 0.0042 = 2.38 %
  CHECK(estimate_text({metric}, "cost.total", Style{}).empty());
}

TEST_CASE("progress is drawn rarely, wiped at the end, and silent when nobody watches", "[progress]") {
  std::string screen;
  int pieces = 0;
  const auto write = [&](std::string_view piece) {
    screen += piece;
    ++pieces;
  };
  {
    Progress progress(true, Style{.terminal = true}, 10, write);
    progress.begin_replication(0, 1'000'000, 1e6);
    progress.unit_started();
    CHECK(pieces == 0);  // a run that ends at once shows no line
    while (progress.seconds() < 0.35) progress.unit_started();
    CHECK(pieces >= 1);
    CHECK(pieces <= 1 + static_cast<int>(progress.seconds() * 10) + 1);  // at most ten a second
  }
  CHECK(screen.ends_with("\r\x1b[K"));
  screen.clear();
  {
    Progress progress(false, Style{}, 10, write);
    progress.begin_replication(0, 10, 1e6);
    progress.unit_started();
  }
  CHECK(screen.empty());
}
