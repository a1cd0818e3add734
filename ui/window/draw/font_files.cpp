#include "ui/window/draw/font_files.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_BBOX_H
#include FT_OUTLINE_H

#include <algorithm>
#include <filesystem>
#include <map>
#include <mutex>
#include <system_error>

#include "sim/base/atomic_file.h"

namespace npcost::draw {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t largest_font = std::size_t{256} << 20;

/// FreeType's library; one a process, never torn down before the faces that use it.
FT_Library library() {
  static const FT_Library the_one = [] {
    FT_Library made = nullptr;
    return FT_Init_FreeType(&made) == 0 ? made : nullptr;
  }();
  return the_one;
}

std::shared_ptr<const std::string> shared_bytes(const std::string& path) {
  static std::mutex guard;
  static std::map<std::string, std::weak_ptr<const std::string>> known;
  const std::lock_guard<std::mutex> lock(guard);
  if (auto there = known[path].lock()) return there;
  auto read = std::make_shared<const std::string>(read_whole_file(path, largest_font));
  known[path] = read;
  return read;
}

}  // namespace

struct FontFile::Opened {
  FT_Face face = nullptr;
  std::shared_ptr<const std::string> bytes;  ///< the face points into them
  Opened(FT_Face f, std::shared_ptr<const std::string> b) : face(f), bytes(std::move(b)) {}
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
  ~Opened() { FT_Done_Face(face); }

  bool load(unsigned code_point) const {
    const FT_UInt glyph = FT_Get_Char_Index(face, code_point);
    return glyph != 0 && FT_Load_Glyph(face, glyph, FT_LOAD_NO_SCALE) == 0;
  }
};

std::optional<FontFile> FontFile::open(const std::string& path, std::string_view family,
                                       std::span<const unsigned> letters, std::string& why) {
  FontFile file;
  file.path_ = path;
  try {
    file.bytes_ = shared_bytes(path);
  } catch (const FileError& error) {
    why = error.what();
    return std::nullopt;
  }
  const auto* data = reinterpret_cast<const FT_Byte*>(file.bytes_->data());
  const auto size = static_cast<FT_Long>(file.bytes_->size());
  FT_Long faces = 1;
  for (FT_Long i = 0; i < faces && library() != nullptr; ++i) {
    FT_Face face = nullptr;
    if (FT_New_Memory_Face(library(), data, size, i, &face) != 0) break;
    const auto opened = std::make_shared<Opened>(face, file.bytes_);
    faces = std::min<FT_Long>(face->num_faces, 64);
    const std::string_view name = face->family_name != nullptr ? face->family_name : "";
    if (!FT_IS_SCALABLE(face) || face->units_per_EM == 0 || name.find(family) == std::string_view::npos) continue;
    const bool whole =
        std::all_of(letters.begin(), letters.end(), [&](unsigned letter) { return opened->load(letter); });
    if (!whole || face->ascender <= face->descender) break;
    file.opened_ = opened;
    file.index_ = static_cast<int>(i);
    return file;
  }
  why = path + ": not a font, or a damaged one";
  return std::nullopt;
}

bool FontFile::draws(unsigned code_point) const { return FT_Get_Char_Index(opened_->face, code_point) != 0; }

double FontFile::line_of_em() const {
  return static_cast<double>(opened_->face->ascender - opened_->face->descender) / opened_->face->units_per_EM;
}

double FontFile::height_of(unsigned code_point) const {
  if (!opened_->load(code_point)) return 0.0;
  FT_BBox box{};
  if (FT_Outline_Get_BBox(&opened_->face->glyph->outline, &box) != 0) return 0.0;
  return static_cast<double>(box.yMax - box.yMin) / opened_->face->units_per_EM;
}

double FontFile::advance_of(unsigned code_point) const {
  if (!opened_->load(code_point)) return 0.0;
  return static_cast<double>(opened_->face->glyph->metrics.horiAdvance) / opened_->face->units_per_EM;
}

std::vector<std::string> system_font_folders() { return {"/usr/local/share/fonts", "/usr/share/fonts"}; }

FontFolders::FontFolders(std::span<const std::string> folders) {
  for (const std::string& folder : folders) {
    std::vector<std::string> here;
    std::error_code error;
    fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error);
    while (!error && at != fs::recursive_directory_iterator()) {
      std::error_code ignored;
      if (at->is_regular_file(ignored)) here.push_back(at->path().string());
      at.increment(error);
    }
    std::sort(here.begin(), here.end());
    paths_.insert(paths_.end(), here.begin(), here.end());
  }
}

std::vector<std::string> FontFolders::named(std::string_view name) const {
  std::vector<std::string> found;
  for (const std::string& path : paths_) {
    if (path.size() > name.size() && path.ends_with(name) && path[path.size() - name.size() - 1] == '/')
      found.push_back(path);
  }
  return found;
}

unsigned take_code_point(std::string_view& text) {
  const auto byte = [&text](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[i])); };
  const unsigned first = byte(0);
  const std::size_t length = first < 0x80                    ? 1
                             : first >= 0xC2 && first < 0xE0 ? 2
                             : first >= 0xE0 && first < 0xF0 ? 3
                             : first >= 0xF0 && first < 0xF5 ? 4
                                                             : 0;
  constexpr unsigned broken = 0xFFFD;
  unsigned value = length == 1 ? first : first & (0x7Fu >> length);
  bool whole = length != 0 && length <= text.size();
  for (std::size_t i = 1; whole && i < length; ++i) {
    whole = (byte(i) & 0xC0u) == 0x80u;
    value = value << 6 | (byte(i) & 0x3Fu);
  }
  const bool too_long = (length == 3 && value < 0x800) || (length == 4 && (value < 0x10000 || value > 0x10FFFF));
  if (!whole || too_long || (value >= 0xD800 && value < 0xE000)) {
    text.remove_prefix(1);
    return broken;
  }
  text.remove_prefix(length);
  return value;
}

}  // namespace npcost::draw
