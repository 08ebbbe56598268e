#include "harness.h"

#include <kiosk/core/paths.h>
#include <kiosk/core/yaml_document.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::services;
using namespace kiosk::services::test;

namespace
{

PlatformProfile load(const char *name)
{
    auto profile = PlatformProfile::load(QLatin1String(name));
    REQUIRE(codeOf(profile) == "ok");
    return *std::move(profile);
}

Payload idCard(const QJsonValue &validTo)
{
    Payload payload;
    payload.fields = citizen();
    payload.fields.remove(QStringLiteral("form"));
    for (const auto *key : {"nation", "birth", "address", "authority", "valid_from", "licence_id"})
        payload.fields.insert(QLatin1String(key), QStringLiteral("x"));
    payload.fields.insert(QStringLiteral("sex"), QStringLiteral("女"));
    payload.fields.insert(QStringLiteral("valid_to"), validTo);
    payload.fields.insert(QStringLiteral("photo"), QJsonObject{{QStringLiteral("blob"), 0}});
    payload.blobs.append("picture");
    return payload;
}

} // namespace

TEST_CASE("profile: what one end writes, the other reads, whatever the names", "[profile]")
{
    const auto *name = GENERATE("example-city", "example-province");
    const PlatformProfile profile = load(name);
    const ProfileOperation *query = profile.operation(u"huji/idcard.query");
    REQUIRE(query != nullptr);

    const PlatformRequest request{
        {terminal, QStringLiteral("r-1"), QDateTime::currentDateTime(), QStringLiteral("case"), citizen()},
        {}};
    const auto body = profile.encodeRequest(*query, request);
    REQUIRE(body.ok());
    const auto read = profile.decodeRequest(*query, *body);
    REQUIRE(read.ok());
    CHECK(read->envelope.subject == citizen());
    CHECK(read->envelope.terminal == terminal);

    const QJsonValue validTo = GENERATE(QJsonValue(), QJsonValue(QStringLiteral("2040-01-01")));
    const QByteArray reply = profile.encodeReply(*query, idCard(validTo), QStringLiteral("成功"));
    const auto payload = profile.decodeReply(*query, reply);
    REQUIRE(codeOf(payload) == "ok");
    CHECK(payload->fields.value(u"sex").toString() == QStringLiteral("女"));
    CHECK(payload->fields.value(u"valid_to") == validTo);
    CHECK(payload->blobs == QList<QByteArray>{"picture"});
    CHECK(payload->fields.value(u"photo").toObject().value(u"type").toString() ==
          QStringLiteral("image/png"));
}

TEST_CASE("profile: a list of texts goes through the dictionary both ways", "[profile]")
{
    const auto *name = GENERATE("example-city", "example-province");
    const PlatformProfile profile = load(name);
    const ProfileOperation *query = profile.operation(u"hrss/certificate.query");
    REQUIRE(query != nullptr);
    const QJsonObject arguments{
        {QStringLiteral("insurances"), QJsonArray{QStringLiteral("失业保险"), QStringLiteral("工伤保险")}},
        {QStringLiteral("from"), QStringLiteral("2025-01")},
        {QStringLiteral("to"), QStringLiteral("2026-11")}};
    const RequestEnvelope envelope{terminal, QStringLiteral("r-1"), QDateTime::currentDateTime(),
                                   QStringLiteral("case"), citizen()};
    const auto body = profile.encodeRequest(*query, {envelope, arguments});
    REQUIRE(codeOf(body) == "ok");
    CHECK(body->contains("210") == (QByteArray(name) == "example-province")); // AAE140
    const auto read = profile.decodeRequest(*query, *body);
    REQUIRE(codeOf(read) == "ok");
    CHECK(read->arguments == arguments);

    const auto refused = [&](const QJsonValue &insurances) {
        QJsonObject changed = arguments;
        changed[QStringLiteral("insurances")] = insurances;
        return codeOf(profile.encodeRequest(*query, {envelope, changed}));
    };
    CHECK(refused(QJsonArray{1}) == "invalidData");
    CHECK(refused(QStringLiteral("失业保险")) == "invalidData");
    CHECK(refused(QJsonArray{QString(500, u'x')}) == "invalidData");
}

