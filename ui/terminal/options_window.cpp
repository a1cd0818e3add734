// What `npcost window` takes: whatever npcost-window does.
#include <algorithm>

#include "ui/terminal/option_words.h"

namespace npcost::option_words {

void describe_window(CLI::App& app) {
  CLI::App* window = app.add_subcommand("window", "Watch a scenario in a window: starts npcost-window with the same words");
  window->allow_extras();
  window->footer(
      "FILE and options are those of npcost-window; `npcost window -- --help` or npcost-window --help lists them.\n"
      "Without a display it ends with 3, and with --screenshot PNG it draws its picture into a file.\n"
      "Example: npcost window report-2025-01.npcost.json --language ko");
}

std::optional<Options> window_words(const std::vector<std::string>& arguments) {
  if (arguments.empty() || arguments.front() != "window") return std::nullopt;
  std::vector<std::string> words(arguments.begin() + 1, arguments.end());
  if (words.size() == 1 && (words.front() == "--help" || words.front() == "-h")) return std::nullopt;
  if (!words.empty() && words.front() == "--") words.erase(words.begin());
  Options options;
  options.verb = Verb::window;
  options.words = std::move(words);
  return options;
}

}  // namespace npcost::option_words
