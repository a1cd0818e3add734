#include "sim/base/draw_name.h"

#include <charconv>
#include <string>

#include "sim/base/atomic_file.h"

namespace npcost {

std::uint32_t draw_number(std::string_view text) {
  const std::string hex = sha256_hex(text);
  std::uint32_t number = 0;
  std::from_chars(hex.data(), hex.data() + 8, number, 16);
  return number;
}

}  // namespace npcost
