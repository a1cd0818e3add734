#pragma once
// Catch2 is 2.13 on Debian 12 and 3.x later: this include hides it. Use TEST_CASE, SECTION, DYNAMIC_SECTION,
// GENERATE(values…), CHECK, REQUIRE, CHECK_THROWS_AS, INFO, and CHECK_THAT(x, WithinRel(y, rel)) / WithinAbs.

#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#else
#include <catch2/catch.hpp>
#endif

using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
