// Runs a command and prints, on standard error, the most memory that it had resident, in KiB, and
// its time. Usage: peak_memory COMMAND [ARGUMENT...]; exits as the command does.

#include <cstdio>
#include <cstdlib>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc < 2) return EXIT_FAILURE;
  const pid_t child = ::fork();
  if (child == 0) {
    ::execvp(argv[1], argv + 1);
    std::perror(argv[1]);
    std::_Exit(127);
  }
  int status = 0;
  rusage usage{};
  if (child < 0 || ::wait4(child, &status, 0, &usage) < 0) return EXIT_FAILURE;
  std::fprintf(stderr, "peak_memory %ld KiB, %ld.%02ld s of processor time\n", usage.ru_maxrss,
               usage.ru_utime.tv_sec + usage.ru_stime.tv_sec,
               (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 10'000 % 100);
  return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILURE;
}
