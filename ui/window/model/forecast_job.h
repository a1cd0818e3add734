#pragma once
// A forecast as the window shows it. Work of a backroom.
//
// Same      as `npcost forecast` with the scenario and its edits; the horizon is the window's where it asks for one.
// So far    the answer after each replication, and at the end; of one that is stopped the last one stays.

#include <cstdint>
#include <memory>
#include <string>

#include "sim/answers/forecast/forecast_answer.h"
#include "ui/window/model/backroom.h"
#include "ui/window/model/edition.h"
#include "ui/window/model/screen.h"

namespace npcost::window {

struct ForecastNews {
  std::string sha256;                      ///< of the scenario
  WhenScreen shown;                        ///< `running`: more is to come
};

struct ForecastOrder {
  std::shared_ptr<const Edition> edition;
  WhenWish wish;
  std::uint32_t workers = 0;
};

void forecast(const ForecastOrder& order, Mailbox<ForecastNews>& news, const Backroom::Wanted& wanted);

/// A forecast's answer as plain values of a screen. `scenario`: whose prices they are.
WhenScreen when_screen(const ForecastAnswer& answer, const Scenario& scenario);

}  // namespace npcost::window
