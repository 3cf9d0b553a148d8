// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What tests run instead of the machine's own programs: does exactly what its verbs say. Plain C++,
// no Qt, unbuffered.
#include "tests/support/testburdens.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace {

constexpr const char *help = R"(testchild VERB [ARGUMENT]... [VERB [ARGUMENT]...]...
Verbs are done in turn; after the last one it exits with 0. OUT is "out" or "err".
  print OUT TEXT         TEXT and a newline (\n \r \t \e \\ in TEXT are understood)
  partial-line OUT TEXT  TEXT without a newline
  print-lines N          "line 1" ... "line N" on standard output
  tick N MS              "tick 1" ... "tick N", one every MS milliseconds
  random BYTES SEED      deterministic bytes on standard output
  random-both BYTES SEED the same bytes on standard output and, from SEED + 1, on standard error, in turns of odd sizes
  pieces WHERE BYTES SEED  deterministic text and noise on WHERE ("out", "err" or "both"), in pieces of odd sizes with pauses
                         between some of them; where lines end and whether the last one does is the seed's to say
  flood BYTES            lines of 100 bytes on standard output, as fast as it goes
  flood-log BYTES        the same with the log of a web shop: one line in five is SQL, progress or an error
  to-file FILE           standard output goes to FILE from here on
  interleave N           N times "out i" on standard output and "err i" on standard error, in pieces of a line
  exit N                 ends with exit code N
  signal N               ends by signal N
  sleep MS               waits
  sleep-forever          until a signal ends it
  ignore-term            ignores SIGTERM, SIGINT and SIGHUP from here on
  exit-on-term N         from here on SIGTERM makes it exit with code N
  echo-stdin             copies standard input to standard output until its end, then says "end of input"
  read-line              says "got: LINE" for one line of standard input
  read-password          asks for one line with the terminal's echo off, as getpass(3) does, says how long it was
  raw-keys               reads a raw terminal and says each byte as "<41>"; ends with "q"
  close-output           closes standard output and standard error
  env NAME               "NAME=value" or "NAME is not set"
  cwd                    the working directory
  args                   one line for each argument that follows, in [brackets]; ends the verbs
  isatty                 "stdin yes|no", "stdout yes|no", "stderr yes|no"
  window-size            "COLUMNSxROWS" of the terminal
  on-resize              waits for SIGWINCH, then does window-size
  pid                    its process id
  pid-file FILE          writes its process id to FILE
  open-files             how many descriptors above 2 are open
The rest starts a process that does the verbs after "--"; this one goes on at once with the verbs before it, which end at "--":
  child ... -- ...           in the same group
  own-session-child ... -- ...  in a session of its own
  double-fork ... -- ...     whose parent has gone, in a session of its own
  daemon ... -- ...          the same, its standard streams closed
  hold-pipe MS               starts a process of its own session that holds the output for MS milliseconds, then says "let go"
)";

using Words = std::vector<std::string>;

int fdOf(const std::string &name)
{
    return name == "err" ? 2 : 1;
}

void put(int fd, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(fd, text.data(), text.size());
        if (written < 0)
            std::_Exit(99);
        text.remove_prefix(size_t(written));
    }
}

void pause(long ms)
{
    std::this_thread::sleep_for(std::chrono::milliseconds(ms));
}

std::string unescape(const std::string &text)
{
    std::string result;
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            result += text[i];
            continue;
        }
        switch (text[++i]) {
        case 'n':
            result += '\n';
            break;
        case 'r':
            result += '\r';
            break;
        case 't':
            result += '\t';
            break;
        case 'e':
            result += '\x1b';
            break;
        default:
            result += text[i];
        }
    }
    return result;
}

