#pragma once

#include <kiosk/hal/device.h>

#include <gio/gio.h>

namespace kiosk::fprint
{

/// glib's default main loop, this thread's own as long as this object lives: libfprint's answers come there.
/// Thread: one.
class MainLoop
{
public:
    MainLoop();
    ~MainLoop();
    MainLoop(const MainLoop &) = delete;
    MainLoop &operator=(const MainLoop &) = delete;

    /// False: another thread runs it.
    [[nodiscard]] bool ours() const { return m_ours; }

private:
    bool m_ours;
};

/// A call that ends in a callback. Needs a MainLoop. Thread: one.
class GlibCall
{
public:
    GlibCall();
    ~GlibCall();
    GlibCall(const GlibCall &) = delete;
    GlibCall &operator=(const GlibCall &) = delete;

    [[nodiscard]] GCancellable *cancellable() const { return m_cancellable; }
    /// To be given as callback, with this object as its data.
    static void done(GObject *source, GAsyncResult *result, gpointer call);
    /// Until it is done; cancels it when the context says so, and is told then of that. The library is asked
    /// to end and not left: it answers soon (libfprint's own timers have milliseconds).
    [[nodiscard]] Status wait(const hal::OperationContext &context);
    [[nodiscard]] GAsyncResult *result() const { return m_result; }

private:
    GCancellable *m_cancellable;
    GAsyncResult *m_result = nullptr;
};

} // namespace kiosk::fprint
