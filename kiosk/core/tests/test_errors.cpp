#include <kiosk/core/error_catalogue.h>
#include <kiosk/core/paths.h>
#include <kiosk/core/yaml_document.h>

#include <catch2/catch.hpp>

using namespace kiosk;

TEST_CASE("the error catalogue matches its schema")
{
    const auto catalogue = YamlDocument::load(paths::share(QStringLiteral("errors.yaml")));
    REQUIRE(catalogue);
    const auto schema = loadSchema(QStringLiteral("errors"));
    REQUIRE(schema);
    for (const Finding &finding : catalogue->check(*schema))
        FAIL(finding.text().toStdString());
}

TEST_CASE("an outcome told outside the process has completion, message and remedy")
{
    const auto object = toJson(fail(error::paperOut, QStringLiteral("tray main")));
    CHECK(object[u"completion"].toString() == u"commandErrorCode");
    CHECK(object[u"error"].toString() == u"paperOut");
    CHECK(object[u"message"].toString().contains(u"tray main"));
    CHECK_FALSE(object[u"remedy"].toString().isEmpty());
    CHECK_FALSE(toJson(fail(error::timeOut)).contains(u"error"));
    CHECK(errorCodeFrom(u"no such code") == error::internalError);
}
