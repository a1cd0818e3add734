// Text in boxes, marks, icons, frames and files of pictures.

#include <unistd.h>

#include <filesystem>
#include <string>

#include "sim/base/atomic_file.h"
#include "sim/base/check.h"
#include "tests/catch.h"
#include "tests/window/window_bench.h"
#include "ui/window/draw/icons.h"
#include "ui/window/draw/text.h"

using namespace npcost::draw;
using npcost::test::small_frame;

namespace {

constexpr ImU32 white = IM_COL32(255, 255, 255, 255);

/// Runs inside a frame whose ground is in use.
void inside(const std::function<void()>& what) {
  Frame frame(small_frame(), what);
  frame.step();
}

}  // namespace

TEST_CASE("a text is cut with dots to what its room holds", "[window]") {
  inside([] {
    const std::string words = "Self-hosted text to speech";
    const std::string dots = npcost::compat::has_glyph(font(Face::body), 0x2026) ? "…" : "...";
    for (float room = 0; room < 300; room += 7) {
      const std::string cut = shortened(Face::body, words, room);
      CHECK(measure(Face::body, cut).x <= room);
      if (cut != words && !cut.empty()) CHECK(cut.substr(cut.size() - 3) == dots);
    }
    CHECK(shortened(Face::body, words, 1000) == words);
    CHECK(shortened(Face::body, words, 2).empty());
  });
}

TEST_CASE("a text wider than its box is a fault, one that was meant to be cut is none", "[window]") {
  Frame frame(small_frame(), [] {
    ImDrawList* const list = ImGui::GetWindowDrawList();
    text_in(list, Face::body, {{10, 10}, {60, 30}}, Align::left, white, "far too long for fifty pixels");
    text_ellipsis(list, Face::body, {10, 40}, 50, white, "far too long for fifty pixels");
    text_in(list, Face::body, {{10, 70}, {200, 90}}, Align::right, white, "fits");
  });
  frame.step();
  const auto faults = frame.faults();
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].find("\"far too long for fifty pixels\"") == 0);
  CHECK(faults[0].find("has 50") != std::string::npos);
}

