// The drawer of a training, with a trainer that is none: what time and touches mean while it is open.
#include <kiosk/core/cancel.h>
#include <kiosk/core/paths.h>
#include <kiosk/shell/training_desk.h>

#include <catch2/catch.hpp>

#include <QCoreApplication>
#include <QDBusVirtualObject>
#include <QMouseEvent>
#include <QProcess>
#include <QTouchEvent>

using namespace kiosk;
using namespace kiosk::shell;

namespace
{

constexpr auto address = "unix:tmpdir=/tmp";

class FakeTraining : public QDBusVirtualObject
{
public:
    [[nodiscard]] QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        asked.append(message.member());
        QDBusMessage reply = message.createReply();
        if (message.member() == u"List")
            reply = message.createReply(QStringLiteral(R"([{"id": "paper-out", "title": "缺纸"}])"));
        else if (message.member() == u"State")
            reply = message.createReply(QStringLiteral(R"({"exercise": ""})"));
        else if (message.member() == u"Begin")
            reply = message.createErrorReply(ipc::errorName(error::sequenceError), QString());
        return connection.send(reply);
    }

    QStringList asked;
};

class Fixture
{
public:
    Fixture()
    {
        m_daemon.start(QStringLiteral("dbus-daemon"),
                       {QStringLiteral("--nofork"), QStringLiteral("--print-address"),
                        QStringLiteral("--config-file=") + paths::share(QStringLiteral("bus.conf")),
                        QStringLiteral("--address=") + QString::fromLatin1(address)});
        REQUIRE(m_daemon.waitForReadyRead(10'000));
        const QString bus = QString::fromUtf8(m_daemon.readLine()).trimmed();
        m_trainer.emplace(QDBusConnection::connectToBus(bus, QStringLiteral("trainer")));
        m_trainer->registerVirtualObject(QString::fromLatin1(ipc::trainingPath), &training);
        REQUIRE(m_trainer->registerService(QString::fromLatin1(ipc::trainingName)));
        auto loaded = Timeouts::load();
        REQUIRE(loaded);
        m_timeouts.emplace(std::move(*loaded));
        desk.emplace(QDBusConnection::connectToBus(bus, QStringLiteral("shell")), held, real, *m_timeouts);
        waitUntil([this] { return desk->there(); });
        desk->setProperty("top", 1840.0);
    }
    ~Fixture()
    {
        // An act asks three times, one after the other; who waits for an answer does not outlive the desk.
        const auto list = QDBusMessage::createMethodCall(
            QString::fromLatin1(ipc::trainingName), QString::fromLatin1(ipc::trainingPath),
            QStringLiteral("org.bianmin.Training1"), QStringLiteral("List"));
        for (int round = 0; round < 4; ++round) {
            const auto asked = QDBusConnection(QStringLiteral("shell")).asyncCall(list);
            const Deadline deadline = Deadline::in(10s);
            while (!asked.isFinished() && !deadline.passed())
                QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        }
        desk.reset();
        QDBusConnection::disconnectFromBus(QStringLiteral("shell"));
        QDBusConnection::disconnectFromBus(QStringLiteral("trainer"));
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(Fixture)

    template <typename Condition> void waitUntil(Condition condition)
    {
        const Deadline deadline = Deadline::in(10s);
        while (!condition() && !deadline.passed())
            QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        REQUIRE(condition());
    }
    [[nodiscard]] bool takesPress(qreal y)
    {
        const QMouseEvent press(QEvent::MouseButtonPress, {540, y}, {540, y}, Qt::LeftButton, Qt::LeftButton,
                                Qt::NoModifier);
        return desk->takes(press);
    }
    [[nodiscard]] bool standsStill() const
    {
        const auto before = held.monotonic();
        const auto now = SystemClock().monotonic();
        while (SystemClock().monotonic() == now) {
        }
        return held.monotonic() == before;
    }

    FakeTraining training;
    ShiftedClock held;
    FakeClock real;
    std::optional<TrainingDesk> desk;

private:
    QProcess m_daemon;
    std::optional<QDBusConnection> m_trainer;
    std::optional<Timeouts> m_timeouts;
};

} // namespace

TEST_CASE_METHOD(Fixture, "a visit stands still while the drawer is open, and goes on afterwards")
{
    CHECK_FALSE(standsStill());
    desk->show();
    CHECK(desk->isOpen());
    CHECK(standsStill());
    desk->close();
    CHECK_FALSE(standsStill());
    CHECK(desk->exercises().first().toMap()[QStringLiteral("id")].toString() == u"paper-out");
}

TEST_CASE_METHOD(Fixture, "touches of band and drawer are none of the citizen's, those of the page are")
{
    CHECK_FALSE(takesPress(900));
    CHECK(takesPress(1850));
    const QKeyEvent key(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
    CHECK_FALSE(desk->takes(key));
    desk->show();
    CHECK(takesPress(900));
    CHECK(desk->takes(key));
    desk->close();
    CHECK_FALSE(takesPress(900));
}

TEST_CASE_METHOD(Fixture, "a drawer that nobody touches closes, one that is touched stays")
{
    desk->show();
    real.advance(299s);
    desk->tick();
    CHECK(desk->isOpen());
    CHECK(takesPress(900));
    real.advance(299s);
    desk->tick();
    CHECK(desk->isOpen());
    real.advance(2s);
    desk->tick();
    CHECK_FALSE(desk->isOpen());
    CHECK_FALSE(standsStill());
}

TEST_CASE_METHOD(Fixture, "why an exercise is not begun is said, until the drawer closes")
{
    desk->show();
    desk->begin(QStringLiteral("paper-out"));
    waitUntil([this] { return !desk->refusal().isEmpty(); });
    CHECK(desk->refusal().contains(QStringLiteral("有人正在办理")));
    desk->close();
    CHECK(desk->refusal().isEmpty());
}

TEST_CASE_METHOD(Fixture, "without a trainer there is no drawer, and an open one does not hold the terminal")
{
    desk->show();
    QDBusConnection(QStringLiteral("trainer")).unregisterService(QString::fromLatin1(ipc::trainingName));
    waitUntil([this] { return !desk->there(); });
    CHECK_FALSE(desk->isOpen());
    CHECK_FALSE(standsStill());
    desk->show();
    CHECK_FALSE(desk->isOpen());
}
