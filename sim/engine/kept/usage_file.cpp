#include "sim/engine/kept/usage_file.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "sim/base/bytes.h"

namespace npcost {

namespace {

/// As PNG begins: the first byte is no text, and a copy that changes line ends breaks it.
constexpr std::string_view magic("\x89npcu\r\n\x1a", 8);
constexpr std::uint32_t format_version = 1;
constexpr std::size_t tag_size = 4, length_size = 8, sum_size = 32;
constexpr std::uint64_t largest_head = 1u << 30;

std::string raw_sha256(std::string_view bytes) {
  const std::string text = sha256_hex(bytes);
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string raw;
  for (std::size_t i = 0; i < text.size(); i += 2) raw += static_cast<char>(digit(text[i]) * 16 + digit(text[i + 1]));
  return raw;
}

std::string block_of(std::string_view tag, std::string_view content) {
  ByteWriter block;
  block.raw(tag);
  block.u64(content.size());
  block.raw(content);
  const std::string sum = raw_sha256(block.bytes());
  block.raw(sum);
  return block.take();
}

std::string_view sum_of(std::string_view block) { return block.substr(block.size() - sum_size); }

void write_texts(ByteWriter& to, const std::map<std::string, std::string>& texts) {
  to.varint(texts.size());
  for (const auto& [name, text] : texts) {
    to.text(name);
    to.text(text);
  }
}

std::map<std::string, std::string> read_texts(ByteReader& from) {
  std::map<std::string, std::string> texts;
  for (std::uint64_t count = from.varint(); count > 0; --count) {
    std::string name(from.text());
    texts[std::move(name)] = from.text();
  }
  return texts;
}

UsageHeader read_header(std::string_view content) {
  ByteReader from(content);
  UsageHeader header;
  header.engine_version = from.text();
  header.work_sha256 = from.text();
  header.scenario_sha256 = from.text();
  header.seed = from.u64();
  header.units.replications = from.u32();
  for (std::uint32_t worlds = from.u32(); worlds > 0; --worlds) {
    const std::uint32_t blocks = from.u32();
    if (blocks == 0 || blocks > most_blocks) throw BadBytes("a world has no units or too many");
    header.units.blocks.push_back(blocks);
  }
  header.shard.number = from.u32();
  header.shard.of = from.u32();
  for (std::uint64_t count = from.varint(); count > 0; --count) header.arguments.emplace_back(from.text());
  header.files.texts = read_texts(from);
  header.files.identities = read_texts(from);
  from.finish();
  const Shard& shard = header.shard;
  if (shard.number < 1 || shard.number > shard.of || shard.of > most_shards) throw BadBytes("there is no such shard");
  if (header.units.blocks.empty() || header.units.replications == 0 || header.units.replications > (1u << 18)) {
    throw BadBytes("it is of no run that there can be");
  }
  return header;
}

UsagePart read_part(std::string_view content, const WorkUnits& units) {
  ByteReader from(content);
  UsagePart part;
  part.world = from.u32();
  part.replication = from.u32();
  part.units = from.u32();
  if (part.world >= units.blocks.size() || part.replication >= units.replications) throw BadBytes("it is of no part of the run");
  std::uint32_t after = 0;
  for (std::uint64_t count = from.number(part.units); count > 0; --count) {
    const std::uint32_t first = after + static_cast<std::uint32_t>(from.number(part.units - after));
    after = first + static_cast<std::uint32_t>(from.number(part.units - first));
    part.done.push_back({first, after});
  }
  part.ledger = from.text();
  from.finish();
  return part;
}

[[noreturn]] void torn(std::string_view why) { throw BadUsageFile(BadUsageFile::Why::torn, std::string(why)); }

}  // namespace

std::string work_sha256(const Scenario& scenario, const std::vector<Variant>& variants, const WorkUnits& units, std::string_view sample) {
  ByteWriter work;
  work.text("npcost work 1");
  work.text(NPCOST_VERSION);
  work.text(scenario.sha256);
  work.u64(scenario.experiment.seed);
  work.u32(units.replications);
  work.text(sample);
  work.varint(variants.size());
  for (const Variant& variant : variants) {
    work.text(variant.name);
    work.text(variant.policy);
    work.text(variant.scenario.sha256);
  }
  for (const std::uint32_t blocks : units.blocks) work.u32(blocks);
  return sha256_hex(work.bytes());
}

std::vector<UnitRange> done_ranges(const std::vector<std::uint8_t>& done) {
  std::vector<UnitRange> ranges;
  for (std::uint32_t unit = 0; unit < done.size(); ++unit) {
    if (done[unit] == 0) continue;
    if (!ranges.empty() && ranges.back().to == unit) ++ranges.back().to;
    else ranges.push_back({unit, unit + 1});
  }
  return ranges;
}

std::string usage_head(const UsageHeader& header) {
  ByteWriter to;
  to.text(header.engine_version);
  to.text(header.work_sha256);
  to.text(header.scenario_sha256);
  to.u64(header.seed);
  to.u32(header.units.replications);
  to.u32(static_cast<std::uint32_t>(header.units.blocks.size()));
  for (const std::uint32_t blocks : header.units.blocks) to.u32(blocks);
  to.u32(header.shard.number);
  to.u32(header.shard.of);
  to.varint(header.arguments.size());
  for (const std::string& argument : header.arguments) to.text(argument);
  write_texts(to, header.files.texts);
  write_texts(to, header.files.identities);
  ByteWriter file;
  file.raw(magic);
  file.u32(format_version);
  file.raw(block_of("head", to.bytes()));
  return file.take();
}

std::string usage_part(const UsagePart& part) {
  ByteWriter to;
  to.u32(part.world);
  to.u32(part.replication);
  to.u32(part.units);
  to.varint(part.done.size());
  std::uint32_t after = 0;
  for (const UnitRange& range : part.done) {
    to.varint(range.from - after);
    to.varint(range.to - range.from);
    after = range.to;
  }
  to.text(part.ledger);
  return block_of("part", to.bytes());
}

std::string usage_end(const std::vector<std::string>& pieces) {
  std::string sums;
  for (const std::string& piece : pieces) sums += sum_of(piece);
  ByteWriter to;
  to.u64(pieces.size() - 1);
  to.raw(raw_sha256(sums));
  return block_of("end ", to.bytes());
}

UsageFileReader::UsageFileReader(const std::string& path) : stream_(path) {
  const std::string begin = read_bytes(magic.size());
  if (!magic.starts_with(begin)) {
    throw BadUsageFile(BadUsageFile::Why::foreign, "it is no file of usage that npcost wrote");
  }
  const std::string version = read_bytes(4);
  if (version.size() < 4) torn("it ends in the middle");
  if (const std::uint32_t found = ByteReader(version).u32(); found != format_version) {
    throw BadUsageFile(BadUsageFile::Why::foreign,
                       fmt::format("it is of format {}, and this npcost reads format {}", found, format_version));
  }
  read_head();
}

std::string_view UsageFileReader::Block::content() const {
  return std::string_view(bytes).substr(tag_size + length_size, bytes.size() - tag_size - length_size - sum_size);
}

/// As many as asked for, in steps: a length that lies costs no more memory than the file has bytes.
std::string UsageFileReader::read_bytes(std::uint64_t size) {
  constexpr std::size_t step = 1u << 20;
  std::string bytes;
  while (bytes.size() < size) {
    const std::size_t before = bytes.size();
    bytes.resize(before + static_cast<std::size_t>(std::min<std::uint64_t>(step, size - before)));
    const std::size_t got = stream_.read({bytes.data() + before, bytes.size() - before});
    bytes.resize(before + got);
    if (got == 0) break;
  }
  return bytes;
}

UsageFileReader::Block UsageFileReader::read_block() {
  Block block;
  block.bytes = read_bytes(tag_size + length_size);
  if (block.bytes.size() < tag_size + length_size) torn("it ends in the middle");
  block.tag = block.bytes.substr(0, tag_size);
  const std::uint64_t length = ByteReader(std::string_view(block.bytes).substr(tag_size)).u64();
  if (length > ~std::uint64_t{0} - sum_size) torn("a length in it is larger than it can be");
  const std::string rest = read_bytes(length + sum_size);
  if (rest.size() < length + sum_size) torn("it ends in the middle");
  block.bytes += rest;
  const std::string_view bytes = block.bytes;
  if (raw_sha256(bytes.substr(0, bytes.size() - sum_size)) != sum_of(bytes)) torn("its bytes are not those that were written");
  sums_ += sum_of(bytes);
  return block;
}

void UsageFileReader::read_head() {
  const Block block = read_block();
  if (block.tag != "head") torn("it does not begin with what it is");
  if (block.content().size() > largest_head) torn("a length in it is larger than it can be");
  try {
    header_ = read_header(block.content());
  } catch (const BadBytes& error) {
    torn(error.what());
  }
}

std::optional<UsagePart> UsageFileReader::next() {
  if (at_end_) return std::nullopt;
  Block block = read_block();
  try {
    if (block.tag == "end ") {
      read_end(block);
      return std::nullopt;
    }
    if (block.tag != "part") torn("there is something in it that does not belong there");
    UsagePart part = read_part(block.content(), header_.units);
    const std::pair here{part.world, part.replication};
    if (last_ && here <= *last_) torn("its parts are not in their order");
    last_ = here;
    ++parts_;
    part.block = std::move(block.bytes);
    return part;
  } catch (const BadBytes& error) {
    torn(error.what());
  }
}

void UsageFileReader::read_end(const Block& block) {
  ByteReader from(block.content());
  const std::string before = raw_sha256(std::string_view(sums_).substr(0, sums_.size() - sum_size));
  if (from.u64() != parts_ || from.raw(sum_size) != before) torn("some of it is missing");
  from.finish();
  if (!read_bytes(1).empty()) torn("there is something behind its end");
  at_end_ = true;
}

}  // namespace npcost
