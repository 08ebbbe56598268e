// Support bundles on their way to the maker: the real TLS server of the simulator, at the other end of the
// loopback.
#include "harness.h"

#include <kiosk/serviced/bundle_upload.h>

#include <QFile>
#include <QJsonArray>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::services;
using namespace kiosk::services::test;

namespace
{

const QString name = QStringLiteral("bianmin-990000-0001-0001-20261123-102440.cms");

/// Encrypted by openssl, as any bundle is; some pieces long.
QByteArray sealed()
{
    static QTemporaryDir folder;
    const auto at = [](const char *file) { return folder.filePath(QLatin1String(file)); };
    const auto openssl = [](const QStringList &arguments) {
        REQUIRE(QProcess::execute(QStringLiteral("openssl"), arguments) == 0);
    };
    QFile cms(at("bundle.cms"));
    if (!cms.exists()) {
        QFile plain(at("plain"));
        REQUIRE(plain.open(QIODevice::WriteOnly));
        QByteArray content;
        for (int line = 0; content.size() < 3 * BundleUpload::piece; ++line)
            content += QByteArray::number(line * 7919) + '\n';
        REQUIRE(plain.write(content) == content.size());
        plain.close();
        openssl({"req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=maker", "-keyout",
                 at("key.pem"), "-out", at("maker.pem")});
        openssl({"cms", "-encrypt", "-binary", "-aes-256-cbc", "-outform", "DER", "-in", at("plain"), "-out",
                 at("bundle.cms"), at("maker.pem")});
    }
    REQUIRE(cms.open(QIODevice::ReadOnly));
    return cms.readAll();
}

constexpr UploadPatience impatient{5'000ms, 20ms, 80ms, 3, 20'000ms};

struct Maker {
    Platform server;
    QStringList told; ///< "sending 40"

    std::unique_ptr<BundleUpload> upload(const QString &folder = certificates(),
                                         const UploadPatience &patience = impatient)
    {
        QUrl address = server.address();
        address.setPath(QStringLiteral("/support/bundles"));
        auto created = BundleUpload::create(address, folder, patience);
        REQUIRE(codeOf(created) == "ok");
        return *std::move(created);
    }
    Status send(BundleUpload &upload, const QByteArray &bundle = sealed())
    {
        return valueOf(upload.send(name, bundle, [this](const QString &stage, int percent) {
            told.append(QStringLiteral("%1 %2").arg(stage).arg(percent));
        }));
    }
    QJsonObject inbox(QJsonObject command = {})
    {
        command.insert(QStringLiteral("do"), QStringLiteral("inbox"));
        return server.control(command);
    }
    /// What arrived whole, as the maker has it.
    QByteArray arrived()
    {
        const QTemporaryDir folder;
        (void)inbox({{QStringLiteral("save"), folder.path()}});
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

} // namespace

TEST_CASE("upload: a bundle arrives as it is, from this terminal, and progress tells how far it is",
          "[upload]")
{
    Maker maker;
    const auto upload = maker.upload();
    CHECK(codeOf(maker.send(*upload)) == "ok");
    CHECK(maker.arrived() == sealed());
    const QJsonArray bundles = maker.inbox()[u"bundles"].toArray();
    REQUIRE(bundles.size() == 1);
    CHECK(bundles[0][u"terminal"].toString() == terminal);
    CHECK(bundles[0][u"name"].toString() == name);
    CHECK(maker.told.first() == u"sending 0");
    CHECK(maker.told.last() == u"sending 100");
    CHECK(maker.told.size() >= 5); // piece by piece
}

TEST_CASE("upload: what a broken connection left is gone on with, not begun anew", "[upload]")
{
    Maker maker;
    (void)maker.inbox({{QStringLiteral("drop"), 2}});
    const auto upload = maker.upload();
    CHECK(codeOf(maker.send(*upload)) == "ok");
    CHECK(maker.arrived() == sealed());
    CHECK(maker.inbox()[u"bundles"].toArray().size() == 1);
    CHECK(maker.told.filter(QStringLiteral("waiting")).size() == 2);
}

TEST_CASE("upload: a server that is away is waited for, and that has an end", "[upload]")
{
    Maker maker;
    maker.server.fault(QStringLiteral("down"));
    const bool comesBack = GENERATE(false, true);
    const auto upload = maker.upload();
    const Status sent = valueOf(upload->send(name, sealed(), [&](const QString &stage, int percent) {
        maker.told.append(QStringLiteral("%1 %2").arg(stage).arg(percent));
        if (comesBack && stage == u"waiting")
            maker.server.control({{QStringLiteral("do"), QStringLiteral("clear")}});
    }));
    CHECK(codeOf(sent) == (comesBack ? "ok" : "supportUnreachable"));
    CHECK(maker.told.filter(QStringLiteral("waiting")).size() == (comesBack ? 1 : 2));
    if (comesBack)
        CHECK(maker.arrived() == sealed());
}

TEST_CASE("upload: a server that does not take it is not asked again", "[upload]")
{
    Maker maker;
    const auto [command, expected] = GENERATE(table<QJsonObject, std::string>(
        {{{{"refuse", true}}, "supportRefused"}, {{{"largest", 1000}}, "supportTooLarge"}}));
    (void)maker.inbox(command);
    const auto upload = maker.upload();
    CHECK(codeOf(maker.send(*upload)) == expected);
    CHECK(maker.told.isEmpty());
}

TEST_CASE("upload: nothing that is not encrypted leaves, nor what is too large", "[upload]")
{
    Maker maker;
    const auto upload = maker.upload();
    for (const QByteArray &bytes : {QByteArray(), QByteArray("张测试 990000199001010017"), sealed() + "more",
                                    sealed().left(sealed().size() / 2)})
        CHECK(codeOf(maker.send(*upload, bytes)) == "invalidData");
    CHECK(codeOf(maker.send(*upload, QByteArray(BundleUpload::largest + 1, 'x'))) == "supportTooLarge");
    CHECK(maker.inbox()[u"bundles"].toArray().isEmpty());
}

TEST_CASE("upload: another authority's server gets nothing, nor does a terminal of another one", "[upload]")
{
    Maker maker;
    const auto stranger = maker.upload(certificates(QStringLiteral("others")));
    CHECK(codeOf(maker.send(*stranger)) == "supportRefused");
    CHECK(maker.inbox()[u"bundles"].toArray().isEmpty());
    CHECK(codeOf(BundleUpload::create(QUrl(QStringLiteral("http://localhost/")), certificates())) ==
          "invalidData");
    CHECK(uploadOf({}, certificates()) == nullptr);
}

TEST_CASE("upload: ended, whoever waits is told at once", "[upload]")
{
    Maker maker;
    const auto upload = maker.upload();
    const Status sent = valueOf(upload->send(name, sealed(), [&](const QString &, int percent) {
        if (percent > 0)
            upload->close();
    }));
    CHECK(codeOf(sent) == "supportUnreachable");
    CHECK(maker.arrived().isEmpty());
}
