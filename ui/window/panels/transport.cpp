// Play, pace, clock, and the timeline of the whole run.

#include <algorithm>
#include <cmath>

#include "ui/window/charts/ink.h"
#include "ui/window/panels/panel.h"

namespace npcost::window {

namespace {

constexpr std::array<double, 4> speeds{1, 60, 3600, 0};

void draw_play(Panel& p, ImVec2 centre, bool can) {
  const float radius = px(20);
  const Rect box{{centre.x - radius, centre.y - radius}, {centre.x + radius, centre.y + radius}};
  const Touch touched = can ? p.ui.touch("transport.play", box, "transport") : Touch{};
  if (!can) draw::mark("transport.play", box, "transport");
  ImDrawList* const list = ImGui::GetWindowDrawList();
  const bool playing = p.screen.transport.playing;
  const ImU32 fill = !can ? theme().border
                          : draw::mixed(theme().accent, theme().text,
                                        touched.held      ? 0.18f
                                        : touched.hovered ? 0.1f
                                                          : 0.0f);
  list->AddCircleFilled(centre, radius, fill, 48);
  if (touched.focused) list->AddCircle(centre, radius + px(3), theme().accent, 48, px(1.5f));
  if (touched.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  draw::icon(list, playing ? Icon::pause : Icon::play, {centre.x + (playing ? 0.0f : px(1)), centre.y}, px(17),
             can ? theme().on_accent : theme().text3);
  p.ui.tip_of(touched, box, p.say(playing ? WordKey("transport.pause") : WordKey("transport.play")));
  if (touched.pressed) playing ? p.actions.pause() : p.actions.play();
}

int speed_index(double speed) {
  for (std::size_t i = 0; i < speeds.size(); ++i) {
    if (speeds[i] == speed) return static_cast<int>(i);
  }
  return -1;
}

void draw_curve(const Panel& p, const Rect& plot) {
  const auto& data = p.view.data;
  const double length = p.screen.track.length;
  double most = 0;
  for (const double v : data.online) most = std::isfinite(v) ? std::max(most, v) : most;
  if (!(most > 0.0) || !(length > 0.0) || data.hours.empty()) return;
  const charts::Scale x{charts::Steps::linear, {0.0, length}, plot.low.x, plot.high.x},
      y{charts::Steps::linear, {0.0, most * 1.1}, plot.high.y, plot.low.y};
  std::vector<double> edges;
  for (float at = plot.low.x; at <= plot.high.x; at += 1.0f) edges.push_back(x.value(at));
  std::vector<charts::Sample> samples;
  charts::reduce(data.hours, data.online, nullptr, edges, samples);
  std::vector<ImVec2> line;
  for (const charts::Sample& s : samples) {
    if (std::isfinite(s.y)) line.push_back({x.pixel(s.x), y.pixel(s.y)});
  }
  if (line.size() < 2) return;
  const float half = plot.width() * static_cast<float>(0.5 / length);  // samples stand in the middles of hours
  line.insert(line.begin(), {std::max(plot.low.x, line.front().x - half), line.front().y});
  line.push_back({std::min(plot.high.x, line.back().x + half), line.back().y});
  ImDrawList* const list = ImGui::GetWindowDrawList();
  charts::fill_below(list, line, plot.high.y, draw::faded(theme().accent, 0.4f), draw::faded(theme().accent, 0.08f), plot.low.y);
  charts::stroke(list, line, draw::faded(theme().accent, 0.9f), px(1.25f));
}

void draw_ticks(const Panel& p, const Rect& plot) {
  charts::Axis axis = run_axis(p.screen, p.ui.language);
  axis.ticks = std::max(3, static_cast<int>(plot.width() / px(110)));
  if (!axis.whole) return;
  const charts::Ticks ticks = axis.ticks_of(*axis.whole);
  ImDrawList* const list = ImGui::GetWindowDrawList();
  float free_from = plot.low.x;
  for (const double at : ticks.at) {
    const float x = plot.low.x + plot.width() * static_cast<float>(at / axis.whole->high);
    const std::string label = axis.tick_label(at, ticks.step);
    const float width = draw::measure(Face::small, label).x, left = std::clamp(x - width * 0.5f, plot.low.x, plot.high.x - width);
    list->AddRectFilled({draw::snap(x), plot.high.y}, {draw::snap(x) + theme().hairline(), plot.high.y + px(4)}, theme().border_strong);
    if (left < free_from) continue;
    draw::text(list, Face::small, {left, plot.high.y + px(5)}, theme().text3, label);
    free_from = left + width + px(10);
  }
}

void draw_timeline(Panel& p, const Rect& box) {
  const Rect plot{{box.low.x, box.low.y}, {box.high.x, box.high.y - px(22)}};
  ImDrawList* const list = ImGui::GetWindowDrawList();
  const double length = p.screen.track.length;
  list->AddRectFilled(plot.low, plot.high, theme().inset, px(4));
  const bool can = length > 0.0 && std::isfinite(length);
  const Touch touched = can ? p.ui.touch("transport.timeline", plot, "transport") : Touch{};
  list->PushClipRect(plot.low, plot.high, true);
  draw_curve(p, plot);
  list->PopClipRect();
  if (!can) return;
  const auto place = [&](double hour) {
    return draw::snap(plot.low.x + plot.width() * static_cast<float>(std::clamp(hour / length, 0.0, 1.0)));
  };
  const float now = place(p.view.seeking.value_or(p.screen.transport.now));
  list->AddRectFilled({now, plot.low.y}, plot.high, theme().future);
  for (const auto& [hour, name] : p.screen.track.events) {
    const float x = place(hour);
    list->AddTriangleFilled({x - px(4), plot.low.y}, {x + px(4), plot.low.y}, {x, plot.low.y + px(6)}, theme().text3);
    charts::vertical_dashed(list, x, plot.low.y + px(6), plot.high.y, theme().text3, px(3), px(3), theme().hairline());
    p.ui.tip({{x - px(6), plot.low.y}, {x + px(6), plot.high.y}}, shown_name(name));
  }
  list->AddRectFilled({now - px(1), plot.low.y - px(2)}, {now + px(1), plot.high.y}, theme().text);
  list->AddCircleFilled({now, plot.low.y - px(3)}, px(5), theme().text, 20);
  draw_ticks(p, plot);
  if (touched.focused) draw_ring(list, plot, px(4));
  if (touched.held) {
    p.view.seeking = length * std::clamp(static_cast<double>((ImGui::GetIO().MousePos.x - plot.low.x) / plot.width()), 0.0, 1.0);
    p.actions.seek(*p.view.seeking);
  } else {
    p.view.seeking.reset();
  }
}

void draw_online(Panel& p, Rect box) {
  const Rect figure = take_top(box, 24), words = take_top(box, 18);
  const Transport& t = p.screen.transport;
  p.ui.line(Face::semi, figure, Align::right, theme().text, whole_text(t.online));
  p.ui.line(Face::small, words, Align::right, theme().text3, p.say("transport.online"));
  p.ui.tip({figure.low, words.high}, p.say("transport.talking", whole_text(t.talking[0]), whole_text(t.talking[1] + t.talking[2])));
}

}  // namespace

void draw_transport(Panel& p, const Rect& box) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  list->AddRectFilled(box.low, box.high, theme().rail);
  list->AddRectFilled(box.low, {box.high.x, box.low.y + theme().hairline()}, theme().border);
  const bool can = p.screen.track.length > 0.0;
  const float middle = draw::snap(box.centre().y);
  float x = box.low.x + px(20);
  draw_play(p, {x + px(20), middle}, can);
  x += px(40) + px(10);
  if (icon_button(p.ui, "transport.step", {x + px(15), middle}, Icon::step, p.say("transport.step"), can)) p.actions.step();
  x += px(30) + px(12);
  const std::array<std::string, 4> labels{"1×", "60×", "3600×", p.say("transport.max")};
  const float wide = segments_width(labels);
  const int chosen = speed_index(p.screen.transport.speed);
  const int speed = segments(p.ui, "transport.speed", {x + wide, middle}, labels, chosen);
  if (speed != chosen && speed >= 0) p.actions.set_speed(speeds[static_cast<std::size_t>(speed)]);
  x += wide + px(20);
  const float clock = draw::measure(Face::big, "00:00:00").x;
  Rect words{{x, middle - px(23)}, {x + clock + px(8), middle + px(23)}};
  p.ui.line(Face::small, take_top(words, 19), Align::left, theme().text3, day_text(p.ui.language, p.screen.transport.day_text));
  p.ui.line(Face::big, words, Align::left, theme().text, p.screen.transport.clock_text.empty() ? "–" : p.screen.transport.clock_text);
  x += clock + px(28);
  Rect rest{{x, box.low.y + px(14)}, {box.high.x - px(20), box.high.y - px(4)}};
  const Rect online = take_right(rest, std::max(92.0f, draw::measure(Face::small, p.say("transport.online")).x / theme().scale + 4), 24);
  if (rest.width() > px(120)) draw_timeline(p, rest);
  draw_online(p, {{online.low.x, middle - px(22)}, {online.high.x, middle + px(22)}});
}

}  // namespace npcost::window
