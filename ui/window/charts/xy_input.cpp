// Mouse and keyboard on a chart.

#include <algorithm>
#include <cmath>

#include "ui/window/charts/ink.h"
#include "ui/window/charts/xy_parts.h"

namespace npcost::charts {

namespace {

constexpr double wheel_step = 0.8;  // of what is seen, a notch
constexpr double key_step = 0.15;
constexpr float click_slack = 4.0f;  // pixels that a hand may tremble

bool typed(ImWchar sign) {
  const auto& queue = ImGui::GetIO().InputQueueCharacters;
  return std::find(queue.begin(), queue.end(), sign) != queue.end();
}

void show_all(XyParts& parts) {
  parts.view.seen.reset();
  parts.state.y.seen.reset();
}

void take_wheel(XyParts& parts) {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.MouseWheel == 0.0f) return;
  const double factor = std::pow(wheel_step, static_cast<double>(std::clamp(io.MouseWheel, -10.0f, 10.0f)));
  if (io.KeyCtrl)
    zoom(parts.state.y, parts.whole_y, parts.y.steps, factor, parts.y.value(io.MousePos.y));
  else
    zoom(parts.view, parts.whole_x, parts.x.steps, factor, parts.x.value(io.MousePos.x));
}

void zoom_to_box(XyParts& parts) {
  const ImVec2 a = parts.state.drag_from, b = ImGui::GetIO().MousePos;
  const auto inside_x = [&](float v) { return std::clamp(v, parts.plot.low.x, parts.plot.high.x); };
  const auto inside_y = [&](float v) { return std::clamp(v, parts.plot.low.y, parts.plot.high.y); };
  if (std::fabs(a.x - b.x) > click_slack) {
    show(parts.view, parts.whole_x, parts.x.steps,
         {parts.x.value(inside_x(std::min(a.x, b.x))), parts.x.value(inside_x(std::max(a.x, b.x)))});
  }
  if (std::fabs(a.y - b.y) > click_slack) {
    show(parts.state.y, parts.whole_y, parts.y.steps,
         {parts.y.value(inside_y(std::max(a.y, b.y))), parts.y.value(inside_y(std::min(a.y, b.y)))});
  }
}

void take_drag(XyParts& parts, XyAnswer& answer) {
  XyState& state = parts.state;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (ImGui::IsItemActivated()) {
    state.drag_from = state.drag_last = mouse;
    state.boxing = ImGui::GetIO().KeyShift;
    state.dragging = false;
  }
  if (ImGui::IsItemActive()) {
    const bool moved =
        std::fabs(mouse.x - state.drag_from.x) > click_slack || std::fabs(mouse.y - state.drag_from.y) > click_slack;
    state.dragging = state.dragging || moved;
    if (state.dragging && !state.boxing) {
      pan(parts.view, parts.whole_x, parts.x.steps,
          static_cast<double>((state.drag_last.x - mouse.x) / parts.plot.width()));
      pan(state.y, parts.whole_y, parts.y.steps,
          static_cast<double>((mouse.y - state.drag_last.y) / parts.plot.height()));
      ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
      state.drag_last = mouse;
    }
  }
  if (ImGui::IsItemDeactivated()) {
    if (state.dragging && state.boxing)
      zoom_to_box(parts);
    else if (!state.dragging && parts.plot.holds(mouse))
      answer.clicked = Point{parts.x.value(mouse.x), parts.y.value(mouse.y)};
    state.dragging = state.boxing = false;
  }
}

void take_keys(XyParts& parts) {
  if (ImGui::GetIO().WantTextInput || ImGui::IsAnyItemActive()) return;
  const double middle = parts.x.value(parts.plot.centre().x);
  if (typed('+') || typed('=')) zoom(parts.view, parts.whole_x, parts.x.steps, wheel_step * wheel_step, middle);
  if (typed('-') || typed('_')) zoom(parts.view, parts.whole_x, parts.x.steps, 1.0 / (wheel_step * wheel_step), middle);
  if (compat::key_pressed(ImGuiKey_LeftArrow)) pan(parts.view, parts.whole_x, parts.x.steps, -key_step);
  if (compat::key_pressed(ImGuiKey_RightArrow)) pan(parts.view, parts.whole_x, parts.x.steps, key_step);
  if (compat::key_pressed(ImGuiKey_Home)) show_all(parts);
}

}  // namespace

void take_input(XyParts& parts, XyAnswer& answer) {
  const ImVec2 before = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos(parts.plot.low);
  ImGui::InvisibleButton(parts.chart.id.c_str(), {parts.plot.width(), parts.plot.height()});
  const bool hovered = ImGui::IsItemHovered();
  take_drag(parts, answer);
  if (hovered) take_wheel(parts);
  if (hovered && ImGui::IsMouseDoubleClicked(0)) show_all(parts);
  if (ImGui::IsMouseClicked(0)) parts.state.focused = hovered;
  if (parts.state.focused) take_keys(parts);
  set_scales(parts);
  if (hovered && !parts.state.boxing) answer.hovered_x = sample_near(parts, ImGui::GetIO().MousePos.x);
  ImGui::SetCursorScreenPos(before);
}

}  // namespace npcost::charts
