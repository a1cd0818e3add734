#include "ui/terminal/frame.h"

#include <fmt/format.h>

#include <exception>
#include <new>
#include <system_error>

#include "sim/base/atomic_file.h"
#include "sim/base/check.h"
#include "sim/base/money.h"
#include "sim/reading/diagnostic.h"
#include "ui/terminal/exit_codes.h"
#include "ui/terminal/output.h"

namespace npcost {

int in_frame(const std::function<int()>& program) {
  try {
    return program();
  } catch (const FileError& error) {
    say(fmt::format("npcost: {}\n", printable(error.what())));
    return exit_codes::bad_environment;
  } catch (const MoneyOverflow& error) {
    say(fmt::format("npcost: {}: prices, players or time of the scenario ask for more than npcost can count\n",
                    error.what()));
    return exit_codes::bad_input;
  } catch (const std::bad_alloc&) {
    say("npcost: the machine has not enough memory for this; \"sample_players\" in the scenario makes a run smaller\n");
    return exit_codes::bad_environment;
  } catch (const std::system_error& error) {
    say(fmt::format("npcost: the system refused: {}\n", printable(error.what())));
    return exit_codes::bad_environment;
  } catch (const BrokenPromise& error) {
    say(fmt::format("npcost: this is a fault of npcost, not of your scenario: {}\n", error.what()));
    return exit_codes::broken;
  } catch (const std::exception& error) {
    say(fmt::format("npcost: this is a fault of npcost, not of your scenario: {}\n", printable(error.what())));
    return exit_codes::broken;
  }
}

}  // namespace npcost