TEST_CASE("wrapped text breaks at spaces, long words anywhere, and stops after the lines it may have", "[window]") {
  inside([] {
    const float line = text_wrapped(nullptr, Face::small, {0, 0}, 1000, white, "one");
    CHECK(text_wrapped(nullptr, Face::small, {0, 0}, 1000, white, "one two three") == line);
    CHECK(text_wrapped(nullptr, Face::small, {0, 0}, 1000, white, "one\ntwo") == 2 * line);
    CHECK(text_wrapped(nullptr, Face::small, {0, 0}, 40, white, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") > 3 * line);
    CHECK(text_wrapped(nullptr, Face::small, {0, 0}, 1, white, "가나다") == 3 * line);
    CHECK(text_wrapped(nullptr, Face::small, {0, 0}, 40, white, "one two three four five six seven", 2) == 2 * line);
    CHECK(text_wrapped(nullptr, Face::small, {0, 0}, 40, white, "") == 0.0f);
  });
}

TEST_CASE("marks say what is outside, what overlaps and what has two names", "[window]") {
  Marks marks;
  marks.add("a", {{0, 0}, {10, 10}}, "row");
  marks.add("b", {{9, 0}, {20, 10}}, "row");   // one pixel over a
  marks.add("c", {{20, 0}, {30, 10}}, "row");  // touches b
  marks.add("d", {{5, 5}, {25, 9}}, "other");  // over all, but no sibling
  marks.add("e", {{95, 0}, {105, 10}});
  const auto faults = marks.faults({100, 100});
  REQUIRE(faults.size() == 2);
  CHECK(faults[0] == "a (0,0 to 10,10) and b (9,0 to 20,10) overlap");
  CHECK(faults[1] == "e: outside of the window (95,0 to 105,10)");
  marks.add("c", {{20, 0}, {30, 10}}, "row");
  CHECK(marks.faults({100, 100}).front() == "c: two marks of this name");
  REQUIRE(marks.find("d") != nullptr);
  CHECK(marks.find("d")->rect.width() == 20.0f);
  marks.begin_frame();
  CHECK(marks.find("d") == nullptr);
  CHECK(marks.faults({100, 100}).empty());
}

TEST_CASE("every icon stays in its square and has ink", "[window]") {
  for (int i = 0; i < icon_count; ++i) {
    const Image image = npcost::test::picture(small_frame(100, 100), [i](ImDrawList* list) {
      icon(list, static_cast<Icon>(i), {50, 50}, 32, white);
    });
    const Image blank(100, 100, make_theme(true, 1).bg);
    INFO("icon " << i);
    CHECK(differing_outside(image, blank, 32, 32, 68, 68) == 0);  // 16 around the centre, and 2 for the stroke
    CHECK(differing_inside(image, blank, 32, 32, 68, 68) > 20);
  }
}

TEST_CASE("a frame inside of a frame leaves the outer one as it was", "[window]") {
  Ground* outer_ground = nullptr;
  bool same = false;
  Frame outer(small_frame(), [&] {
    outer_ground = &ground();
    ImGuiContext* const context = ImGui::GetCurrentContext();
    Frame inner(small_frame(100, 80, 2.0f, false), [&] { CHECK(theme().scale == 2.0f); });
    inner.step();
    CHECK(inner.picture().at(50, 40) == make_theme(false, 2).bg);
    same = &ground() == outer_ground && ImGui::GetCurrentContext() == context && theme().dark;
    text(ImGui::GetWindowDrawList(), Face::body, {10, 10}, white, "after");
  });
  outer.step(2);
  CHECK(same);
  CHECK(outer.faults().empty());
}

TEST_CASE("nothing changed is seen by the hash of the draw lists", "[window]") {
  float x = 10;
  Frame frame(small_frame(), [&] { text(ImGui::GetWindowDrawList(), Face::body, {x, 10}, white, "still"); });
  frame.step(3);
  const auto first = frame.draw_hash();
  frame.step(5);
  CHECK(frame.draw_hash() == first);
  x = 11;
  frame.step();
  CHECK(frame.draw_hash() != first);
  x = 10;
  frame.step();
  CHECK(frame.draw_hash() == first);
}

TEST_CASE("clicks, keys and typed text reach ImGui", "[window]") {
  bool pressed = false, home = false;
  char buffer[32] = "";
  Frame frame(small_frame(), [&] {
    ImGui::SetCursorScreenPos({50, 50});
    pressed = ImGui::Button("press", {80, 30}) || pressed;
    mark("button", {{50, 50}, {130, 80}});
    ImGui::SetCursorScreenPos({50, 120});
    ImGui::InputText("##field", buffer, sizeof buffer);
    home = home || npcost::compat::key_pressed(ImGuiKey_Home);
  });
  frame.step(2);
  frame.click("button");
  CHECK(pressed);
  frame.key(ImGuiKey_Home);
  CHECK(home);
  frame.click(ImVec2{80, 130});
  frame.type("한 7");
  CHECK(std::string(buffer) == "한 7");
  CHECK_THROWS_AS(frame.rect("no such mark"), npcost::BrokenPromise);
}

TEST_CASE("a picture becomes a PNG file, or a sentence says why not", "[window]") {
  Image image(3, 2, IM_COL32(1, 2, 3, 255));
  const std::string bytes = png_bytes(image);
  CHECK(bytes.substr(1, 3) == "PNG");
  CHECK(bytes.substr(16, 8) == std::string("\0\0\0\3\0\0\0\2", 8));  // IHDR: width and height, big-endian
  CHECK(png_bytes(image) == bytes);
  const std::string path =
      (std::filesystem::temp_directory_path() / ("npcost-picture-" + std::to_string(::getpid()) + ".png")).string();
  CHECK_FALSE(write_png(path, image));
  CHECK(npcost::read_whole_file(path, 1u << 20) == bytes);
  std::filesystem::remove(path);
  const auto fault = write_png("/nowhere/at/all/x.png", image);
  REQUIRE(fault);
  CHECK(fault->find("/nowhere/at/all") != std::string::npos);
}
