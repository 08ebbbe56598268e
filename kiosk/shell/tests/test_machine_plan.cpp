#include <kiosk/shell/diagnostics/machine_plan.h>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::shell;

namespace
{

hal::TerminalConfiguration terminal()
{
    hal::TerminalConfiguration configuration;
    configuration.terminal.cabinet = {560, 1650};
    const auto add = [&configuration](const char *id, const char *deviceClass, const char *side,
                                      const QRectF &area) {
        hal::DeviceConfiguration device;
        device.id = QLatin1String(id);
        device.deviceClass = QLatin1String(deviceClass);
        configuration.devices.append(device);
        if (!area.isEmpty())
            configuration.places.insert(device.id, {QLatin1String(side), area});
    };
    add("id-card", "id-card-reader", "front", {390, 800, 110, 100});
    add("code", "code-scanner", "front", {60, 800, 100, 100});
    add("a4", "document-printer", "inside", {70, 1050, 420, 330});
    add("licence", "document-printer", "inside", {70, 700, 420, 300});
    add("portrait", "camera", "", {});
    return configuration;
}

QVariantMap planOf(const char *device)
{
    const auto words = DeviceWords::load();
    REQUIRE(words);
    return MachinePlan(terminal(), *words).of(QLatin1String(device));
}

QStringList namesIn(const QVariantMap &plan, bool here)
{
    QStringList names;
    for (const QVariant &device : plan[QStringLiteral("devices")].toList()) {
        if (device.toMap()[QStringLiteral("here")].toBool() == here)
            names.append(device.toMap()[QStringLiteral("name")].toString());
    }
    return names;
}

} // namespace

TEST_CASE("a device's side is drawn, with the screen, and what else is on it")
{
    const QVariantMap plan = planOf("id-card");
    CHECK(plan[QStringLiteral("side")].toString() == u"front");
    CHECK(plan[QStringLiteral("word")].toString() == QStringLiteral("机器正面，离地约 80 厘米"));
    CHECK(plan[QStringLiteral("screen")].toMap()[QStringLiteral("width")].toDouble() ==
          Approx(267.7).margin(0.1));
    CHECK(namesIn(plan, true) == QStringList{QStringLiteral("身份证阅读器")});
    CHECK(namesIn(plan, false) == QStringList{QStringLiteral("扫码窗")});
}

TEST_CASE("inside there is no screen, and two of a class are told apart")
{
    const QVariantMap plan = planOf("licence");
    CHECK_FALSE(plan.contains(QStringLiteral("screen")));
    REQUIRE(namesIn(plan, true).size() == 1);
    CHECK(namesIn(plan, true).first().contains(u"licence"));
    CHECK(namesIn(plan, false).first().contains(u"a4"));
}

TEST_CASE("a device whose place nobody told has no drawing")
{
    CHECK(planOf("portrait").isEmpty());
    CHECK(planOf("nothing").isEmpty());
    CHECK(MachinePlan().of(QStringLiteral("id-card")).isEmpty());
}
