// The rules of the house that a machine can read: who includes whom, what is fenced, what is banned, how long things are.

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "sim/base/atomic_file.h"
#include "tests/catch.h"

namespace fs = std::filesystem;

namespace {

struct SourceFile {
  std::string path;  ///< from the project root
  std::vector<std::string> lines;
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t to = std::min(text.find('\n', from), text.size());
    lines.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return lines;
}

std::vector<SourceFile> sources(const std::vector<std::string>& folders) {
  const fs::path root = NPCOST_SOURCE_DIR;
  std::vector<SourceFile> files;
  for (const std::string& folder : folders) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string extension = entry.path().extension().string();
      if (!entry.is_regular_file() || (extension != ".cpp" && extension != ".h")) continue;
      files.push_back({fs::relative(entry.path(), root).generic_string(),
                       lines_of(npcost::read_whole_file(entry.path().string(), 1u << 22))});
    }
  }
  std::sort(files.begin(), files.end(), [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

/// The code of a line: without what follows "//" and without the insides of string literals.
std::string code_of(const std::string& line) {
  std::string code;
  bool in_string = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (in_string) {
      if (c == '\\') ++i;
      else if (c == '"') in_string = false;
      continue;
    }
    if (c == '/' && i + 1 < line.size() && line[i + 1] == '/') break;
    if (c == '"') in_string = true;
    code += c;
  }
  return code;
}

bool has_word(const std::string& code, const std::string& word) {
  const auto part_of_name = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  for (std::size_t at = code.find(word); at != std::string::npos; at = code.find(word, at + 1)) {
    const bool starts = at == 0 || !part_of_name(code[at - 1]);
    const std::size_t end = at + word.size();
    if (starts && (end == code.size() || !part_of_name(code[end]))) return true;
  }
  return false;
}

std::string quoted_include(const std::string& line) {
  if (line.rfind("#include \"", 0) != 0) return {};
  return line.substr(10, line.find('"', 10) - 10);
}

std::string angle_include(const std::string& line) {
  if (line.rfind("#include <", 0) != 0) return {};
  return line.substr(10, line.find('>') - 10);
}

std::string folder_of(const std::string& path) {
  const std::size_t first = path.find('/');
  const std::size_t second = path.find('/', first + 1);
  return second == std::string::npos ? path.substr(0, first) : path.substr(0, second);
}

const std::map<std::string, std::set<std::string>>& may_include() {
  static const std::map<std::string, std::set<std::string>> rule = [] {
    std::map<std::string, std::set<std::string>> r;
    r["sim/base"] = {};
    r["sim/reading"] = {"sim/base"};
    r["sim/prices"] = {"sim/base", "sim/reading"};
    r["sim/recorded"] = {"sim/base", "sim/reading", "sim/prices"};
    r["sim/catalogs"] = {"sim/base", "sim/reading", "sim/prices"};
    r["sim/scenario"] = {"sim/base", "sim/reading", "sim/prices", "sim/catalogs"};
    const std::set<std::string> up_to_scenario = {"sim/base", "sim/reading", "sim/prices", "sim/catalogs", "sim/scenario"};
    r["sim/people"] = up_to_scenario;
    r["sim/serving"] = up_to_scenario;
    r["sim/dialogue"] = up_to_scenario;
    r["sim/dialogue"].insert("sim/serving");
    r["sim/engine"] = r["sim/dialogue"];
    r["sim/engine"].insert({"sim/people", "sim/dialogue"});
    r["sim/answers"] = r["sim/engine"];
    r["sim/answers"].insert("sim/engine");
    r["ui/report"] = r["sim/answers"];
    r["ui/report"].insert({"sim/answers", "sim/recorded"});
    r["ui/shipped"] = {"sim/base", "sim/reading", "sim/prices"};
    r["ui/running"] = r["ui/report"];
    r["ui/running"].insert("ui/shipped");
    for (const std::string client : {"ui/terminal", "ui/window"}) {
      r[client] = r["ui/report"];
      r[client].insert({"ui/report", "ui/running", "ui/shipped"});
    }
    return r;
  }();
  return rule;
}

std::string report(const std::vector<std::string>& faults) {
  std::string text;
  for (const std::string& fault : faults) text += fault + "\n";
  return text;
}

/// Every line of the folders for which `wrong` says so, as "file:line: code".
template <typename Wrong>
std::vector<std::string> faults_in(const std::vector<std::string>& folders, const Wrong& wrong) {
  std::vector<std::string> faults;
  for (const SourceFile& file : sources(folders)) {
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const std::string code = code_of(file.lines[i]);
      if (wrong(file, file.lines[i], code)) faults.push_back(file.path + ":" + std::to_string(i + 1) + ": " + file.lines[i]);
    }
  }
  return faults;
}

}  // namespace

TEST_CASE("a folder includes itself and what stands to its left", "[house]") {
  const auto faults = faults_in({"sim", "ui"}, [](const SourceFile& file, const std::string& line, const std::string&) {
    const std::string included = quoted_include(line);
    if (included.empty()) return false;
    const std::string from = folder_of(file.path), to = folder_of(included);
    const auto rule = may_include().find(from);
    return rule == may_include().end() || (to != from && rule->second.count(to) == 0);
  });
  INFO(report(faults));
  CHECK(faults.empty());
}

