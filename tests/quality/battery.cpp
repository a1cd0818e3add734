#include "tests/quality/battery.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <utility>

#include "tests/quality/p_values.h"

namespace npcost::quality {

namespace {

constexpr int words = 4;

/// All draws of a layout; `next` makes another name of each.
template <typename Next>
std::vector<Words> drawn(Generator generator, Purpose purpose, const Size& size, std::uint64_t seed, Next next) {
  std::vector<Words> all;
  all.reserve(std::size_t{size.players} * size.conversations * size.turns);
  for (std::uint32_t player = 0; player < size.players; ++player) {
    for (std::uint32_t conversation = 0; conversation < size.conversations; ++conversation) {
      for (std::uint32_t turn = 0; turn < size.turns; ++turn) {
        Name name{seed, word_of(purpose), player, conversation, turn};
        next(name);
        all.push_back(generator(name));
      }
    }
  }
  return all;
}

/// Bits with which a histogram of so many draws has at least 16 in each bin.
int bits_for(std::size_t draws, int most) { return std::min(most, static_cast<int>(std::bit_width(draws / 16)) - 1); }

void examine_words(const std::vector<Words>& draws, std::vector<Outcome>& outcomes) {
  const int bits = bits_for(draws.size(), 12);
  for (int w = 0; w < words; ++w) {
    std::vector<std::uint32_t> top(std::size_t{1} << bits), low(top.size()), sample;
    sample.reserve(draws.size());
    for (const Words& draw : draws) {
      ++top[draw.w[w] >> (32 - bits)];
      ++low[draw.w[w] & (low.size() - 1)];
      sample.push_back(draw.w[w]);
    }
    outcomes.push_back({fmt::format("top bits of word {}", w), even_p(top)});
    outcomes.push_back({fmt::format("low bits of word {}", w), even_p(low)});
    outcomes.push_back({fmt::format("KS of word {}", w), ks_p(std::move(sample))});
  }
}

/// Two words of draws that belong together: their correlation, and squares of bins of their top and of their low bits.
void examine_pair(const std::vector<Words>& first, int a, const std::vector<Words>& second, int b, const std::string& what,
                  std::vector<Outcome>& outcomes) {
  const int bits = bits_for(first.size(), 12) / 2;
  const std::uint32_t mask = (1u << bits) - 1;
  std::vector<std::uint32_t> top(std::size_t{1} << (2 * bits)), low(top.size());
  double products = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    const std::uint32_t x = first[i].w[a], y = second[i].w[b];
    products += (unit_interval(x) - 0.5) * (unit_interval(y) - 0.5);
    ++top[(x >> (32 - bits)) << bits | y >> (32 - bits)];
    ++low[(x & mask) << bits | (y & mask)];
  }
  // The product of two uniform numbers around 0 has the variance 1/144.
  const std::string pair = fmt::format("{}, words {} and {}", what, a, b);
  outcomes.push_back({"correlation: " + pair, normal_p(products * 12 / std::sqrt(static_cast<double>(first.size())))});
  outcomes.push_back({"top bits: " + pair, even_p(top)});
  outcomes.push_back({"low bits: " + pair, even_p(low)});
}

struct Neighbour {
  const char* name;
  void (*next)(Name&);
};
constexpr std::array<Neighbour, 7> neighbours{{{"next turn", [](Name& name) { ++name.sub_index; }},
                                               {"next conversation", [](Name& name) { ++name.index; }},
                                               {"next player", [](Name& name) { ++name.player; }},
                                               {"next replication", [](Name& name) { ++name.word; }},
                                               {"next segment", [](Name& name) { name.word += 1u << 18; }},
                                               {"next purpose", [](Name& name) { name.word += 1u << 26; }},
                                               {"next seed", [](Name& name) { ++name.seed; }}}};

void examine_neighbours(Generator generator, Purpose purpose, const Size& size, std::uint64_t seed, const std::vector<Words>& draws,
                        std::vector<Outcome>& outcomes) {
  for (int a = 0; a < words; ++a) {
    for (int b = a + 1; b < words; ++b) examine_pair(draws, a, draws, b, "same turn", outcomes);
  }
  for (const Neighbour& neighbour : neighbours) {
    const std::vector<Words> others = drawn(generator, purpose, size, seed, neighbour.next);
    for (int a = 0; a < words; ++a) {
      for (int b = 0; b < words; ++b) examine_pair(draws, a, others, b, neighbour.name, outcomes);
    }
  }
}

/// How often each of the 128 bits of a draw changes when one bit of its name does: half of the time. The worst of all, times their number.
template <typename Flip>
void examine_avalanche(Generator generator, Purpose purpose, const Size& size, std::uint64_t seed, const char* what, int bits, Flip flip,
                       std::vector<Outcome>& outcomes) {
  double worst = 0;
  for (int bit = 0; bit < bits; ++bit) {
    std::array<std::uint32_t, 32 * words> changed{};
    for (std::uint32_t i = 0; i < size.samples; ++i) {
      // Names that occur: hash-like multiples in place of a run, so that carries do not repeat.
      const std::uint32_t mixed = (i * 0x9E3779B1u) ^ static_cast<std::uint32_t>(bit) << 13;
      Name name{seed, word_of(purpose), mixed >> 12, mixed >> 4 & 0xfffu, mixed & 0x3fu};
      const Words before = generator(name);
      flip(name, bit);
      const Words after = generator(name);
      for (std::size_t j = 0; j < changed.size(); ++j) changed[j] += (before.w[j / 32] ^ after.w[j / 32]) >> (j % 32) & 1u;
    }
    for (const std::uint32_t count : changed) {
      worst = std::max(worst, std::abs(count - size.samples / 2.0) / std::sqrt(size.samples / 4.0));
    }
  }
  outcomes.push_back({fmt::format("avalanche of {} bits of the {}", bits, what), std::min(1.0, bits * 32 * words * normal_p(worst))});
}

void flip_counter(Name& name, int bit) {
  const std::uint32_t flipped = 1u << (bit % 20);
  (bit < 20 ? name.sub_index : bit < 40 ? name.index : name.player) ^= flipped;
}

/// Sums over everything that a player says, which costs are made of: their spread between players.
void examine_sums(const std::vector<Words>& draws, const Size& size, std::vector<Outcome>& outcomes) {
  const std::size_t each = std::size_t{size.conversations} * size.turns;
  for (int w = 0; w < words; ++w) {
    double squares = 0;
    for (std::size_t player = 0; player < size.players; ++player) {
      double sum = 0;
      for (std::size_t i = 0; i < each; ++i) sum += unit_interval(draws[player * each + i].w[w]) - 0.5;
      squares += sum * sum / (static_cast<double>(each) / 12);
    }
    outcomes.push_back({fmt::format("sums a player of word {}", w), chi_square_p(squares, size.players)});
  }
}

template <typename Word>
std::uint64_t repeated(std::vector<Word> drawn_words) {
  std::sort(drawn_words.begin(), drawn_words.end());
  const auto distinct = std::unique(drawn_words.begin(), drawn_words.end()) - drawn_words.begin();
  return drawn_words.size() - static_cast<std::size_t>(distinct);
}

/// Birthdays: n words of b bits have n − 2^b (1 − (1 − 2^−b)^n) that came before, nearly n²/2^(b+1).
void examine_repeats(Generator generator, Purpose purpose, const Size& size, std::uint64_t seed, std::vector<Outcome>& outcomes) {
  std::array<std::vector<std::uint32_t>, words> single;
  std::array<std::vector<std::uint64_t>, words / 2> both;
  for (std::uint32_t player = 0; player < size.key_players; ++player) {
    for (std::uint32_t conversation = 0; conversation < size.conversations; ++conversation) {
      const Words draw = generator({seed, word_of(purpose), player, conversation, 0});
      for (std::size_t w = 0; w < words; ++w) single[w].push_back(draw.w[w]);
      for (std::size_t w = 0; w < words / 2; ++w) both[w].push_back(std::uint64_t{draw.w[2 * w]} << 32 | draw.w[2 * w + 1]);
    }
  }
  const auto n = static_cast<double>(single[0].size());
  const double expected = n + 0x1p32 * std::expm1(n * std::log1p(-0x1p-32));
  for (std::size_t w = 0; w < words; ++w) {
    outcomes.push_back({fmt::format("repeats of word {}", w), poisson_p(repeated(std::move(single[w])), expected)});
  }
  for (std::size_t w = 0; w < words / 2; ++w) {
    const double p = poisson_p(repeated(std::move(both[w])), n * n / 0x1p65);
    outcomes.push_back({fmt::format("repeats of words {} and {}", 2 * w, 2 * w + 1), p});
  }
}

}  // namespace

