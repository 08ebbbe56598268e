#include <kiosk/hal/lights.h>

#include <QJsonArray>

#include <catch2/catch.hpp>

using namespace kiosk;
using hal::FlashRate;

namespace
{

/// Counts and remembers; is drawn when it is told.
struct FakePort : hal::SwitchPort {
    struct Board {
        std::mutex mutex;
        std::condition_variable changed;
        QMap<int, bool> outputs;
        QList<bool> inputs{false};
        int writes = 0;
        bool drawn = false, open = false;
    };
    explicit FakePort(Board &board) : m_board(board) {}

    Status open(const QList<int> &outputs, const QList<int> &, hal::OperationContext &) override
    {
        const std::lock_guard lock(m_board.mutex);
        if (m_board.drawn)
            return fail(error::noDevice);
        for (const int output : outputs)
            m_board.outputs.insert(output, false);
        m_board.open = true;
        return {};
    }
    void close() override
    {
        const std::lock_guard lock(m_board.mutex);
        m_board.open = false;
    }
    bool isOpen() const override
    {
        const std::lock_guard lock(m_board.mutex);
        return m_board.open;
    }
    Status write(int output, bool on, hal::OperationContext &) override
    {
        const std::lock_guard lock(m_board.mutex);
        if (m_board.drawn)
            return fail(error::noDevice);
        m_board.outputs.insert(output, on);
        ++m_board.writes;
        m_board.changed.notify_all();
        return {};
    }
    Result<QList<bool>> read(hal::OperationContext &) override
    {
        const std::lock_guard lock(m_board.mutex);
        if (m_board.drawn)
            return fail(error::noDevice);
        return m_board.inputs;
    }

    Board &m_board;
};

QJsonObject output(const char *light, const char *color, int number)
{
    return {{QStringLiteral("light"), QLatin1String(light)},
            {QStringLiteral("color"), QLatin1String(color)},
            {QStringLiteral("output"), number}};
}

Result<std::unique_ptr<hal::Device>> made(FakePort::Board &board, const QJsonArray &lights)
{
    hal::DeviceConfiguration configuration;
    configuration.settings = {{QStringLiteral("lights"), lights},
                              {QStringLiteral("contacts"),
                               QJsonArray{QJsonObject{{QStringLiteral("contact"), QStringLiteral("door")},
                                                      {QStringLiteral("input"), 0},
                                                      {QStringLiteral("open_when"), QStringLiteral("on")}}}}};
    return hal::Lights::create(configuration, std::make_unique<FakePort>(board));
}

QString set(hal::Device &lights, const char *light, const char *rate, const char *color = nullptr)
{
    hal::OperationContext context{Deadline::in(5s), {}};
    QJsonObject arguments{{QStringLiteral("light"), QLatin1String(light)},
                          {QStringLiteral("flashRate"), QLatin1String(rate)}};
    if (color != nullptr)
        arguments.insert(QStringLiteral("color"), QLatin1String(color));
    const auto result = lights.execute(u"setLight", {arguments, {}}, context);
    return result ? QStringLiteral("ok") : result.error().code.name().toString();
}

QJsonObject statusOf(hal::Device &lights)
{
    hal::OperationContext context{Deadline::in(5s), {}};
    const auto status = lights.status(context);
    REQUIRE(status);
    return *status;
}

} // namespace

TEST_CASE("lights flash by the clock, never three times a second")
{
    for (const int time : {0, 499, 777, 2000}) {
        CHECK_FALSE(hal::litAt(FlashRate::Off, Milliseconds(time)));
        CHECK(hal::litAt(FlashRate::Continuous, Milliseconds(time)));
    }
    const auto risesInTenSeconds = [](FlashRate rate) {
        int rises = 0;
        for (int time = 1; time <= 10000; ++time)
            rises += hal::litAt(rate, Milliseconds(time)) && !hal::litAt(rate, Milliseconds(time - 1));
        return rises;
    };
    CHECK(risesInTenSeconds(FlashRate::Slow) == 5);
    CHECK(risesInTenSeconds(FlashRate::Medium) == 10);
    CHECK(risesInTenSeconds(FlashRate::Quick) == 25);
}

TEST_CASE("a light is lit in one of its colours, and status tells it and the door")
{
    FakePort::Board board;
    const auto lights = made(board, {output("card", "green", 1), output("card", "red", 2)});
    REQUIRE(lights);
    CHECK(set(**lights, "card", "continuous") == u"ok");
    CHECK(board.outputs == QMap<int, bool>{{1, true}, {2, false}});
    CHECK(set(**lights, "card", "continuous", "red") == u"ok");
    CHECK(board.outputs == QMap<int, bool>{{1, false}, {2, true}});
    const QJsonObject status = statusOf(**lights);
    CHECK(status[u"lights"][u"card"][u"color"].toString() == u"red");
    CHECK(status[u"lights"][u"card"][u"flashRate"].toString() == u"continuous");
    CHECK(status[u"lights"][u"card"][u"colors"].toArray() == QJsonArray{"green", "red"});
    CHECK(status[u"contacts"][u"door"].toString() == u"closed");
    board.inputs = {true};
    CHECK(statusOf(**lights)[u"contacts"][u"door"].toString() == u"open");
    CHECK(set(**lights, "card", "off") == u"ok");
    CHECK(board.outputs == QMap<int, bool>{{1, false}, {2, false}});
    CHECK(set(**lights, "lamp", "off") == u"invalidData");
    CHECK(set(**lights, "card", "dance") == u"invalidData");
    CHECK(set(**lights, "card", "off", "blue") == u"invalidData");
}

TEST_CASE("a light flashes while nobody calls, and stops")
{
    FakePort::Board board;
    const auto lights = made(board, {output("card", "green", 1)});
    REQUIRE(lights);
    CHECK(set(**lights, "card", "quick") == u"ok");
    {
        std::unique_lock lock(board.mutex);
        const int before = board.writes;
        CHECK(board.changed.wait_for(lock, 5s, [&] { return board.writes >= before + 3; }));
    }
    CHECK(set(**lights, "card", "continuous") == u"ok");
    CHECK(board.outputs.value(1));
}

TEST_CASE("after an error lights are as they were asked for as soon as the board is back")
{
    FakePort::Board board;
    const auto lights = made(board, {output("card", "green", 1)});
    REQUIRE(lights);
    board.drawn = true;
    CHECK(set(**lights, "card", "continuous") == u"noDevice");
    CHECK(statusOf(**lights)[u"device"].toString() == u"noDevice");
    CHECK(statusOf(**lights)[u"contacts"][u"door"].toString() == u"unknown");
    board.drawn = false;
    CHECK(statusOf(**lights)[u"device"].toString() == u"online");
    CHECK(board.outputs.value(1));
}

TEST_CASE("two lights cannot have one output")
{
    FakePort::Board board;
    CHECK_FALSE(made(board, {output("card", "green", 1), output("paper", "green", 1)}));
    CHECK_FALSE(made(board, {output("card", "green", 1), output("card", "green", 2)}));
    CHECK_FALSE(made(board, {output("", "green", 1)}));
}
