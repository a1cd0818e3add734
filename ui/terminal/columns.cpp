#include "ui/terminal/columns.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/reading/diagnostic.h"
#include "sim/reading/utf8.h"

namespace npcost {
namespace {

// Hebrew, Arabic and their neighbours up to U+08FF, the presentation forms, and the historic scripts of plane 1.
bool is_right_to_left(char32_t value) {
  return (value >= 0x0590 && value <= 0x08FF) || (value >= 0xFB1D && value <= 0xFDFF) ||
         (value >= 0xFE70 && value <= 0xFEFF) || (value >= 0x10800 && value <= 0x10FFF) ||
         (value >= 0x1E800 && value <= 0x1EFFF);
}

bool has_right_to_left(std::string_view text) {
  const auto points = code_points(text);
  return std::any_of(points.begin(), points.end(), is_right_to_left);
}

/// Length in bytes of the longest start of `text` that fits into `width` cells, combining marks included.
std::size_t bytes_within(std::string_view text, std::size_t width) {
  std::size_t cells = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const CodePoint point = decode_utf8(text, at);
    const auto wide = static_cast<std::size_t>(std::max(0, point.valid ? terminal_width(point.value) : 1));
    if (cells + wide > width) break;
    cells += wide;
    at += point.length;
  }
  return at;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t cells = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    cells += static_cast<std::size_t>(std::max(0, point.valid ? terminal_width(point.value) : 1));
    at += point.length;
  }
  return cells;
}

std::string cut_to(std::string_view text, std::size_t width, const Style& style) {
  if (display_width(text) <= width) return std::string(text);
  return std::string(text.substr(0, bytes_within(text, width - 1))) + (style.utf8 ? "…" : "~");
}

std::string pad_right(std::string_view text, std::size_t width) {
  const std::size_t cells = display_width(text);
  return std::string(text) + std::string(cells < width ? width - cells : 0, ' ');
}

std::string pad_left(std::string_view text, std::size_t width) {
  const std::size_t cells = display_width(text);
  return std::string(cells < width ? width - cells : 0, ' ') + std::string(text);
}

std::string shown_name(std::string_view name, std::size_t width, const Style& style) {
  std::string shown = cut_to(printable(name), width, style);
  if (style.utf8 && has_right_to_left(shown)) shown += "\u200e";
  return shown;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    std::string_view word = text.substr(0, space);
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
    if (!line.empty() && display_width(line) + 1 + display_width(word) > width) {
      lines.push_back(std::move(line));
      line.clear();
    }
    while (display_width(word) > width) {
      const std::size_t fits = std::max<std::size_t>(bytes_within(word, width), 1);
      lines.emplace_back(word.substr(0, fits));
      word.remove_prefix(fits);
    }
    if (!line.empty() && !word.empty()) line += ' ';
    line += word;
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

std::string joined_parts(const std::vector<std::string>& parts, std::string_view indent, std::size_t width,
                         const Style& style) {
  const std::size_t room = width - display_width(indent);
  std::string text;
  std::string line;
  const auto finish = [&] {
    if (!line.empty()) text.append(indent).append(line).append("\n");
    line.clear();
  };
  for (const std::string& part : parts) {
    const std::size_t joint = line.empty() ? 0 : display_width(dot(style));
    if (!line.empty() && display_width(line) + joint + display_width(part) > room) finish();
    if (display_width(part) > room) {
      for (std::string& piece : wrapped(part, room)) {
        finish();
        line = std::move(piece);
      }
      continue;
    }
    if (!line.empty()) line += dot(style);
    line += part;
  }
  finish();
  return text;
}

std::string bar(double share, std::size_t width, const Style& style) {
  const double cells = std::isfinite(share) ? std::clamp(share, 0.0, 1.0) * static_cast<double>(width) : 0;
  if (!style.utf8) return std::string(static_cast<std::size_t>(std::lround(cells)), '#');
  static constexpr std::array<std::string_view, 8> parts{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const auto eighths = static_cast<std::size_t>(std::lround(cells * 8));
  std::string text;
  for (std::size_t i = 0; i < eighths / 8; ++i) text += "█";
  text += parts[eighths % 8];
  return text;
}

}  // namespace npcost
