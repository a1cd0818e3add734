// What a sweep asks for, and what it says of one cell.

#include <algorithm>
#include <cmath>

#include "ui/window/panels/sweep_parts.h"
#include "ui/window/widgets/chooser.h"

namespace npcost::window {

namespace {

constexpr std::array<int, 4> step_choices{9, 15, 20, 30};

void type_ranges(SweepView& view) {
  const SweepWish& wish = view.wish;
  view.typed = {typed_number(wish.x.low), typed_number(wish.x.high), typed_number(wish.y.low), typed_number(wish.y.high)};
}

/// Begins with a pair of its own whenever the scenario has other parameters.
void begin_wish(Panel& p) {
  SweepView& view = p.view.sweep;
  std::uint64_t of = 1469598103934665603u;
  for (const Parameter& one : p.screen.parameters) {
    for (const char c : one.pointer) of = (of ^ static_cast<unsigned char>(c)) * 1099511628211u;
  }
  if (view.of_parameters == of) return;
  view.of_parameters = of;
  const bool still_there = parameter_at(p.screen, view.wish.x.pointer) != nullptr && parameter_at(p.screen, view.wish.y.pointer) != nullptr;
  if (still_there) return;
  const SweepScreen& sweep = p.screen.sweep;
  const auto there = [&p](const SweepSide& shown) { return shown.values.size() > 1 && parameter_at(p.screen, shown.pointer) != nullptr; };
  if (there(sweep.x) && there(sweep.y)) {   // what is shown already
    const auto side = [](const SweepSide& shown) { return SweepWish::Side{shown.pointer, shown.values.front(), shown.values.back()}; };
    view.wish.x = side(sweep.x), view.wish.y = side(sweep.y);
    return type_ranges(view);
  }
  const SweepWish first = first_wish(p.screen);
  view.wish.x = first.x, view.wish.y = first.y;
  type_ranges(view);
}

std::string fault_words(const Panel& p, SideFault fault) {
  switch (fault) {
    case SideFault::none: return {};
    case SideFault::no_parameter: return p.say("sweep.fault_parameter");
    case SideFault::no_number: return p.say("sweep.fault_number");
    case SideFault::not_ascending: return p.say("sweep.fault_order");
    case SideFault::out_of_limits: return p.say("sweep.fault_limits");
  }
  return {};
}

/// A parameter and its range. Its fault in words, "" if it has none.
std::string draw_side(Panel& p, Rect& rest, bool is_x) {
  SweepView& view = p.view.sweep;
  SweepWish::Side& side = is_x ? view.wish.x : view.wish.y;
  std::string& low = view.typed[is_x ? 0 : 2];
  std::string& high = view.typed[is_x ? 1 : 3];
  const std::string name = is_x ? "sweep.x" : "sweep.y";
  p.ui.line(Face::small, take_top(rest, 18, 2), Align::left, theme().text3, p.say(is_x ? WordKey("sweep.across") : WordKey("sweep.up")));
  const Parameter* const parameter = parameter_at(p.screen, side.pointer);
  ChooserWords words;
  words.text = parameter == nullptr ? p.say("sweep.none") : shown_name(label_text(p.ui.language, *parameter));
  words.aside = parameter == nullptr ? std::string() : group_text(p.ui.language, shown_name(parameter->group));
  words.enabled = !p.screen.parameters.empty();
  chooser(p.ui, p.view.overlay, name, take_top(rest, 30, 6), words, "menu." + name);
  Rect row = take_top(rest, 28, 10);
  const std::string unit = parameter == nullptr ? std::string() : shown_name(parameter->sign + parameter->unit);
  const SideFault fault = fault_of(p.screen, side, low, high);
  FieldLook look;
  look.face = Face::small, look.bad = fault != SideFault::none && parameter != nullptr, look.align = Align::right;
  const float wide = 86;
  const Rect from = take_left(row, wide, 0);
  p.ui.line(Face::small, take_left(row, 22), Align::centre, theme().text3, "–");
  const Rect to = take_left(row, wide, 8);
  const FieldAnswer first = field(p.ui, name + ".low", from, low, look), second = field(p.ui, name + ".high", to, high, look);
  p.ui.line(Face::small, row, Align::left, theme().text3, unit);
  if (first.changed || second.changed || fault == SideFault::none) {
    side.low = number_typed(low).value_or(side.low), side.high = number_typed(high).value_or(side.high);
  }
  const std::string why = parameter == nullptr ? std::string() : fault_words(p, fault);
  if (!why.empty()) p.ui.tip(from, why), p.ui.tip(to, why);
  return parameter == nullptr ? p.say("sweep.fault_parameter") : why;
}

void draw_goal(Panel& p, Rect& rest) {
  const auto& goals = p.screen.sweep.goals;
  p.view.sweep.goal = std::min(p.view.sweep.goal, goals.empty() ? 0 : goals.size() - 1);
  p.ui.line(Face::small, take_top(rest, 18, 2), Align::left, theme().text3, p.say("sweep.shows"));
  ChooserWords words;
  words.enabled = !goals.empty();
  words.text = goals.empty() ? "–" : goal_title(p, goals[p.view.sweep.goal]);
  chooser(p.ui, p.view.overlay, "sweep.goal", take_top(rest, 30, 8), words, "menu.sweep.goal");
}

void draw_fineness(Panel& p, Rect& rest) {
  SweepWish& wish = p.view.sweep.wish;
  std::vector<std::string> labels;
  int chosen = 2;
  for (std::size_t i = 0; i < step_choices.size(); ++i) {
    labels.push_back(std::to_string(step_choices[i]) + "×" + std::to_string(step_choices[i]));
    if (step_choices[i] == wish.steps) chosen = static_cast<int>(i);
  }
  Rect row = take_top(rest, 28, 8);
  const float width = segments_width(labels);
  wish.steps = step_choices[static_cast<std::size_t>(segments(p.ui, "sweep.steps", {row.high.x, row.centre().y}, labels, chosen))];
  row.high.x -= width + px(8);
  p.ui.line(Face::small, row, Align::left, theme().text3, p.say("sweep.grid"));
  row = take_top(rest, 28, 10);
  const std::array<std::string, 2> how{p.say("sweep.quick"), p.say("sweep.whole")};
  wish.whole = segments(p.ui, "sweep.whole", {row.high.x, row.centre().y}, how, wish.whole ? 1 : 0) == 1;
  row.high.x -= segments_width(how) + px(8);
  p.ui.line(Face::small, row, Align::left, theme().text3, p.say("sweep.trials"));
  p.ui.tip(row, p.say("sweep.trials_tip"));
}

/// "123 of 400 points · about 4 s left", over a bar.
void draw_progress(Panel& p, Rect& rest) {
  const SweepScreen& sweep = p.screen.sweep;
  const Rect words = take_top(rest, 18, 3), bar = take_top(rest, 4, 10);
  if (sweep.points == 0) return;
  std::string text = p.say("sweep.progress", sweep.done, sweep.points);
  if (sweep.running && sweep.seconds_left > 0) text += " · " + p.say("sweep.left", wait_text(sweep.seconds_left * 1000.0));
  if (!sweep.running && sweep.done < sweep.points) text += " · " + p.say("sweep.stopped");
  p.ui.line(Face::small, words, Align::left, theme().text2, text);
  ImDrawList* const list = ImGui::GetWindowDrawList();
  const float part = static_cast<float>(std::min(1.0, static_cast<double>(sweep.done) / static_cast<double>(sweep.points)));
  list->AddRectFilled(bar.low, bar.high, theme().border, px(2));
  if (part > 0) list->AddRectFilled(bar.low, {bar.low.x + bar.width() * part, bar.high.y}, theme().accent, px(2));
}

void draw_run(Panel& p, Rect& rest, const std::string& why_not) {
  const SweepScreen& sweep = p.screen.sweep;
  const Rect row = take_top(rest, 34, 8);
  if (sweep.running) {
    if (button(p.ui, "sweep.stop", row, {p.say("sweep.stop"), Icon::stop, p.say("sweep.stop_tip")})) p.actions.stop_sweep();
    return;
  }
  const SweepWish& wish = p.view.sweep.wish;
  const bool open = !p.screen.file.empty() && p.screen.draft.readable;
  const bool same = wish.x.pointer == wish.y.pointer && !wish.x.pointer.empty();
  const std::string why = !open ? nothing_reason(p) : same ? p.say("sweep.fault_same") : why_not;
  const ButtonWords words{p.say("sweep.run"), Icon::play, why.empty() ? p.say("sweep.run_tip") : why, ButtonLook::primary, why.empty()};
  if (button(p.ui, "sweep.run", row, words)) p.actions.run_sweep(wish);
}

struct Fact {
  std::string name, value;
  ImU32 colour;
};

std::vector<Fact> facts_of(const Panel& p, std::optional<std::size_t> pointed) {
  const SweepScreen& sweep = p.screen.sweep;
  const std::size_t goal = p.view.sweep.goal, columns = sweep.x.values.size();
  std::vector<Fact> facts;
  if (columns == 0 || goal >= sweep.of_goal.size() || goal >= sweep.goals.size()) return facts;
  const auto text = [&](const SweepSide& side, std::size_t i) {
    if (pointed) return i < side.texts.size() ? shown_name(side.texts[i]) : std::string("–");
    const Parameter* const parameter = parameter_at(p.screen, side.pointer);
    return parameter == nullptr ? std::string("–") : shown_name(parameter->text);
  };
  const SweepScreen::OfGoal& of = sweep.of_goal[goal];
  std::optional<double> value = of.own;
  if (pointed) value = *pointed < of.value.size() && std::isfinite(of.value[*pointed]) ? std::optional(of.value[*pointed]) : std::nullopt;
  const std::optional<double> base = against(sweep, goal);
  const bool judged = sweep.goals[goal].limit.has_value() && value && base;
  std::string amount = value ? goal_amount(p, sweep.goals[goal], *value) : "–";
  if (value && base) amount += "  " + charts::percent(*value / *base);
  facts.push_back({goal_title(p, sweep.goals[goal]), amount, judged ? theme().words(zone_of(*value / *base)) : theme().text});
  facts.push_back({side_title(p, sweep.x.pointer), text(sweep.x, pointed.value_or(0) % columns), theme().text});
  facts.push_back({side_title(p, sweep.y.pointer), text(sweep.y, pointed.value_or(0) / columns), theme().text});
  return facts;
}

void draw_read_out(Panel& p, const Rect& box, std::optional<std::size_t> pointed) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  list->AddRectFilled(box.low, box.high, theme().inset, px(7));
  draw::mark("sweep.read_out", box);
  Rect inner = inset(box, 10, 6);
  const std::string head = p.say(pointed ? WordKey("sweep.at_cell") : WordKey("sweep.at_scenario"));
  p.ui.line(Face::small_semi, take_top(inner, 22, 2), Align::left, theme().text2, head);
  for (const Fact& fact : facts_of(p, pointed)) {
    if (inner.height() < px(18)) break;
    Rect row = take_top(inner, 20);
    const float wide = std::min(draw::measure(Face::small_semi, fact.value).x, row.width() * 0.6f);
    p.ui.line(Face::small_semi, take_right(row, wide / theme().scale + 1, 8), Align::right, fact.colour, fact.value);
    p.ui.line(Face::small, row, Align::left, theme().text3, fact.name);
  }
  if (inner.height() >= px(30) && !p.screen.sweep.x.values.empty()) {
    draw::text_wrapped(list, Face::small, {inner.low.x, inner.low.y + px(4)}, inner.width(), theme().text3, p.say("sweep.click_sets"), 2);
  }
}

}  // namespace

void draw_sweep_setup(Panel& p, const Rect& box, std::optional<std::size_t> pointed) {
  begin_wish(p);
  Rect rest = card(p.ui, "sweep.setup", box, p.say("sweep.setup"));
  const ImVec2 corner{card_corner(box).x - px(13), card_corner(box).y};
  if (icon_button(p.ui, "sweep.swap", corner, Icon::swap, p.say("sweep.swap"), !p.screen.parameters.empty())) {
    SweepView& view = p.view.sweep;
    std::swap(view.wish.x, view.wish.y);
    std::swap(view.typed[0], view.typed[2]), std::swap(view.typed[1], view.typed[3]);
  }
  const std::string why_x = draw_side(p, rest, true), why_y = draw_side(p, rest, false);
  draw_goal(p, rest);
  draw_fineness(p, rest);
  draw_run(p, rest, why_x.empty() ? why_y : why_x);
  draw_progress(p, rest);
  if (rest.height() >= px(70)) draw_read_out(p, {rest.low, {rest.high.x, std::min(rest.high.y, rest.low.y + px(170))}}, pointed);
}

}  // namespace npcost::window
