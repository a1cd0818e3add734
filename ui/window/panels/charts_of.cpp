#include "ui/window/panels/charts_of.h"

#include <algorithm>
#include <cmath>

namespace npcost::window {

namespace {

/// "132%" of the budget beside what it judges, in the colour of its zone.
std::function<charts::Note(double)> against(const BudgetFigure* budget, Stat stat) {
  // A budget of everybody judges another cost than this mode's, and one of the mean no percentile.
  if (budget == nullptr || budget->stat != stat || budget->where.empty() || !(budget->limit > 0.0)) return {};
  return [limit = budget->limit](double value) {
    const double part = value / limit;
    return charts::Note{charts::percent(part), theme().words(zone_of(part))};
  };
}

void add_budget(const ModeFigures& figures, const std::string& name, ImU32 colour, const Reading& reading, charts::XyChart& chart) {
  const BudgetFigure* const budget = hour_budget(figures);
  if (budget == nullptr) return;
  const bool everybodys = budget->where.empty();
  const std::string label = (everybodys ? reading.say("chart.budget_all") : reading.say("chart.budget", name)) + "  " +
                            limit_amount(budget->limit, reading.money);
  for (const charts::Budget& one : chart.budgets) {
    if (one.label == label) return;   // everybody's stands for all modes
  }
  chart.budgets.push_back({budget->limit, label, everybodys ? theme().text2 : colour});
}

/// A name that leaves room for the curve behind it.
std::string flag_name(const std::string& name) { return draw::shortened(draw::Face::small, shown_name(name), draw::px(190)); }

std::string online_note(const Reading& reading, const ChartData& data, double hour) {
  if (data.hours.empty()) return {};
  const double players = data.online[charts::nearest(data.hours, hour)];
  return std::isfinite(players) ? reading.say("chart.players", whole_text(players)) : std::string();
}

void add_mode(const Screen& screen, const ChartData& data, const Reading& reading, Mode mode, int legend, bool by_hour,
              charts::XyChart& chart) {
  const auto m = static_cast<std::size_t>(mode);
  const ChartData::OfMode& course = data.mode[m];
  const std::string name = mode_text(reading.language, mode);
  const ImU32 colour = colour_of_mode(mode);
  const ModeFigures& figures = screen.mode[m];
  charts::Series band = charts::band_series(reading.say("chart.p95", name), colour, data.at, course.line, course.p95);
  band.note = against(hour_budget(figures), Stat::p95);
  const std::string headline = reading.say("chart.of_mode", name, headline_name(figures, reading));
  charts::Series line = charts::line_series(headline, colour, data.at, course.line);
  line.note = against(hour_budget(figures), figures.headline_stat);
  line.thickness = 2.25f;
  const ImU32 pale = draw::faded(draw::mixed(colour, theme().text, 0.35f), 0.6f);
  charts::Series hour = charts::line_series(reading.say("chart.hour", name), pale, data.hours, course.hour_mean);
  hour.thickness = 1.0f;
  band.legend = line.legend = hour.legend = legend;
  chart.series.push_back(std::move(band));
  if (by_hour) chart.series.push_back(std::move(hour));
  chart.series.push_back(std::move(line));
  add_budget(figures, name, colour, reading, chart);
}

void add_time(const Screen& screen, charts::XyChart& chart) {
  for (const auto& [hour, name] : screen.track.events) chart.flags.push_back({hour, flag_name(name)});
  if (screen.transport.now < screen.track.length) chart.now = screen.transport.now;
  chart.say_not_simulated = screen.track.simulated < screen.track.length && screen.track.simulated <= screen.transport.now;
}

}  // namespace

std::string limit_amount(double limit, const charts::MoneyStyle& money) {
  return money.rate == 1.0 ? charts::money_tick(limit, 0.0, money) : charts::money(limit, money);
}

charts::XyChart cost_chart(const Screen& screen, const ChartData& data, const Reading& reading, bool logarithmic, bool by_hour) {
  charts::XyChart chart;
  chart.id = "live.cost.plot";
  chart.x = run_axis(screen, reading.language);
  chart.y = charts::money_axis(reading.money);
  if (logarithmic) chart.y.steps = charts::Steps::log;
  int legend = 0;
  for (const Mode mode : modes_shown(screen)) add_mode(screen, data, reading, mode, legend++, by_hour, chart);
  add_time(screen, chart);
  chart.x_note = [reading, &data](double hour) { return charts::Note{online_note(reading, data, hour), 0}; };
  chart.words = chart_words(reading.language);
  chart.empty_reason = nothing_reason(screen, reading.language);
  chart.left = 68;
  return chart;
}

bool hours_are_few(const Screen& screen) { return screen.track.length <= 240.0; }

std::vector<charts::LegendEntry> cost_legend(const Screen& screen, const Reading& reading) {
  std::vector<charts::LegendEntry> entries;
  for (const Mode mode : modes_shown(screen)) entries.push_back({mode_text(reading.language, mode), colour_of_mode(mode), false});
  entries.push_back({reading.say("chart.hours"), theme().text3, false});
  return entries;
}

std::string headline_name(const ModeFigures& figures, const Reading& reading) {
  return reading.say(figures.headline_stat == Stat::mean ? WordKey("stat.mean") : WordKey("viable.p50"));
}

std::string headline_names(const Screen& screen, const Reading& reading) {
  std::string names;
  for (const Mode mode : modes_shown(screen)) {
    const std::string name = headline_name(screen.mode[static_cast<std::size_t>(mode)], reading);
    if (names.empty()) names = name;
    else if (names != name) return reading.say("chart.p50_or_mean");
  }
  return names;
}

std::size_t bucket_for(const Screen& screen, const charts::View& time, float wide) {
  const double hours = time.seen ? time.seen->high - time.seen->low : screen.track.length;
  constexpr double fewest_pixels = 3;
  for (std::size_t b = 0; b + 1 < bucket_count; ++b) {
    if (static_cast<double>(wide) * bucket_hours[b] >= fewest_pixels * hours) return b;
  }
  return bucket_count - 1;
}

charts::XyChart breakdown_chart(const Screen& screen, const ChartData& data, const Reading& reading, Mode mode, std::size_t bucket) {
  const auto m = static_cast<std::size_t>(mode);
  charts::XyChart chart;
  chart.id = "live.breakdown.plot";
  chart.x = run_axis(screen, reading.language);
  chart.x.ticks = 4;
  chart.y = charts::money_axis(reading.money);
  chart.y.ticks = 4;
  chart.layers_x = data.stretches[bucket];
  const auto& parts = screen.parts[m];
  const int count = static_cast<int>(parts.size());
  for (int i = 0; i < count; ++i) {
    const Part& part = parts[static_cast<std::size_t>(i)];
    chart.layers.push_back({part_text(reading.language, part.kind), colour_of_part(part.kind),
                            data.mode[m].parts[bucket][static_cast<std::size_t>(i)], count - 1 - i});
  }
  if (screen.transport.now < screen.track.length) chart.now = screen.transport.now;
  chart.words = chart_words(reading.language);
  chart.empty_reason = nothing_reason(screen, reading.language);
  return chart;
}

std::vector<charts::LegendRow> breakdown_rows(const Screen& screen, const Reading& reading, Mode mode) {
  const auto& parts = screen.parts[static_cast<std::size_t>(mode)];
  double total = 0.0;
  for (const Part& part : parts) total += part.per_player_hour.value_or(0.0);
  const int decimals = column_decimals(total, reading.money);
  std::vector<charts::LegendRow> rows;
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    rows.push_back({{part_text(reading.language, part->kind), colour_of_part(part->kind), true},
                    fixed_or_dash(part->per_player_hour, decimals, reading.money),
                    part->per_player_hour ? charts::percent(part->share) : "–"});
  }
  return rows;
}

