#include <kiosk/core/paths.h>
#include <kiosk/shell/diagnostics/bundle_desk.h>

#include <catch2/catch.hpp>

#include <QDir>
#include <QEventLoop>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

using namespace kiosk;
using namespace kiosk::shell;

namespace
{

/// A stick that is mounted for kioskctl alone, and a maker to encrypt for.
struct Sticks {
    QTemporaryDir folder;
    QString medium = at("medium");

    Sticks()
    {
        QDir().mkpath(medium);
        QDir().mkpath(at("sticks/BIANMIN"));
        qputenv("KIOSK_STICKS", at("sticks").toLocal8Bit());
        qputenv("KIOSK_MAKER", at("maker.pem").toLocal8Bit());
        qputenv("KIOSK_RUN", at("run").toLocal8Bit());
    }
    ~Sticks()
    {
        for (const auto *name : {"KIOSK_STICKS", "KIOSK_MAKER", "KIOSK_RUN"})
            qunsetenv(name);
    }
    Sticks(const Sticks &) = delete;
    Sticks &operator=(const Sticks &) = delete;

    [[nodiscard]] QString at(const char *name) const { return folder.filePath(QString::fromLatin1(name)); }
    [[nodiscard]] QStringList kioskctl(const char *mount) const
    {
        return {QStringLiteral("bwrap"),    QStringLiteral("--dev-bind"),
                QStringLiteral("/"),        QStringLiteral("/"),
                QString::fromLatin1(mount), medium,
                at("sticks/BIANMIN"),       paths::program(QStringLiteral("kioskctl"))};
    }
    void makeMaker() const
    {
        const int code =
            QProcess::execute(QStringLiteral("openssl"),
                              {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                               QStringLiteral("rsa:2048"), QStringLiteral("-nodes"), QStringLiteral("-subj"),
                               QStringLiteral("/CN=maker"), QStringLiteral("-keyout"), at("key.pem"),
                               QStringLiteral("-out"), at("maker.pem")});
        REQUIRE(code == 0);
    }
};

void waitFor(BundleDesk &desk)
{
    QEventLoop loop;
    QTimer::singleShot(50'000, &loop, &QEventLoop::quit);
    QObject::connect(&desk, &BundleDesk::changed, &loop, [&] {
        if (desk.state() != u"working" && desk.state() != u"looking")
            loop.quit();
    });
    loop.exec();
}

} // namespace

TEST_CASE("a technician writes a bundle to the stick that is there, and is told when it may be pulled")
{
    const Sticks sticks;
    sticks.makeMaker();
    BundleDesk desk(sticks.kioskctl("--bind"));
    QStringList audited;
    QObject::connect(&desk, &BundleDesk::written, &desk,
                     [&](const QString &stick, const QString &result, const QString &number) {
                         audited.append(stick + u' ' + result + u' ' + number);
                     });
    desk.write(QStringLiteral("BIANMIN")); // nobody is signed in
    CHECK(desk.state().isEmpty());
    desk.setNumber(QStringLiteral("0007"));
    desk.look();
    waitFor(desk);
    CHECK(desk.obstacle().isEmpty());
    REQUIRE(desk.sticks().size() == 1);
    CHECK(desk.sticks().first().toMap()[QStringLiteral("name")] == QStringLiteral("BIANMIN"));

    desk.write(QStringLiteral("BIANMIN"));
    CHECK(desk.word().contains(QStringLiteral("不要拔")));
    desk.setNumber({}); // who began it walks away; it goes on, and is theirs
    waitFor(desk);
    CHECK(desk.state() == u"done");
    CHECK(desk.word().contains(QStringLiteral("可以拔")));
    CHECK(audited == QStringList(QStringLiteral("BIANMIN ok 0007")));
    const QStringList files = QDir(sticks.medium).entryList(QDir::Files);
    REQUIRE(files.size() == 1);
    CHECK(files.first() == desk.file());
    CHECK(files.first().endsWith(QStringLiteral(".cms")));
}

TEST_CASE("why no bundle can be written is said in words that tell what to do")
{
    const Sticks sticks;
    BundleDesk desk(sticks.kioskctl("--ro-bind"));
    desk.setNumber(QStringLiteral("0007"));
    desk.look();
    waitFor(desk);
    CHECK(desk.obstacle().contains(QStringLiteral("maker.pem")));
    REQUIRE(desk.sticks().size() == 1);
    CHECK(desk.sticks().first().toMap()[QStringLiteral("readOnly")].toBool());
    desk.write(QStringLiteral("OTHER"));
    waitFor(desk);
    CHECK(desk.state() == u"failed");
    CHECK(desk.word().contains(QStringLiteral("没有找到U盘")));

    BundleDesk missing({QStringLiteral("/nowhere/kioskctl")});
    missing.setNumber(QStringLiteral("0007"));
    missing.look();
    waitFor(missing);
    CHECK(missing.obstacle().contains(QStringLiteral("没有运行起来")));
}

namespace
{

/// kioskctl, as far as a desk sees of it: where it can send to, and how sending goes.
QStringList sendingLike(const char *script)
{
    static const QByteArray looks = R"(case "$*" in *--sticks*) echo '{"makerUsable": true, "sticks": [],
        "upload": "support.example"}'; exit 0;; esac
)";
    return {QStringLiteral("/bin/sh"), QStringLiteral("-c"), QString::fromUtf8(looks + script),
            QStringLiteral("kioskctl")};
}

} // namespace

