#include "sim/base/bytes.h"

namespace npcost {

void ByteWriter::u32(std::uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) bytes_ += static_cast<char>(value >> shift);
}

void ByteWriter::u64(std::uint64_t value) {
  for (int shift = 0; shift < 64; shift += 8) bytes_ += static_cast<char>(value >> shift);
}

std::uint32_t ByteReader::u32() {
  std::uint32_t value = 0;
  const std::string_view bytes = raw(4);
  for (std::size_t i = 0; i < 4; ++i) value |= std::uint32_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  return value;
}

std::uint64_t ByteReader::u64() {
  const std::uint64_t low = u32();
  return low | std::uint64_t{u32()} << 32;
}

std::string_view ByteReader::raw(std::size_t size) {
  if (size > rest_.size()) ends_too_soon();
  const std::string_view bytes = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return bytes;
}

std::uint64_t ByteReader::long_varint() {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    if (rest_.empty()) ends_too_soon();
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    const std::uint64_t group = byte & 0x7fu;
    if (shift == 63 && group > 1) too_large();
    value |= group << shift;
    if (byte < 0x80) {
      if (byte == 0 && shift > 0) throw BadBytes("a number is written longer than it is");
      return value;
    }
  }
  too_large();
}

void ByteReader::finish() const {
  if (!rest_.empty()) throw BadBytes("there is more than belongs there");
}

void ByteReader::ends_too_soon() { throw BadBytes("it ends in the middle"); }
void ByteReader::too_large() { throw BadBytes("a number is larger than it can be"); }

}  // namespace npcost