charts::BarChart comparison_chart(const Screen& screen, const Reading& reading, Mode mode) {
  const auto m = static_cast<std::size_t>(mode);
  charts::BarChart chart;
  chart.id = "compare.bars";
  chart.x = charts::money_axis(reading.money);
  const BudgetFigure* const budget = hour_budget(screen.mode[m]);
  if (budget != nullptr) chart.budget = charts::Budget{budget->limit, {}, colour_of_mode(mode)};
  for (const Contender& one : screen.contenders) {
    charts::Bar bar;
    bar.name = shown_name(one.name);
    bar.highlighted = one.current;
    const Contender::OfMode& costs = one.mode[m];
    for (const auto& [kind, cost] : costs.parts) bar.parts.push_back({part_text(reading.language, kind), colour_of_part(kind), cost});
    bar.whisker = costs.p95;
    if (costs.mean) bar.value = charts::money(*costs.mean, reading.money);
    else bar.value = one.fault.empty() ? (one.grade == Grade::none ? reading.say("compare.to_run") : "–") : reading.say("compare.fault");
    if (costs.p95) {
      const auto judged = against(budget, Stat::p95);
      bar.aside = judged ? reading.say("compare.p95_of", judged(*costs.p95).text) : "P95 " + charts::money(*costs.p95, reading.money);
      if (judged) bar.aside_colour = judged(*costs.p95).colour;
    }
    chart.bars.push_back(std::move(bar));
  }
  chart.row = 44, chart.names = 168, chart.figures = 96;
  chart.words = chart_words(reading.language);
  chart.empty_reason = screen.file.empty() ? reading.say("nothing.no_file") : reading.say("compare.empty");
  return chart;
}

