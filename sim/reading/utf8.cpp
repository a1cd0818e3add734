#include "sim/reading/utf8.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace npcost {
namespace {

struct Block {
  char32_t first, last;
};

// Ascending, so that one binary search answers. Blocks are rounded to whole rows where the characters between
// them are unassigned: a report needs carets that line up, not a text layout engine.
constexpr std::array wide_blocks = {
    Block{0x1100, 0x115e},   Block{0x231a, 0x231b},   Block{0x2329, 0x232a},   Block{0x23e9, 0x23ec},
    Block{0x23f0, 0x23f0},   Block{0x23f3, 0x23f3},   Block{0x25fd, 0x25fe},   Block{0x2614, 0x2615},
    Block{0x2648, 0x2653},   Block{0x267f, 0x267f},   Block{0x2693, 0x2693},   Block{0x26a1, 0x26a1},
    Block{0x26aa, 0x26ab},   Block{0x26bd, 0x26be},   Block{0x26c4, 0x26c5},   Block{0x26ce, 0x26ce},
    Block{0x26d4, 0x26d4},   Block{0x26ea, 0x26ea},   Block{0x26f2, 0x26f3},   Block{0x26f5, 0x26f5},
    Block{0x26fa, 0x26fa},   Block{0x26fd, 0x26fd},   Block{0x2705, 0x2705},   Block{0x270a, 0x270b},
    Block{0x2728, 0x2728},   Block{0x274c, 0x274c},   Block{0x274e, 0x274e},   Block{0x2753, 0x2755},
    Block{0x2757, 0x2757},   Block{0x2795, 0x2797},   Block{0x27b0, 0x27b0},   Block{0x27bf, 0x27bf},
    Block{0x2b1b, 0x2b1c},   Block{0x2b50, 0x2b50},   Block{0x2b55, 0x2b55},   Block{0x2e80, 0x3029},
    Block{0x302e, 0x303e},   Block{0x3041, 0x3098},   Block{0x309b, 0x3247},   Block{0x3250, 0x4dbf},
    Block{0x4e00, 0xa4cf},   Block{0xa960, 0xa97f},   Block{0xac00, 0xd7a3},   Block{0xf900, 0xfaff},
    Block{0xfe10, 0xfe19},   Block{0xfe30, 0xfe6f},   Block{0xff01, 0xff60},   Block{0xffe0, 0xffe6},
    Block{0x16fe0, 0x18dff}, Block{0x1aff0, 0x1b2ff}, Block{0x1f004, 0x1f004}, Block{0x1f0cf, 0x1f0cf},
    Block{0x1f18e, 0x1f18e}, Block{0x1f191, 0x1f19a}, Block{0x1f200, 0x1f320}, Block{0x1f32d, 0x1f335},
    Block{0x1f337, 0x1f37c}, Block{0x1f37e, 0x1f393}, Block{0x1f3a0, 0x1f3ca}, Block{0x1f3cf, 0x1f3d3},
    Block{0x1f3e0, 0x1f3f0}, Block{0x1f3f4, 0x1f3f4}, Block{0x1f3f8, 0x1f43e}, Block{0x1f440, 0x1f440},
    Block{0x1f442, 0x1f4fc}, Block{0x1f4ff, 0x1f53d}, Block{0x1f54b, 0x1f54e}, Block{0x1f550, 0x1f567},
    Block{0x1f57a, 0x1f57a}, Block{0x1f595, 0x1f596}, Block{0x1f5a4, 0x1f5a4}, Block{0x1f5fb, 0x1f64f},
    Block{0x1f680, 0x1f6c5}, Block{0x1f6cc, 0x1f6cc}, Block{0x1f6d0, 0x1f6df}, Block{0x1f6eb, 0x1f6ec},
    Block{0x1f6f4, 0x1f6fc}, Block{0x1f7e0, 0x1f7f0}, Block{0x1f90c, 0x1f9ff}, Block{0x1fa70, 0x1faff},
    Block{0x20000, 0x3fffd},
};

constexpr std::array zero_width_blocks = {
    Block{0x0300, 0x036f}, Block{0x0483, 0x0489}, Block{0x0591, 0x05bd}, Block{0x05bf, 0x05bf}, Block{0x05c1, 0x05c2},
    Block{0x05c4, 0x05c5}, Block{0x05c7, 0x05c7}, Block{0x0610, 0x061a}, Block{0x064b, 0x065f}, Block{0x0670, 0x0670},
    Block{0x06d6, 0x06dc}, Block{0x06df, 0x06e4}, Block{0x06e7, 0x06e8}, Block{0x06ea, 0x06ed}, Block{0x093c, 0x093c},
    Block{0x0941, 0x0948}, Block{0x094d, 0x094d}, Block{0x0e31, 0x0e31}, Block{0x0e34, 0x0e3a}, Block{0x0e47, 0x0e4e},
    Block{0x1160, 0x11ff}, Block{0x1ab0, 0x1aff}, Block{0x1dc0, 0x1dff}, Block{0x20d0, 0x20ff}, Block{0x302a, 0x302d},
    Block{0x3099, 0x309a}, Block{0xd7b0, 0xd7ff}, Block{0xfe00, 0xfe0f}, Block{0xfe20, 0xfe2f}, Block{0xe0100, 0xe01ef},
};

// Controls (C0, DEL, C1); soft hyphen; bidirectional marks, embeddings and isolates; zero-width spaces and joiners;
// line and paragraph separators; Hangul fillers; interlinear anchors; language tags.
constexpr std::array deceptive_blocks = {
    Block{0x0000, 0x001f},   Block{0x007f, 0x009f}, Block{0x00ad, 0x00ad}, Block{0x034f, 0x034f},
    Block{0x061c, 0x061c},   Block{0x115f, 0x1160}, Block{0x17b4, 0x17b5}, Block{0x180b, 0x180f},
    Block{0x200b, 0x200f},   Block{0x2028, 0x202e}, Block{0x2060, 0x206f}, Block{0x3164, 0x3164},
    Block{0xfeff, 0xfeff},   Block{0xffa0, 0xffa0}, Block{0xfff9, 0xfffb}, Block{0x1d173, 0x1d17a},
    Block{0xe0000, 0xe007f},
};

template <std::size_t n>
bool in_blocks(const std::array<Block, n>& blocks, char32_t value) {
  const auto after = std::upper_bound(blocks.begin(), blocks.end(), value,
                                      [](char32_t v, const Block& block) { return v < block.first; });
  return after != blocks.begin() && value <= std::prev(after)->last;
}

}  // namespace

