// chart_gallery FOLDER: a picture of every chart in every state, dark and light, English and Korean, at scale 1 and 2.
// For people to look at.

#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "tests/window/gallery/pages.h"
#include "ui/window/draw/frame.h"

using namespace npcost;

namespace {

int write_all(const std::string& folder, const std::string& only) {
  const std::vector<gallery::NamedPage> pages = {{"day", gallery::day_page},
                                                 {"states", gallery::states_page},
                                                 {"parts", gallery::parts_page},
                                                 {"hover-stack", gallery::day_page, {950, 780}},
                                                 {"hover-bars", gallery::parts_page, {200, 110}},
                                                 {"hover-heat", gallery::parts_page, {800, 250}}};
  int faults = 0;
  for (const auto& [name, page, mouse] : pages) {
    for (const bool dark : {true, false}) {
      for (const bool korean : {false, true}) {
        for (const int scale : {1, 2}) {
          const std::string file =
              fmt::format("{}-{}-{}-{}x", name, dark ? "dark" : "light", korean ? "ko" : "en", scale);
          if (file.find(only) == std::string::npos) continue;
          const gallery::Reader reader{korean};
          draw::FrameOptions options;
          options.width = 1600 * scale, options.height = 900 * scale;
          options.dark = dark;
          options.fonts.scale = static_cast<float>(scale);
          draw::Frame frame(options, [&, p = page] {
            const float margin = draw::px(12);
            p(ImGui::GetWindowDrawList(),
              {{margin, margin},
               {static_cast<float>(options.width) - margin, static_cast<float>(options.height) - margin}},
              reader);
          });
          frame.step(3);
          if (mouse.x >= 0) frame.move({mouse.x * options.fonts.scale, mouse.y * options.fonts.scale});
          const auto wrong = draw::write_png(folder + "/" + file + ".png", frame.picture());
          if (wrong) std::fputs((*wrong + "\n").c_str(), stderr);
          for (const std::string& fault : frame.faults()) std::fputs((file + ": " + fault + "\n").c_str(), stderr);
          faults += static_cast<int>(frame.faults().size()) + (wrong ? 1 : 0);
        }
      }
    }
  }
  return faults == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    std::fputs("usage: chart_gallery FOLDER [part of a file's name]\n", stderr);
    return 2;
  }
  std::error_code ignored;
  std::filesystem::create_directories(words[1], ignored);
  return write_all(words[1], count > 2 ? words[2] : "");
}