charts::XyChart players_chart(const Screen& screen, const ChartData& data, const Reading& reading) {
  charts::XyChart chart;
  chart.id = "players.plot";
  chart.x = run_axis(screen, reading.language);
  chart.y = charts::number_axis();
  chart.layers_x = data.hours;
  chart.layers = {{reading.say("transport.online"), draw::faded(theme().accent, 0.45f), data.online, -1}};
  for (const auto& [hour, name] : screen.track.events) chart.flags.push_back({hour, flag_name(name)});
  chart.words = chart_words(reading.language);
  chart.empty_reason = nothing_reason(screen, reading.language);
  return chart;
}

std::string picture_title(Picture which, const Reading& reading) {
  switch (which) {
    case Picture::cost: return reading.say("live.cost.title");
    case Picture::breakdown: return reading.say("live.breakdown.title");
    case Picture::comparison: return reading.say("compare.title");
    case Picture::players: return reading.say("export.players");
  }
  return {};
}

namespace {

std::string picture_aside(Picture which, const Screen& screen, const Reading& reading, Mode mode) {
  const std::string scenario = shown_name(screen.title);
  if (which == Picture::breakdown || which == Picture::comparison) return scenario + " · " + mode_text(reading.language, mode);
  return which == Picture::cost ? scenario + " · " + reading.say("live.cost.aside", headline_names(screen, reading)) : scenario;
}

void paint_breakdown(const Screen& screen, const ChartData& data, const Reading& reading, Mode mode, ImDrawList* list, draw::Rect room) {
  const draw::Rect rows = take_right(room, 236, 20);
  charts::XyState state;
  charts::View time;
  charts::XyChart chart = breakdown_chart(screen, data, reading, mode, bucket_for(screen, time, room.width() / theme().scale - 68));
  chart.id = "picture.plot", chart.interactive = false;
  charts::draw_xy(list, room, chart, state, time);
  float y = rows.low.y;
  for (const charts::LegendRow& row : breakdown_rows(screen, reading, mode)) {
    const float line = draw::line_height(draw::Face::small);
    list->AddRectFilled({rows.low.x, y + draw::px(2)}, {rows.low.x + draw::px(10), y + draw::px(12)}, row.entry.colour, draw::px(3));
    draw::text_ellipsis(list, draw::Face::small, {rows.low.x + draw::px(18), y}, rows.width() * 0.45f, theme().text2, row.entry.name);
    draw::text_right(list, draw::Face::small_semi, {rows.high.x - draw::px(44), y}, theme().text, row.value);
    draw::text_right(list, draw::Face::small, {rows.high.x, y}, theme().text3, row.share);
    y += line + draw::px(8);
    if (y + line > rows.high.y) break;
  }
}

}  // namespace

void paint_picture(Picture which, const Screen& screen, const ChartData& data, const Reading& reading,
                   const Remembered& view, ImDrawList* list, const draw::Rect& area) {
  const Mode mode = mode_in_view(screen, view.mode);
  draw::Rect room = area;
  const draw::Rect head = take_top(room, 26, 8);
  const float width = draw::text(list, draw::Face::title, head.low, theme().text,
                                 draw::shortened(draw::Face::title, picture_title(which, reading), head.width()));
  draw::text_ellipsis(list, draw::Face::small, {head.low.x + width + draw::px(10), head.low.y + draw::px(2)},
                      std::max(0.0f, head.width() - width - draw::px(10)), theme().text3,
                      picture_aside(which, screen, reading, mode));
  charts::XyState state;
  charts::View time;
  if (which == Picture::breakdown) {
    paint_breakdown(screen, data, reading, mode, list, room);
  } else if (which == Picture::comparison) {
    charts::BarChart chart = comparison_chart(screen, reading, mode);
    chart.id = "picture.bars", chart.interactive = false;
    charts::draw_bars(list, room, chart);
  } else {
    charts::XyChart chart = which == Picture::cost ? cost_chart(screen, data, reading, view.logarithmic, hours_are_few(screen))
                                                   : players_chart(screen, data, reading);
    chart.id = "picture.plot", chart.interactive = false;
    charts::draw_xy(list, room, chart, state, time);
  }
}

}  // namespace npcost::window
