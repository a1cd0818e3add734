// The entry point of every test program. Catch2 3 brings its own; Catch2 2 wants one file with this macro.
#if !__has_include(<catch2/catch_test_macros.hpp>)
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#endif
