// A file of usage: its bytes, and what becomes of every damage to it.
#include "sim/engine/kept/usage_file.h"


#include "tests/base/test_folder.h"

using namespace npcost;

namespace {

std::string hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text += digits[static_cast<unsigned char>(c) >> 4];
    text += digits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

UsageHeader small_header() {
  UsageHeader header;
  header.engine_version = "9.8.7";
  header.work_sha256 = "ab";
  header.scenario_sha256 = "cd";
  header.seed = 0x1122334455667788;
  header.units = {{2, 1}, 3};
  header.shard = {2, 5};
  header.arguments = {"a.json", "--quick"};
  header.files.texts = {{"a.json", "{}"}};
  header.files.identities = {{"a.json", "/a.json"}};
  return header;
}

std::vector<std::string> small_pieces() {
  std::vector<std::string> pieces{usage_head(small_header()), usage_part({0, 0, 10, {{5, 10}}, "LEDGER", {}}),
                                  usage_part({0, 1, 10, {{0, 2}, {4, 5}}, std::string(300, 'x'), {}})};
  pieces.push_back(usage_end(pieces));
  return pieces;
}

std::string joined(const std::vector<std::string>& pieces) {
  std::string bytes;
  for (const std::string& piece : pieces) bytes += piece;
  return bytes;
}

struct Found {
  std::string sentence;   ///< "" if the whole file is sound
  bool foreign = false;
  std::vector<UsagePart> parts;
};

Found read_all(const Folder& folder, const std::string& bytes) {
  const std::string path = folder / "a.npcost-usage";
  write_atomically(path, bytes);
  Found found;
  try {
    UsageFileReader reader(path);
    while (auto part = reader.next()) found.parts.push_back(std::move(*part));
  } catch (const BadUsageFile& error) {
    found.sentence = error.what();
    found.foreign = error.why() == BadUsageFile::Why::foreign;
  }
  return found;
}

}  // namespace

TEST_CASE("the beginning of a file has these bytes, and a change of them needs a new format version", "[usage-file]") {
  const std::string head = usage_head(small_header());
  const std::string content =
      "05" "392e382e37"                    // "9.8.7"
      "02" "6162" "02" "6364"              // sums, shortened here
      "8877665544332211"                   // seed
      "03000000"                           // replications
      "02000000" "02000000" "01000000"     // two worlds, of 2 blocks and of 1
      "02000000" "05000000"                // shard 2 of 5
      "02" "06612e6a736f6e" "072d2d717569636b"   // two arguments
      "01" "06612e6a736f6e" "027b7d"             // one text
      "01" "06612e6a736f6e" "072f612e6a736f6e";  // one identity
  CHECK(hex(head.substr(0, 12)) == "896e7063750d0a1a" "01000000");
  CHECK(hex(head.substr(12, 12)) == "68656164" "5700000000000000");  // "head", 87 bytes: 6+3+3+8+4+4+8+8 and 1+7+8, 1+7+3, 1+7+8
  CHECK(hex(head.substr(24, head.size() - 24 - 32)) == content);
  CHECK(content.size() == 2 * 87);
  CHECK(hex(head.substr(head.size() - 32)) == sha256_hex(head.substr(12, head.size() - 12 - 32)));
}

TEST_CASE("a part has these bytes", "[usage-file]") {
  const std::string part = usage_part({1, 2, 10, {{0, 2}, {4, 5}}, "xy", {}});
  CHECK(hex(part.substr(0, part.size() - 32)) ==
        "70617274" "1400000000000000"            // "part", 20 bytes
        "01000000" "02000000" "0a000000"         // world, replication, units of it
        "02" "0002" "0201"                       // two ranges: 0 on, 2 long; 2 further on, 1 long
        "027879");
}

TEST_CASE("what was written is read again, a part at a time", "[usage-file]") {
  const Folder folder;
  const Found found = read_all(folder, joined(small_pieces()));
  CHECK(found.sentence.empty());
  REQUIRE(found.parts.size() == 2);
  CHECK(found.parts[0].done == std::vector<UnitRange>{{5, 10}});
  CHECK(found.parts[0].ledger == "LEDGER");
  CHECK(found.parts[1].done == std::vector<UnitRange>{{0, 2}, {4, 5}});
  CHECK(found.parts[1].block == small_pieces()[2]);
  const UsageHeader header = UsageFileReader(folder / "a.npcost-usage").header();
  CHECK(header.shard == Shard{2, 5});
  CHECK(header.units == WorkUnits{{2, 1}, 3});
  CHECK(header.arguments == small_header().arguments);
  CHECK(header.files.texts == small_header().files.texts);
  CHECK(header.files.identities == small_header().files.identities);
}

