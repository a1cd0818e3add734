#include "ui/window/draw/ground.h"

#include <cmath>
#include <utility>

#include "sim/base/check.h"

namespace npcost::draw {

namespace {
Ground* in_use = nullptr;
}

void Ground::set_up(bool dark, FontOptions options) {
  theme = make_theme(dark, options.scale);
  options.scale = theme.scale;
  apply_to_imgui(theme);
  fonts.load(options);
}

Ground& ground() {
  NPCOST_CHECK(in_use != nullptr, "a ground is in use while something is drawn");
  return *in_use;
}

UseGround::UseGround(Ground& one) : before_(std::exchange(in_use, &one)) {}
UseGround::~UseGround() { in_use = before_; }

float snap(float position) { return std::floor(position + 0.5f); }

}  // namespace npcost::draw
