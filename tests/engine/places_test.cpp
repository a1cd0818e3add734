#include "sim/engine/live/places.h"

#include <cstdint>
#include <vector>

#include "tests/catch.h"

using namespace npcost;

TEST_CASE("a place keeps what stands there and its address while others are added", "[places]") {
  struct alignas(256) Wide {
    std::uint32_t number = 0;
  };
  // 2 MiB / 256 = 8,192 places a page; the first page comes in 16 blocks of 512. So 16 + 2 blocks are 3 × 8,192 places.
  Places<Wide> places;
  CHECK(places.size() == 0);
  std::vector<const Wide*> address;
  for (std::uint32_t block = 0; block < 18; ++block) {
    const std::uint32_t first = places.size();
    places.grow();
    CHECK(places.size() - first == (block < 16 ? 512 : 8'192));
    for (std::uint32_t place = first; place < places.size(); ++place) {
      places[place].number = place;
      address.push_back(&places[place]);
    }
  }
  REQUIRE(places.size() == 3 * 8'192);
  CHECK(places.bytes() == 3 * big_page);
  std::uint32_t wrong = 0;
  for (std::uint32_t place = 0; place < places.size(); ++place) {
    wrong += places[place].number != place || &places[place] != address[place] ? 1u : 0u;
  }
  CHECK(wrong == 0);
}
