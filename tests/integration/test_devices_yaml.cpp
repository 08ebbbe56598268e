// Mistakes in devices.yaml as people make them, against the drivers that are installed:
// devices_yaml_mistakes.yaml.
#include <kiosk/core/yaml_document.h>
#include <kiosk/hal/terminal_configuration.h>

#include <QJsonArray>

#include <catch2/catch.hpp>

using namespace kiosk;

namespace
{

QStringList saidOf(const QString &text)
{
    const auto document = YamlDocument::parse(text.toUtf8(), QStringLiteral("devices.yaml"));
    if (!document)
        return {document.error().detail};
    const auto configuration = hal::readTerminalConfiguration(*document);
    if (!configuration)
        return {configuration.error().detail};
    QStringList said;
    for (const Finding &finding : configuration->findings)
        said.append(finding.text());
    return said;
}

} // namespace

TEST_CASE("each mistake in devices.yaml is said with its line, what is wrong and what should be")
{
    const auto table = YamlDocument::load(QStringLiteral(MISTAKES));
    INFO((table ? std::string() : table.error().detail.toStdString()));
    REQUIRE(table);
    const QJsonArray mistakes = table->root()[u"mistakes"].toArray();
    REQUIRE_FALSE(mistakes.isEmpty());
    for (const auto &mistake : mistakes) {
        INFO(mistake[u"title"].toString().toStdString());
        QStringList expected;
        for (const auto &line : mistake[u"says"].toArray())
            expected.append(line.toString());
        CHECK(saidOf(mistake[u"text"].toString()).join(u'\n').toStdString() ==
              expected.join(u'\n').toStdString());
    }
}
