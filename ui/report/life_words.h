#pragma once
// What both writers of a life say in the same words: days, times, kinds of lines, remarks.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/answers/player_life.h"

namespace npcost {

/// Lines of one local day: [begin, end) of PlayerLife::lines. Amounts are decimals: those of lines add up to the day's, and those of days
/// to decimal(life.total), to the last digit.
struct LifeDay {
  std::string date;
  int weekday = 0;                 ///< 0 = Monday
  std::size_t begin = 0, end = 0;
  std::vector<std::string> costs;  ///< by line, from `begin`
  std::string cost;
  bool counted = false;            ///< something of it is
};
std::vector<LifeDay> days_of(const PlayerLife& life);

std::string local_date(const LocalMoment& at);   ///< "2027-03-14"
std::string local_clock(const LocalMoment& at);  ///< "09:00:30"

std::string_view happening_key(Happening::Kind kind);  ///< "talk_begins"
bool has_npc(Happening::Kind kind);
/// A turn, or a line that nobody asked for.
bool is_spoken_line(Happening::Kind kind);
/// Who answered if not the NPC's own model, and what became of the turn: "by another model", "given up".
std::vector<std::string> remarks_on(const LifeLine& line);

}  // namespace npcost
