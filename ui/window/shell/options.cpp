#include "ui/window/shell/options.h"

#include <charconv>
#include <map>

#include <CLI/CLI.hpp>

namespace npcost::window {

namespace {

/// "1600x900" with both sides from 320 to 8192.
bool read_size(const std::string& text, WindowOptions& options) {
  const std::size_t cross = text.find('x');
  if (cross == std::string::npos) return false;
  const auto side = [](const char* from, const char* to, int& value) {
    const auto [end, fault] = std::from_chars(from, to, value);
    return fault == std::errc() && end == to && value >= 320 && value <= 8192;
  };
  options.size_given = true;
  return side(text.data(), text.data() + cross, options.width) && side(text.data() + cross + 1, text.data() + text.size(), options.height);
}

/// A number from `low` to `high`.
CLI::Validator number_between(double low, double high, const std::string& what) {
  return CLI::Validator(
      [=](std::string& text) -> std::string {
        double value = 0;
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
        const bool good = fault == std::errc() && end == text.data() + text.size() && value >= low && value <= high;
        return good ? std::string() : text + " is no " + what;
      },
      "NUMBER");
}

double number_of(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);   // validated
  return value;
}

/// Options that arrive as text and are checked as such.
struct Words {
  std::string size, scale, theme, at, renderer, end_after;
};

void describe(CLI::App& app, WindowOptions& options, Words& words) {
  app.add_option("FILE", options.file, "scenario to open; without it the flagship, or what was open last");
  app.add_option("--set", options.sets, "change a value, like npcost run --set: /pointer=value")->take_all();
  app.add_option("--screenshot", options.screenshot, "write the window's picture to this PNG file and end; needs no display");
  app.add_option("--size", words.size, "width x height in pixels: 1600x900");
  app.add_option("--scale", words.scale, "size of everything drawn, 0.5 to 4")->check(number_between(0.5, 4, "scale from 0.5 to 4"));
  app.add_option("--theme", words.theme, "dark or light")->check(CLI::IsMember({"dark", "light"}));
  app.add_option("--language", options.language, "en or ko")->check(CLI::IsMember({"en", "ko"}));
  app.add_option("--currency", options.currency, "shown currency")->check(CLI::IsMember({"USD", "KRW", "JPY", "EUR", "CNY"}));
  app.add_option("--tab", options.tab, "which tab")->check(CLI::IsMember({"live", "compare", "sweep", "when", "scenario", "export"}));
  app.add_option("--at", words.at, "screenshot: hours since the start at which the playhead stands")
      ->check(number_between(0, 200'000, "hour of the run"));
  app.add_option("--renderer", words.renderer, "gl or soft; without it gl, and soft where that is not to be had")
      ->check(CLI::IsMember({"gl", "soft"}));
  app.add_option("--remember", options.remember, "file in which the window remembers its state; empty: none");
  app.add_option("--threads", options.threads, "threads for runs; without it all processors");
  app.add_option("--tell", options.tell)->group("");
  app.add_option("--end-after", words.end_after)->check(number_between(0, 1e6, "number of seconds"))->group("");
}

}  // namespace

AskedFor read_window_options(int count, const char* const* argv) {
  AskedFor asked;
  Words words;
  CLI::App app{"npcost-window: watch what every player costs, live, and turn the levers", "npcost-window"};
  app.set_version_flag("--version", "npcost " NPCOST_VERSION);
  describe(app, asked.options, words);
  try {
    app.parse(count, argv);
  } catch (const CLI::Success& success) {
    asked.exit_code = 0;
    asked.text = success.get_name() == "CallForVersion" ? std::string(success.what()) + "\n" : app.help();
    return asked;
  } catch (const CLI::ParseError& fault) {
    asked.exit_code = 2;
    asked.text = std::string(fault.what()) + "\nTry npcost-window --help.\n";
    return asked;
  }
  WindowOptions& options = asked.options;
  if (!words.size.empty() && !read_size(words.size, options)) {
    asked.exit_code = 2;
    asked.text = "--size " + words.size + " is no size: write it like 1600x900, each side from 320 to 8192\n";
  }
  if (!words.scale.empty()) options.scale = number_of(words.scale);
  if (!words.at.empty()) options.at_hour = number_of(words.at);
  if (!words.end_after.empty()) options.end_after_s = number_of(words.end_after);
  if (!words.theme.empty()) options.dark = words.theme == "dark";
  if (!words.renderer.empty()) options.renderer = words.renderer == "gl" ? Renderer::gl : Renderer::soft;
  return asked;
}

}  // namespace npcost::window
