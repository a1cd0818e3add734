#include "ui/terminal/style.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace npcost {
namespace {

std::string_view text_of(const char* value) { return value == nullptr ? std::string_view{} : std::string_view{value}; }

// POSIX order: the first of these that is set and not empty names the charset. The locale itself is never loaded.
bool says_utf8(const Environment& environment) {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    std::string locale{text_of(environment(name))};
    if (locale.empty()) continue;
    std::transform(locale.begin(), locale.end(), locale.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
  }
  return false;
}

std::string_view escape_of(Ink ink) {
  switch (ink) {
    case Ink::strong: return "\x1b[1m";
    case Ink::good: return "\x1b[32m";
    case Ink::bad: return "\x1b[31m";
    case Ink::odd: return "\x1b[33m";
    case Ink::faint: return "\x1b[2m";
  }
  return "";
}

}  // namespace

Style style_of(bool is_terminal, std::uint32_t columns, const Environment& environment) {
  const bool dumb = text_of(environment("TERM")) == "dumb";
  Style style;
  style.terminal = is_terminal && !dumb;
  style.color = style.terminal && text_of(environment("NO_COLOR")).empty();
  style.utf8 = !dumb && says_utf8(environment);
  style.width = is_terminal && columns > 0 ? columns : 80;
  return style;
}

Style style_of_descriptor(int descriptor) {
  winsize size{};
  const bool known = ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return style_of(isatty(descriptor) == 1, known ? size.ws_col : 80,
                  [](const char* name) -> const char* { return std::getenv(name); });
}

std::string inked(std::string_view text, Ink ink, const Style& style) {
  if (!style.color || text.empty()) return std::string(text);
  std::string colored(escape_of(ink));
  colored += text;
  colored += "\x1b[0m";
  return colored;
}

std::string_view nothing_mark(const Style& style) { return style.utf8 ? "–" : "-"; }

std::string_view dot(const Style& style) { return style.utf8 ? " · " : " | "; }

}  // namespace npcost
