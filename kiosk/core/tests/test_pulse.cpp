#include <kiosk/core/pulse.h>

#include <QCoreApplication>

#include <QCoro/QCoroTask>

#include <catch2/catch.hpp>

using namespace kiosk;

namespace
{

QCoro::Task<void> waitOnce(Pulse &pulse, int &resumed)
{
    co_await pulse.next();
    ++resumed;
}

QCoro::Task<void> waitAndEnd(std::unique_ptr<Pulse> &pulse, int &resumed)
{
    co_await pulse->next();
    pulse.reset();
    ++resumed;
}

} // namespace

TEST_CASE("several pulses before the event loop turns wake a waiter once")
{
    Pulse pulse;
    int resumed = 0;
    waitOnce(pulse, resumed);
    waitOnce(pulse, resumed);
    pulse.send();
    pulse.send();
    CHECK(resumed == 0);
    QCoreApplication::processEvents();
    CHECK(resumed == 2);
    pulse.send();
    QCoreApplication::processEvents();
    CHECK(resumed == 2);
}

TEST_CASE("a pulse may wake nobody, and may be ended by whom it wakes")
{
    auto pulse = std::make_unique<Pulse>();
    pulse->send();
    QCoreApplication::processEvents();
    int resumed = 0;
    waitAndEnd(pulse, resumed);
    waitOnce(*pulse, resumed);
    pulse->send();
    QCoreApplication::processEvents();
    CHECK(resumed == 2);
    CHECK(pulse == nullptr);
}
