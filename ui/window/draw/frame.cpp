#include "ui/window/draw/frame.h"

#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "sim/base/check.h"
#include "ui/window/draw/soft_raster.h"

namespace npcost::draw {

struct Frame::Parts {
  FrameOptions options;
  Painter painter;
  ImGuiContext* context = nullptr;
  Ground ground;
  SoftRaster raster;
  Image image;

  void once();
};

namespace {

/// Another context and ground, until the end of the scope.
struct Inside {
  ImGuiContext* before = ImGui::GetCurrentContext();
  UseGround use;
  Inside(ImGuiContext* context, Ground& ground) : use(ground) { ImGui::SetCurrentContext(context); }
  ~Inside() { ImGui::SetCurrentContext(before); }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
};

constexpr int settle = 2;  // frames: an item under the mouse is hovered in the first and answers in the second

}  // namespace

void Frame::Parts::once() {
  if (ground.fonts.rebuild_if_needed()) raster.take_fonts();
  ImGuiIO& io = ImGui::GetIO();
  io.DeltaTime = 1.0f / 60.0f;
  io.DisplaySize = {static_cast<float>(options.width), static_cast<float>(options.height)};
  ground.marks.begin_frame();
  ImGui::NewFrame();
  if (options.own_window) {
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(io.DisplaySize);
    ImGui::Begin("frame", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse);
  }
  painter();
  if (options.own_window) ImGui::End();
  ImGui::Render();
}

Frame::Frame(const FrameOptions& options, Painter painter) : parts_(std::make_unique<Parts>()) {
  NPCOST_CHECK(options.width > 0 && options.height > 0 && options.width <= 16384 && options.height <= 16384,
               "a frame has a sane size");
  parts_->options = options;
  parts_->painter = std::move(painter);
  ImGuiContext* const before = ImGui::GetCurrentContext();
  parts_->context = ImGui::CreateContext();
  ImGui::SetCurrentContext(before);  // CreateContext keeps the first one it ever made current
  const Inside inside(parts_->context, parts_->ground);
  ImGui::GetIO().IniFilename = nullptr;
  ImGui::GetIO().LogFilename = nullptr;
  compat::own_keys();
  parts_->ground.set_up(options.dark, options.fonts);
  parts_->raster.take_fonts();
}

Frame::~Frame() {
  ImGuiContext* const before = ImGui::GetCurrentContext();
  ImGui::DestroyContext(parts_->context);
  ImGui::SetCurrentContext(before == parts_->context ? nullptr : before);
}

void Frame::step(int count) {
  const Inside inside(parts_->context, parts_->ground);
  for (int i = 0; i < count; ++i) {
    parts_->once();
    for (int again = 0; again < 2 && parts_->ground.fonts.rebuild_needed(); ++again) parts_->once();
  }
}

const Image& Frame::picture() {
  const Inside inside(parts_->context, parts_->ground);
  NPCOST_CHECK(ImGui::GetDrawData() != nullptr, "a picture is taken after a frame");
  parts_->raster.render(*ImGui::GetDrawData(), parts_->image, parts_->ground.theme.bg);
  return parts_->image;
}

std::uint64_t Frame::draw_hash() const {
  const Inside inside(parts_->context, parts_->ground);
  NPCOST_CHECK(ImGui::GetDrawData() != nullptr, "there is something to draw after a frame");
  return hash_of(*ImGui::GetDrawData());
}

void Frame::move(ImVec2 to) {
  {
    const Inside inside(parts_->context, parts_->ground);
    compat::mouse_position(to.x, to.y);
  }
  step(settle);
}

void Frame::press(int button) {
  {
    const Inside inside(parts_->context, parts_->ground);
    compat::mouse_button(button, true);
  }
  step();
}

void Frame::release(int button) {
  {
    const Inside inside(parts_->context, parts_->ground);
    compat::mouse_button(button, false);
  }
  step(settle);
}

void Frame::click(ImVec2 at, int button) {
  move(at);
  press(button);
  release(button);
}

void Frame::double_click(ImVec2 at) {
  click(at);
  press();
  release();
}

void Frame::drag(ImVec2 from, ImVec2 to) {
  move(from);
  press();
  for (int i = 1; i <= 4; ++i) {
    const float part = static_cast<float>(i) / 4.0f;
    move({from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part});
  }
  release();
}

void Frame::wheel(ImVec2 at, float steps) {
  move(at);
  {
    const Inside inside(parts_->context, parts_->ground);
    compat::mouse_wheel(steps);
  }
  step(settle);
}

void Frame::hold(bool ctrl, bool shift) {
  {
    const Inside inside(parts_->context, parts_->ground);
    compat::modifiers(ctrl, shift);
  }
  step();
}

void Frame::key(ImGuiKey code) {
  for (const bool down : {true, false}) {
    {
      const Inside inside(parts_->context, parts_->ground);
      compat::key(code, down);
    }
    step();
  }
}

void Frame::type(std::string_view text) {
  {
    const Inside inside(parts_->context, parts_->ground);
    ImGui::GetIO().AddInputCharactersUTF8(std::string(text).c_str());
  }
  step(settle);
}

bool Frame::has(std::string_view name) const { return parts_->ground.marks.find(name) != nullptr; }

Rect Frame::rect(std::string_view name) const {
  const Mark* const mark = parts_->ground.marks.find(name);
  if (mark == nullptr) throw BrokenPromise("no mark is called " + std::string(name));
  return mark->rect;
}

std::vector<std::string> Frame::faults() const {
  const Inside inside(parts_->context, parts_->ground);
  const ImDrawData* const data = ImGui::GetDrawData();
  NPCOST_CHECK(data != nullptr, "faults are looked for after a frame");
  std::vector<std::string> list = parts_->ground.marks.faults(data->DisplaySize);
  for (const unsigned c : parts_->ground.fonts.missing()) list.push_back(fmt::format("U+{:04X}: no font has it", c));
  std::size_t not_finite = 0;
  for (int i = 0; i < compat::list_count(data); ++i) {
    for (const ImDrawVert& v : data->CmdLists[i]->VtxBuffer)
      not_finite += std::isfinite(v.pos.x) && std::isfinite(v.pos.y) ? 0u : 1u;
  }
  if (not_finite != 0) list.push_back(fmt::format("{} vertices are not finite", not_finite));
  return list;
}

int Frame::vertices() const {
  const Inside inside(parts_->context, parts_->ground);
  return ImGui::GetDrawData() != nullptr ? ImGui::GetDrawData()->TotalVtxCount : 0;
}

void Frame::set_theme(bool dark, float scale) {
  const Inside inside(parts_->context, parts_->ground);
  parts_->options.dark = dark;
  parts_->options.fonts.scale = scale;
  parts_->ground.set_up(dark, parts_->options.fonts);
  parts_->raster.take_fonts();
}

Ground& Frame::ground() { return parts_->ground; }

}  // namespace npcost::draw