TEST_CASE("profile: the second one shares no wire name with the first", "[profile]")
{
    const PlatformProfile city = load("example-city");
    const PlatformProfile province = load("example-province");
    for (const ProfileOperation &operation : city.operations()) {
        const ProfileOperation *other = province.operation(operation.name);
        REQUIRE(other != nullptr);
        CHECK(other->path != operation.path);
        for (qsizetype i = 0; i < operation.results.size(); ++i)
            CHECK(operation.results[i].wire != other->results[i].wire);
    }
    const ProfileOperation *query = province.operation(u"huji/idcard.query");
    const QByteArray reply = province.encodeReply(*query, idCard(QJsonValue()), QString());
    CHECK(reply.contains("长期"));
    CHECK(reply.contains(R"(\"XBDM\":\"02\")")); // data is JSON in a string
}

TEST_CASE("profile: refusals become codes of the catalogue", "[profile]")
{
    const auto *name = GENERATE("example-city", "example-province");
    const PlatformProfile profile = load(name);
    const ProfileOperation *verify = profile.operation(u"identity.sms.verify");
    for (const ErrorCode code :
         {error::noRecord, error::codeWrong, error::codeLocked, error::platformRefused}) {
        const auto reply = profile.decodeReply(
            *verify, profile.encodeReply(*verify, fail(code), QStringLiteral("张测试 990000199001010017")));
        REQUIRE_FALSE(reply.ok());
        CHECK(reply.error().code == code);
        CHECK_FALSE(reply.error().detail.contains(
            QStringLiteral("张测试"))); // the platform's message may name somebody
    }
}

TEST_CASE("profile: an answer that is not as agreed is refused", "[profile]")
{
    const PlatformProfile profile = load("example-city");
    const ProfileOperation *query = profile.operation(u"huji/idcard.query");
    const QByteArray good = profile.encodeReply(*query, idCard(QJsonValue()), QString());
    const auto decode = [&](const QByteArray &body) { return codeOf(profile.decodeReply(*query, body)); };
    const auto with = [&](const char *key, const QJsonValue &value) {
        QJsonObject object = QJsonDocument::fromJson(good).object();
        QJsonObject data = object.value(u"data").toObject();
        data.insert(QLatin1String(key), value);
        object.insert(QStringLiteral("data"), data);
        return QJsonDocument(object).toJson();
    };
    CHECK(decode(good) == "ok");
    CHECK(decode("") == "platformInvalid");
    CHECK(decode("<html>502</html>") == "platformInvalid");
    CHECK(decode(good.left(good.size() / 2)) == "platformInvalid");
    CHECK(decode(R"({"success":true,"code":"200","msg":"","data":null})") == "platformInvalid");
    CHECK(decode(R"({"success":true,"code":"500","msg":"","data":{}})") == "platformInvalid");
    CHECK(decode(R"({"success":false,"code":"200","msg":"","data":{}})") == "platformRefused");
    CHECK(decode(with("sex", QStringLiteral("9"))) == "platformInvalid");
    CHECK(decode(with("name", 7)) == "platformInvalid");
    CHECK(decode(with("name", QString(101, u'x'))) == "platformInvalid");
    CHECK(decode(with("photo", QStringLiteral("***"))) == "platformInvalid");
    CHECK(decode(with("more", QStringLiteral("x"))) == "ok"); // and is dropped
    CHECK_FALSE(profile.decodeReply(*query, with("more", 1))->fields.contains(QStringLiteral("more")));
}