const Outcome& Examination::worst() const {
  return *std::min_element(outcomes.begin(), outcomes.end(), [](const Outcome& a, const Outcome& b) { return a.p < b.p; });
}

std::size_t Examination::failures() const {
  // Not "below the limit": what is no number has failed too.
  return static_cast<std::size_t>(
      std::count_if(outcomes.begin(), outcomes.end(), [this](const Outcome& outcome) { return !(outcome.p >= limit()); }));
}

std::string Examination::text() const {
  const std::string verdict = passed() ? "passes" : fmt::format("fails {} of them", failures());
  return fmt::format("{} tests, smallest p {:.2g} ({}), limit {:.2g}: {}", outcomes.size(), worst().p, worst().test, limit(), verdict);
}

Examination examine(Generator generator, Purpose purpose, const Size& size, std::uint64_t seed) {
  Examination examination;
  std::vector<Outcome>& outcomes = examination.outcomes;
  const std::vector<Words> draws = drawn(generator, purpose, size, seed, [](Name&) {});
  examine_words(draws, outcomes);
  examine_neighbours(generator, purpose, size, seed, draws, outcomes);
  examine_avalanche(generator, purpose, size, seed, "counter", 60, flip_counter, outcomes);
  const auto flip_word = [](Name& name, int bit) { name.word ^= 1u << bit; };
  examine_avalanche(generator, purpose, size, seed, "name's last word", 32, flip_word, outcomes);
  const auto flip_seed = [](Name& name, int bit) { name.seed ^= std::uint64_t{1} << bit; };
  examine_avalanche(generator, purpose, size, seed, "seed", 64, flip_seed, outcomes);
  examine_sums(draws, size, outcomes);
  examine_repeats(generator, purpose, size, seed, outcomes);
  return examination;
}

}  // namespace npcost::quality