TEST_CASE("a file that is cut anywhere is torn, and never taken for somebody else's", "[usage-file]") {
  const Folder folder;
  const std::string bytes = joined(small_pieces());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const Found found = read_all(folder, bytes.substr(0, size));
    INFO(size);
    CHECK(found.sentence == "it ends in the middle");
    CHECK_FALSE(found.foreign);
  }
}

TEST_CASE("a bit that flips anywhere is noticed", "[usage-file]") {
  const Folder folder;
  const std::string bytes = joined(small_pieces());
  for (std::size_t bit = 0; bit < 8 * bytes.size(); bit += 3) {  // 3 and 8 have no common factor: every place of a byte comes
    std::string bent = bytes;
    bent[bit / 8] ^= static_cast<char>(1 << (bit % 8));
    INFO(bit);
    CHECK_FALSE(read_all(folder, bent).sentence.empty());
  }
}

TEST_CASE("blocks that are missing, swapped, doubled, or behind the end are noticed though each is sound", "[usage-file]") {
  const Folder folder;
  const std::vector<std::string> pieces = small_pieces();
  const auto sentence = [&](const std::vector<std::size_t>& order) {
    std::string bytes;
    for (const std::size_t i : order) bytes += pieces[i];
    return read_all(folder, bytes).sentence;
  };
  CHECK(sentence({0, 1, 2, 3}).empty());
  CHECK(sentence({0, 1, 3}) == "some of it is missing");
  CHECK(sentence({0, 2, 1, 3}) == "its parts are not in their order");
  CHECK(sentence({0, 1, 1, 2, 3}) == "its parts are not in their order");
  CHECK(sentence({0, 1, 2, 3, 3}) == "there is something behind its end");
  CHECK(sentence({0, 1, 2}) == "it ends in the middle");
  CHECK(read_all(folder, pieces[0].substr(0, 12) + pieces[1]).sentence == "it does not begin with what it is");
}

TEST_CASE("a file of something else or of another format is not ours to replace", "[usage-file]") {
  const Folder folder;
  const Found text = read_all(folder, "{ \"npcost\": 1 }\n");
  CHECK(text.foreign);
  CHECK(text.sentence == "it is no file of usage that npcost wrote");
  std::string newer = joined(small_pieces());
  newer[8] = 2;
  CHECK(read_all(folder, newer).foreign);
  CHECK(read_all(folder, newer).sentence == "it is of format 2, and this npcost reads format 1");
}

TEST_CASE("a length beyond the end of the file is refused before it is believed", "[usage-file]") {
  const Folder folder;
  std::string bytes = joined(small_pieces());
  for (const char high : {'\x01', '\x40', '\xff'}) {
    for (std::size_t i = 4; i < 8; ++i) bytes[16 + i] = high;  // the length of the head: up to 2^64
    const Found found = read_all(folder, bytes);
    CHECK_FALSE(found.sentence.empty());
    CHECK_FALSE(found.foreign);
  }
}

TEST_CASE("a sound block with impossible numbers is torn", "[usage-file]") {
  const Folder folder;
  const auto sentence = [&](const UsageHeader& header, const UsagePart& part) {
    std::vector<std::string> pieces{usage_head(header), usage_part(part)};
    pieces.push_back(usage_end(pieces));
    return read_all(folder, joined(pieces)).sentence;
  };
  const UsagePart part{0, 0, 10, {{0, 10}}, "", {}};
  CHECK(sentence(small_header(), part).empty());
  UsageHeader header = small_header();
  header.shard = {6, 5};
  CHECK(sentence(header, part) == "there is no such shard");
  header.shard = {0, 5};
  CHECK(sentence(header, part) == "there is no such shard");
  header = small_header();
  header.units.blocks = {0};
  CHECK(sentence(header, part) == "a world has no units or too many");
  header.units.blocks = {};
  CHECK(sentence(header, part) == "it is of no run that there can be");
  CHECK(sentence(small_header(), {2, 0, 10, {}, "", {}}) == "it is of no part of the run");
  CHECK(sentence(small_header(), {0, 3, 10, {}, "", {}}) == "it is of no part of the run");
  CHECK(sentence(small_header(), {0, 0, 10, {{0, 11}}, "", {}}) == "a number is larger than it can be");
}
