#include "sim/base/bytes.h"

#include <limits>
#include <vector>

#include "tests/catch.h"

using namespace npcost;

namespace {

std::string hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text += digits[static_cast<unsigned char>(c) >> 4];
    text += digits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

/// The sentence with which bytes are refused as one varint.
std::string refusal_of(std::string_view bytes) {
  try {
    ByteReader reader(bytes);
    reader.varint();
    reader.finish();
  } catch (const BadBytes& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("numbers and texts have the bytes that the layout says", "[bytes]") {
  ByteWriter writer;
  writer.u32(0x01020304);           // lowest byte first
  writer.u64(0x0102030405060708);
  writer.varint(127);               // one group of seven bits
  writer.varint(300);               // 300 = 2·128 + 44: 44 | 128 = 0xac, then 2
  writer.text("ab");
  CHECK(hex(writer.bytes()) == "04030201" "0807060504030201" "7f" "ac02" "026162");
}

TEST_CASE("zeros that follow each other cost two bytes together", "[bytes]") {
  ByteWriter writer;
  const std::vector<std::uint64_t> values{5, 0, 0, 0, 7, 0};
  writer.counts(std::span<const std::uint64_t>(values));
  CHECK(hex(writer.bytes()) == "05" "0002" "07" "0000");  // a zero and two more; a zero and none more
  std::vector<std::uint64_t> back(6);
  ByteReader reader(writer.bytes());
  reader.counts(6, [&](std::size_t i, std::uint64_t value) { back[i] = value; });
  reader.finish();
  CHECK(back == values);
}

TEST_CASE("every number comes back, around each power of two", "[bytes]") {
  ByteWriter writer;
  std::vector<std::uint64_t> values{0, std::numeric_limits<std::uint64_t>::max()};
  for (int bit = 0; bit < 64; ++bit) {
    for (const std::uint64_t by : {std::uint64_t{0}, std::uint64_t{1}}) values.push_back((std::uint64_t{1} << bit) - by);
  }
  for (const std::uint64_t value : values) writer.varint(value);
  ByteReader reader(writer.bytes());
  for (const std::uint64_t value : values) CHECK(reader.varint() == value);
  CHECK(reader.at_end());
}

TEST_CASE("bytes that no writer makes are refused: cut, too long, too large, or more than belongs there", "[bytes]") {
  using namespace std::string_view_literals;
  CHECK(refusal_of("") == "it ends in the middle");
  CHECK(refusal_of("\x80"sv) == "it ends in the middle");
  CHECK(refusal_of("\x80\x00"sv) == "a number is written longer than it is");
  CHECK(refusal_of("\x01\x01"sv) == "there is more than belongs there");
  CHECK(refusal_of("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"sv).empty());  // 2^64 − 1
  CHECK(refusal_of("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"sv) == "a number is larger than it can be");
  CHECK(refusal_of("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"sv) == "a number is larger than it can be");
}

TEST_CASE("a length that lies asks for no memory", "[bytes]") {
  ByteWriter writer;
  writer.varint(std::numeric_limits<std::uint64_t>::max());
  ByteReader text(writer.bytes());
  CHECK_THROWS_AS(text.text(), BadBytes);
  ByteWriter zeros;
  zeros.varint(0);
  zeros.varint(6);
  ByteReader counts(zeros.bytes());
  CHECK_THROWS_AS(counts.counts(6, [](std::size_t, std::uint64_t) {}), BadBytes);  // seven zeros for six places
}
