#include "ui/window/widgets/focus.h"

#include <algorithm>
#include <cstddef>

namespace npcost::window {

void Focus::begin_frame(int tab) {
  stops_.clear();
  scope_ = 0;
  tab_ = tab;
  arrived_ = move_arrived_;
  move_arrived_ = false;
}

bool Focus::item(std::string_view name) {
  stops_.push_back({std::string(name), scope_});
  return in_top_scope() && name == name_;
}

void Focus::take(std::string_view name, bool visible) {
  name_ = name;
  visible_ = visible;
}

void Focus::leave() {
  name_.clear();
  visible_ = false;
}

void Focus::end_frame() {
  int top = 0;
  for (const Stop& stop : stops_) top = std::max(top, stop.scope);
  std::erase_if(stops_, [top](const Stop& stop) { return stop.scope < top; });
  if (top != top_before_) visible_ = visible_ && top < top_before_;  // what lies on top begins without a ring
  top_before_ = top;
  const auto here = std::find_if(stops_.begin(), stops_.end(), [this](const Stop& stop) { return stop.name == name_; });
  if (tab_ == 0 || stops_.empty()) return;
  const std::size_t count = stops_.size();
  std::size_t next = tab_ > 0 ? 0 : count - 1;
  if (here != stops_.end()) next = (static_cast<std::size_t>(here - stops_.begin()) + count + (tab_ > 0 ? 1 : count - 1)) % count;
  name_ = stops_[next].name;
  visible_ = true;
  move_arrived_ = true;
}

}  // namespace npcost::window
