// The whole run's verdicts on the scenario's budgets.

#include <algorithm>

#include "ui/window/panels/live_cards.h"

namespace npcost::window {

namespace {

constexpr float row_height = 42;

Status status_of(BudgetResult::Verdict verdict) {
  switch (verdict) {
    case BudgetResult::Verdict::pass: return Status::ok;
    case BudgetResult::Verdict::fail: return Status::bad;
    case BudgetResult::Verdict::inconclusive: return Status::neutral;
  }
  return Status::neutral;
}

bool is_money(const BudgetResult& budget, const Screen& screen) {
  return budget.unit == screen.currency || budget.unit.starts_with(screen.currency);
}

std::string amount(const Panel& p, const BudgetResult& budget, double value) {
  if (is_money(budget, p.screen)) return charts::money(value, p.money);
  if (budget.unit == "%" || budget.unit == "ratio") return charts::percent(value, 1);
  return charts::short_number(value) + (budget.unit.empty() ? "" : " " + shown_name(budget.unit));
}

std::string limit_of(const Panel& p, const BudgetResult& budget, double limit) {
  return is_money(budget, p.screen) ? limit_amount(limit, p.money) : amount(p, budget, limit);
}

std::string interval_text(const Panel& p, const BudgetResult& budget) {
  if (!budget.interval) return {};
  return "[" + amount(p, budget, budget.interval->low) + ", " + amount(p, budget, budget.interval->high) + "]";
}

std::string limit_text(const Panel& p, const BudgetResult& budget) {
  if (budget.max) return "≤ " + limit_of(p, budget, *budget.max);
  if (budget.min) return "≥ " + limit_of(p, budget, *budget.min);
  return shown_name(budget.limit_text);
}

void draw_row(Panel& p, const Rect& box, const BudgetResult& budget) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  const Status status = status_of(budget.verdict);
  Rect inner = inset(box, 10, 4);
  Rect first = take_top(inner, 18), second = take_top(inner, 16);
  const Rect sign = take_left(first, 14, 6);
  draw::icon(list, icon_of(status), sign.centre(), px(11), theme().words(status));
  const std::string word = verdict_text(p.ui.language, budget.verdict);
  const Rect verdict = take_right(first, draw::measure(Face::small_semi, word).x / theme().scale + 1, 8);
  p.ui.line(Face::small_semi, verdict, Align::right, theme().words(status), word);
  p.ui.line(Face::small_semi, first, Align::left, theme().text, shown_name(budget.name));
  take_left(second, 20);
  const std::string stat = shown_name(stat_text(p.ui.language, budget.stat)), value = budget.value ? amount(p, budget, *budget.value) : "–";
  std::string right = value + " " + interval_text(p, budget);
  const std::string limit = limit_text(p, budget);
  const float wide = draw::measure(Face::small, right).x;
  if (wide > second.width() * 0.62f) right = value;
  p.ui.line(Face::small, second, Align::right, theme().text2, right);
  second.high.x -= draw::measure(Face::small, right).x + px(8);
  p.ui.line(Face::small, second, Align::left, theme().text3, stat + " " + limit);
  std::string tip = metric_text(p.ui.language, budget.metric) + " · " + stat + " " + limit + "\n" + value + " " + interval_text(p, budget);
  if (!budget.why_inconclusive.empty()) tip += "\n" + budget.why_inconclusive;
  if (!budget.owner.empty()) tip += "\n" + p.say("budgets.owner", shown_name(budget.owner));
  if (!budget.message.empty()) tip += "\n" + shown_name(budget.message);
  p.ui.tip(box, tip);
}

std::string head_of(const Panel& p) {
  const auto& audit = p.screen.result->audit;
  return audit.partial ? p.say("budgets.partial", audit.replications, audit.replications_asked)
                       : p.say("budgets.aside", audit.replications);
}

}  // namespace

void draw_budgets(Panel& p, const Rect& room) {
  const std::size_t count = p.screen.result ? std::max<std::size_t>(p.screen.result->budgets.size(), 1) : 1;
  const Rect box{room.low, {room.high.x, std::min(room.high.y, draw::snap(room.low.y + px(36 + row_height * static_cast<float>(count))))}};
  ImDrawList* const list = ImGui::GetWindowDrawList();
  list->AddRectFilled(box.low, box.high, theme().inset, px(7));
  draw::mark("live.budgets", box);
  Rect inner = inset(box, 0, 4);
  const Rect head = inset(take_top(inner, 24), 10, 0);
  const float title = p.ui.line(Face::small_semi, head, Align::left, theme().text2, p.say("budgets.title"));
  if (p.screen.result)
    p.ui.line(Face::small, {{head.low.x + title + px(8), head.low.y}, head.high}, Align::right, theme().text3,
              head_of(p));
  if (!p.screen.result || p.screen.result->budgets.empty()) {
    const std::string words = p.screen.result    ? p.say("budgets.none")
                              : p.screen.running ? p.say("budgets.running", charts::percent(p.screen.progress))
                                                 : p.say("budgets.to_come");
    draw::text_wrapped(list, Face::small, {inner.low.x + px(10), inner.low.y + px(4)}, inner.width() - px(20), theme().text3, words, 2);
    return;
  }
  const auto& budgets = p.screen.result->budgets;
  ImGui::SetCursorScreenPos(inner.low);
  compat::begin_child("live.budgets.list", {inner.width(), inner.height()}, false, ImGuiWindowFlags_NoMove);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  for (std::size_t i = 0; i < budgets.size(); ++i) {
    const float y = draw::snap(origin.y + px(row_height) * static_cast<float>(i));
    draw_row(p, {{inner.low.x, y}, {inner.high.x - px(6), y + px(row_height)}}, budgets[i]);
  }
  ImGui::SetCursorScreenPos(origin);
  ImGui::Dummy({1, px(row_height) * static_cast<float>(budgets.size())});
  ImGui::EndChild();
}

}  // namespace npcost::window