CodePoint decode_utf8(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return {lead, 1, true};
  const CodePoint wrong{lead, 1, false};
  std::uint8_t length = 0;
  char32_t value = 0;
  char32_t smallest = 0;  // below it the sequence is overlong
  if (lead >= 0xc2 && lead <= 0xdf) {
    length = 2, value = lead & 0x1fu, smallest = 0x80;
  } else if (lead >= 0xe0 && lead <= 0xef) {
    length = 3, value = lead & 0x0fu, smallest = 0x800;
  } else if (lead >= 0xf0 && lead <= 0xf4) {
    length = 4, value = lead & 0x07u, smallest = 0x10000;
  } else {
    return wrong;
  }
  if (text.size() - at < length) return wrong;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xc0u) != 0x80u) return wrong;
    value = (value << 6) | (byte(at + i) & 0x3fu);
  }
  const bool surrogate = value >= 0xd800 && value <= 0xdfff;
  if (value < smallest || value > 0x10ffff || surrogate) return wrong;
  return {value, length, true};
}

std::size_t first_invalid_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const CodePoint point = decode_utf8(text, at);
    if (!point.valid) return at;
    at += point.length;
  }
  return std::string_view::npos;
}

void append_utf8(std::string& text, char32_t value) {
  const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  const auto put_rest = [&](int shift) { put(0x80u | ((value >> shift) & 0x3fu)); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xc0u | (value >> 6)), put_rest(0);
  } else if (value < 0x10000) {
    put(0xe0u | (value >> 12)), put_rest(6), put_rest(0);
  } else {
    put(0xf0u | (value >> 18)), put_rest(12), put_rest(6), put_rest(0);
  }
}

int terminal_width(char32_t value) {
  if (value < 0x300) return 1;
  if (in_blocks(zero_width_blocks, value)) return 0;
  return in_blocks(wide_blocks, value) ? 2 : 1;
}

bool is_deceptive(char32_t value) { return in_blocks(deceptive_blocks, value); }

std::u32string code_points(std::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    points.push_back(point.value);
    at += point.length;
  }
  return points;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += decode_utf8(text, at).length) ++count;
  return count;
}

}  // namespace npcost
