// Fonts that are there, that are not, and that only look like fonts.

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "sim/base/atomic_file.h"
#include "tests/catch.h"
#include "tests/window/window_bench.h"
#include "ui/window/draw/text.h"

using namespace npcost::draw;
using npcost::test::small_frame;
namespace fs = std::filesystem;

namespace {

/// A folder of its own that is gone after the test.
struct Folder {
  fs::path path = fs::temp_directory_path() / ("npcost-fonts-" + std::to_string(::getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  void put(const std::string& name, const std::string& bytes) const {
    npcost::write_atomically((path / name).string(), bytes);
  }
};

std::optional<std::string> installed(std::string_view name) {
  const auto found = FontFolders(system_font_folders()).named(name);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

/// A frame that shows a text with the fonts of some folders.
struct Shown {
  FontReport report;
  std::vector<unsigned> missing;
  std::vector<std::string> faults;
  std::size_t ink = 0;
};

Shown show(const std::vector<std::string>& folders, std::string_view words, bool builtin = false) {
  FrameOptions options = small_frame(300, 60);
  options.fonts.folders = folders;
  options.fonts.builtin_only = builtin;
  Frame frame(options, [&] {
    text(ImGui::GetWindowDrawList(), Face::body, {10, 10}, IM_COL32(255, 255, 255, 255), words);
  });
  frame.step();
  Shown shown{frame.ground().fonts.report(), frame.ground().fonts.missing(), frame.faults(), 0};
  const Image blank(300, 60, frame.ground().theme.bg);
  shown.ink = differing_inside(frame.picture(), blank, 0, 0, 300, 60);
  return shown;
}

bool mentions(const std::vector<std::string>& notes, std::string_view words) {
  return std::any_of(notes.begin(), notes.end(),
                     [&](const std::string& n) { return n.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("without any font the built-in one is used and text is still there", "[window][fonts]") {
  for (const bool builtin : {false, true}) {
    const Shown shown = show({"/nowhere/at/all"}, "Cost 123", builtin);
    CHECK(shown.report.builtin);
    CHECK_FALSE(shown.report.hangul);
    CHECK(shown.ink > 50);
    CHECK(shown.faults.empty());
  }
}

TEST_CASE("signs that the built-in font lacks are replaced by ASCII", "[window][fonts]") {
  Frame frame(small_frame(), [] {});
  frame.step();
  FrameOptions options = small_frame();
  options.fonts.builtin_only = true;
  std::string shown_text, hangul;
  Frame plain(options, [&] {
    std::string scratch;
    shown_text = ground().fonts.shown(Face::body, "−₩1 ≤ 2…", scratch);
    hangul = ground().fonts.shown(Face::body, "가 b", scratch);
  });
  plain.step();
  CHECK(shown_text == "-W1 <= 2...");
  CHECK(hangul == "? b");
  CHECK(plain.ground().fonts.missing() == std::vector<unsigned>{0xAC00});
  CHECK(plain.faults() == std::vector<std::string>{"U+AC00: no font has it"});
}

TEST_CASE("files that only look like fonts are left out and named", "[window][fonts]") {
  const auto inter = installed("Inter-Regular.otf");
  if (!inter) return;
  const std::string whole = npcost::read_whole_file(*inter, 1u << 26);
  const Folder folder;
  const auto try_file = [&](const std::string& bytes) {
    folder.put("Inter-Regular.otf", bytes);
    const Shown shown = show({folder.path.string()}, "Cost 123");
    CHECK(shown.ink > 50);
    return shown.report;
  };
  for (const std::string& bytes : {std::string(), std::string("OTTO"), std::string("not a font at all, but a text"),
                                   std::string(100000, '\0'), whole.substr(0, 1000), "OTTO" + std::string(5000, 'x')}) {
    const FontReport report = try_file(bytes);
    CHECK(report.builtin);
    CHECK(mentions(report.notes, "Inter-Regular.otf"));
  }
}

TEST_CASE("a font cut anywhere, or with bytes changed, never stops the program", "[window][fonts]") {
  const auto inter = installed("Inter-Regular.otf");
  if (!inter) return;
  const std::string whole = npcost::read_whole_file(*inter, 1u << 26);
  const Folder folder;
  npcost::test::Noise noise{3};
  for (int round = 0; round < 24; ++round) {
    std::string bytes = whole;
    if (round % 2 == 0)
      bytes.resize(noise.below(whole.size()));
    else
      for (int k = 0; k < 200; ++k) bytes[noise.below(bytes.size())] = static_cast<char>(noise.next());
    folder.put("Inter-Regular.otf", bytes);
    CHECK(show({folder.path.string()}, "Cost 123").ink > 0);
  }
}

TEST_CASE("the next font in the list stands in for a broken one", "[window][fonts]") {
  const auto dejavu = installed("DejaVuSans.ttf");
  if (!dejavu) return;
  const Folder folder;
  folder.put("Inter-Regular.otf", "OTTO, or so it says");
  fs::copy_file(*dejavu, folder.path / "DejaVuSans.ttf");
  const Shown shown = show({folder.path.string()}, "Cost 123");
  CHECK_FALSE(shown.report.builtin);
  CHECK(mentions(shown.report.used, "DejaVuSans.ttf"));
  CHECK(mentions(shown.report.notes, "Inter-Regular.otf"));
}

TEST_CASE("all Korean glyphs are there after one frame, at both scales", "[window][fonts]") {
  for (const float scale : {1.0f, 2.0f}) {
    FrameOptions options = small_frame(600, 400, scale);
    Frame frame(options, [] {
      for (std::size_t i = 0; i < face_count; ++i) {
        text(ImGui::GetWindowDrawList(), static_cast<Face>(i), {10, 10.0f + 40.0f * static_cast<float>(i)},
             IM_COL32(255, 255, 255, 255), "플레이어·시간당 서버 비용 뷁 쀍 ₩16.4억");
      }
    });
    if (!frame.ground().fonts.report().hangul) return;  // no such font on this machine
    frame.step();
    CHECK_FALSE(frame.ground().fonts.rebuild_needed());
    CHECK(frame.faults().empty());
    for (std::size_t i = 0; i < face_count; ++i)
      CHECK(npcost::compat::has_glyph(frame.ground().fonts.face(static_cast<Face>(i)), 0xBDC1));  // 뷁
  }
}

TEST_CASE("in the editor a syllable is two cells wide", "[window][fonts]") {
  float syllable = 0, cell = 0;
  Frame frame(small_frame(), [&] { syllable = measure(Face::mono, "가뷁").x, cell = measure(Face::mono, "0").x; });
  frame.step(2);
  if (frame.ground().fonts.report().hangul) CHECK(syllable == 4 * cell);
}

TEST_CASE("digits have one width where figures stand in columns", "[window][fonts]") {
  Frame frame(small_frame(), [] {
    for (const Face face :
         {Face::small, Face::small_semi, Face::body, Face::semi, Face::title, Face::big, Face::mono}) {
      CHECK(measure(face, "1111111").x == measure(face, "0000000").x);
      CHECK(measure(face, "4747474").x == measure(face, "9898989").x);
    }
  });
  frame.step();
}

TEST_CASE("letters are measured in their outlines", "[window][fonts]") {
  // Capitals of text fonts are 0.7 to 0.75 of an em high.
  const unsigned letters[] = {'H'};
  for (const char* name : {"Inter-Regular.otf", "DejaVuSans.ttf"}) {
    const auto path = installed(name);
    std::string why;
    if (!path) continue;
    const auto file = FontFile::open(*path, "", letters, why);
    REQUIRE(file);
    CHECK(file->height_of('H') > 0.6);
    CHECK(file->height_of('H') < 0.8);
    CHECK(file->line_of_em() > 1.0);
    CHECK(file->draws('H'));
    CHECK_FALSE(file->draws(0x10FFFF));
  }
}

TEST_CASE("code points are read from good and from broken UTF-8", "[window][fonts]") {
  const auto all = [](std::string_view text) {
    std::vector<unsigned> list;
    while (!text.empty()) list.push_back(take_code_point(text));
    return list;
  };
  CHECK(all("aé한😀") == std::vector<unsigned>{'a', 0xE9, 0xD55C, 0x1F600});
  CHECK(all("\xED\x95") == std::vector<unsigned>{0xFFFD, 0xFFFD});              // cut
  CHECK(all("\xC0\xAF") == std::vector<unsigned>{0xFFFD, 0xFFFD});              // too long for "/"
  CHECK(all("\xED\xA0\x80") == std::vector<unsigned>{0xFFFD, 0xFFFD, 0xFFFD});  // half of a surrogate pair
  CHECK(all("\xF4\x90\x80\x80z").back() == 'z');                                // beyond U+10FFFF
}
