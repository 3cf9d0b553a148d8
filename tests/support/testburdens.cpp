// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testburdens.h"

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <tuple>

#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

const char
    *const burdenHelp = R"(  stop-self              stops itself (SIGSTOP) and goes on after SIGCONT
  refork-on-term         from here on SIGTERM makes it fork into a session of its own and end: what was asked to end is
                         another one
  close-all              closes all its descriptors
  crowd N                starts N processes that wait for ever and ignore SIGTERM, each second one in a session of its own
  bomb                   forks, its children fork, and so on, up to a thousand in all
  become-root            takes the uid that its file's owner gives it (a setuid program) for good
  burn                   computes until a signal ends it
  burn-on                the same, and ignores SIGXCPU
  allocate BYTES         takes memory and uses it; "refused" and exit code 7 when there is none
  reserve BYTES          takes addresses that it never uses; "refused" and exit code 7 when it may not
  niceness               its own
)";

namespace {

void say(const std::string &text)
{
    if (::write(1, text.data(), text.size()) < 0)
        std::_Exit(99);
}

void reforkOnTerm(int)
{
    if (::fork() != 0)
        std::_Exit(0);
    ::setsid();
}

void crowd(int count)
{
    for (int i = 0; i < count; ++i) {
        if (::fork() != 0)
            continue;
        ::signal(SIGTERM, SIG_IGN);
        if (i % 2 == 1)
            ::setsid();
        for (;;)
            ::pause();
    }
}

// Of a thousand, since the machine must go on when nobody stops it.
[[noreturn]] void bomb()
{
    ::signal(SIGTERM, SIG_IGN);
    void *shared = ::mmap(nullptr, sizeof(std::atomic_int), PROT_READ | PROT_WRITE,
                          MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        std::_Exit(98);
    auto *forks = new (shared) std::atomic_int(0);
    for (;;) {
        if (forks->fetch_add(1) >= 1000)
            ::pause();
        else if (::fork() == 0)
            ::setsid();
        ::usleep(30'000);
    }
}

[[noreturn]] void burn()
{
    for (;;)
        std::ignore = ::getppid(); // a call, so that the loop is not one that does nothing
}

void takeMemory(long long bytes, bool use)
{
    const int protection = use ? PROT_READ | PROT_WRITE : PROT_NONE;
    void *memory = ::mmap(nullptr, size_t(bytes), protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        say("refused\n");
        std::_Exit(7);
    }
    if (use)
        std::memset(memory, 1, size_t(bytes));
}

} // namespace

bool doBurdenVerb(const std::string &verb, const std::function<std::string()> &next)
{
    if (verb == "stop-self") {
        ::raise(SIGSTOP);
    } else if (verb == "refork-on-term") {
        ::signal(SIGTERM, reforkOnTerm);
    } else if (verb == "close-all") {
        for (int fd = 0; fd < 1024; ++fd)
            ::close(fd);
    } else if (verb == "crowd") {
        crowd(std::atoi(next().c_str()));
    } else if (verb == "bomb") {
        bomb();
    } else if (verb == "become-root") {
        say(::setuid(::geteuid()) == 0 && ::getuid() == 0 ? "root\n" : "refused\n");
    } else if (verb == "burn" || verb == "burn-on") {
        if (verb == "burn-on")
            ::signal(SIGXCPU, SIG_IGN);
        burn();
    } else if (verb == "allocate" || verb == "reserve") {
        takeMemory(std::atoll(next().c_str()), verb == "allocate");
    } else if (verb == "niceness") {
        say(std::to_string(::getpriority(PRIO_PROCESS, 0)) + "\n");
    } else {
        return false;
    }
    return true;
}

int actAsSystemdRun(int argc, char *argv[])
{
    if (const char *path = std::getenv("TESTCHILD_SCOPE_WORDS")) {
        if (FILE *file = std::fopen(path, "a")) {
            for (int i = 1; i < argc; ++i)
                std::fprintf(file, "%s\n", argv[i]);
            std::fclose(file);
        }
    }
    if (std::getenv("TESTCHILD_SCOPE_FAILS"))
        return 1;
    for (int i = 1; i < argc; ++i) {
        if (std::getenv("TESTCHILD_SCOPE_OLD") && std::strncmp(argv[i], "--expand", 8) == 0)
            return 1;
        if (std::strcmp(argv[i], "--") == 0 && i + 1 < argc) {
            ::execv(argv[i + 1], argv + i + 1);
            break;
        }
    }
    return 1;
}
