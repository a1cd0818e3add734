// What is left on disk when writing goes wrong: the old file, whole, and nothing else.
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <string>

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/base/atomic_file.h"
#include "tests/base/test_folder.h"
#include "tests/catch.h"

using namespace npcost;
namespace fs = std::filesystem;

namespace {

/// Files may not grow beyond `bytes` while it lives: writing fails half way, as on a full disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : old_handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &old_) == 0);
    rlimit limit = old_;
    limit.rlim_cur = bytes;
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &old_);
    std::signal(SIGXFSZ, old_handler_);
  }

 private:
  rlimit old_{};
  void (*old_handler_)(int);
};

}  // namespace

TEST_CASE("without permission nothing is read and nothing replaced", "[file]") {
  const Folder folder;
  REQUIRE(::chmod(folder.path().c_str(), 0777) == 0);
  write_atomically(folder / "secret", "x");
  write_atomically(folder / "fixed", "old");
  fs::create_directory(folder / "closed");
  write_atomically(folder / "closed/file", "old");
  REQUIRE(::chmod((folder / "secret").c_str(), 0000) == 0);
  REQUIRE(::chmod((folder / "fixed").c_str(), 0444) == 0);
  REQUIRE(::chmod((folder / "closed/file").c_str(), 0666) == 0);
  REQUIRE(::chmod((folder / "closed").c_str(), 0555) == 0);
  {
    const WithoutPrivileges nobody;
    CHECK(says(complaint([&] { read(folder / "secret"); }), "Permission denied"));
    CHECK(says(complaint([&] { write_atomically(folder / "fixed", "new"); }), "Permission denied"));
    CHECK(says(complaint([&] { write_atomically(folder / "closed/file", "new"); }), "Permission denied"));
    CHECK(says(complaint([&] { write_atomically(folder / "closed/other", "new"); }), "Permission denied"));
  }
  REQUIRE(::chmod((folder / "closed").c_str(), 0755) == 0);
  CHECK(read(folder / "fixed") == "old");
  CHECK(read(folder / "closed/file") == "old");
  CHECK(folder.entries() == 3);
}

TEST_CASE("when writing fails half way the old file is whole and nothing else stays", "[file]") {
  const Folder folder;
  write_atomically(folder / "result.json", "old and whole");
  std::string sentence;
  {
    const FileSizeLimit limit(4096);
    sentence = complaint([&] { write_atomically(folder / "result.json", std::string(100'000, 'x')); });
  }
  CHECK(says(sentence, "File too large"));
  CHECK(says(sentence, folder / "result.json"));
  CHECK(read(folder / "result.json") == "old and whole");
  CHECK(folder.entries() == 1);
  write_atomically(folder / "result.json", std::string(100'000, 'x'));  // and afterwards it goes on
  CHECK(read(folder / "result.json").size() == 100'000);
}

TEST_CASE("when the program is killed half way the old file is whole", "[file]") {
  const Folder folder;
  write_atomically(folder / "result.json", "old and whole");
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    // The system kills who writes past the limit; no destructor runs, as after kill -9.
    const rlimit no_core{0, 0};
    const rlimit small{4096, 4096};
    if (::setrlimit(RLIMIT_CORE, &no_core) != 0 || ::setrlimit(RLIMIT_FSIZE, &small) != 0) ::_exit(1);
    std::signal(SIGXFSZ, SIG_DFL);
    write_atomically(folder / "result.json", std::string(100'000, 'x'));
    ::_exit(2);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGXFSZ);
  CHECK(read(folder / "result.json") == "old and whole");
  write_atomically(folder / "result.json", "new");  // what the dead one left does not stand in the way
  CHECK(read(folder / "result.json") == "new");
}

TEST_CASE("when the disk is full the old file is whole and nothing else stays", "[file]") {
  const Folder folder;
  fs::create_directory(folder / "disk");
  if (::mount("tmpfs", (folder / "disk").c_str(), "tmpfs", 0, "size=256k") != 0) {
    WARN("skipped: only a user who may mount a small file system can fill one");
    return;
  }
  const std::string result = folder / "disk/result.json";
  write_atomically(result, "old and whole");
  const std::string sentence = complaint([&] { write_atomically(result, std::string(1 << 20, 'x')); });
  const std::string kept = read(result);
  const auto files = std::distance(fs::directory_iterator(folder / "disk"), fs::directory_iterator());
  const bool fits_afterwards = complaint([&] { write_atomically(result, std::string(100'000, 'y')); }).empty();
  CHECK(::umount((folder / "disk").c_str()) == 0);
  CHECK(sentence == "cannot write " + result + ": No space left on device");
  CHECK(kept == "old and whole");
  CHECK(files == 1);
  CHECK(fits_afterwards);  // the failed attempt gave its space back
}

TEST_CASE("no descriptor stays open, whether writing and reading succeed or fail", "[file]") {
  const Folder folder;
  const auto lowest_free = [] {
    const int descriptor = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::close(descriptor);
    return descriptor;
  };
  const int before = lowest_free();
  for (int i = 0; i < 20; ++i) {
    write_atomically(folder / "a", "x");
    (void)read(folder / "a");
    CHECK_THROWS_AS(read(folder.path()), FileError);
    CHECK_THROWS_AS(read_whole_file(folder / "a", 0), FileError);
    CHECK_THROWS_AS(write_atomically(folder / "a/b", "x"), FileError);
    const FileSizeLimit limit(10);
    CHECK_THROWS_AS(write_atomically(folder / "a", std::string(100, 'x')), FileError);
  }
  CHECK(lowest_free() == before);
}
