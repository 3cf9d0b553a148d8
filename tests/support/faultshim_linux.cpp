// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Preloaded into our programs (LD_PRELOAD), makes one of them fail at one exact step: what it does
// to files below a folder is counted, and at the chosen one it is killed, or told that the disk is
// full. The programs know nothing of it.
//
// FAULT_PROGRAM  file name of the program that is meant; others are left alone
// FAULT_FOLDER   what is below it counts
// FAULT_AT       the step, from 1; 0: none, only counted
// FAULT_COUNT    how many steps fail from there on (kinds other than kill); default all
// FAULT_KIND     kill, ENOSPC or EROFS
// FAULT_REPORT   where the number of steps is written at the end
// FAULT_CLOCK    a file with the number of seconds by which the wall clock is wrong; read each time
#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

template<class Function>
Function original(const char *name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

const char *setting(const char *name)
{
    const char *value = std::getenv(name);
    return value ? value : "";
}

class Faults
{
public:
    Faults()
    {
        char path[PATH_MAX] = {};
        if (::readlink("/proc/self/exe", path, sizeof(path) - 1) <= 0)
            return;
        const char *name = std::strrchr(path, '/');
        m_meant = name && *setting("FAULT_PROGRAM")
            && !std::strcmp(name + 1, setting("FAULT_PROGRAM"));
        m_folder = setting("FAULT_FOLDER");
        m_at = std::atol(setting("FAULT_AT"));
        m_count = *setting("FAULT_COUNT") ? std::atol(setting("FAULT_COUNT")) : LONG_MAX;
        const std::string_view kind = setting("FAULT_KIND");
        m_error = kind == "ENOSPC" ? ENOSPC : kind == "EROFS" ? EROFS : 0;
    }
    ~Faults()
    {
        if (!m_meant || !*setting("FAULT_REPORT"))
            return;
        m_meant = false;
        if (FILE *file = std::fopen(setting("FAULT_REPORT"), "we")) {
            std::fprintf(file, "%ld\n", m_steps.load());
            std::fclose(file);
        }
    }

    bool isBelow(const char *path) const
    {
        return m_meant && path && !m_folder.empty() && std::string_view(path).starts_with(m_folder);
    }
    bool isTracked(int fd) const
    {
        return m_meant && fd >= 0 && fd < fds && m_tracked[fd].load(std::memory_order_relaxed);
    }
    void track(int fd, bool on)
    {
        if (m_meant && fd >= 0 && fd < fds)
            m_tracked[fd].store(on, std::memory_order_relaxed);
    }
    // True: this step must fail, errno says how.
    bool step()
    {
        const long number = ++m_steps;
        if (m_at == 0 || number < m_at)
            return false;
        if (m_error == 0) {
            ::kill(::getpid(), SIGKILL);
            ::pause();
        }
        if (number - m_at >= m_count)
            return false;
        errno = m_error;
        return true;
    }

private:
    static constexpr int fds = 4096;
    bool m_meant = false;
    std::string_view m_folder;
    long m_at = 0;
    long m_count = 0;
    int m_error = 0;
    std::atomic<long> m_steps = 0;
    std::atomic<bool> m_tracked[fds] = {};
};

Faults &faults()
{
    static Faults instance;
    return instance;
}

bool writes(int flags)
{
    return (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT);
}

int openWith(const char *name, int folder, const char *path, int flags, mode_t mode)
{
    const bool counts = faults().isBelow(path) && writes(flags);
    if (counts && faults().step())
        return -1;
    const int fd = folder == INT_MIN
        ? original<int (*)(const char *, int, ...)>(name)(path, flags, mode)
        : original<int (*)(int, const char *, int, ...)>(name)(folder, path, flags, mode);
    faults().track(fd, counts);
    return fd;
}

mode_t modeFrom(int flags, va_list arguments)
{
    return (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE ? mode_t(va_arg(arguments, int))
                                                                 : 0;
}

time_t clockIsWrongBy()
{
    const char *path = setting("FAULT_CLOCK");
    if (!*path)
        return 0;
    const int fd = original<int (*)(const char *, int, ...)>("open64")(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    char text[32] = {};
    const bool read = ::read(fd, text, sizeof(text) - 1) > 0;
    ::close(fd);
    return read ? std::atol(text) : 0;
}

} // namespace

#define OPEN(name)                                          \
    extern "C" int name(const char *path, int flags, ...)   \
    {                                                       \
        va_list arguments;                                  \
        va_start(arguments, flags);                         \
        const mode_t mode = modeFrom(flags, arguments);     \
        va_end(arguments);                                  \
        return openWith(#name, INT_MIN, path, flags, mode); \
    }
#define OPENAT(name)                                                  \
    extern "C" int name(int folder, const char *path, int flags, ...) \
    {                                                                 \
        va_list arguments;                                            \
        va_start(arguments, flags);                                   \
        const mode_t mode = modeFrom(flags, arguments);               \
        va_end(arguments);                                            \
        return openWith(#name, folder, path, flags, mode);            \
    }

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

extern "C" int close(int fd)
{
    faults().track(fd, false);
    return original<int (*)(int)>("close")(fd);
}

extern "C" ssize_t write(int fd, const void *data, size_t size)
{
    if (faults().isTracked(fd) && faults().step())
        return -1;
    return original<ssize_t (*)(int, const void *, size_t)>("write")(fd, data, size);
}

extern "C" ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at)
{
    if (faults().isTracked(fd) && faults().step())
        return -1;
    return original<ssize_t (*)(int, const void *, size_t, off64_t)>("pwrite64")(fd, data, size,
                                                                                 at);
}

extern "C" ssize_t writev(int fd, const iovec *parts, int count)
{
    if (faults().isTracked(fd) && faults().step())
        return -1;
    return original<ssize_t (*)(int, const iovec *, int)>("writev")(fd, parts, count);
}

extern "C" int fsync(int fd)
{
    if (faults().isTracked(fd) && faults().step())
        return -1;
    return original<int (*)(int)>("fsync")(fd);
}

extern "C" int fdatasync(int fd)
{
    if (faults().isTracked(fd) && faults().step())
        return -1;
    return original<int (*)(int)>("fdatasync")(fd);
}

extern "C" int ftruncate64(int fd, off64_t size) noexcept
{
    if (faults().isTracked(fd) && faults().step())
        return -1;
    return original<int (*)(int, off64_t)>("ftruncate64")(fd, size);
}

extern "C" int rename(const char *from, const char *to) noexcept
{
    if (faults().isBelow(to) && faults().step())
        return -1;
    return original<int (*)(const char *, const char *)>("rename")(from, to);
}

extern "C" int unlink(const char *path) noexcept
{
    if (faults().isBelow(path) && faults().step())
        return -1;
    return original<int (*)(const char *)>("unlink")(path);
}

extern "C" int mkdir(const char *path, mode_t mode) noexcept
{
    if (faults().isBelow(path) && faults().step())
        return -1;
    return original<int (*)(const char *, mode_t)>("mkdir")(path, mode);
}

extern "C" int clock_gettime(clockid_t clock, timespec *time) noexcept
{
    const int result = original<int (*)(clockid_t, timespec *)>("clock_gettime")(clock, time);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        time->tv_sec += clockIsWrongBy();
    return result;
}

extern "C" int gettimeofday(timeval *time, void *zone) noexcept
{
    const int result = original<int (*)(timeval *, void *)>("gettimeofday")(time, zone);
    if (result == 0)
        time->tv_sec += clockIsWrongBy();
    return result;
}
