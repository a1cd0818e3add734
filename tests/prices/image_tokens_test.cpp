#include "sim/prices/image_tokens.h"
#include "tests/catch.h"

using namespace npcost;

TEST_CASE("a picture is as many tokens as its provider's page says", "[image_tokens]") {
  // OpenAI's own examples: 1024 × 1024 becomes 768 × 768, four squares; 2048 × 4096 becomes 768 × 1536, six squares.
  CHECK(image_tokens(ImageRule::tiles, {1024, 1024}) == 85 + 4 * 170);
  CHECK(image_tokens(ImageRule::tiles, {2048, 4096}) == 85 + 6 * 170);
  CHECK(image_tokens(ImageRule::tiles, {512, 512}) == 85 + 170);  // small ones are not enlarged
  // One token for each started square of 32: 32 × 32 of them; 1800 × 2400 is scaled to 33 × 44.
  CHECK(image_tokens(ImageRule::patches, {1024, 1024}) == 1024);
  CHECK(image_tokens(ImageRule::patches, {1800, 2400}) == 1452);
  CHECK(image_tokens(ImageRule::patches, {33, 32}) == 2);
  // Anthropic's table: 54, 1,334 and 1,590 tokens.
  CHECK(image_tokens(ImageRule::area, {200, 200}) == 54);
  CHECK(image_tokens(ImageRule::area, {1000, 1000}) == 1334);
  CHECK(image_tokens(ImageRule::area, {1092, 1092}) == 1590);
  CHECK(image_tokens(ImageRule::area, {4000, 4000}) == 1600);
  // Gemini: 258 up to 384 × 384, then 258 for each started square of 768.
  CHECK(image_tokens(ImageRule::squares, {384, 384}) == 258);
  CHECK(image_tokens(ImageRule::squares, {385, 384}) == 258);
  CHECK(image_tokens(ImageRule::squares, {768, 769}) == 2 * 258);
  CHECK(image_tokens(ImageRule::squares, {1920, 1080}) == 3 * 2 * 258);
}

TEST_CASE("a model whose rule is unknown gives no number", "[image_tokens]") {
  CHECK_FALSE(image_tokens(ImageRule::unknown, {1024, 1024}).has_value());
}

TEST_CASE("an image's size is two whole numbers of pixels", "[image_tokens]") {
  const std::optional<ImageSize> size = parse_image_size("1280x720 px");
  REQUIRE(size.has_value());
  CHECK(size->width == 1280);
  CHECK(size->height == 720);
  CHECK(parse_image_size("1x1").has_value());
  CHECK(parse_image_size("20000x20000").has_value());
  for (const char* bad : {"", "x", "1280", "1280x", "x720", "1280X720", "0x720", "20001x1", "1280x-1", "1280x720x3", "1280 x 720",
                          "99999999999x1", "1280x720px"}) {
    INFO(bad);
    CHECK_FALSE(parse_image_size(bad).has_value());
  }
}
