#include "call_thread.h"

#include <catch2/catch.hpp>

#include <condition_variable>
#include <mutex>
#include <thread>

using namespace kiosk;
using namespace kiosk::pcsc;

namespace
{

/// A call that ends when it is told to. Shared, as everything that a call touches.
class Gate
{
public:
    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_open = true;
        m_changed.notify_all();
    }
    void wait()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_open; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_open = false;
};

hal::OperationContext within(Milliseconds time)
{
    return {Deadline::in(time), {}};
}

Milliseconds since(std::chrono::steady_clock::time_point begin)
{
    return std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now() - begin);
}

} // namespace

TEST_CASE("calls run one after another, and their work is seen")
{
    CallThread thread;
    auto context = within(5s);
    const auto sum = std::make_shared<int>(0);
    for (int i = 1; i <= 100; ++i)
        REQUIRE(thread.run([sum, i] { *sum += i; }, context));
    CHECK(*sum == 5050);
    CHECK_FALSE(thread.isLost());
}

TEST_CASE("a call that does not end is given up at the deadline, and cleans up when it does end")
{
    const auto gate = std::make_shared<Gate>();
    const auto cleaned = std::make_shared<Gate>();
    {
        CallThread thread;
        thread.finally([cleaned] { cleaned->open(); });
        auto context = within(100ms);
        const auto begin = std::chrono::steady_clock::now();
        const Status status = thread.run([gate] { gate->wait(); }, context);
        CHECK(since(begin) < 250ms);
        REQUIRE_FALSE(status);
        CHECK(status.error().code == error::timeOut);
        CHECK(thread.isLost());
    }
    gate->open();
    cleaned->wait();
}

TEST_CASE("a cancel is heard within 100 ms, and a call that it ends keeps its thread")
{
    const auto gate = std::make_shared<Gate>();
    CallThread thread;
    auto context = within(30s);
    std::chrono::steady_clock::time_point canceled;
    const auto started = std::make_shared<Gate>();
    std::thread other([&] {
        started->wait();
        canceled = std::chrono::steady_clock::now();
        context.cancel.cancel();
    });
    const Status status = thread.run(
        [gate, started] {
            started->open();
            gate->wait();
        },
        context, [gate] { gate->open(); });
    other.join();
    CHECK(since(canceled) < 100ms);
    REQUIRE_FALSE(status);
    CHECK(status.error().code == error::canceled);
    CHECK_FALSE(thread.isLost());
    auto next = within(5s);
    CHECK(thread.run([] {}, next));
}

TEST_CASE("nothing is begun after the deadline")
{
    CallThread thread;
    auto context = within(0ms);
    const auto ran = std::make_shared<bool>(false);
    CHECK_FALSE(thread.run([ran] { *ran = true; }, context));
    CHECK_FALSE(*ran);
    CHECK_FALSE(thread.isLost());
}
