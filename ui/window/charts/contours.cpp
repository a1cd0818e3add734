// Marching squares: the line along which a grid of heights has one level.

#include <cmath>
#include <cstdint>
#include <map>

#include "ui/window/charts/heat_map.h"

namespace npcost::charts {

namespace {

/// A line crosses an edge of the grid at most once, so the edge's number is the name of the point.
using EdgeId = std::uint64_t;

struct Piece {
  EdgeId from, to;
};

struct Tracer {
  std::span<const double> heights;
  std::size_t columns;
  double level;
  std::map<EdgeId, ImVec2> points;
  std::vector<Piece> pieces;

  double height(std::size_t x, std::size_t y) const { return heights[y * columns + x]; }

  EdgeId cross(std::size_t x0, std::size_t y0, std::size_t x1, std::size_t y1) {
    const EdgeId id = (static_cast<EdgeId>(y0) * columns + x0) * 2 + (y1 > y0 ? 1 : 0);
    const double a = height(x0, y0) - level, b = height(x1, y1) - level;
    const double part = a / (a - b);
    points[id] = {static_cast<float>(static_cast<double>(x0) + part * static_cast<double>(x1 - x0)),
                  static_cast<float>(static_cast<double>(y0) + part * static_cast<double>(y1 - y0))};
    return id;
  }

  void square(std::size_t x, std::size_t y) {
    const double corner[] = {height(x, y), height(x + 1, y), height(x + 1, y + 1), height(x, y + 1)};
    unsigned above = 0;
    double mean = 0.0;
    for (unsigned i = 0; i < 4; ++i) {
      if (!std::isfinite(corner[i])) return;
      above |= (corner[i] >= level ? 1u : 0u) << i;
      mean += corner[i] / 4.0;
    }
    const auto south = [&] { return cross(x, y, x + 1, y); };
    const auto east = [&] { return cross(x + 1, y, x + 1, y + 1); };
    const auto north = [&] { return cross(x, y + 1, x + 1, y + 1); };
    const auto west = [&] { return cross(x, y, x, y + 1); };
    switch (above) {
      case 1:
      case 14: pieces.push_back({west(), south()}); break;
      case 2:
      case 13: pieces.push_back({south(), east()}); break;
      case 4:
      case 11: pieces.push_back({east(), north()}); break;
      case 8:
      case 7: pieces.push_back({north(), west()}); break;
      case 3:
      case 12: pieces.push_back({west(), east()}); break;
      case 6:
      case 9: pieces.push_back({south(), north()}); break;
      case 5:
      case 10: {  // a saddle: the middle decides which corners belong together
        const bool joined = (mean >= level) == (above == 5);
        pieces.push_back(joined ? Piece{west(), north()} : Piece{west(), south()});
        pieces.push_back(joined ? Piece{south(), east()} : Piece{east(), north()});
        break;
      }
      default: break;
    }
  }
};

/// Walks from an edge along pieces that are not used yet.
void walk(const Tracer& tracer, const std::multimap<EdgeId, std::size_t>& at, std::vector<bool>& used, EdgeId from,
          std::vector<ImVec2>& line) {
  line.push_back(tracer.points.at(from));
  for (bool found = true; found;) {
    found = false;
    const auto [begin, end] = at.equal_range(from);
    for (auto i = begin; i != end && !found; ++i) {
      if (used[i->second]) continue;
      used[i->second] = true;
      const Piece& piece = tracer.pieces[i->second];
      from = piece.from == from ? piece.to : piece.from;
      line.push_back(tracer.points.at(from));
      found = true;
    }
  }
}

}  // namespace

std::vector<std::vector<ImVec2>> contours(std::span<const double> heights, std::size_t columns, double level) {
  if (columns < 2 || heights.size() < 2 * columns) return {};
  Tracer tracer{heights, columns, level, {}, {}};
  for (std::size_t y = 0; y + 1 < heights.size() / columns; ++y) {
    for (std::size_t x = 0; x + 1 < columns; ++x) tracer.square(x, y);
  }
  std::multimap<EdgeId, std::size_t> at;
  for (std::size_t i = 0; i < tracer.pieces.size(); ++i)
    at.emplace(tracer.pieces[i].from, i), at.emplace(tracer.pieces[i].to, i);
  std::vector<bool> used(tracer.pieces.size(), false);
  std::vector<std::vector<ImVec2>> lines;
  // Open lines first, from their ends; what is left are rings.
  for (const bool rings : {false, true}) {
    for (const Piece& piece : tracer.pieces) {
      for (const EdgeId end : {piece.from, piece.to}) {
        const auto index = static_cast<std::size_t>(&piece - tracer.pieces.data());
        if (used[index] || (!rings && at.count(end) != 1)) continue;
        walk(tracer, at, used, end, lines.emplace_back());
      }
    }
  }
  return lines;
}

}  // namespace npcost::charts
