#pragma once
// The window's picture without a window: no SDL, no display, the same pixels on every machine with the same fonts.

#include <string>

#include "ui/window/shell/options.h"

namespace npcost::window {

/// Opens the scenario, waits for its figures, draws and writes the PNG. A sentence if it failed, "" else. Requires options.screenshot.
std::string take_screenshot(const WindowOptions& options);

}  // namespace npcost::window
