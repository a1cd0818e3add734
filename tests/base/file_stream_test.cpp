#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <string>

#include "tests/base/test_folder.h"
#include "tests/catch.h"

using namespace npcost;

namespace {

std::string all_of(FileStream& stream, std::size_t piece) {
  std::string bytes;
  std::string buffer(piece, '\0');
  while (const std::size_t got = stream.read(buffer)) bytes.append(buffer, 0, got);
  return bytes;
}

/// The process's standard input for a while.
class Input {
 public:
  explicit Input(int descriptor) : before_(::dup(STDIN_FILENO)) {
    REQUIRE(::dup2(descriptor, STDIN_FILENO) == STDIN_FILENO);
    ::close(descriptor);
  }
  ~Input() {
    ::dup2(before_, STDIN_FILENO);
    ::close(before_);
  }

 private:
  int before_;
};

}  // namespace

TEST_CASE("a file read in pieces is the file", "[file]") {
  const Folder folder;
  for (const std::string& bytes : {std::string(), std::string("a\0b", 3), std::string(100'000, 'x')}) {
    write_atomically(folder / "log", bytes);
    for (const std::size_t piece : {std::size_t{1}, std::size_t{4096}, std::size_t{200'000}}) {
      FileStream stream(folder / "log");
      CHECK(all_of(stream, piece) == bytes);
      CHECK(stream.name() == folder / "log");
    }
  }
}

TEST_CASE("what is no regular file is not read in pieces either", "[file]") {
  const Folder folder;
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK_THROWS_AS(FileStream(folder / "missing"), FileError);
  CHECK_THROWS_AS(FileStream(folder.path()), FileError);
  CHECK_THROWS_AS(FileStream(folder / "pipe"), FileError);
  CHECK_THROWS_AS(FileStream(std::string("a\0b", 3)), FileError);
}

TEST_CASE("standard input may be a pipe but no folder", "[file]") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  REQUIRE(::write(ends[1], "hello", 5) == 5);
  ::close(ends[1]);
  {
    const Input input(ends[0]);
    FileStream stream = FileStream::standard_input();
    CHECK(all_of(stream, 2) == "hello");
    CHECK(stream.name() == "standard input");
  }
  const Folder folder;
  const Input input(::open(folder.path().c_str(), O_RDONLY | O_DIRECTORY));
  CHECK_THROWS_AS(FileStream::standard_input(), FileError);
}
