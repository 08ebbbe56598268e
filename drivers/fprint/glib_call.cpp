#include "glib_call.h"

namespace kiosk::fprint
{

namespace
{

constexpr guint lookInterval = 20; ///< ms between two looks at the cancel token

gboolean again(gpointer /*data*/)
{
    return G_SOURCE_CONTINUE;
}

} // namespace

MainLoop::MainLoop() : m_ours(g_main_context_acquire(nullptr) == TRUE)
{
    // A thread of Qt's may have a loop of its own, where the answers would wait for ever.
    if (m_ours)
        g_main_context_push_thread_default(nullptr);
}

MainLoop::~MainLoop()
{
    if (!m_ours)
        return;
    g_main_context_pop_thread_default(nullptr);
    g_main_context_release(nullptr);
}

GlibCall::GlibCall() : m_cancellable(g_cancellable_new()) {}

GlibCall::~GlibCall()
{
    g_object_unref(m_cancellable);
    if (m_result != nullptr)
        g_object_unref(m_result);
}

void GlibCall::done(GObject * /*source*/, GAsyncResult *result, gpointer call)
{
    static_cast<GlibCall *>(call)->m_result = static_cast<GAsyncResult *>(g_object_ref(result));
}

Status GlibCall::wait(const hal::OperationContext &context)
{
    const guint clock = g_timeout_add(lookInterval, &again, nullptr);
    Status ended;
    while (m_result == nullptr) {
        if (ended && !context.check()) {
            ended = context.check();
            g_cancellable_cancel(m_cancellable);
        }
        g_main_context_iteration(nullptr, TRUE);
    }
    g_source_remove(clock);
    return ended;
}

} // namespace kiosk::fprint
