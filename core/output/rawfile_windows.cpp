// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/rawfile.h"

#include <QDir>
#include <qt_windows.h>

namespace CommandRunner {

namespace {

HANDLE asHandle(qintptr value)
{
    return reinterpret_cast<HANDLE>(value);
}

} // namespace

RawFile::~RawFile()
{
    if (m_handle != -1)
        ::CloseHandle(asHandle(m_handle));
}

bool RawFile::open(const QString &path)
{
    if (m_handle == -1) {
        const QString native = QDir::toNativeSeparators(path);
        m_handle = reinterpret_cast<qintptr>(
            ::CreateFileW(reinterpret_cast<const wchar_t *>(native.utf16()), GENERIC_READ,
                          FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
                          OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr));
    }
    return m_handle != -1; // INVALID_HANDLE_VALUE
}

qint64 RawFile::size() const
{
    LARGE_INTEGER size = {};
    return m_handle != -1 && ::GetFileSizeEx(asHandle(m_handle), &size) ? qint64(size.QuadPart) : 0;
}

bool RawFile::isRemoved() const
{
    return false; // what is open cannot be removed
}

qint64 RawFile::read(qint64 offset, char *data, qint64 size) const
{
    if (m_handle == -1)
        return 0;
    qint64 done = 0;
    while (done < size) {
        OVERLAPPED place = {};
        place.Offset = DWORD(quint64(offset + done) & 0xffffffffU);
        place.OffsetHigh = DWORD(quint64(offset + done) >> 32);
        DWORD count = 0;
        const DWORD wanted = DWORD(qMin<qint64>(size - done, 1 << 30));
        if (!::ReadFile(asHandle(m_handle), data + done, wanted, &count, &place) || count == 0)
            break;
        done += count;
    }
    return done;
}

} // namespace CommandRunner
