// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/desktop/taskbarprogress.h"

#include <QWidget>

#include <shobjidl.h>

namespace CommandRunner {

struct TaskbarProgress::System {
    ITaskbarList3 *list = nullptr;

    System()
    {
        CoInitializeEx(nullptr, COINIT_APARTMENTTHREADED);
        if (SUCCEEDED(CoCreateInstance(CLSID_TaskbarList, nullptr, CLSCTX_INPROC_SERVER,
                                       IID_ITaskbarList3, reinterpret_cast<void **>(&list))))
            list->HrInit();
    }
    System(const System &) = delete;
    System &operator=(const System &) = delete;
    ~System()
    {
        if (list)
            list->Release();
        CoUninitialize();
    }
};

TaskbarProgress::TaskbarProgress(QWidget *window)
    : QObject(window),
      m_window(window),
      m_system(std::make_unique<System>())
{}

TaskbarProgress::~TaskbarProgress() = default; // the bar goes with the window

void TaskbarProgress::setProgress(std::optional<double> share)
{
    if (std::exchange(m_share, share) != share)
        show();
}

void TaskbarProgress::show()
{
    if (!m_system->list)
        return;
    const auto window = reinterpret_cast<HWND>(m_window->window()->winId());
    m_system->list->SetProgressState(window, m_share ? TBPF_NORMAL : TBPF_NOPROGRESS);
    if (m_share)
        m_system->list->SetProgressValue(window, ULONGLONG(*m_share * 1000), 1000);
}

} // namespace CommandRunner
