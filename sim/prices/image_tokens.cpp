#include "sim/prices/image_tokens.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace npcost {
namespace {

constexpr std::uint32_t largest_side = 20'000;

std::uint32_t started(double length, double square) { return static_cast<std::uint32_t>(std::ceil(length / square)); }

/// Both sides times the same factor, at most 1.
struct Scaled {
  double width, height;
};
Scaled scaled(ImageSize size, double factor) {
  const double times = std::min(1.0, factor);
  return {size.width * times, size.height * times};
}

std::uint32_t tiles(ImageSize size) {
  const double fit = std::min(1.0, 2048.0 / std::max(size.width, size.height));
  const double shorter = std::min(size.width, size.height) * fit;
  const Scaled shown = scaled(size, fit * std::min(1.0, 768.0 / shorter));
  return 85 + 170 * started(std::round(shown.width), 512) * started(std::round(shown.height), 512);
}

std::uint32_t patches(ImageSize size) {
  constexpr double most = 1536;
  const std::uint32_t whole = started(size.width, 32) * started(size.height, 32);
  if (whole <= most) return whole;
  const double shrink = std::sqrt(32.0 * 32.0 * most / (double{1} * size.width * size.height));
  // Brought down to whole patches on the side that loses more by it.
  const double across = size.width * shrink / 32, down = size.height * shrink / 32;
  const double times = shrink * std::min(std::floor(across) / across, std::floor(down) / down);
  const Scaled shown = scaled(size, times);
  return std::min(static_cast<std::uint32_t>(most),
                  started(std::round(shown.width), 32) * started(std::round(shown.height), 32));
}

std::uint32_t area(ImageSize size) {
  const Scaled shown = scaled(size, 1568.0 / std::max(size.width, size.height));
  return std::min(1600u, static_cast<std::uint32_t>(std::ceil(shown.width * shown.height / 750)));
}

std::uint32_t squares(ImageSize size) {
  if (size.width <= 384 && size.height <= 384) return 258;
  return 258 * started(size.width, 768) * started(size.height, 768);
}

}  // namespace

std::optional<ImageSize> parse_image_size(std::string_view text) {
  if (text.ends_with(" px")) text.remove_suffix(3);
  ImageSize size;
  const char* const end = text.data() + text.size();
  const auto [cross, bad_width] = std::from_chars(text.data(), end, size.width);
  if (bad_width != std::errc{} || cross == end || *cross != 'x') return std::nullopt;
  const auto [rest, bad_height] = std::from_chars(cross + 1, end, size.height);
  if (bad_height != std::errc{} || rest != end) return std::nullopt;
  const bool sensible = size.width >= 1 && size.width <= largest_side && size.height >= 1 && size.height <= largest_side;
  return sensible ? std::optional(size) : std::nullopt;
}

std::optional<std::uint32_t> image_tokens(ImageRule rule, ImageSize size) {
  switch (rule) {
    case ImageRule::tiles: return tiles(size);
    case ImageRule::patches: return patches(size);
    case ImageRule::area: return area(size);
    case ImageRule::squares: return squares(size);
    case ImageRule::unknown: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace npcost
