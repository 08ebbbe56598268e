#include <kiosk/shell/diagnostics/screen_desk.h>
#include <kiosk/shell/diagnostics/tone_player.h>

#include <catch2/catch.hpp>

#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>

using namespace kiosk;
using namespace kiosk::shell;
using namespace std::chrono_literals;

namespace
{

constexpr double limit = 3;
const QSizeF panel(268, 476);

/// What is said of touches that are each told so many millimetres off.
QString judged(const std::function<QPointF(int)> &off)
{
    TouchCheck check(panel, limit, 12.5);
    for (int point = 0; point < TouchCheck::points; ++point) {
        const QPointF millimetres = off(point);
        check.touched(check.target(point) +
                      QPointF(millimetres.x() / panel.width(), millimetres.y() / panel.height()));
    }
    REQUIRE(check.complete());
    return check.words();
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(content);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

struct Sysfs {
    QTemporaryDir folder;
    QString light = folder.path() + QStringLiteral("/class/backlight/panel0");

    Sysfs()
    {
        QDir().mkpath(light);
        write(light + QStringLiteral("/max_brightness"), "255\n");
        write(light + QStringLiteral("/brightness"), "128\n");
    }
};

ScreenSoundRules rules()
{
    const auto rules = ScreenSoundRules::load();
    REQUIRE(rules);
    return *rules;
}

/// An output of ALSA's that writes what it is given into a file, and knows no card.
struct RecordedOutput {
    QTemporaryDir folder;
    QString recording = folder.path() + QStringLiteral("/recording");

    RecordedOutput()
    {
        write(folder.path() + QStringLiteral("/asound.conf"),
              "pcm_type.null {}\npcm_type.file {}\npcm_type.hw {}\n"
              "pcm.recorded { type file slave.pcm { type null } format raw file \"" +
                  recording.toUtf8() + "\" }\npcm.broken { type hw card 31 }\n");
        qputenv("ALSA_CONFIG_PATH", folder.path().toUtf8() + "/asound.conf");
    }
};

Status played(const QString &pcm, TonePlayer::Side side)
{
    TonePlayer player({880, 100ms, 0.5});
    Status result = fail(error::timeOut, {});
    QEventLoop loop;
    QObject::connect(&player, &TonePlayer::finished, &loop, [&](const Status &status) {
        result = status;
        loop.quit();
    });
    player.play(pcm, side);
    loop.exec();
    return result;
}

} // namespace

TEST_CASE("touches are judged in millimetres, and a shift of all of them is told from a spot that is bad")
{
    CHECK(judged([](int) { return QPointF(0, 0); }).startsWith(QStringLiteral("通过")));
    CHECK(
        judged([](int) { return QPointF(1.5, -2); }).startsWith(QStringLiteral("通过：9 点最大偏差 2.5 mm")));

    const QString shifted = judged([](int) { return QPointF(4, -3); });
    CHECK(shifted.contains(QStringLiteral("最大偏差 5.0 mm")));
    CHECK(shifted.contains(QStringLiteral("整体偏右 4.0 mm、偏上 3.0 mm")));

    const QString spot = judged([](int point) { return point == 8 ? QPointF(0, 7) : QPointF(0, 0); });
    CHECK(spot.contains(QStringLiteral("7.0 mm（右下）")));
    CHECK(spot.contains(QStringLiteral("清洁")));
}

TEST_CASE("the outer points are as far from the edge as the smallest button's middle")
{
    const TouchCheck check(panel, limit, 12.5);
    CHECK(check.target(0).x() * panel.width() == Approx(12.5));
    CHECK(check.target(0).y() * panel.height() == Approx(12.5));
    CHECK(check.target(4).x() == Approx(0.5));
    CHECK(check.target(8).y() * panel.height() == Approx(476 - 12.5));
}

TEST_CASE("a test of the screen ends in words and in the audit, one that is stopped in neither")
{
    ScreenDesk desk(rules(), Backlights(QStringLiteral("/nowhere")));
    QStringList acts;
    QObject::connect(
        &desk, &ScreenDesk::acted, &desk,
        [&](const QString &what, const QString &subject, const QString &result, const QString &detail) {
            acts.append(QStringList{what, subject, result, detail}.join(u' ').trimmed());
        });
    desk.startTouch();
    desk.touched(0.5, 0.5);
    desk.stop();
    CHECK(acts.isEmpty());
    CHECK(desk.touchResult()[QStringLiteral("state")] == QStringLiteral("none"));

    desk.startTouch();
    while (desk.test() == u"touch")
        desk.touched(desk.target()[QStringLiteral("x")].toDouble(),
                     desk.target()[QStringLiteral("y")].toDouble());
    desk.startPixels();
    while (!desk.colour().isEmpty())
        desk.nextColour();
    CHECK(desk.test() == u"pixels");
    desk.answerPixels(false);
    CHECK(desk.test().isEmpty());
    CHECK(acts == QStringList{QStringLiteral("self-test touch-screen ok worst 0.0 mm"),
                              QStringLiteral("self-test screen notGood")});
    CHECK(desk.brightnessWord().contains(QStringLiteral("没有背光接口")));
    desk.forget();
    CHECK(desk.touchResult()[QStringLiteral("state")] == QStringLiteral("none"));
}

TEST_CASE("brightness is what the kernel has, in per cent, and never all dark")
{
    const Sysfs sysfs;
    ScreenDesk desk(rules(), Backlights(sysfs.folder.path()));
    REQUIRE(desk.backlights().size() == 1);
    CHECK(desk.backlights().first().toMap()[QStringLiteral("percent")] == 50);
    desk.setBrightness(QStringLiteral("panel0"), 80);
    CHECK(contentOf(sysfs.light + QStringLiteral("/brightness")) == "204");
    desk.setBrightness(QStringLiteral("panel0"), 0);
    CHECK(desk.backlights().first().toMap()[QStringLiteral("percent")] == rules().leastBrightness);
    CHECK(desk.brightnessWord().isEmpty());

    const auto elsewhere = Backlights(sysfs.folder.path()).set(QStringLiteral("../../x"), 50);
    REQUIRE_FALSE(elsewhere);
    CHECK(elsewhere.error().code == error::noDevice);
}

TEST_CASE("the screen's way up is told with how to change it")
{
    ScreenDesk desk(rules(), Backlights(QStringLiteral("/nowhere")));
    const auto todo = [&desk] { return desk.orientation()[QStringLiteral("todo")].toString(); };
    desk.setPanel({panel, 21.5, false, false, {1080, 1920}});
    CHECK(todo().contains(QStringLiteral("screen.orientation: landscape")));
    desk.setPanel({panel, 21.5, false, true, {}});
    CHECK(todo().contains(QStringLiteral("--orientation")));
    desk.setPanel({panel, 21.5, false, false, {1920, 1080}});
    CHECK(todo().contains(QStringLiteral("QT_QPA_EGLFS_ROTATION")));
}

TEST_CASE("a tone is played on the side that was asked for and on no other")
{
    const RecordedOutput output;
    const auto loudest = [&output](int side) {
        const QByteArray bytes = contentOf(output.recording);
        int most = 0;
        const auto *samples = reinterpret_cast<const qint16 *>(bytes.constData());
        for (qsizetype at = side; at < bytes.size() / 2; at += 2)
            most = std::max(most, std::abs(int(samples[at])));
        return most;
    };
    REQUIRE(played(QStringLiteral("recorded"), TonePlayer::Side::Left));
    CHECK(contentOf(output.recording).size() >= TonePlayer::rate / 10 * 4);
    CHECK(loudest(0) > 16000);
    CHECK(loudest(1) == 0);
    REQUIRE(played(QStringLiteral("recorded"), TonePlayer::Side::Right));
    CHECK(loudest(0) == 0);
    CHECK(loudest(1) > 16000);

    for (const auto *missing : {"broken", "no-such-output"}) {
        const Status gone = played(QString::fromLatin1(missing), TonePlayer::Side::Neither);
        REQUIRE_FALSE(gone);
        CHECK(gone.error().code == error::noDevice);
    }
}
