#pragma once
// Numbers and texts as bytes that are the same on every machine, and back from bytes that nobody vouches for.
//
// Layout    fixed numbers little-endian; varints in groups of seven bits, lowest first (LEB128), always the shortest form; a text is
//           its length as a varint, then its bytes. A list of counts has no length of its own (both sides know it); a zero in it is
//           followed by how many more zeros come after it.
// Errors    BadBytes with a sentence. What is read allocates nothing that the bytes themselves do not fill.

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace npcost {

class BadBytes : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class ByteWriter {
 public:
  void u32(std::uint32_t value);
  void u64(std::uint64_t value);
  void varint(std::uint64_t value) {
    while (value >= 0x80) {
      bytes_ += static_cast<char>(value | 0x80);
      value >>= 7;
    }
    bytes_ += static_cast<char>(value);
  }
  void raw(std::string_view bytes) { bytes_ += bytes; }
  void text(std::string_view text) {
    varint(text.size());
    raw(text);
  }
  template <typename Count>
  void counts(std::span<const Count> values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      varint(values[i]);
      if (values[i] != 0) continue;
      std::size_t end = i + 1;
      while (end < values.size() && values[end] == 0) ++end;
      varint(end - i - 1);
      i = end - 1;
    }
  }
  const std::string& bytes() const { return bytes_; }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class ByteReader {
 public:
  /// `bytes` must outlive it.
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  std::uint32_t u32();
  std::uint64_t u64();
  std::uint64_t varint() {
    if (rest_.empty()) ends_too_soon();
    const auto first = static_cast<unsigned char>(rest_.front());
    if (first >= 0x80) return long_varint();
    rest_.remove_prefix(1);
    return first;
  }
  /// A varint that is at most `most`.
  std::uint64_t number(std::uint64_t most) {
    const std::uint64_t value = varint();
    if (value > most) too_large();
    return value;
  }
  std::string_view raw(std::size_t size);
  std::string_view text() { return raw(static_cast<std::size_t>(varint())); }
  /// Calls add(i, value) for each value that is not 0, of `size`.
  template <typename Add>
  void counts(std::size_t size, const Add& add) {
    for (std::size_t i = 0; i < size; ++i) {
      const std::uint64_t value = varint();
      if (value != 0) add(i, value);
      else i += static_cast<std::size_t>(number(size - i - 1));
    }
  }
  bool at_end() const { return rest_.empty(); }
  /// Throws unless everything was read.
  void finish() const;

 private:
  std::uint64_t long_varint();
  [[noreturn]] static void ends_too_soon();
  [[noreturn]] static void too_large();

  std::string_view rest_;
};

}  // namespace npcost
