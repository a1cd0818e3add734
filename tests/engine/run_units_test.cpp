// A replication in pieces: any units in any order, with stops, through bytes and back.
#include <algorithm>
#include <functional>
#include <limits>

#include "sim/base/bytes.h"
#include "sim/engine/kept/ledger_bytes.h"
#include "tests/laws/support.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

/// rich_world with six units of work.
Scenario six_units() { return scenario_of(with(rich_world, "\"active\": \"300 players\"", "\"active\": \"3000 players\"")); }

const std::function<bool()> always = [] { return true; };

std::string bytes_of(const UsageLedger& ledger) {
  ByteWriter writer;
  write_ledger(writer, ledger);
  return writer.take();
}

void add(std::string_view bytes, UsageLedger& ledger) {
  ByteReader reader(bytes);
  add_ledger(reader, ledger);
  reader.finish();
}

/// The sentence with which bytes are refused; "" if they are taken.
std::string refusal_of(std::string_view bytes, const Plan& plan, std::size_t times = 1) {
  UsageLedger ledger(ledger_shape(plan));
  try {
    for (std::size_t i = 0; i < times; ++i) add(bytes, ledger);
  } catch (const BadBytes& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("units that are run in pieces and in any order make the ledger of one run", "[units]") {
  const Scenario scenario = six_units();
  const auto plan = compile_plan(scenario, 0);
  OneWorker worker;
  const UsageLedger whole = run_batch(*plan, worker, always).ledger;
  UnitsRun pieces(*plan);
  run_units(*plan, 4, 6, worker, always, pieces);
  CHECK(pieces.done == std::vector<std::uint8_t>{0, 0, 0, 0, 1, 1});
  run_units(*plan, 0, 2, worker, always, pieces);
  run_units(*plan, 1, 5, worker, always, pieces);  // two of these are done already
  CHECK(pieces.whole(0, 6));
  CHECK(pieces.ledger == whole);
}

TEST_CASE("a stop leaves the units before it, and a run goes on from there", "[units]") {
  const Scenario scenario = six_units();
  const auto plan = compile_plan(scenario, 0);
  OneWorker worker;
  UnitsRun run(*plan);
  std::uint32_t stops = 0;
  while (!run.whole(0, 6)) {
    std::uint32_t asked = 0;
    run_units(*plan, 0, 6, worker, [&] { return ++asked <= 2; }, run);
    ++stops;
  }
  CHECK(stops == 3);  // six units, two at a time
  CHECK(run.ledger == run_batch(*plan, worker, always).ledger);
}

namespace {

/// Three workers who take their jobs in turn, the last job first if `backwards`; no threads.
class ThreeWorkers final : public Workers {
 public:
  explicit ThreeWorkers(bool backwards) : backwards_(backwards) {}
  std::uint32_t workers() const override { return 3; }
  void for_each(std::uint32_t count, const std::function<void(std::uint32_t, std::uint32_t)>& job) override {
    for (std::uint32_t i = 0; i < count; ++i) job(backwards_ ? count - 1 - i : i, i % 3);
    jobs = count;
  }
  std::uint32_t jobs = 0;

 private:
  bool backwards_;
};

}  // namespace

TEST_CASE("a few units are cut into pieces for many workers, and are begun and finished as wholes", "[units]") {
  const auto plan = compile_plan(six_units(), 0);
  OneWorker alone;
  const UsageLedger whole = run_batch(*plan, alone, always).ledger;
  for (const bool backwards : {false, true}) {
    ThreeWorkers workers(backwards);
    UnitsRun run(*plan);
    run_units(*plan, 0, 6, workers, always, run);
    CHECK(workers.jobs == 24);  // eight jobs for each of three workers
    CHECK(run.whole(0, 6));
    CHECK(run.ledger == whole);

    UnitsRun stopped(*plan);
    std::uint32_t asked = 0;
    run_units(*plan, 0, 6, workers, [&] { return ++asked <= 2; }, stopped);
    CHECK(asked == 3);  // once for each unit, and once in vain
    const std::vector<std::uint8_t> first_two{1, 1, 0, 0, 0, 0}, last_two{0, 0, 0, 0, 1, 1};
    CHECK(stopped.done == (backwards ? last_two : first_two));
    UnitsRun those_two(*plan);
    run_units(*plan, backwards ? 4 : 0, backwards ? 6 : 2, alone, always, those_two);
    CHECK(stopped.ledger == those_two.ledger);
    run_units(*plan, 0, 6, workers, always, stopped);
    CHECK(stopped.ledger == whole);
  }
}

TEST_CASE("a ledger comes back from its bytes, and parts of it add up to the whole", "[units]") {
  const Scenario scenario = six_units();
  const auto plan = compile_plan(scenario, 0);
  OneWorker worker;
  const UsageLedger whole = run_batch(*plan, worker, always).ledger;
  UsageLedger back(ledger_shape(*plan));
  add(bytes_of(whole), back);
  CHECK(back == whole);
  CHECK(bytes_of(back) == bytes_of(whole));
  UsageLedger together(ledger_shape(*plan));
  for (const auto& [from, to] : {std::pair{3u, 6u}, std::pair{0u, 1u}, std::pair{1u, 3u}}) {
    UnitsRun part(*plan);
    run_units(*plan, from, to, worker, always, part);
    add(bytes_of(part.ledger), together);
  }
  CHECK(together == whole);
}

TEST_CASE("a count that was too large for 32 bits comes back", "[units]") {
  const auto plan = compile_plan(scenario_of(rich_world), 0);
  UsageLedger ledger(ledger_shape(*plan));
  ledger.player_done[2] = 1;
  ledger.player_cells[2 * ledger.shape.cells + 1] = ~std::uint32_t{0};
  ledger.wide[{2, 1}] = std::uint64_t{1} << 40;
  ledger.online_change[0] = -3;
  ledger.online_change[1] = std::numeric_limits<std::int64_t>::min();
  UsageLedger back(ledger_shape(*plan));
  add(bytes_of(ledger), back);
  CHECK(back == ledger);
  CHECK(back.player_cell(2, 1) == std::uint64_t{1} << 40);
}

TEST_CASE("bytes that do not belong to a ledger are refused: another shape, a player twice, sums without room", "[units]") {
  const Scenario scenario = six_units();
  const auto plan = compile_plan(scenario, 0);
  const auto other = compile_plan(scenario_of(rich_world), 0);
  OneWorker worker;
  const UsageLedger whole = run_batch(*plan, worker, always).ledger;
  CHECK(refusal_of(bytes_of(whole), *plan).empty());
  CHECK(refusal_of(bytes_of(whole), *other) == "its counts have another shape than those of the scenario");
  CHECK(refusal_of(bytes_of(whole), *plan, 2) == "a player is counted twice");
  CHECK(refusal_of(bytes_of(whole) + "x", *plan) == "there is more than belongs there");
  UsageLedger full(ledger_shape(*plan));
  full.hour_cells[0] = ~std::uint64_t{0};
  CHECK(refusal_of(bytes_of(full), *plan).empty());
  CHECK(refusal_of(bytes_of(full), *plan, 2) == "a count is larger than it can be");
  UsageLedger nobody(ledger_shape(*plan));
  nobody.player_done[0] = 1;
  nobody.player_totals[0].segment = 77;
  CHECK(refusal_of(bytes_of(nobody), *plan) == "a player belongs to a segment that does not exist");
}

TEST_CASE("no bytes make the reader of a ledger crash, whatever is cut or bent", "[units]") {
  const auto plan = compile_plan(scenario_of(rich_world), 0);
  OneWorker worker;
  const std::string bytes = bytes_of(run_batch(*plan, worker, always).ledger);
  std::size_t refused = 0;
  for (std::size_t size = 0; size < bytes.size(); size += 1 + bytes.size() / 400) {
    refused += refusal_of(bytes.substr(0, size), *plan).empty() ? 0 : 1;
    CHECK_FALSE(refusal_of(bytes.substr(0, size), *plan).empty());
  }
  CHECK(refused > 300);
  std::uint64_t state = 1;
  for (int trial = 0; trial < 400; ++trial) {
    std::string bent = bytes;
    for (int i = 0; i < 3; ++i) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;  // Knuth's MMIX
      bent[(state >> 33) % bent.size()] ^= static_cast<char>(1 << ((state >> 30) & 7));
    }
    refusal_of(bent, *plan);  // taken or refused; sanitizers watch
  }
}

TEST_CASE("a coupled replication is done as a whole or not at all", "[units]") {
  const std::string fuse = R"("policies": { "f": { "kind": "degrade", "limit": "2000 turns", "per": "global/d", "then": "scripted" } }, "experiment":)";
  const Scenario scenario = scenario_of(with(rich_world, "\"experiment\":", fuse));
  const auto plan = compile_plan(scenario, 0);
  REQUIRE(is_coupled(*plan));
  OneWorker worker;
  const std::uint32_t units = work_list(*plan).units;
  UnitsRun run(*plan);
  std::uint32_t asked = 0;
  run_units(*plan, 0, units, worker, [&] { return ++asked < 5; }, run);
  CHECK(std::count(run.done.begin(), run.done.end(), 1) == 0);
  CHECK(run.ledger == UsageLedger(ledger_shape(*plan)));
  run_units(*plan, 0, units, worker, always, run);
  CHECK(run.whole(0, units));
  CHECK(run.ledger == run_batch(*plan, worker, always).ledger);
}
