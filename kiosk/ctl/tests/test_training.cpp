// What a training is made of, whatever the terminal's own devices.yaml says.
#include <kiosk/ctl/training.h>

#include <kiosk/core/paths.h>
#include <kiosk/core/yaml_document.h>

#include <QFile>
#include <QTemporaryDir>

#include <catch2/catch.hpp>

using namespace kiosk;

namespace
{

class Fixture
{
public:
    [[nodiscard]] QString write(const char *name, const QByteArray &text) const
    {
        const QString path = m_folder.filePath(QString::fromLatin1(name));
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(text);
        return path;
    }

private:
    QTemporaryDir m_folder;
};

constexpr auto real = R"(
terminal:
  id: "990000-0002-0007"
  type: bizlicense
  demonstration: false
  screen: {orientation: landscape, diagonal_in: 27}
  outlet: {name: 示例银行城东支行}
platform:
  address: https://platform.shilishi.example
  profile: example-province
  certificates: /var/lib/kiosk/certificates
devices:
  - {id: reader, class: id-card-reader, driver: sam, connect: {serial: /dev/ttyS1, baud: 115200}}
)";

} // namespace

TEST_CASE_METHOD(Fixture, "a training is this terminal with the emulated devices of its kind")
{
    const auto text = ctl::trainingConfiguration(write("devices.yaml", real));
    REQUIRE(text);
    const auto training = YamlDocument::parse(*text, QStringLiteral("training"));
    REQUIRE(training);
    const auto schema = loadSchema(QStringLiteral("devices"));
    REQUIRE(schema);
    CHECK(training->check(*schema).isEmpty());

    const QJsonObject terminal = training->root()[u"terminal"].toObject();
    CHECK(terminal[u"id"].toString() == u"990000-0002-0007");
    CHECK(terminal[u"outlet"][u"name"].toString() == u"示例银行城东支行");
    CHECK(terminal[u"screen"][u"orientation"].toString() == u"landscape");
    CHECK(terminal[u"demonstration"].toBool()); // 样张 无效 on every page

    const auto kind = YamlDocument::load(paths::share(QStringLiteral("terminals/bizlicense.yaml")));
    REQUIRE(kind);
    CHECK(training->root()[u"devices"] == kind->root()[u"devices"]);
    CHECK(training->root()[u"platform"] == kind->root()[u"platform"]);
}

TEST_CASE_METHOD(Fixture, "nothing of the real platform and the real devices is in a training's file")
{
    const auto text = ctl::trainingConfiguration(write("devices.yaml", real));
    REQUIRE(text);
    for (const auto *thing : {"platform.shilishi.example", "example-province", "/var/lib/kiosk", "ttyS1"})
        CHECK_FALSE(text->contains(thing));
}

TEST_CASE_METHOD(Fixture, "wrong devices do not keep anybody from training, a wrong terminal does")
{
    const QByteArray broken = QByteArray(real).replace("driver: sam", "driver: nobody");
    CHECK(ctl::trainingConfiguration(write("devices.yaml", broken)));
    const auto none = ctl::trainingConfiguration(write("devices.yaml", "devices: []\n"));
    REQUIRE_FALSE(none);
    CHECK(none.error().code == error::invalidData);
}
