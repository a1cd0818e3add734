// What heads a mode, what its gauge says, and how the charts take hours together.

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/window/panels/window_frame.h"
#include "ui/window/panels/charts_of.h"
#include "ui/window/panels/live_cards.h"

using namespace npcost;
using namespace npcost::fake;
using namespace npcost::window;

namespace {

BudgetFigure share(double value, double limit) {
  BudgetFigure budget;
  budget.name = "share", budget.metric = "cost.share_of_revenue", budget.unit = "ratio", budget.where = "segment voice build";
  budget.value = value, budget.limit = limit, budget.used = value / limit;
  return budget;
}

Reading in_dollars() { return {Language::english, money_style("USD", std::nullopt, Language::english)}; }

/// A chart as it is described inside of a frame, where there is a theme.
charts::XyChart cost_chart_of(const Screen& screen, const ChartData& data, bool logarithmic) {
  charts::XyChart chart;
  draw::Frame frame({}, [&] { chart = cost_chart(screen, data, in_dollars(), logarithmic, false); });
  frame.step();
  return chart;
}

std::vector<std::string> names_of(const charts::XyChart& chart) {
  std::vector<std::string> names;
  for (const charts::Series& series : chart.series) names.push_back(series.name);
  return names;
}

}  // namespace

TEST_CASE("a mode stands where its hardest budget stands, on either side of the limit, and nowhere without a value") {
  ModeFigures figures;
  figures.occurs = true;
  CHECK(viability_of(figures) == draw::Status::neutral);
  figures.budgets = {share(0.479, 0.05)};
  CHECK(viability_of(figures) == draw::Status::bad);
  figures.budgets = {share(0.05, 0.05)};   // at the limit is kept, and tight
  CHECK(viability_of(figures) == draw::Status::warn);
  figures.budgets = {share(0.04, 0.05)};   // up to 80 % of it
  CHECK(viability_of(figures) == draw::Status::ok);
  figures.budgets = {share(0.021, 0.05), share(0.01, 0.05)};
  CHECK(hardest(figures) == &figures.budgets[0]);
  CHECK(hour_budget(figures) == nullptr);
  figures.budgets[0].value.reset(), figures.budgets[0].used.reset();
  CHECK(viability_of(figures) == draw::Status::neutral);
}

TEST_CASE("of more than two modes the two dearest have a card") {
  // Shares of the bill: text 30 %, voice 10 %, speech 55 %, vision 5 %.
  CHECK(modes_in_cards(four_modes_screen()) == std::vector<Mode>{Mode::text, Mode::speech_to_speech});
  CHECK(modes_in_cards(rich_screen()) == std::vector<Mode>{Mode::text, Mode::voice});
  CHECK(modes_in_cards(text_only_screen()) == std::vector<Mode>{Mode::text, Mode::voice});   // the second card says that it is absent
}

TEST_CASE("gauges of shares, of a limit of nothing and of nothing known are drawn without overlap") {
  Screen screen = rich_screen();
  screen.mode[0].budgets = {share(0.021, 0.05)};
  screen.mode[1].budgets = {share(0.479, 0.05)};
  screen.mode[1].budgets[0].used = std::numeric_limits<double>::infinity();
  WindowFrame window(screen);
  CHECK(window.frame.has("live.gauge.text"));
  CHECK(window.frame.has("live.chip.voice"));
  CHECK(window.frame.faults().empty());
  window.screen.number = 1000;
  window.screen.mode[1].budgets[0].used.reset(), window.screen.mode[1].budgets[0].value.reset();
  window.frame.step();
  CHECK(window.frame.faults().empty());
}

TEST_CASE("the chart's line is what heads the mode, and is named so") {
  ChartData data;
  const Screen rich = rich_screen();
  REQUIRE(data.take(rich));
  const charts::XyChart by_median = cost_chart_of(rich, data, false);
  CHECK(names_of(by_median) == std::vector<std::string>{"Text P95", "Text P50", "Voice P95", "Voice P50"});
  CHECK(by_median.series[1].y[0] == static_cast<double>(rich.track.mode[0].p50[0]));
  const Screen silent = silent_median_screen();
  REQUIRE(data.take(silent));
  const charts::XyChart by_mean = cost_chart_of(silent, data, true);
  CHECK(names_of(by_mean) == std::vector<std::string>{"Text P95", "Text mean", "Voice P95", "Voice mean"});
  CHECK(by_mean.series[1].y[0] == static_cast<double>(silent.track.mode[0].mean[0]));
  CHECK(by_mean.series[1].y[0] > 0);   // on a log scale, too
  CHECK(headline_names(silent, in_dollars()) == "mean");
  Screen mixed = silent;
  mixed.mode[0].headline_stat = Stat::p50;
  CHECK(headline_names(mixed, in_dollars()) == "P50 or mean");
}

TEST_CASE("only what a budget judges is measured by it, and a budget of everybody has one line") {
  ChartData data;
  Screen screen = rich_screen();
  REQUIRE(data.take(screen));
  const charts::XyChart own = cost_chart_of(screen, data, false);
  REQUIRE(own.budgets.size() == 2);
  REQUIRE(own.series[0].note);
  std::string note;
  draw::Frame frame({}, [&] { note = own.series[0].note(0.06).text; });
  frame.step();
  CHECK(note == "120%");                            // of $0.05
  CHECK_FALSE(own.series[1].note);                  // it is of the P95
  for (std::size_t m : {0u, 1u}) screen.mode[m].budgets[0].where.clear(), screen.mode[m].budgets[0].limit = 0.1;
  const charts::XyChart everybodys = cost_chart_of(screen, data, false);
  REQUIRE(everybodys.budgets.size() == 1);
  CHECK(everybodys.budgets[0].label == "Budget, all players  $0.10");
  CHECK_FALSE(everybodys.series[0].note);
  screen.mode[0].budgets = {share(0.01, 0.05)}, screen.mode[1].budgets.clear();
  CHECK(cost_chart_of(screen, data, false).budgets.empty());   // a share is no amount per hour
}

TEST_CASE("hours are taken together until a stretch is three pixels wide") {
  Screen screen = rich_screen();
  const charts::View all;
  screen.track.length = 720;
  CHECK(bucket_hours[bucket_for(screen, all, 2160)] == 1);    // 3 px an hour
  CHECK(bucket_hours[bucket_for(screen, all, 2159)] == 2);
  CHECK(bucket_hours[bucket_for(screen, all, 360)] == 6);     // 120 stretches
  CHECK(bucket_hours[bucket_for(screen, all, 140)] == 24);    // 12 h would be 2.3 px
  CHECK(bucket_hours[bucket_for(screen, all, 20)] == 24);     // as coarse as it goes
  charts::View day;
  day.seen = charts::Range{24, 48};
  CHECK(bucket_hours[bucket_for(screen, day, 140)] == 1);     // 24 hours in 140 px
  ChartData data;
  screen.track.length = 72;
  REQUIRE(data.take(screen));
  charts::XyChart chart;
  draw::Frame frame({}, [&] { chart = breakdown_chart(screen, data, in_dollars(), Mode::voice, 3); });
  frame.step();
  REQUIRE(chart.layers_x.size() == 12);                       // 72 h by 6 h
  CHECK(chart.layers_x[0] == 3.0);
  REQUIRE(chart.layers.size() == screen.parts[1].size());
  for (const charts::Layer& layer : chart.layers) CHECK(layer.y.size() == 12);
}
