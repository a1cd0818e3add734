#pragma once
// What npcost-window is asked for on its command line.
//
// Errors    a sentence and exit 2, like npcost; --help answers with exit 0. Nothing here touches a display.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace npcost::window {

enum class Renderer { automatic, gl, soft };

struct WindowOptions {
  std::string file;                       ///< empty: the flagship, or what was open last
  std::vector<std::string> sets;          ///< "/pointer=value"
  std::optional<std::string> screenshot;  ///< write this PNG and end; needs no display
  int width = 1600, height = 900;         ///< pixels
  bool size_given = false;
  std::optional<double> scale;            ///< of everything drawn; else the display's
  std::optional<bool> dark;
  std::optional<std::string> language;    ///< "en", "ko"
  std::optional<std::string> currency;    ///< "USD", "KRW", "JPY", "EUR", "CNY"
  std::optional<std::string> tab;         ///< "live", "compare", "sweep", "when", "scenario", "export"
  std::optional<double> at_hour;          ///< screenshot: where the playhead stands
  Renderer renderer = Renderer::automatic;
  std::optional<std::string> remember;    ///< file of the window's state; "" = remember nothing
  std::optional<std::string> tell;        ///< write names and places of what is drawn to this file, for tests of a real window
  std::optional<double> end_after_s;      ///< for measuring
  std::uint32_t threads = 0;
};

struct AskedFor {
  WindowOptions options;
  std::optional<int> exit_code;           ///< end with it, after saying `text`
  std::string text;
};

AskedFor read_window_options(int count, const char* const* words);

}  // namespace npcost::window
