// Colours: contrast, mixing.

#include <limits>

#include "tests/catch.h"
#include "ui/window/draw/theme.h"

using namespace npcost::draw;

TEST_CASE("black on white has the contrast of 21, a colour on itself of 1", "[window]") {
  CHECK_THAT(contrast(rgb(0x000000), rgb(0xFFFFFF)), WithinAbs(21.0, 1e-9));  // (1 + 0.05) / (0 + 0.05)
  CHECK_THAT(contrast(rgb(0x4C9EFF), rgb(0x4C9EFF)), WithinAbs(1.0, 1e-12));
  // #777777 on white, the example of WCAG's own tools: 4.48.
  CHECK_THAT(contrast(rgb(0x777777), rgb(0xFFFFFF)), WithinAbs(4.48, 0.005));
}

TEST_CASE("every grey of text can be read on every surface, in both themes", "[window]") {
  for (const bool dark : {true, false}) {
    const Theme t = make_theme(dark, 1.0f);
    for (const ImU32 surface : {t.bg, t.rail, t.card, t.inset, t.tooltip}) {
      for (const ImU32 text : {t.text, t.text2, t.text3}) {
        INFO((dark ? "dark " : "light ") << std::hex << (text & 0xFFFFFFu) << " on " << (surface & 0xFFFFFFu));
        CHECK(contrast(text, surface) >= 4.5);
      }
    }
  }
}

TEST_CASE("words of a status can be read on a card and on their own chip", "[window]") {
  for (const bool dark : {true, false}) {
    const Theme t = make_theme(dark, 1.0f);
    for (const Status s : {Status::ok, Status::warn, Status::bad, Status::neutral}) {
      INFO((dark ? "dark " : "light ") << static_cast<int>(s));
      CHECK(contrast(t.words(s), t.card) >= 4.5);
      CHECK(contrast(t.words(s), laid_over(t.card, t.back(s))) >= 4.5);
    }
    CHECK(contrast(t.on_accent, t.accent) >= 4.5);
  }
}

TEST_CASE("graphics stand out from a card by at least 3 to 1, and neighbours in a stack have a line between",
          "[window]") {
  for (const bool dark : {true, false}) {
    const Theme t = make_theme(dark, 1.0f);
    CHECK(contrast(t.text_mode, t.card) >= 3.0);
    CHECK(contrast(t.voice_mode, t.card) >= 3.0);
    for (const ImU32 c : t.series) CHECK(contrast(c, t.card) >= 3.0);
  }
}

TEST_CASE("mixing, fading and laying over are what they say", "[window]") {
  CHECK(mixed(IM_COL32(0, 0, 0, 0), IM_COL32(255, 100, 10, 255), 0.5f) ==
        IM_COL32(128, 50, 5, 128));  // 127.5 rounds up
  CHECK(mixed(rgb(0x102030), rgb(0xFFFFFF), -3.0f) == rgb(0x102030));
  CHECK(mixed(rgb(0x102030), rgb(0xFFFFFF), 7.0f) == rgb(0xFFFFFF));
  CHECK(faded(IM_COL32(1, 2, 3, 200), 0.5f) == IM_COL32(1, 2, 3, 100));
  // 0 + (255 − 0) · 51/255 = 51
  CHECK(laid_over(rgb(0x000000), IM_COL32(255, 255, 255, 51)) == IM_COL32(51, 51, 51, 255));
}

TEST_CASE("a scale that makes no sense becomes one that does", "[window]") {
  CHECK(make_theme(true, 0.0f).scale == 0.5f);
  CHECK(make_theme(true, 100.0f).scale == 4.0f);
  CHECK(make_theme(true, std::numeric_limits<float>::quiet_NaN()).scale == 1.0f);
  CHECK(make_theme(true, 1.0f).hairline() == 1.0f);
  CHECK(make_theme(true, 2.0f).hairline() == 2.0f);
}
