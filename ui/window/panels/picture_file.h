#pragma once
// A chart alone, in a file.

#include <string>

#include "ui/window/panels/charts_of.h"

namespace npcost::window {

/// "cost", "breakdown": for a file's name.
const char* picture_word(Picture which);
/// Writes the picture that `view` describes as PNG, atomically; takes some tenths of a second. A sentence if it failed, "" else.
std::string write_picture(const Screen& screen, const ChartData& data, const Reading& reading, const Remembered& view,
                          const std::string& path);

}  // namespace npcost::window
