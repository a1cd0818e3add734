#include "sim/reading/quantity_units.h"

#include <algorithm>
#include <array>
#include <utility>

namespace npcost {
namespace {

using Slip = std::pair<std::string_view, std::string_view>;

constexpr std::array unit_table = {
    UnitInfo{"tokens", Dimension::tokens},
    UnitInfo{"token", Dimension::tokens},
    UnitInfo{"chars", Dimension::chars},
    UnitInfo{"char", Dimension::chars},
    UnitInfo{"us", Dimension::duration, 1, 1000},
    UnitInfo{"ms", Dimension::duration},
    UnitInfo{"s", Dimension::duration, 1000},
    UnitInfo{"min", Dimension::duration, 60'000},
    UnitInfo{"h", Dimension::duration, 3'600'000},
    UnitInfo{"d", Dimension::duration, 86'400'000},
    UnitInfo{"w", Dimension::duration, 604'800'000},
    UnitInfo{"%", Dimension::ratio, 1, 100},
    UnitInfo{"players", Dimension::count},
    UnitInfo{"player", Dimension::count},
    UnitInfo{"turns", Dimension::count},
    UnitInfo{"turn", Dimension::count},
    UnitInfo{"conversations", Dimension::count},
    UnitInfo{"conversation", Dimension::count},
    UnitInfo{"sessions", Dimension::count},
    UnitInfo{"session", Dimension::count},
    UnitInfo{"requests", Dimension::count},
    UnitInfo{"request", Dimension::count},
    UnitInfo{"gpus", Dimension::count},
    UnitInfo{"gpu", Dimension::count},
    UnitInfo{"replicas", Dimension::count},
    UnitInfo{"replica", Dimension::count},
    UnitInfo{"/s", Dimension::frequency, 86'400},
    UnitInfo{"/min", Dimension::frequency, 1440},
    UnitInfo{"/h", Dimension::frequency, 24},
    UnitInfo{"/d", Dimension::frequency},
    UnitInfo{"/w", Dimension::frequency, 1, 7},
    UnitInfo{"/mo", Dimension::frequency, 1, 30.4375},
    UnitInfo{"tokens/s", Dimension::token_rate},
    UnitInfo{"tokens/min", Dimension::token_rate, 1, 60},
    UnitInfo{"wpm", Dimension::speech_rate},
};

constexpr std::array unit_slips = {
    Slip{"sec", "s"},
    Slip{"secs", "s"},
    Slip{"second", "s"},
    Slip{"seconds", "s"},
    Slip{"mins", "min"},
    Slip{"minute", "min"},
    Slip{"minutes", "min"},
    Slip{"hr", "h"},
    Slip{"hrs", "h"},
    Slip{"hour", "h"},
    Slip{"hours", "h"},
    Slip{"day", "d"},
    Slip{"days", "d"},
    Slip{"week", "w"},
    Slip{"weeks", "w"},
    Slip{"wk", "w"},
    Slip{"msec", "ms"},
    Slip{"millisecond", "ms"},
    Slip{"milliseconds", "ms"},
    Slip{"µs", "us"},
    Slip{"tok", "tokens"},
    Slip{"toks", "tokens"},
    Slip{"character", "chars"},
    Slip{"characters", "chars"},
    Slip{"percent", "%"},
    Slip{"pct", "%"},
    Slip{"per day", "/d"},
    Slip{"/day", "/d"},
    Slip{"/week", "/w"},
    Slip{"per week", "/w"},
    Slip{"/month", "/mo"},
    Slip{"/hour", "/h"},
    Slip{"/minute", "/min"},
    Slip{"/sec", "/s"},
    Slip{"/second", "/s"},
    Slip{"tok/s", "tokens/s"},
    Slip{"tps", "tokens/s"},
    Slip{"tokens/sec", "tokens/s"},
    Slip{"words/min", "wpm"},
    Slip{"words per minute", "wpm"},
    Slip{"token/s", "tokens/s"},
    Slip{"users", "players"},
    Slip{"people", "players"},
};

constexpr std::array per_table = {
    PerInfo{"1M tokens", Per::token, 6},
    PerInfo{"1k tokens", Per::token, 3},
    PerInfo{"token", Per::token, 0},
    PerInfo{"1M chars", Per::character, 6},
    PerInfo{"1k chars", Per::character, 3},
    PerInfo{"char", Per::character, 0},
    PerInfo{"s", Per::millisecond, 3},
    PerInfo{"min", Per::millisecond, 4, 6},
    PerInfo{"h", Per::millisecond, 5, 36},
    PerInfo{"request", Per::request, 0},
    PerInfo{"1k requests", Per::request, 3},
    PerInfo{"1M requests", Per::request, 6},
    PerInfo{"image", Per::image, 0},
    PerInfo{"1k images", Per::image, 3},
    PerInfo{"message", Per::request, 0},
    PerInfo{"1k messages", Per::request, 3},
    PerInfo{"search", Per::request, 0},
    PerInfo{"1k searches", Per::request, 3},
    PerInfo{"gpu-h", Per::gpu_millisecond, 5, 36},
    PerInfo{"GB", Per::byte, 9},
    PerInfo{"1M bytes", Per::byte, 6},
    PerInfo{"1M tokens/h", Per::token_millisecond, 11, 36},
    PerInfo{"mo", Per::month, 0},
};

constexpr std::array per_slips = {
    Slip{"1M", "1M tokens"},
    Slip{"M", "1M tokens"},
    Slip{"Mtok", "1M tokens"},
    Slip{"1Mtok", "1M tokens"},
    Slip{"MTok", "1M tokens"},
    Slip{"million tokens", "1M tokens"},
    Slip{"1M token", "1M tokens"},
    Slip{"M tokens", "1M tokens"},
    Slip{"1K tokens", "1k tokens"},
    Slip{"1000 tokens", "1k tokens"},
    Slip{"1000000 tokens", "1M tokens"},
    Slip{"tokens", "token"},
    Slip{"tok", "token"},
    Slip{"1 token", "token"},
    Slip{"1M characters", "1M chars"},
    Slip{"1K chars", "1k chars"},
    Slip{"1000 chars", "1k chars"},
    Slip{"character", "char"},
    Slip{"chars", "char"},
    Slip{"second", "s"},
    Slip{"sec", "s"},
    Slip{"minute", "min"},
    Slip{"hour", "h"},
    Slip{"hr", "h"},
    Slip{"month", "mo"},
    Slip{"requests", "request"},
    Slip{"call", "request"},
    Slip{"1K requests", "1k requests"},
    Slip{"images", "image"},
    Slip{"gpu-hour", "gpu-h"},
    Slip{"gpu hour", "gpu-h"},
    Slip{"GPU-h", "gpu-h"},
    Slip{"gpuh", "gpu-h"},
    Slip{"gb", "GB"},
    Slip{"1M tokens-h", "1M tokens/h"},
};

constexpr std::string_view currency_codes =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CLP "
    "CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF "
    "IDR "
    "ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK "
    "MNT "
    "MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR "
    "SBD "
    "SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED "
    "VES "
    "VND VUV WST XAF XCD XOF XPF YER ZAR ZMW";

template <typename Table>
std::string corrected(const Table& slips, std::string_view found) {
  const auto slip = std::find_if(slips.begin(), slips.end(), [&](const Slip& s) { return s.first == found; });
  return slip == slips.end() ? std::string() : std::string(slip->second);
}

}  // namespace

std::span<const UnitInfo> units() { return unit_table; }
std::span<const PerInfo> pers() { return per_table; }

const UnitInfo* find_unit(std::string_view name) {
  const auto found =
      std::find_if(unit_table.begin(), unit_table.end(), [&](const UnitInfo& u) { return u.name == name; });
  return found == unit_table.end() ? nullptr : &*found;
}

std::string_view dimension_phrase(Dimension dimension) {
  switch (dimension) {
    case Dimension::number: return "a plain number";
    case Dimension::tokens: return "a number of tokens";
    case Dimension::chars: return "a number of characters";
    case Dimension::duration: return "a duration";
    case Dimension::ratio: return "a share";
    case Dimension::count: return "a count";
    case Dimension::frequency: return "a frequency";
    case Dimension::token_rate: return "a speed in tokens";
    case Dimension::speech_rate: return "a speed of speech";
  }
  return "a number";
}

std::string_view dimension_example(Dimension dimension) {
  switch (dimension) {
    case Dimension::number: return "1.5";
    case Dimension::tokens: return "\"600 tokens\"";
    case Dimension::chars: return "\"300 chars\"";
    case Dimension::duration: return "\"1.5 s\" or \"5 min\"";
    case Dimension::ratio: return "\"15%\" or 0.15";
    case Dimension::count: return "12 or \"10k players\"";
    case Dimension::frequency: return "\"2/d\" or \"5/w\"";
    case Dimension::token_rate: return "\"90 tokens/s\"";
    case Dimension::speech_rate: return "\"150 wpm\"";
  }
  return "1.5";
}

std::string nearest_unit(std::string_view found, Dimension dimension) {
  if (std::string word = corrected(unit_slips, found); !word.empty()) return word;
  std::vector<std::string> same, all;
  for (const UnitInfo& unit : unit_table) {
    (unit.dimension == dimension ? same : all).emplace_back(unit.name);
  }
  if (std::string near = did_you_mean(found, same); !near.empty()) return near;
  return did_you_mean(found, all);
}

std::optional<int> calendar_months(std::string_view unit) {
  if (unit == "mo") return 1;
  if (unit == "y") return 12;
  return std::nullopt;
}

std::optional<std::int64_t> microseconds_in(std::string_view unit) {
  const UnitInfo* info = find_unit(unit);
  if (info == nullptr || info->dimension != Dimension::duration) return std::nullopt;
  return static_cast<std::int64_t>(info->times) * 1000 / static_cast<std::int64_t>(info->over);
}

const PerInfo* find_per(std::string_view name) {
  const auto found = std::find_if(per_table.begin(), per_table.end(), [&](const PerInfo& p) { return p.name == name; });
  return found == per_table.end() ? nullptr : &*found;
}

std::string nearest_per(std::string_view found) {
  if (std::string word = corrected(per_slips, found); !word.empty()) return word;
  std::vector<std::string> names;
  for (const PerInfo& per : per_table) names.emplace_back(per.name);
  return did_you_mean(found, names);
}

bool is_currency(std::string_view code) {
  return code.size() == 3 && code.find(' ') == std::string_view::npos &&
         currency_codes.find(code) != std::string_view::npos;
}

std::string nearest_currency(std::string_view found) {
  std::vector<std::string> codes;
  for (std::size_t at = 0; at < currency_codes.size(); at += 4) codes.emplace_back(currency_codes.substr(at, 3));
  return did_you_mean(found, codes);
}

std::optional<std::string_view> currency_of_sign(std::string_view sign) {
  static constexpr std::array<Slip, 3> signs = {{{"$", "USD"}, {"€", "EUR"}, {"₩", "KRW"}}};
  for (const auto& [text, code] : signs) {
    if (text == sign) return code;
  }
  return std::nullopt;
}

}  // namespace npcost
