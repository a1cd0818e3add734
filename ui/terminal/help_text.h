#pragma once
// Help that fits a terminal: CLI11 before 2.5 writes every description on one line, however long.

#include <string>
#include <string_view>

namespace npcost {

/// `help` with lines of at most 80 cells; what is broken goes on below its own column. A line that begins with "Example:" is a
/// command to copy and stays whole.
std::string fitted_help(std::string_view help);

}  // namespace npcost
