#include "ui/window/shell/loop.h"

#include <SDL.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <vector>

#if __has_include(<backends/imgui_impl_sdl2.h>)
#include <backends/imgui_impl_sdl2.h>
#else
#include <backends/imgui_impl_sdl.h>
#endif

#include "ui/window/draw/image.h"
#include "ui/window/shell/signals.h"

namespace npcost::window {

namespace {

using Clock = std::chrono::steady_clock;
constexpr int frames_after_input = 3;      // hovered in one, answered in the next, settled in the third
constexpr int rest_ms = 250, busy_ms = 33;

class Loop {
 public:
  Loop(Display& display, draw::Ground& ground, const LoopView& view) : display_(display), ground_(ground), view_(view) {}

  LoopFigures run(std::optional<double> end_after_s) {
    const SignalsWatched watched;
    display_.take_fonts();
    while (!ended_) {
      take_events();
      if (take_signal()) take_close(true);
      if (end_after_s && since(began_) > *end_after_s) break;
      if (ended_ || view_.ends()) break;
      frame();
      if (figures_.presented > 0) view_.framed(figures_);
    }
    return figures_;
  }

 private:
  static double since(Clock::time_point then) { return std::chrono::duration<double>(Clock::now() - then).count(); }

  void take_events() {
    SDL_Event event;
    if (!first_event(event)) {
      awake_ = std::max(0, awake_ - 1);
      return;
    }
    std::vector<SDL_Keycode> went_down;
    do {
      if (event.type == SDL_KEYDOWN) went_down.push_back(event.key.keysym.sym);
      const bool too_soon =
          event.type == SDL_KEYUP && std::find(went_down.begin(), went_down.end(), event.key.keysym.sym) != went_down.end();
      if (too_soon) {
        kept_ = event;
        return;
      }
      take(event);
    } while (display_.next(event));
  }

  /// That of the frame before, if it was kept, or the next one that comes.
  bool first_event(SDL_Event& event) {
    if (kept_) {
      event = *kept_;
      kept_.reset();
      return true;
    }
    return awake_ > 0 ? display_.next(event) : display_.wait(event, view_.busy() ? busy_ms : rest_ms);
  }

  void take(const SDL_Event& event) {
    ImGui_ImplSDL2_ProcessEvent(&event);
    if (event.type == SDL_WINDOWEVENT) exposed_ = true;
    if (event.type == SDL_KEYDOWN) tell_key(event.key.keysym);
    if (event.type != SDL_USEREVENT) awake_ = frames_after_input;
    if (event.type == SDL_QUIT) take_close(false);
  }

  /// A click on the window's cross asks again and again, a signal once: whoever sends the next one means it.
  void take_close(bool by_signal) {
    awake_ = frames_after_input;
    const bool insists = by_signal && view_.asks();
    if (view_.may_end()) ended_ = true;
    else if (insists) ended_ = figures_.forced = true;
  }

  void tell_key(const SDL_Keysym& key) {
    if (key.sym < '!' || key.sym > '~') return;
    view_.key({static_cast<char>(key.sym), (key.mod & KMOD_CTRL) != 0, (key.mod & KMOD_SHIFT) != 0});
  }

  void look_after_theme() {
    const bool dark = view_.dark();
    const auto scale = static_cast<float>(view_.zoom() * display_.scale());
    if (dark == dark_ && scale == scale_) return;
    dark_ = dark;
    scale_ = scale;
    draw::FontOptions fonts;
    fonts.scale = scale;
    ground_.set_up(dark, fonts);
    display_.take_fonts();
    exposed_ = true;
  }

  void frame() {
    view_.advance(since(last_));
    last_ = Clock::now();
    look_after_theme();
    if (ground_.fonts.rebuild_if_needed()) {
      display_.take_fonts();
      exposed_ = true;
    }
    display_.begin_frame();
    ground_.marks.begin_frame();
    ImGui::NewFrame();
    const Clock::time_point painting = Clock::now();
    view_.paint();
    figures_.paint_s += since(painting);
    ImGui::Render();
    ++figures_.frames;
    if (ground_.fonts.rebuild_needed()) {   // signs that were not there yet: they are in the next frame
      awake_ = frames_after_input;
      if (figures_.presented == 0) return;
    }
    const ImDrawData& data = *ImGui::GetDrawData();
    const std::uint64_t looks = draw::hash_of(data);
    if (looks == looks_ && !exposed_) return;
    looks_ = looks;
    exposed_ = false;
    display_.present(data, ground_.theme.bg);
    if (figures_.presented++ == 0) figures_.first_frame_s = since(began_);
    const std::string title = view_.title();
    if (title != title_) display_.title(title_ = title);
    view_.drawn();
  }

  Display& display_;
  draw::Ground& ground_;
  const LoopView& view_;
  LoopFigures figures_;
  Clock::time_point began_ = Clock::now(), last_ = began_;
  /// A key that went up in the frame in which it went down: Dear ImGui before 1.87 would never see it, however slow the frames are.
  std::optional<SDL_Event> kept_;
  std::uint64_t looks_ = 0;
  std::string title_;
  int awake_ = frames_after_input;
  bool exposed_ = true, ended_ = false;
  bool dark_ = true;
  float scale_ = 0;
};

}  // namespace

LoopFigures run_loop(Display& display, draw::Ground& ground, const LoopView& view, std::optional<double> end_after_s) {
  return Loop(display, ground, view).run(end_after_s);
}

}  // namespace npcost::window
