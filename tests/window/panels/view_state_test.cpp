#include <filesystem>
#include <string>

#include "sim/base/atomic_file.h"
#include "tests/catch.h"
#include "ui/window/panels/view_state.h"

using namespace npcost;
using namespace npcost::window;

namespace {

std::string temporary(const std::string& name) {
  const auto folder = std::filesystem::temp_directory_path() / "npcost-view-state-test";
  std::filesystem::create_directories(folder);
  return (folder / name).string();
}

}  // namespace

TEST_CASE("what is remembered is read back as it was written") {
  Remembered view;
  view.tab = Tab::exports, view.dark = false, view.language = Language::korean, view.currency = Currency::jpy, view.scale = 1.25;
  view.logarithmic = false, view.mode = Mode::speech_to_speech, view.turns_in_front = true, view.flips_in_front = false, view.search = "tts \"price\"";
  view.export_folder = "/tmp/out", view.picture = Picture::comparison, view.picture_width = 2560, view.picture_height = 1440, view.picture_dark = true;
  view.recent = {"a.npcost.json", "여관.npcost.json"};
  const auto read = remembered_from(remembered_json(view));
  REQUIRE(read);
  CHECK(*read == view);
  CHECK(remembered_from(remembered_json(Remembered{})) == Remembered{});
}

TEST_CASE("a file says what it says, and the rest is the default") {
  const auto read = remembered_from(R"({ "dark": false, "tab": "seeps", "scale": 99, "language": 7, "later": [1] })");
  REQUIRE(read);
  Remembered wanted;
  wanted.dark = false;
  CHECK(*read == wanted);
}

TEST_CASE("a broken file is ignored with a sentence, a missing one without") {
  const std::string path = temporary("broken.json");
  write_atomically(path, "{ \"dark\": fal");
  Remembered view;
  view.search = "kept";
  CHECK(load_remembered(path, view).find(path) == 0);
  CHECK(view.search == "kept");
  CHECK(load_remembered(temporary("missing.json"), view).empty());
  CHECK_FALSE(load_remembered(std::filesystem::temp_directory_path().string(), view).empty());  // a folder is no file
}

TEST_CASE("the view is written to a file, and a folder that is not there is a sentence") {
  Remembered view;
  view.search = "reply";
  const std::string path = temporary("view.json");
  CHECK(save_remembered(path, view).empty());
  Remembered read;
  CHECK(load_remembered(path, read).empty());
  CHECK(read == view);
  CHECK_FALSE(save_remembered(temporary("no/such/folder/view.json"), view).empty());
}

TEST_CASE("recent files are the latest eight, each once") {
  Remembered view;
  for (int i = 0; i < 10; ++i) note_recent(view, std::to_string(i));
  note_recent(view, "5");
  note_recent(view, "");
  CHECK(view.recent == std::vector<std::string>{"5", "9", "8", "7", "6", "4", "3", "2"});
}
