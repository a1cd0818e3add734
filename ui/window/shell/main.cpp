// npcost-window: the outermost frame. Exit codes as npcost's: 0, 2 for a wrong command line, 3 if the machine is in the way, 70 for our
// own faults, 130 if signals ended it over the question about unsaved work.

#include <cstdio>
#include <exception>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <imgui.h>

#include "sim/base/atomic_file.h"
#include "sim/base/check.h"
#include "ui/window/shell/loop.h"
#include "ui/window/shell/screenshot.h"
#include "ui/window/shell/session.h"
#include "ui/window/shell/tell.h"

namespace {

using namespace npcost;
using namespace npcost::window;

void say(std::FILE* to, const std::string& text) { std::fwrite(text.data(), 1, text.size(), to); }

int complain(const std::string& sentence) {
  say(stderr, "npcost-window: " + sentence + "\n");
  return 3;
}

LoopView view_of(Session& session, draw::Ground& ground, const WindowOptions& options) {
  LoopView view;
  view.key = [&](KeyDown key) { session.key({key.sign, key.ctrl, key.shift}); };
  view.advance = [&](double seconds) { session.advance(seconds); };
  view.paint = [&] { session.paint(); };
  view.busy = [&] { return session.busy(); };
  view.dark = [&] { return session.view().kept.dark; };
  view.zoom = [&] { return session.view().kept.scale > 0 ? session.view().kept.scale : 1.0; };
  view.title = [&] { return session.title(); };
  view.ends = [&] { return session.view().ends; };
  view.asks = [&] { return session.view().overlay.open == "dialog.leave"; };
  view.may_end = [&] { return session.may_end(); };
  view.drawn = [&] { session.remember(); };
  view.framed = [&, last = std::string()](const LoopFigures& figures) mutable {
    if (!options.tell) return;
    std::string state = told(session, ground);
    if (state == last) return;
    write_atomically(*options.tell, state + told(figures));
    last = std::move(state);
  };
  return view;
}

int open_window(const WindowOptions& options) {
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  draw::Ground ground;
  const draw::UseGround use(ground);
  auto opened = Display::open(options);
  if (const std::string* why = std::get_if<std::string>(&opened)) return complain(*why);
  Display& display = *std::get<std::unique_ptr<Display>>(opened);
  Session session(options);
  session.view().renderer = display.name();
  const LoopView view = view_of(session, ground, options);
  const LoopFigures figures = run_loop(display, ground, view, options.end_after_s);
  const std::string lost = session.remember();
  if (!lost.empty()) say(stderr, "npcost-window: " + lost + "\n");
  if (options.end_after_s) {
    say(stderr, fmt::format("first frame after {:.0f} ms; {} frames, {} presented, {:.2f} ms to paint one\n", figures.first_frame_s * 1e3,
                            figures.frames, figures.presented, figures.paint_s * 1e3 / static_cast<double>(figures.frames)));
  }
  return figures.forced ? 130 : 0;
}

int run(int count, const char* const* words) {
  const AskedFor asked = read_window_options(count, words);
  if (asked.exit_code) {
    say(*asked.exit_code == 0 ? stdout : stderr, asked.text);
    return *asked.exit_code;
  }
  if (!asked.options.screenshot) return open_window(asked.options);
  const std::string fault = take_screenshot(asked.options);
  return fault.empty() ? 0 : complain(fault);
}

}  // namespace

int main(int count, char** words) {
  try {
    return run(count, words);
  } catch (const BrokenPromise& fault) {
    say(stderr, std::string("npcost-window: a fault of npcost itself: ") + fault.what() + "\n");
    return 70;
  } catch (const std::exception& fault) {
    return complain(fault.what());
  }
}
