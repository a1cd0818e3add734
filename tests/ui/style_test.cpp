#include "ui/terminal/style.h"

#include <map>

#include "tests/catch.h"

using namespace npcost;

namespace {

Environment environment_of(const std::map<std::string, std::string>& variables) {
  return [&variables](const char* name) -> const char* {
    const auto found = variables.find(name);
    return found == variables.end() ? nullptr : found->second.c_str();
  };
}

Style on_terminal(const std::map<std::string, std::string>& variables) {
  return style_of(true, 120, environment_of(variables));
}

}  // namespace

TEST_CASE("there is colour only on a terminal, without NO_COLOR, and not on a dumb one", "[style]") {
  CHECK(on_terminal({{"TERM", "xterm"}}).color);
  CHECK(on_terminal({{"TERM", "xterm"}, {"NO_COLOR", ""}}).color);  // set but empty does not count
  CHECK_FALSE(on_terminal({{"TERM", "xterm"}, {"NO_COLOR", "1"}}).color);
  CHECK_FALSE(on_terminal({{"TERM", "dumb"}}).color);
  const std::map<std::string, std::string> variables{{"TERM", "xterm"}};
  CHECK_FALSE(style_of(false, 0, environment_of(variables)).color);
}

TEST_CASE("marks are UTF-8 where the locale's charset is, else ASCII", "[style]") {
  CHECK(on_terminal({{"LANG", "ko_KR.UTF-8"}}).utf8);
  CHECK(on_terminal({{"LANG", "C.utf8"}}).utf8);
  CHECK_FALSE(on_terminal({{"LANG", "ko_KR.EUC-KR"}}).utf8);
  CHECK_FALSE(on_terminal({}).utf8);
  CHECK_FALSE(on_terminal({{"LANG", "en_US.UTF-8"}, {"LC_ALL", "C"}}).utf8);  // LC_ALL comes first
  CHECK(on_terminal({{"LANG", "en_US.UTF-8"}, {"LC_ALL", ""}}).utf8);         // empty means not set
  CHECK_FALSE(on_terminal({{"LANG", "en_US.UTF-8"}, {"TERM", "dumb"}}).utf8);
}

TEST_CASE("the width is the terminal's, and 80 columns where there is none", "[style]") {
  const std::map<std::string, std::string> none;
  CHECK(style_of(true, 120, environment_of(none)).width == 120);
  CHECK(style_of(true, 0, environment_of(none)).width == 80);
  CHECK(style_of(false, 120, environment_of(none)).width == 80);
}

TEST_CASE("text without colour is left exactly as it is", "[style]") {
  CHECK(inked("verdict", Ink::bad, Style{}) == "verdict");
  CHECK(inked("verdict", Ink::bad, Style{.color = true}) == "\x1b[31mverdict\x1b[0m");
}
