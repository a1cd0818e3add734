#pragma once
// Which characters a token is made of. Generous: "15%", "5min" and "0x10" are one token each, so that a fault can
// quote all of it.

namespace npcost {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$'; }
inline bool is_number_like(char c) {
  return is_digit(c) || is_letter(c) || c == '+' || c == '-' || c == '.' || c == '%';
}
inline bool is_word_like(char c) {
  return is_letter(c) || is_digit(c) || c == '-' || static_cast<unsigned char>(c) >= 0x80;
}

/// A space that looks like the one on the keyboard and is not.
inline bool is_odd_space(char32_t c) {
  return c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x205f || c == 0x3000;
}

inline bool is_currency_sign(char32_t c) {
  return c == U'$' || (c >= 0xa2 && c <= 0xa5) || (c >= 0x20a0 && c <= 0x20cf) || c == 0xff04 || c == 0xffe5;
}

/// A digit of another script or a full-width one ("１２"): numbers are written with 0–9 only.
inline bool is_foreign_digit(char32_t c) {
  return (c >= 0xff10 && c <= 0xff19) || (c >= 0x0660 && c <= 0x0669) || (c >= 0x06f0 && c <= 0x06f9) ||
         (c >= 0x0966 && c <= 0x096f) || (c >= 0x0e50 && c <= 0x0e59);
}

}  // namespace npcost
