#pragma once
// How players come and go, and when they play. Private to the decoders of sim/scenario; each takes the fields of "players".

#include <optional>
#include <vector>

#include "sim/scenario/decoding/decode.h"

namespace npcost {

/// Players::returns: one value a day of warm-up and run; empty without "retention" (E103, E106, E109).
std::vector<double> decode_retention(Decoding& decoding, const Fields& players);

/// E109, E410, E601. Flat without "curve" and after a fault.
LaunchCurve decode_curve(Decoding& decoding, const Fields& players);

/// The column of weights in a comma-separated text with one line of names, or nothing after E410. `rows_of_run` of them, or the last one
/// for ever, are the run: some of these must not be 0.
std::optional<std::vector<double>> read_curve_table(const SourceText& source, const std::string& column, std::size_t rows_of_run,
                                                    const Place& asked_at, Diagnostics& diagnostics);

}  // namespace npcost
