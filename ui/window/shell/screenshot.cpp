#include "ui/window/shell/screenshot.h"

#include "ui/window/draw/frame.h"
#include "ui/window/draw/image.h"
#include "ui/window/shell/session.h"

namespace npcost::window {

namespace {

constexpr double most_wait_s = 120;   // for the whole run with all its replications
constexpr int frames = 6;             // panels that size themselves by what the last frame showed come to rest

}  // namespace

std::string take_screenshot(const WindowOptions& options) {
  Session session(options);
  session.view().renderer = "software renderer";
  if (!session.studio().settle(most_wait_s)) return "The run took longer than two minutes; a picture is made of a shorter one.";
  if (session.studio().screen().grade == Grade::none && !options.file.empty()) {
    const std::vector<std::string>& messages = session.studio().screen().messages;
    return messages.empty() ? options.file + " cannot be shown; npcost check says why." : messages.back();
  }
  session.advance(0);   // the Compare tab asks for its runs now
  session.studio().settle(most_wait_s);
  if (options.at_hour) {
    session.studio().seek(*options.at_hour);
    session.studio().settle(most_wait_s);
  }
  draw::FrameOptions how;
  how.width = options.width;
  how.height = options.height;
  how.dark = session.view().kept.dark;
  how.fonts.scale = static_cast<float>(session.view().kept.scale > 0 ? session.view().kept.scale : 1);
  how.own_window = false;
  draw::Frame frame(how, [&] { session.paint(); });
  for (int i = 0; i < frames; ++i) {
    session.advance(0);
    frame.step();
    session.studio().settle(most_wait_s);   // the Sweep tab asks for what its first frame filled in
  }
  return draw::write_png(*options.screenshot, frame.picture()).value_or("");
}

}  // namespace npcost::window
