// A value changed where it stands: everything else in the text stays, to the byte.

#include "tests/catch.h"
#include "ui/window/model/text_patch.h"

namespace npcost::window {
namespace {

std::string must(const std::string& text, const std::string& pointer, const std::string& value) {
  const std::optional<std::string> patched_text = patched(text, pointer, value);
  REQUIRE(patched_text.has_value());
  return *patched_text;
}

TEST_CASE("a value is replaced and its comments, order and spaces stay") {
  const std::string text = "{\n  // heading\n  \"a\": { \"b\":   \"60 tokens\" , // why\n    \"c\": 1 }\n}\n";
  CHECK(must(text, "/a/b", "80 tokens") == "{\n  // heading\n  \"a\": { \"b\":   \"80 tokens\" , // why\n    \"c\": 1 }\n}\n");
  CHECK(must(text, "/a/c", "2") == "{\n  // heading\n  \"a\": { \"b\":   \"60 tokens\" , // why\n    \"c\": 2 }\n}\n");
}

TEST_CASE("text that is no JSON is written as a text, and JSON as it is") {
  CHECK(must(R"({ "a": 1 })", "/a", "1..4") == R"({ "a": "1..4" })");
  CHECK(must(R"({ "a": 1 })", "/a", R"({"dist": "geometric", "mean": 5})") == R"({ "a": {"dist": "geometric", "mean": 5} })");
  CHECK(must(R"({ "a": 1 })", "/a", "say \"hi\"") == R"({ "a": "say \"hi\"" })");
}

TEST_CASE("a new member stands behind the last one, on a line of its own where its neighbours do") {
  CHECK(must("{\n    \"a\": 1\n}\n", "/b", "2") == "{\n    \"a\": 1,\n    \"b\": 2\n}\n");
  CHECK(must("{\n\t\"a\": 1 // one\n}\n", "/b", "2") == "{\n\t\"a\": 1, // one\n\t\"b\": 2\n}\n");   // the comment stays with its value
  CHECK(must("{\n  \"a\": 1, // one\n}\n", "/b", "2") == "{\n  \"a\": 1, // one\n  \"b\": 2\n}\n");
  CHECK(must("{\r\n  \"a\": 1\r\n}\r\n", "/b", "2") == "{\r\n  \"a\": 1,\r\n  \"b\": 2\r\n}\r\n");
  CHECK(must(R"({ "a": 1 })", "/b", "2") == R"({ "a": 1, "b": 2 })");
  CHECK(must("{}", "/b", "2") == R"({ "b": 2 })");
}

TEST_CASE("what is missing on the way to a new member is written with it") {
  CHECK(must(R"({ "npcs": { "a": { } } })", "/npcs/a/memory/keep_turns", "8") == R"({ "npcs": { "a": { "memory": { "keep_turns": 8 } } } })");
  CHECK(must(R"({ "x": 1 })", "/npcs/c~1d", "8 s") == R"({ "x": 1, "npcs": { "c/d": "8 s" } })");
}

TEST_CASE("items of lists are replaced, not added") {
  CHECK(must(R"({ "a": [ { "skip": 0 }, 5 ] })", "/a/0/skip", "30%") == R"({ "a": [ { "skip": "30%" }, 5 ] })");
  CHECK_FALSE(patched(R"({ "a": [ 1 ] })", "/a/1", "2").has_value());
}

TEST_CASE("a text that is no JSON object, and a way through a plain value, are refused") {
  CHECK_FALSE(patched("{ \"a\": ", "/a", "1").has_value());
  CHECK_FALSE(patched("[1]", "/a", "1").has_value());
  CHECK_FALSE(patched(R"({ "a": 1 })", "/a/b", "1").has_value());
}

}  // namespace
}  // namespace npcost::window
