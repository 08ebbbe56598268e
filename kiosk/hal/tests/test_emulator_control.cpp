#include <kiosk/hal/emulator_control.h>

#include <QCoreApplication>
#include <QFileInfo>
#include <QTemporaryDir>

#include <catch2/catch.hpp>
#include <future>
#include <sys/stat.h>

using namespace kiosk;
using namespace kiosk::hal;

namespace
{

/// Asks from another thread while this one runs the emulator's event loop.
Result<QJsonObject> ask(const QString &path, const QJsonObject &request)
{
    auto reply = std::async(std::launch::async, [&] { return askEmulator(path, request, Deadline::in(5s)); });
    while (reply.wait_for(Milliseconds(0)) != std::future_status::ready)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    return reply.get();
}

} // namespace

TEST_CASE("an emulator answers its control socket, and only its user")
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("control"));
    QStringList asked;
    {
        const auto control = EmulatorControl::create(path, [&](const QJsonObject &request) {
            asked.append(request[u"do"].toString());
            return request[u"do"].toString() == u"insert"
                       ? QJsonObject{{QStringLiteral("card"), QStringLiteral("zhang")}}
                       : EmulatorControl::refuse(QStringLiteral("not that"));
        });
        REQUIRE(control);
        struct stat info {
        };
        REQUIRE(stat(qUtf8Printable(path), &info) == 0);
        CHECK((info.st_mode & 0077) == 0);

        const auto reply = ask(path, {{QStringLiteral("do"), QStringLiteral("insert")}});
        REQUIRE(reply);
        CHECK((*reply)[u"ok"].toBool());
        CHECK((*reply)[u"card"].toString() == u"zhang");
        const auto refused = ask(path, {{QStringLiteral("do"), QStringLiteral("dance")}});
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == error::invalidData);
        CHECK(refused.error().detail == u"not that");
        CHECK(asked == QStringList{QStringLiteral("insert"), QStringLiteral("dance")});

        const auto second = EmulatorControl::create(path, [](const QJsonObject &) { return QJsonObject(); });
        REQUIRE_FALSE(second);
        CHECK(second.error().code == error::deviceBusy);
    }
    CHECK_FALSE(QFileInfo::exists(path));
    CHECK(askEmulator(path, {}, Deadline::in(1s)).error().code == error::noDevice);
}

TEST_CASE("a socket path that is too long is refused")
{
    const auto control =
        EmulatorControl::create(QString(200, u'x'), [](const QJsonObject &) { return QJsonObject(); });
    REQUIRE_FALSE(control);
    CHECK(control.error().code == error::invalidData);
}
