#include <algorithm>
#include <utility>
#include <vector>

#include "sim/reading/diagnostic.h"
#include "sim/reading/utf8.h"

namespace npcost {
namespace {

// Names are at most 80 code points long, so longer texts are not misspelt names; this also bounds the work.
constexpr std::size_t longest_name = 100;

std::u32string folded(std::string_view text) {
  std::u32string points = code_points(text);
  for (char32_t& c : points) {
    if (c >= U'A' && c <= U'Z') c = c - U'A' + U'a';
    if (c == U'-' || c == U' ') c = U'_';  // "think-time" is "think_time"
  }
  return points;
}

/// Damerau–Levenshtein distance with adjacent swaps (optimal string alignment): three rows of the usual table.
std::size_t distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) now[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(before, last);
    std::swap(last, now);
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, change});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) now[j] = std::min(now[j], before[j - 2] + 1);
    }
  }
  return now[b.size()];
}

std::size_t common_prefix(const std::u32string& a, const std::u32string& b) {
  const auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return static_cast<std::size_t>(in_a - a.begin());
}

}  // namespace

std::string did_you_mean(std::string_view found, const std::vector<std::string>& candidates) {
  if (found.size() > 4 * longest_name) return {};
  const std::u32string word = folded(found);
  if (word.empty() || word.size() > longest_name) return {};
  const std::size_t allowed = std::max<std::size_t>(1, word.size() / 4);

  std::size_t nearest = allowed + 1;
  std::size_t longest_prefix = 2;
  const std::string* near = nullptr;        // nullptr with nearest <= allowed: two are equally near
  const std::string* same_start = nullptr;  // likewise
  for (const std::string& candidate : candidates) {
    if (candidate.size() > 4 * longest_name) continue;
    const std::u32string other = folded(candidate);
    const std::size_t gap = std::max(word.size(), other.size()) - std::min(word.size(), other.size());
    const std::size_t apart = gap > allowed ? allowed + 1 : distance(word, other);
    if (apart < nearest) {
      nearest = apart, near = &candidate;
    } else if (apart == nearest && apart <= allowed && (near == nullptr || *near != candidate)) {
      near = nullptr;
    }
    const std::size_t prefix = common_prefix(word, other);
    if (prefix > longest_prefix) {
      longest_prefix = prefix, same_start = &candidate;
    } else if (prefix == longest_prefix && prefix >= 3 && (same_start == nullptr || *same_start != candidate)) {
      same_start = nullptr;
    }
  }
  if (nearest <= allowed) return near == nullptr ? std::string() : *near;
  return same_start == nullptr ? std::string() : *same_start;
}

}  // namespace npcost
