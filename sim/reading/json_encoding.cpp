#include <fmt/format.h>

#include "sim/reading/json_scanner.h"
#include "sim/reading/utf8.h"

namespace npcost {
namespace {

/// UTF-16 and UTF-32, with or without their mark: JSON begins with an ASCII character, so a NUL among the first
/// two bytes gives them away.
bool is_wide_encoding(std::string_view text) {
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) return true;
  return text.size() >= 2 && (text[0] == '\0') != (text[1] == '\0');
}

}  // namespace

std::optional<Diagnostic> encoding_fault(const SourceText& source) {
  const std::string_view text = source.text;
  const auto fault = [&](std::string code, std::size_t offset, std::size_t length, std::string message,
                         std::string hint) {
    const Place place{&source, static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(length)};
    return Diagnostic{Severity::error, std::move(code), place, "", std::move(message), std::move(hint), "", ""};
  };
  if (is_wide_encoding(text)) {
    return fault("E002", 0, 0, "this text is UTF-16 or UTF-32; it must be UTF-8", "save the file as UTF-8");
  }
  if (text.starts_with("\xef\xbb\xbf")) {
    return fault("E002", 0, 3, "the text begins with a byte-order mark",
                 "save the file as UTF-8 without a byte-order mark (BOM)");
  }
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return fault("E003", nul, 1, fmt::format("byte {} is NUL, which no text holds", nul),
                 "save the file as UTF-8 text; a NUL usually means that it was damaged or is not text");
  }
  if (const std::size_t bad = first_invalid_utf8(text); bad != std::string_view::npos) {
    return fault("E001", bad, 1,
                 fmt::format("byte {} (0x{:02x}) is not valid UTF-8", bad,
                             static_cast<unsigned>(static_cast<unsigned char>(text[bad]))),
                 "save the file as UTF-8");
  }
  return std::nullopt;
}

}  // namespace npcost
