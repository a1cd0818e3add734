// Tables as vector kernels read them: every cell, both sides of every threshold, the ends of every position, on every set of instructions.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/draws.h"
#include "sim/dialogue/lanes/classify.h"
#include "tests/catch.h"
#include "tests/quality/kernels.h"

using namespace npcost;
using namespace npcost::quality;

namespace {

DrawTable table_of(Family family, const std::vector<RoleValue>& roles, std::uint32_t lowest = 0, double scale = 1) {
  return DrawTable::compile(*Distribution::make(family, roles, nullptr), lowest, scale);
}

struct Kind {
  const char* name;
  LaneTable::Kind kind;
  DrawTable table;
};
std::vector<Kind> one_of_each_kind() {
  return {
      {"constant", LaneTable::constant, DrawTable::constant(0xffffffffu)},
      {"exact from 0", LaneTable::exact, table_of(Family::poisson, {{Role::mean, 3}})},
      {"exact far up", LaneTable::exact, table_of(Family::uniform, {{Role::low, 4294966000.0}, {Role::high, 4294967295.0}})},
      {"seamless", LaneTable::seamless, table_of(Family::lognormal, {{Role::p5, 2700}, {Role::p95, 53000}})},
      // Equal cells, since it reaches below 0: (1.9 + 6.23 · 0.38)e9 / 2046 = 2.09 million, just below 2^21.
      {"seamless, widest", LaneTable::seamless, table_of(Family::normal, {{Role::mean, 1.9e9}, {Role::sd, 3.8e8}})},
      {"wide cells", LaneTable::wide, table_of(Family::lognormal, {{Role::p5, 1e3}, {Role::p95, 1e9}})},
      {"a list with holes", LaneTable::wide, DrawTable::compile(Distribution::discrete({5, 1e6, 4e9}, {0.25, 0.25, 0.5}))},
  };
}

/// For each of the 2048 cells the words at its ends and on both sides of its threshold; each with hostile positions, to whole vectors.
struct Asked {
  std::vector<std::uint32_t> words, positions;
};
Asked edges_of(const LaneTable& table) {
  Asked asked;
  for (std::uint32_t cell = 0; cell < 2048; ++cell) {
    const std::uint32_t threshold = table.alias == nullptr ? 1u << 20 : table.alias[cell] >> 11;
    const std::uint32_t last = (1u << 21) - 1, before = threshold == 0 ? last : threshold - 1, at = threshold & last;
    for (const std::uint32_t place : {0u, before, at, last}) {
      // Only the low 11 bits count; what stands above them may be anything.
      for (const std::uint32_t position : {0u, 1u, 1023u, 2047u, 2048u, 0xffffffffu, 0xfffff800u, 0x80000400u}) {
        asked.words.push_back(cell << 21 | place);
        asked.positions.push_back(position);
      }
    }
  }
  return asked;
}

/// How many values differ from DrawTable::draw.
std::size_t differences(const LaneKernel& kernel, const DrawTable& table, const Asked& asked) {
  std::vector<std::uint32_t> values(asked.words.size());
  kernel.draw_values(lane_table_of(table), values.size(), asked.words.data(), asked.positions.data(), values.data());
  std::size_t different = 0;
  for (std::size_t i = 0; i < values.size(); ++i) different += values[i] != table.draw(asked.words[i], asked.positions[i]) ? 1 : 0;
  return different;
}

}  // namespace

TEST_CASE("in lanes every cell of every kind of table gives what it gives alone", "[quality]") {
  for (const Kind& one : one_of_each_kind()) {
    const LaneTable table = lane_table_of(one.table);
    INFO(one.name);
    CHECK(table.kind == one.kind);
    const Asked asked = edges_of(table);
    for (const LaneKernel* kernel : kernels()) {
      INFO(kernel->name);
      CHECK(differences(*kernel, one.table, asked) == 0);
    }
  }
}

// All 2^11 positions of a word in every cell: 4.2 million values a kernel.
TEST_CASE("in lanes every position of every cell gives what it gives alone", "[quality]") {
  for (const Kind& one : one_of_each_kind()) {
    if (one.kind != LaneTable::seamless && one.kind != LaneTable::wide) continue;
    Asked asked;
    for (std::uint32_t cell = 0; cell < 2048; ++cell) {
      for (std::uint32_t position = 0; position < 2048; ++position) {
        asked.words.push_back(cell << 21 | (cell * 2048 + position) % (1u << 21));
        asked.positions.push_back(position);
      }
    }
    INFO(one.name);
    for (const LaneKernel* kernel : kernels()) {
      INFO(kernel->name);
      CHECK(differences(*kernel, one.table, asked) == 0);
    }
  }
}

// The words as said in draws_and_sums.h and sim/engine/life.cpp: ten rounds, one word for each table, positions from what is left.
TEST_CASE("sessions and talks that begin in lanes are those of single draws", "[quality]") {
  const std::vector<Kind> kinds = one_of_each_kind();
  const DrawTable &exact = kinds[1].table, &seamless = kinds[3].table, &wide = kinds[5].table;
  const PlayerKey key{.seed = 0x123456789abcdef0u, .replication = 77, .segment = 5, .player = 0xfffffff0u};
  for (const LaneKernel* kernel : kernels()) {
    INFO(kernel->name);
    const std::size_t lanes = kernel->lanes;
    for (std::uint32_t first = 0; first < 4096; first += kernel->lanes) {
      std::vector<std::uint32_t> intervals(lanes), lengths(lanes), talks(lanes);
      kernel->draw_sessions({key.seed, name_word(key, Purpose{}), key.player, first, lane_table_of(wide), lane_table_of(seamless),
                             lane_table_of(exact), intervals.data(), lengths.data(), talks.data()});
      for (std::uint32_t i = 0; i < kernel->lanes; ++i) {
        const Words words = draw(key, Purpose::session, first + i, 0);
        REQUIRE(intervals[i] == wide.draw(words.w[0], words.w[1]));
        REQUIRE(lengths[i] == seamless.draw(words.w[2], words.w[1] >> 11));
        REQUIRE(talks[i] == exact.draw(words.w[3], words.w[1] >> 22 << 1));
      }
      std::vector<std::uint32_t> player(lanes, key.player), number(lanes), place(lanes), npc(lanes), turns(lanes);
      for (std::uint32_t i = 0; i < kernel->lanes; ++i) number[i] = first + i;
      const std::array<std::uint32_t, 2> below{0x40000000u, 0xc0000000u};
      kernel->draw_talks({key.seed, name_word(key, Purpose{}), lanes, player.data(), number.data(), lane_table_of(wide), below.data(), 3,
                          place.data(), npc.data(), turns.data()});
      for (std::uint32_t i = 0; i < kernel->lanes; ++i) {
        const Words words = draw(key, Purpose::conversation, first + i, 0);
        REQUIRE(place[i] == words.w[0]);
        REQUIRE(npc[i] == (words.w[1] < below[0] ? 0u : words.w[1] < below[1] ? 1u : 2u));
        REQUIRE(turns[i] == wide.draw(words.w[2], words.w[3]));
      }
    }
  }
}