TEST_CASE("profile: arguments that the operation does not have are not sent", "[profile]")
{
    const PlatformProfile profile = load("example-city");
    const ProfileOperation *issue = profile.operation(u"huji/idcard.issue");
    const auto encode = [&](const QJsonObject &arguments) {
        return codeOf(
            profile.encodeRequest(*issue, {{terminal, QStringLiteral("r"), {}, {}, citizen()}, arguments}));
    };
    const QJsonObject good{{QStringLiteral("purpose"), QStringLiteral("贷款")},
                           {QStringLiteral("copies"), 1}};
    QJsonObject person = good;
    person.insert(QStringLiteral("id_number"), QStringLiteral("990000198512200045"));
    QJsonObject fraction = good;
    fraction.insert(QStringLiteral("copies"), 1.5);
    CHECK(encode(good) == "ok");
    CHECK(encode(person) == "invalidData");
    CHECK(encode(fraction) == "invalidData");
    CHECK(encode({}) == "invalidData");
}

TEST_CASE("profile: a mistake is told with file and line", "[profile]")
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("wrong.yaml"));
    QFile source(paths::share(QStringLiteral("platforms/example-city.yaml")));
    REQUIRE(source.open(QIODevice::ReadOnly));
    const QByteArray good = source.readAll();
    const auto loadText = [&](const QByteArray &text) {
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        return PlatformProfile::load(path);
    };
    CHECK(codeOf(loadText(good)) == "ok");
    const auto typo = loadText(QByteArray(good).replace("    subject: true\n    results:\n      phone",
                                                        "    subjekt: true\n    results:\n      phone"));
    REQUIRE_FALSE(typo.ok());
    CHECK(typo.error().detail.contains(QStringLiteral("subjekt")));
    CHECK(typo.error().detail.contains(QStringLiteral("wrong.yaml:")));
    const auto code = loadText(QByteArray(good).replace("codeLocked:", "codeLockd:"));
    REQUIRE_FALSE(code.ok());
    CHECK(code.error().detail.contains(QStringLiteral("errors.yaml")));
    const auto twice = loadText(QByteArray(good).replace("\"4104\"", "\"4103\""));
    CHECK_FALSE(twice.ok());
}

TEST_CASE("profile: the city's is what openapi.yaml says", "[profile]")
{
    const PlatformProfile profile = load("example-city");
    auto openapi = YamlDocument::load(qEnvironmentVariable("KIOSK_SOURCE") +
                                      QStringLiteral("/deploy/platform/openapi.yaml"));
    REQUIRE(codeOf(openapi) == "ok");
    const QJsonObject root = openapi->root();
    const QJsonObject documented = root.value(u"paths").toObject();
    const QJsonObject schemas = root.value(u"components").toObject().value(u"schemas").toObject();
    CHECK(documented.size() == profile.operations().size());
    const auto fieldsOf = [&schemas](QJsonValue schema) {
        if (const QString reference = schema[u"$ref"].toString(); !reference.isEmpty())
            schema = schemas.value(reference.section(u'/', -1));
        QStringList names = schema[u"properties"].toObject().keys();
        names.sort();
        return names;
    };
    const auto wiresOf = [](const QList<ProfileField> &fields) {
        QStringList names;
        for (const ProfileField &field : fields)
            names.append(field.wire.join(u'.'));
        names.sort();
        return names;
    };
    for (const ProfileOperation &operation : profile.operations()) {
        INFO(operation.name.toStdString());
        const QJsonObject path = documented.value(operation.path).toObject();
        const QJsonValue method = path.value(operation.method == "GET" ? u"get" : u"post");
        REQUIRE(method.isObject());
        CHECK(method[u"operationId"].toString() == operation.name);
        CHECK(fieldsOf(method[u"x-arguments"]) == wiresOf(operation.arguments));
        CHECK(fieldsOf(method[u"x-result"]) == wiresOf(operation.results));
        CHECK(method[u"x-idempotent"].toBool() == operation.idempotent);
    }
}
