#pragma once
// What the window shows, in lines that a test can read which moves a real mouse: `--tell FILE`.
//
// Shape     one fact a line, its name first. "rect NAME LEFT TOP RIGHT BOTTOM" in pixels of the window, for everything that has a name;
//           "verdict NAME|pass" for each budget of the whole run; "status MODE ok|warn|bad|none" for each mode's gauge;
//           "command LINE" as the Export tab shows it. A name or a text with line breaks in it is made printable.
// State     told(session, ground) is the same text whenever the window is in the same state; told(figures) differs with every frame.

#include <string>

#include "ui/window/shell/loop.h"
#include "ui/window/shell/session.h"

namespace npcost::window {

std::string told(const Session& session, const draw::Ground& ground);
std::string told(const LoopFigures& figures);

}  // namespace npcost::window