TEST_CASE("a bundle is sent where the terminal has an address for it, and is told how far it is")
{
    BundleDesk desk(sendingLike(R"(
        test "$*" = "bundle --progress --upload --json" || exit 9
        echo '{"stage":"collecting","percent":0}'
        echo '{"stage":"sending","percent":40}'
        echo '{"stage":"waiting","percent":40}'
        echo '{"stage":"sending","percent":100}'
        echo '{"file": "bianmin-990000-0001-0001-20261123-102440.cms", "bytes": 1}')"));
    QStringList words, audited;
    QObject::connect(&desk, &BundleDesk::changed, &desk, [&] { words.append(desk.word()); });
    QObject::connect(&desk, &BundleDesk::written, &desk,
                     [&](const QString &where, const QString &result, const QString &number) {
                         audited.append(where + u' ' + result + u' ' + number);
                     });
    desk.send(); // nobody is signed in
    CHECK(desk.state().isEmpty());
    desk.setNumber(QStringLiteral("0007"));
    desk.send(); // nobody looked where to
    CHECK(desk.state().isEmpty());
    desk.look();
    waitFor(desk);
    CHECK(desk.upload() == u"support.example");
    words.clear();
    desk.send();
    waitFor(desk);
    CHECK(desk.state() == u"done");
    CHECK(desk.word() == u"已上传到厂家");
    CHECK(desk.file() == u"bianmin-990000-0001-0001-20261123-102440.cms");
    CHECK_FALSE(words.filter(QStringLiteral("U盘")).size() > 0);
    CHECK(audited == QStringList(QStringLiteral("upload ok 0007")));
}

TEST_CASE("why a bundle was not sent is said in words that tell what to do")
{
    const auto [code, says] =
        GENERATE(table<const char *, const char *>({{"supportUnreachable", "检查网线"},
                                                    {"supportRefused", "核对地址和证书"},
                                                    {"supportTooLarge", "太大"},
                                                    {"deviceBusy", "正在上传"},
                                                    {"notRunning", "没有应答"}}));
    const QByteArray script = QByteArray(R"(echo '{"error": ")") + code + R"("}'; exit 1)";
    BundleDesk desk(sendingLike(script.constData()));
    desk.setNumber(QStringLiteral("0007"));
    desk.look();
    waitFor(desk);
    desk.send();
    waitFor(desk);
    CHECK(desk.state() == u"failed");
    INFO(desk.word().toStdString());
    CHECK(desk.word().startsWith(QStringLiteral("没有传成")));
    CHECK(desk.word().contains(QString::fromUtf8(says)));
}
