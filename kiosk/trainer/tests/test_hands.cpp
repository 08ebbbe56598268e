#include <kiosk/trainer/hands.h>

#include <kiosk/hal/emulator_control.h>

#include <QTemporaryDir>

#include <catch2/catch.hpp>

using namespace kiosk;

namespace
{

QCoro::Task<void> ask(QString socket, QJsonObject request, std::optional<Result<QJsonObject>> *answer)
{
    *answer = co_await trainer::askSimulated(socket, request);
}

Result<QJsonObject> answerOf(const QString &socket, const QJsonObject &request)
{
    std::optional<Result<QJsonObject>> answer;
    QCoro::waitFor(ask(socket, request, &answer));
    return *answer;
}

} // namespace

TEST_CASE("an emulator is asked, and answers or refuses")
{
    const QTemporaryDir folder;
    const QString socket = folder.filePath(QStringLiteral("a4.sock"));
    QJsonObject heard;
    const auto emulator = hal::EmulatorControl::create(socket, [&heard](const QJsonObject &request) {
        heard = request;
        return request[u"do"].toString() == u"dance" ? hal::EmulatorControl::refuseUnknown(request)
                                                     : QJsonObject{{QStringLiteral("sheets"), 250}};
    });
    REQUIRE(emulator);

    const QJsonObject clear{{QStringLiteral("do"), QStringLiteral("clear")}};
    const auto answer = answerOf(socket, clear);
    REQUIRE(answer);
    CHECK(heard == clear);
    CHECK((*answer)[u"sheets"].toInt() == 250);

    const auto refused = answerOf(socket, {{QStringLiteral("do"), QStringLiteral("dance")}});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == error::invalidData);
    CHECK(refused.error().detail.contains(u"dance"));
}

TEST_CASE("where no emulator runs, that is said")
{
    const QTemporaryDir folder;
    const auto answer = answerOf(folder.filePath(QStringLiteral("gone.sock")), {});
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == error::noDevice);
}