TEST_CASE("third-party code stays behind its fence", "[house]") {
  const auto faults = faults_in({"sim", "ui"}, [](const SourceFile& file, const std::string& line, const std::string&) {
    const std::string included = angle_include(line);
    const std::string folder = folder_of(file.path);
    if (included.rfind("nlohmann/", 0) == 0) return folder != "sim/reading" && folder != "ui/report";
    if (included.rfind("SDL", 0) == 0 || included.find("imgui") != std::string::npos) return folder != "ui/window";
    if (included.rfind("CLI/", 0) == 0) return folder != "ui/terminal" && file.path.rfind("ui/window/shell/", 0) != 0;
    if (included.rfind("date/", 0) == 0 || included.rfind("nettle/", 0) == 0) return folder != "sim/base";
    return false;
  });
  INFO(report(faults));
  CHECK(faults.empty());
}

TEST_CASE("the engine prints nothing, starts no thread and exits nowhere", "[house]") {
  const std::set<std::string> banned = {"iostream", "fstream", "ostream", "thread", "cstdio", "stdio.h"};
  const auto faults = faults_in({"sim"}, [&](const SourceFile& file, const std::string& line, const std::string& code) {
    if (file.path.rfind("sim/base/atomic_file", 0) == 0) return false;  // the one reader and the one writer
    return banned.count(angle_include(line)) != 0 || has_word(code, "exit") || has_word(code, "abort") ||
           has_word(code, "getenv") || has_word(code, "system_clock");
  });
  INFO(report(faults));
  CHECK(faults.empty());
}

TEST_CASE("no number is read or written by something that knows a locale", "[house]") {
  const std::vector<std::string> banned = {"strtod", "strtof", "stod", "stof", "stold", "atof", "atoi", "sscanf", "sprintf", "snprintf", "setlocale"};
  const auto faults = faults_in({"sim", "ui", "tests/bench"}, [&](const SourceFile&, const std::string&, const std::string& code) {
    return std::any_of(banned.begin(), banned.end(), [&](const std::string& word) { return has_word(code, word); });
  });
  INFO(report(faults));
  CHECK(faults.empty());
}

TEST_CASE("no floating point where money is made", "[house]") {
  const auto faults = faults_in({"sim/prices"}, [](const SourceFile& file, const std::string&, const std::string& code) {
    if (file.path.rfind("sim/prices/rate", 0) != 0) return false;
    return has_word(code, "double") || has_word(code, "float");
  });
  INFO(report(faults));
  CHECK(faults.empty());
}

TEST_CASE("no libm in the hot loop", "[house]") {
  const std::vector<std::string> banned = {"exp", "log", "pow", "sqrt", "erf", "double", "float"};
  const std::set<std::string> hot = {"sim/dialogue/turn.cpp", "sim/dialogue/history.cpp", "sim/dialogue/said.h", "sim/dialogue/prompt_cache.h",
                                     "sim/engine/life.cpp", "sim/engine/count_turn.h", "sim/engine/count_turn.cpp", "sim/engine/batch_run.cpp", "sim/engine/live_run.cpp"};
  const auto faults = faults_in({"sim/dialogue", "sim/engine"}, [&](const SourceFile& file, const std::string&, const std::string& code) {
    return hot.count(file.path) != 0 && std::any_of(banned.begin(), banned.end(), [&](const std::string& word) { return has_word(code, word); });
  });
  INFO(report(faults));
  CHECK(faults.empty());
}

TEST_CASE("files are at most 300 lines and lines at most 140 columns", "[house]") {
  std::vector<std::string> faults;
  for (const SourceFile& file : sources({"sim", "ui"})) {
    if (file.lines.size() > 300) faults.push_back(file.path + ": " + std::to_string(file.lines.size()) + " lines");
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      // Code points, not bytes: continuation bytes of UTF-8 do not count.
      const auto columns = std::count_if(file.lines[i].begin(), file.lines[i].end(), [](char c) { return (c & 0xC0) != 0x80; });
      if (columns > 140) faults.push_back(file.path + ":" + std::to_string(i + 1) + ": " + std::to_string(columns) + " columns");
    }
  }
  INFO(report(faults));
  CHECK(faults.empty());
}

TEST_CASE("functions are at most 70 lines", "[house]") {
  // Our formatting puts the closing brace of a namespace-level function into column one, of a member of a class into column three.
  std::vector<std::string> faults;
  for (const SourceFile& file : sources({"sim", "ui"})) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const std::string& line = file.lines[i];
      const bool opens = !line.empty() && line.back() == '{' && line[0] != ' ' && line[0] != '}' && line.find('(') != std::string::npos;
      if (opens) begin = i;
      if (line == "}" && begin != 0 && i - begin > 70) {
        faults.push_back(file.path + ":" + std::to_string(begin + 1) + ": " + std::to_string(i - begin + 1) + " lines");
      }
      if (line == "}") begin = 0;
    }
  }
  INFO(report(faults));
  CHECK(faults.empty());
}

TEST_CASE("nothing is left for later", "[house]") {
  const std::vector<std::string> left_over = {"TODO", "FIXME", "XXX", "HACK"};
  const auto faults = faults_in({"sim", "ui"}, [&](const SourceFile&, const std::string& line, const std::string&) {
    return std::any_of(left_over.begin(), left_over.end(), [&](const std::string& word) { return line.find(word) != std::string::npos; });
  });
  INFO(report(faults));
  CHECK(faults.empty());
}
