#include "device_fixture.h"

#include <kiosk/core/tests/late.h>

#include <QElapsedTimer>

#include <thread>

using namespace kiosk;
using test::late;

namespace
{

QJsonObject key(int number, const char *action)
{
    return {{QStringLiteral("key"), number}, {QStringLiteral("action"), QLatin1String(action)}};
}

const QJsonArray keys{key(103, "up"), key(108, "down"),      key(28, "select"),
                      key(1, "back"), key(185, "headsetIn"), key(186, "headsetOut")};

/// What is done at each stage of listening; `cancel()` ends it.
struct Keypad : DeviceFixture {
    explicit Keypad(const QJsonObject &settings = {}, const QStringList &more = {})
        : DeviceFixture("nav-keypad", "evdev-keypad",
                        QStringList{QStringLiteral("--link"), QStringLiteral("${run}/dev")} + more)
    {
        qputenv("UMOCKDEV_DIR", path("dev").toUtf8());
        QJsonObject all{{QStringLiteral("keys"), keys}, {QStringLiteral("double_press_ms"), 0}};
        for (auto setting = settings.begin(); setting != settings.end(); ++setting)
            all.insert(setting.key(), *setting);
        useDevice({{QStringLiteral("keypad"),
                    QStringLiteral("/dev/input/by-id/usb-Bianmin_Emulated_Keypad_0001-event-kbd")}},
                  all);
        REQUIRE(open() == u"ok");
    }
    ~Keypad() { qunsetenv("UMOCKDEV_DIR"); }

    void press(const char *action, const char *how = "press") const
    {
        tell({{QStringLiteral("do"), QLatin1String(how)}, {QStringLiteral("action"), QLatin1String(action)}});
    }
    /// Listens until `last` was told: what was told, in order, "down" or "down again" for actions.
    using Step = std::function<void(const QString &told)>;
    QStringList listen(const QString &last, const Step &step)
    {
        told.clear();
        cancel = CancelToken();
        const auto result = run("listen", {}, 10s, [&](const QString &stage, const QJsonObject &details) {
            QString word = stage;
            if (stage == u"action")
                word = details[u"action"].toString() +
                       (details[u"repeated"].toBool() ? QStringLiteral(" again") : QString());
            else
                word += QStringLiteral(" ") + details[u"headset"].toString();
            told.append(word);
            if (word == last)
                cancel.cancel();
            else
                step(word);
        });
        end = outcome(result);
        cancel = CancelToken();
        return told;
    }
    QString headset() { return status()[u"headset"].toString(); }

    QStringList told;
    QString end; ///< how the last listening ended
};

} // namespace

TEST_CASE("keys are told as actions while somebody listens, and what was pressed before is not")
{
    Keypad keypad;
    CHECK(keypad.state()[u"grabbed"].toBool());
    keypad.press("back");
    CHECK(keypad.becomes("sending", 0));
    const QStringList told = keypad.listen(QStringLiteral("select"), [&](const QString &word) {
        if (word == u"listening notPresent") {
            keypad.tell({{QStringLiteral("do"), QStringLiteral("press")}, {QStringLiteral("key"), 30}}); // A
            keypad.act("garbage");
            keypad.press("up");
            keypad.press("down");
        }
        if (word == u"down")
            keypad.press("select");
    });
    CHECK(told == QStringList{QStringLiteral("listening notPresent"), QStringLiteral("up"),
                              QStringLiteral("down"), QStringLiteral("select")});
    CHECK(keypad.end == u"canceled");
    CHECK(keypad.state()[u"grabbed"].toBool()); // also while nobody listens
}

TEST_CASE("a held arrow repeats, until it is released or its release is lost")
{
    Keypad keypad({{QStringLiteral("repeat_delay_ms"), 60}, {QStringLiteral("repeat_interval_ms"), 100}});
    const char *ending = GENERATE("release", "lose");
    int again = 0;
    const QStringList told = keypad.listen(QStringLiteral("select"), [&](const QString &word) {
        if (word == u"listening notPresent")
            keypad.press("down", "hold");
        if (word == u"down again" && ++again == 2) {
            QLatin1String(ending) == u"lose" ? keypad.act("lose") : keypad.press("down", "release");
            keypad.press("select");
        }
    });
    CHECK(told.filter(QStringLiteral("down again")).size() >= 2);
    CHECK(told.value(1) == u"down");
    CHECK(told.count(QStringLiteral("down")) == 1); // what the kernel repeats is not told
    CHECK(told.last() == u"select");
}

