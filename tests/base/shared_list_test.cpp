#include "sim/base/shared_list.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "tests/catch.h"

using namespace npcost;

using List = SharedList<std::uint32_t>;

TEST_CASE("copies of a shared list read the same memory, and it outlives the first of them", "[shared]") {
  List first(std::vector<std::uint32_t>{3, 5, 8});
  const List copy = first;
  CHECK(copy.data() == first.data());
  first.clear();
  CHECK(first.empty());
  CHECK(first.data() == nullptr);
  REQUIRE_FALSE(copy.empty());
  CHECK(copy[0] == 3);
  CHECK(copy[2] == 8);
}

TEST_CASE("shared lists are equal when their values are, and a list of nothing is empty", "[shared]") {
  const List one(std::vector<std::uint32_t>{3, 5}), other(std::vector<std::uint32_t>{3, 5}), longer(std::vector<std::uint32_t>{3, 5, 8});
  CHECK(one.data() != other.data());
  CHECK(one == other);
  CHECK_FALSE(one == longer);
  CHECK_FALSE(one == List());
  CHECK(List(std::vector<std::uint32_t>()) == List());
  CHECK(List(std::vector<std::uint32_t>()).empty());
}

TEST_CASE("a shared list that was moved from still points at its values", "[shared]") {
  List first(std::vector<std::uint32_t>{3, 5});
  const List second = std::move(first);
  CHECK(first.data() == second.data());  // NOLINT: that is what is promised
}
