// The fingerprint of a file, for the audit section of a result. Kept apart: nettle's header is seen here only.
#include <nettle/sha2.h>

#include <array>
#include <cstdint>

#include "sim/base/atomic_file.h"

namespace npcost {

std::string sha256_hex(std::string_view bytes) {
  sha256_ctx state;
  sha256_init(&state);
  sha256_update(&state, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
  sha256_digest(&state, digest.size(), digest.data());

  constexpr std::string_view hexadecimal = "0123456789abcdef";
  std::string text;
  text.reserve(2 * digest.size());
  for (const std::uint8_t byte : digest) {
    text.push_back(hexadecimal[byte >> 4]);
    text.push_back(hexadecimal[byte & 15]);
  }
  return text;
}

}  // namespace npcost