TEST_CASE("of a trembling hand's presses one counts")
{
    Keypad keypad({{QStringLiteral("double_press_ms"), 2000}});
    const QStringList told = keypad.listen(QStringLiteral("back"), [&](const QString &word) {
        if (word == u"listening notPresent")
            for (const char *action : {"select", "select", "select", "back"})
                keypad.press(action);
    });
    CHECK(told.count(QStringLiteral("select")) == 1);
}

TEST_CASE("a headset is noticed while somebody listens and while nobody does")
{
    const bool hasSwitch = GENERATE(true, false);
    Keypad keypad({}, hasSwitch ? QStringList() : QStringList{QStringLiteral("--no-switch")});
    // A socket that tells of changes only is not known before the first.
    CHECK(keypad.headset() == (hasSwitch ? QStringLiteral("notPresent") : QStringLiteral("unknown")));
    keypad.act("insert");
    const Deadline soon = Deadline::in(5s);
    while (keypad.headset() != u"present" && !soon.passed())
        std::this_thread::yield();
    CHECK(keypad.headset() == u"present");
    const QStringList told = keypad.listen(QStringLiteral("headset present"), [&](const QString &word) {
        if (word == u"listening present")
            keypad.act("remove");
        if (word == u"headset notPresent")
            keypad.act("insert");
    });
    CHECK(told == QStringList{QStringLiteral("listening present"), QStringLiteral("headset notPresent"),
                              QStringLiteral("headset present")});
    CHECK(keypad.status()[u"model"].toString() == u"Bianmin Emulated Keypad");
    const QJsonArray actions = keypad.status()[u"actions"].toArray();
    CHECK(actions.contains(QStringLiteral("select")));
    CHECK(actions.contains(QStringLiteral("down")));
}

TEST_CASE("a keypad is drawn while it is idle or listens, and comes back")
{
    Keypad keypad;
    keypad.listen({}, [&](const QString &) { keypad.act("unplug"); });
    CHECK(keypad.end == u"noDevice");
    CHECK(keypad.status()[u"device"].toString() == u"noDevice");
    CHECK(keypad.headset() == u"unknown");
    CHECK(DeviceFixture::outcome(keypad.run("listen")) == u"noDevice");
    keypad.act("plug");
    CHECK(keypad.status()[u"device"].toString() == u"online");
    keypad.act("unplug");
    CHECK(keypad.status()[u"device"].toString() == u"noDevice");
    keypad.act("plug");
    CHECK(keypad.listen(QStringLiteral("up"), [&](const QString &) { keypad.press("up"); }).last() == u"up");
    keypad.act("unplug");
    keypad.act("plug"); // nobody has noticed
    CHECK(DeviceFixture::outcome(keypad.run("listen")) == u"noDevice");
    CHECK(DeviceFixture::outcome(keypad.run("reset")) == u"ok");
}

TEST_CASE("another device, one that another program has, and none are told")
{
    Keypad keypad;
    const std::pair<const char *, const char *> faults[] = {
        {"impostor", "protocolError"}, {"no-input", "protocolError"}, {"busy", "deviceBusy"}};
    for (const auto &[fault, word] : faults) {
        INFO(fault);
        keypad.act("fault", fault);
        CHECK(keypad.open() == QLatin1String(word));
        CHECK(keypad.status()[u"device"].toString() != u"online");
        keypad.act("clear");
        CHECK(keypad.open() == u"ok");
    }
    const QJsonObject elsewhere{{QStringLiteral("keypad"), QStringLiteral("/dev/input/by-id/nothing")}};
    keypad.useDevice(elsewhere, {{QStringLiteral("keys"), keys}});
    CHECK(keypad.open() == u"noDevice");
    CHECK(keypad.createDevice(elsewhere, {{QStringLiteral("keys"), QJsonArray{key(1, "dance")}}}) ==
          u"invalidData");
}

TEST_CASE("listening ends by the deadline, and at once when it is cancelled")
{
    Keypad keypad;
    QElapsedTimer timer;
    timer.start();
    CHECK(DeviceFixture::outcome(keypad.run("listen", {}, 300ms)) == u"timeOut");
    CHECK(timer.elapsed() < (300ms + late).count());
    keypad.listen({}, [&](const QString &) {
        keypad.cancel.cancel();
        timer.start();
    });
    CHECK(keypad.end == u"canceled");
    CHECK(timer.elapsed() < late.count());
    keypad.cancel = CancelToken();
    CHECK(DeviceFixture::outcome(keypad.run("listen", {{QStringLiteral("for"), 1}})) == u"invalidData");
}
