#include <fmt/format.h>

#include "sim/reading/diagnostic.h"
#include "sim/reading/utf8.h"

namespace npcost {

// Not a round trip: a backslash stays as it is, so that escaping twice changes nothing.
std::string printable(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    if (!point.valid) {
      safe += fmt::format("\\x{{{:02x}}}", static_cast<unsigned>(static_cast<unsigned char>(text[at])));
    } else if (is_deceptive(point.value)) {
      safe += fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(point.value));
    } else {
      safe += text.substr(at, point.length);
    }
    at += point.length;
  }
  return safe;
}

}  // namespace npcost
