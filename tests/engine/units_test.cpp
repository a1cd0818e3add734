// The numbers of the units of a run, and which shard owns which.
#include "sim/engine/kept/units.h"

#include <tuple>

#include "tests/laws/support.h"

using namespace npcost;

namespace {

using Unit = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;  ///< world, replication, block

std::vector<Unit> units_of(const WorkUnits& work, const Shard& shard) {
  std::vector<Unit> units;
  for (const WorkPart& part : work.parts_of(shard)) {
    for (std::uint32_t block = part.from; block < part.to; ++block) units.emplace_back(part.world, part.replication, block);
  }
  return units;
}

}  // namespace

TEST_CASE("units are numbered world after world, replication after replication, block after block", "[units]") {
  const WorkUnits work{{2, 1}, 3};
  CHECK(work.count() == 9);  // 3 · (2 + 1)
  CHECK(units_of(work, {1, 1}) == std::vector<Unit>{{0, 0, 0}, {0, 0, 1}, {0, 1, 0}, {0, 1, 1}, {0, 2, 0}, {0, 2, 1}, {1, 0, 0}, {1, 1, 0}, {1, 2, 0}});
  // 9 units in 2: 0..4 and 4..9 (9·1/2 = 4).
  CHECK(work.parts_of({1, 2}) == std::vector<WorkPart>{{0, 0, 0, 2}, {0, 1, 0, 2}});
  CHECK(work.parts_of({2, 2}) == std::vector<WorkPart>{{0, 2, 0, 2}, {1, 0, 0, 1}, {1, 1, 0, 1}, {1, 2, 0, 1}});
  // In 6, the second has one unit: 9·1/6 = 1 to 9·2/6 = 3 are two, the first one.
  CHECK(work.parts_of({1, 6}) == std::vector<WorkPart>{{0, 0, 0, 1}});
  CHECK(work.parts_of({2, 6}) == std::vector<WorkPart>{{0, 0, 1, 2}, {0, 1, 0, 1}});
}

TEST_CASE("however many shards there are, each unit is owned by one, in the same order", "[units]") {
  for (const WorkUnits& work : {WorkUnits{{2, 1}, 3}, WorkUnits{{256, 256, 1}, 5}, WorkUnits{{1}, 1}, WorkUnits{{7}, 11}}) {
    const std::vector<Unit> all = units_of(work, {1, 1});
    CHECK(all.size() == work.count());
    for (const std::uint32_t of : {1u, 2u, 3u, 7u, 64u, 1000u}) {
      std::vector<Unit> together;
      for (std::uint32_t number = 1; number <= of; ++number) {
        const std::vector<Unit> own = units_of(work, {number, of});
        CHECK(own.size() == work.end_of({number, of}) - work.begin_of({number, of}));
        together.insert(together.end(), own.begin(), own.end());
      }
      CHECK(together == all);
    }
  }
}

TEST_CASE("the largest run that there can be is divided without overflow", "[units]") {
  const WorkUnits work{std::vector<std::uint32_t>(1000, most_blocks), 262'143};
  CHECK(work.count() == 67'108'608'000ULL);   // 1000 · 256 · 262,143
  CHECK(work.end_of({most_shards, most_shards}) == work.count());
  CHECK(work.begin_of({most_shards, most_shards}) == work.end_of({most_shards - 1, most_shards}));
}

TEST_CASE("a plan's own units are told off to blocks without a gap", "[units]") {
  CHECK(units_before(1954, 256, 256) == 1954);
  CHECK(units_before(1954, 1, 256) == 7);    // 1954/256 = 7.6
  CHECK(units_before(10, 3, 10) == 3);
  CHECK(units_before(3, 1, 10) == 0);        // a replication with fewer players than the first: some blocks are empty
}

TEST_CASE("a world has as many blocks as units, up to the most, and one if it is coupled", "[units]") {
  using namespace npcost::laws;
  const auto blocks = [](const std::string& players, const std::string& more = "") {
    std::string text = with(rich_world, "\"active\": \"300 players\"", "\"active\": \"" + players + " players\"");
    if (!more.empty()) text = with(text, "\"experiment\":", more + ", \"experiment\":");
    return blocks_of(*compile_plan(scenario_of(text), 0));
  };
  CHECK(blocks("300") == 1);          // 512 players make a unit
  CHECK(blocks("3000") == 6);
  CHECK(blocks("200000") == 256);
  CHECK(blocks("3000", R"("policies": { "fuse": { "kind": "degrade", "limit": "1000 turns", "per": "global/d", "then": "scripted" } })") == 1);
}