// splitmix64: the same bytes on every machine.
class RandomBytes
{
public:
    explicit RandomBytes(std::uint64_t seed) : m_state(seed) {}
    void fill(char *data, size_t size)
    {
        for (size_t i = 0; i < size; ++i, ++m_used) {
            if (m_used % 8 == 0)
                m_word = next();
            data[i] = char(m_word >> (8 * (m_used % 8)));
        }
    }

private:
    std::uint64_t next()
    {
        std::uint64_t z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    std::uint64_t m_state;
    std::uint64_t m_word = 0;
    std::uint64_t m_used = 0;
};

void random(long long bytes, std::uint64_t seed)
{
    RandomBytes source(seed);
    std::vector<char> block(1 << 16);
    for (; bytes > 0; bytes -= static_cast<long long>(block.size())) {
        const size_t size = size_t(std::min<long long>(bytes,
                                                       static_cast<long long>(block.size())));
        source.fill(block.data(), size);
        put(1, {block.data(), size});
    }
}

// Drawn from `what` come the bytes of a stream, from `how` the sizes, turns and pauses: the same
// seed gives the same bytes, whatever the other stream does.
void pieces(const std::string &where, long long bytes, std::uint64_t seed)
{
    RandomBytes how(seed);
    RandomBytes what[] = {RandomBytes(seed + 1), RandomBytes(seed + 2)};
    long long left[] = {where == "err" ? 0 : bytes, where == "out" ? 0 : bytes};
    const auto draw = [&how](unsigned limit) {
        std::uint32_t value = 0;
        how.fill(reinterpret_cast<char *>(&value), sizeof(value));
        return value % limit;
    };
    std::vector<char> block(200'000);
    while (left[0] > 0 || left[1] > 0) {
        const unsigned kind = draw(20);
        const unsigned most = kind == 0 ? 200'000 : kind < 5 ? 70'000 : kind < 12 ? 5000 : 90;
        size_t which = draw(2);
        if (left[which] == 0)
            which = 1 - which;
        const auto size = size_t(std::min<long long>(left[which], 1 + draw(most)));
        what[which].fill(block.data(), size);
        for (size_t i = 0; kind % 2 == 0 && i < size; ++i)
            block[i] = char(block[i] & 0x3f) == 0 ? '\n' : char(' ' + (block[i] & 0x3f));
        put(which == 0 ? 1 : 2, {block.data(), size});
        left[which] -= static_cast<long long>(size);
        if (draw(16) == 0)
            std::this_thread::sleep_for(std::chrono::microseconds(draw(3000)));
    }
}

std::string plainBlock()
{
    std::string block;
    while (block.size() < (1 << 16))
        block += std::string(99, char('a' + block.size() % 23)) + '\n';
    return block;
}

std::string logBlock()
{
    const char *others[] = {
        "(0.001) SELECT \"a\".\"id\" FROM \"a\" WHERE \"a\".\"id\" = 1; args=(1,)\n",
        "\r 10%|#         | 1/10\r 20%|##        | 2/10\r100%|##########| 10/10\n",
        "2026-03-14 09:26:53.123 ERROR shop.orders no such customer\n"};
    std::string block;
    for (size_t line = 0; block.size() < (1 << 16); ++line) {
        block += line % 5 == 0 ? others[line / 5 % 3]
                               : "2026-03-14 09:26:53.123 INFO shop.orders order 1234 of customer "
                                 "Ann Lee stored, 3 items, total 42.50 EUR\n";
    }
    return block;
}

void flood(std::string block, long long bytes)
{
    block.resize(1 << 16);
    for (; bytes > 0; bytes -= 1 << 16)
        put(1, std::string_view(block).substr(0, size_t(std::min<long long>(bytes, 1 << 16))));
}

void randomBoth(long long bytes, std::uint64_t seed)
{
    RandomBytes sources[] = {RandomBytes(seed), RandomBytes(seed + 1)};
    long long left[] = {bytes, bytes};
    std::vector<char> block(5000);
    for (size_t turn = 0; left[0] > 0 || left[1] > 0; ++turn) {
        const size_t which = turn % 2;
        const size_t size = size_t(std::min<long long>(
            left[which], 1 + static_cast<long long>(turn * 7919 % block.size())));
        sources[which].fill(block.data(), size);
        put(which == 0 ? 1 : 2, {block.data(), size});
        left[which] -= static_cast<long long>(size);
    }
}

void interleave(int count)
{
    for (int i = 1; i <= count; ++i) {
        const std::string number = std::to_string(i) + "\n";
        put(1, "out ");
        put(1, number);
        put(2, "err ");
        put(2, number);
    }
}

void printNumbered(const char *word, int count, long ms)
{
    std::string block;
    for (int i = 1; i <= count; ++i) {
        block += std::string(word) + ' ' + std::to_string(i) + '\n';
        if (ms > 0 || block.size() > 60'000 || i == count) {
            put(1, block);
            block.clear();
        }
        if (ms > 0)
            pause(ms);
    }
}

void endBy(int number)
{
    ::signal(number, SIG_DFL);
    ::kill(::getpid(), number);
    for (;;)
        ::pause();
}

int termExitCode = 0;
volatile sig_atomic_t resized = 0;

void readPassword()
{
    termios settings = {};
    ::tcgetattr(0, &settings);
    const termios before = settings;
    settings.c_lflag &= ~tcflag_t(ECHO);
    put(1, "Password: ");
    ::tcsetattr(0, TCSAFLUSH, &settings);
    size_t length = 0;
    for (char c = 0; ::read(0, &c, 1) == 1 && c != '\n';)
        ++length;
    ::tcsetattr(0, TCSAFLUSH, &before);
    put(1, "\n" + std::to_string(length) + " characters\n");
}

void rawKeys()
{
    termios settings = {};
    ::tcgetattr(0, &settings);
    const termios before = settings;
    ::cfmakeraw(&settings);
    ::tcsetattr(0, TCSAFLUSH, &settings);
    put(1, "keys\r\n");
    for (char c = 0; c != 'q' && ::read(0, &c, 1) == 1;) {
        char text[8];
        std::snprintf(text, sizeof(text), "<%02x>", unsigned(static_cast<unsigned char>(c)));
        put(1, text);
    }
    ::tcsetattr(0, TCSAFLUSH, &before);
    put(1, "\n");
}

void windowSize()
{
    winsize size = {};
    ::ioctl(1, TIOCGWINSZ, &size);
    put(1, std::to_string(size.ws_col) + 'x' + std::to_string(size.ws_row) + '\n');
}

void onResize()
{
    sigset_t set;
    sigset_t before;
    sigemptyset(&set);
    sigaddset(&set, SIGWINCH);
    ::sigprocmask(SIG_BLOCK, &set, &before);
    ::signal(SIGWINCH, [](int) { resized = 1; });
    put(1, "ready\n");
    while (!resized)
        ::sigsuspend(&before);
    windowSize();
}

void echoInput()
{
    char buffer[4096];
    for (ssize_t got; (got = ::read(0, buffer, sizeof(buffer))) > 0;)
        put(1, {buffer, size_t(got)});
    put(1, "end of input\n");
}

void readLine()
{
    std::string line;
    for (char c; ::read(0, &c, 1) == 1 && c != '\n';)
        line += c;
    put(1, "got: " + line + "\n");
}

void openFiles()
{
    int count = 0;
    for (int fd = 3; fd < 1024; ++fd)
        count += ::fcntl(fd, F_GETFD) >= 0;
    put(1, std::to_string(count) + "\n");
}

int run(Words words);

void dropStreams()
{
    const int null = ::open("/dev/null", O_RDWR);
    for (int fd = 0; fd <= 2; ++fd)
        ::dup2(null, fd);
    ::close(null);
}

// Starts the other process; the parent goes on.
void startOther(const std::string &how, const Words &verbs)
{
    const pid_t first = ::fork();
    if (first != 0)
        return;
    if (how != "child")
        ::setsid();
    if ((how == "double-fork" || how == "daemon") && ::fork() != 0)
        std::_Exit(0);
    if (how == "daemon")
        dropStreams();
    std::_Exit(run(verbs));
}

class Arguments
{
public:
    explicit Arguments(Words words) : m_words(std::move(words)) {}
    bool atEnd() const { return m_next == m_words.size(); }
    std::string text()
    {
        if (atEnd()) {
            std::fputs("testchild: an argument is missing\n", stderr);
            std::_Exit(98);
        }
        return m_words[m_next++];
    }
    long long number() { return std::atoll(text().c_str()); }
    Words rest() { return {m_words.begin() + long(m_next), m_words.end()}; }

private:
    Words m_words;
    size_t m_next = 0;
};

bool doOutputVerb(const std::string &verb, Arguments &arguments)
{
    if (verb == "print" || verb == "partial-line") {
        const int fd = fdOf(arguments.text());
        put(fd, unescape(arguments.text()) + (verb == "print" ? "\n" : ""));
    } else if (verb == "print-lines") {
        printNumbered("line", int(arguments.number()), 0);
    } else if (verb == "tick") {
        const int count = int(arguments.number());
        printNumbered("tick", count, long(arguments.number()));
    } else if (verb == "random" || verb == "random-both") {
        const long long bytes = arguments.number();
        const auto seed = std::uint64_t(arguments.number());
        verb == "random" ? random(bytes, seed) : randomBoth(bytes, seed);
    } else if (verb == "pieces") {
        const std::string where = arguments.text();
        const long long bytes = arguments.number();
        pieces(where, bytes, std::uint64_t(arguments.number()));
    } else if (verb == "flood" || verb == "flood-log") {
        flood(verb == "flood" ? plainBlock() : logBlock(), arguments.number());
    } else if (verb == "to-file") {
        const int file = ::open(arguments.text().c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        if (file < 0 || ::dup2(file, 1) < 0)
            return false;
        ::close(file);
    } else if (verb == "interleave") {
        interleave(int(arguments.number()));
    } else if (verb == "close-output") {
        ::close(1);
        ::close(2);
    } else {
        return false;
    }
    return true;
}

bool doEndVerb(const std::string &verb, Arguments &arguments)
{
    if (verb == "exit") {
        std::_Exit(int(arguments.number()));
    } else if (verb == "signal") {
        endBy(int(arguments.number()));
    } else if (verb == "sleep") {
        pause(long(arguments.number()));
    } else if (verb == "sleep-forever") {
        for (;;)
            ::pause();
    } else if (verb == "ignore-term") {
        for (int number : {SIGTERM, SIGINT, SIGHUP})
            ::signal(number, SIG_IGN);
    } else if (verb == "exit-on-term") {
        termExitCode = int(arguments.number());
        ::signal(SIGTERM, [](int) { std::_Exit(termExitCode); });
    } else {
        return false;
    }
    return true;
}

bool doAskVerb(const std::string &verb, Arguments &arguments)
{
    if (verb == "echo-stdin") {
        echoInput();
    } else if (verb == "read-line") {
        readLine();
    } else if (verb == "env") {
        const std::string name = arguments.text();
        const char *value = std::getenv(name.c_str());
        put(1, value ? name + "=" + value + "\n" : name + " is not set\n");
    } else if (verb == "cwd") {
        char buffer[4096];
        put(1, std::string(::getcwd(buffer, sizeof(buffer)) ? buffer : "?") + "\n");
    } else if (verb == "isatty") {
        const char *names[] = {"stdin", "stdout", "stderr"};
        for (int fd = 0; fd <= 2; ++fd)
            put(1, std::string(names[fd]) + (::isatty(fd) ? " yes\n" : " no\n"));
    } else if (verb == "read-password") {
        readPassword();
    } else if (verb == "raw-keys") {
        rawKeys();
    } else if (verb == "window-size") {
        windowSize();
    } else if (verb == "on-resize") {
        onResize();
    } else if (verb == "pid") {
        put(1, std::to_string(::getpid()) + "\n");
    } else if (verb == "pid-file") {
        const std::string name = arguments.text();
        if (FILE *file = std::fopen((name + ".new").c_str(), "w")) {
            std::fprintf(file, "%d\n", int(::getpid()));
            std::fclose(file);
            std::rename((name + ".new").c_str(), name.c_str());
        }
    } else if (verb == "open-files") {
        openFiles();
    } else {
        return false;
    }
    return true;
}

int run(Words words)
{
    Arguments arguments(std::move(words));
    while (!arguments.atEnd()) {
        const std::string verb = arguments.text();
        if (verb == "args") {
            for (const std::string &word : arguments.rest())
                put(1, "[" + word + "]\n");
            return 0;
        }
        if (verb == "hold-pipe") {
            startOther("own-session-child", {"sleep", arguments.text(), "print", "out", "let go"});
        } else if (verb == "child" || verb == "own-session-child" || verb == "double-fork"
                   || verb == "daemon") {
            const Words rest = arguments.rest();
            const auto end = std::find(rest.begin(), rest.end(), "--");
            if (end == rest.end())
                return 98;
            startOther(verb, Words(end + 1, rest.end()));
            return run(Words(rest.begin(), end));
        } else if (!doOutputVerb(verb, arguments) && !doEndVerb(verb, arguments)
                   && !doAskVerb(verb, arguments)
                   && !doBurdenVerb(verb, [&arguments] { return arguments.text(); })) {
            std::fprintf(stderr, "testchild: unknown verb %s\n", verb.c_str());
            return 98;
        }
    }
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    const std::string_view name = argv[0];
    if (name.substr(name.rfind('/') + 1) == "systemd-run")
        return actAsSystemdRun(argc, argv);
    if (argc < 2 || std::strcmp(argv[1], "--help") == 0) {
        std::fputs(help, stdout);
        std::fputs(burdenHelp, stdout);
        return argc < 2 ? 98 : 0;
    }
    return run(Words(argv + 1, argv + argc));
}
