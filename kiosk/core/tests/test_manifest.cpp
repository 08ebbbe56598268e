#include <kiosk/core/manifest.h>

#include <QFile>
#include <QTemporaryDir>

#include <catch2/catch.hpp>

using namespace kiosk;

namespace
{

const QByteArray good = R"(schema: gov-kiosk.module/1
id: sample
version: 1.0.0
names: {zh: 样例, en: Sample}
department: 示例市公安局
icon: cat_huji
minimum_shell_api: 1
grants:
  devices: {document-printer: [print]}
  platform: [huji/idcard.query]
items:
  - code: HUJI-01
    name: 电子身份证查询打印
    short: 电子身份证
    aliases: [身份证打印]
    category: HUJI
    terminals: [gov]
    guide:
      catalog_code: "992009001001"
      task_code: "91990000MA0TE5T1634992009001001"
      type: "20"
      level: "4"
      version: 1
      state: in_use
      dept: {name: 示例市公安局, uscc: 91990000MA0TE5T163, nature: "1", entrust: null}
      targets: ["1"]
      case_type: "1"
      limit: {legal: {value: 1, unit: workday}, promise: {value: 0, unit: workday, note: 即时办结}}
      legal_basis: [{doc: 中华人民共和国居民身份证法}]
      conditions: [持有居民身份证]
      materials:
        - {name: 居民身份证, kind: original, form: paper, need: required, source: self, copies: {original: 1, copy: 0}}
      process: [身份核验, 打印]
      fee: {charged: false, items: []}
      visit_times: 1
      channels: ["9"]
      place: 本终端
      hours: "00:00-24:00"
      consult: {phone: "12345"}
      supervise: {phone: "12345"}
    kiosk:
      auth: L2
      auth_methods: [idcard+face, idcard+sms]
      consent: [privacy_basic]
      devices: {required: [IDR, PRA4]}
      offline: guide_only
      max_copies: 3
      mask: {default: on, reveal_ms: 3000}
      timeout_profile: normal
      sensitive: [personal]
      hot_weight: 100
    flow:
      - {id: query, type: api, call: huji/idcard.query}
      - {id: print, type: print, doc: $query.doc}
    search: {keywords: [身份证], pinyin_initials: DZSFZCXDY}
    i18n: {en: {name: Electronic ID card}}
)";

/// "line: reason", the line being that of a text in the good manifest.
std::string at(const char *text, const char *reason)
{
    REQUIRE(good.contains(text));
    return std::to_string(good.first(good.indexOf(text)).count('\n') + 1) + ": " + reason;
}

using Texts = std::vector<std::string>;

/// Findings of the good manifest with one text replaced, in that form.
Texts findingsWith(const char *from, const char *to)
{
    QTemporaryDir folder;
    REQUIRE(QDir(folder.path()).mkdir(QStringLiteral("sample")));
    const QString module = folder.filePath(QStringLiteral("sample"));
    QByteArray text = good;
    REQUIRE(text.contains(from));
    text.replace(from, to);
    QFile file(module + QStringLiteral("/module.yaml"));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    QList<Finding> findings;
    const auto manifest = Manifest::fromModule(module, findings);
    CHECK(manifest.ok() == findings.isEmpty());
    Texts result;
    for (const auto &finding : findings)
        result.push_back(std::to_string(finding.line) + ": " + finding.reason.toStdString());
    return result;
}

} // namespace

TEST_CASE("a module's manifest is read whole")
{
    QTemporaryDir folder;
    REQUIRE(QDir(folder.path()).mkdir(QStringLiteral("sample")));
    QFile file(folder.filePath(QStringLiteral("sample/module.yaml")));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(good);
    file.close();
    QList<Finding> findings;
    const auto manifest = Manifest::fromModule(folder.filePath(QStringLiteral("sample")), findings);
    for (const auto &finding : findings)
        UNSCOPED_INFO(finding.text().toStdString());
    REQUIRE(manifest);
    CHECK(manifest->name(QStringLiteral("en")) == u"Sample");
    CHECK(manifest->name(QStringLiteral("bo")) == u"样例");
    CHECK(manifest->grantsDevice(QStringLiteral("document-printer"), QStringLiteral("print")));
    CHECK_FALSE(manifest->grantsDevice(QStringLiteral("document-printer"), QStringLiteral("reset")));
    CHECK_FALSE(manifest->grantsPlatform(QStringLiteral("huji/other")));
    CHECK(manifest->item(QStringLiteral("HUJI-01"))[u"kiosk"][u"mask"][u"default"].toString() == u"on");
    CHECK(manifest->item(QStringLiteral("HUJI-99")).isEmpty());

    const auto again = Manifest::fromJson(manifest->toJson());
    REQUIRE(again);
    CHECK(again->toJson() == manifest->toJson());
    CHECK_FALSE(Manifest::fromJson({}));
}

TEST_CASE("each rule of the catalogue is a finding with its line and reason")
{
    CHECK(findingsWith("id: sample", "id: sample").empty());
    CHECK(findingsWith("id: sample", "id: other") ==
          Texts{at("id: sample", "differs from the folder's name")});
    CHECK(findingsWith("promise: {value: 0", "promise: {value: 2") ==
          Texts{at("limit:", "the promised period is longer than the legal one")});
    CHECK(findingsWith("charged: false", "charged: true") ==
          Texts{at("fee:", "a charged item needs fee items and a basis")});
    CHECK(findingsWith("[idcard+face, idcard+sms]", "[idcard+face, sscard+face]") ==
          Texts{at("auth_methods:", "level L2 needs two methods, one of them without the face")});
    CHECK(findingsWith("sensitive: [personal]", "sensitive: [credit]") ==
          Texts{at("consent:", "credit data needs a signature or otp")});
    CHECK(findingsWith("sensitive: [personal]", "sensitive: [minor]") ==
          Texts{at("auth:", "data of minors needs level L4")});
    CHECK(findingsWith("catalog_code: \"992009001001\"", "catalog_code: \"992009001002\"") ==
          Texts{at("task_code:", "its last 12 digits differ from catalog_code")});
    CHECK(findingsWith("uscc: 91990000MA0TE5T163", "uscc: 91990000MA0TE5T164") ==
          Texts{at("task_code:", "its first 18 characters differ from dept.uscc"),
                at("dept:", "uscc is not a valid unified social credit code")});
    CHECK(findingsWith("short: 电子身份证", "short: 居民身份证电子证照") ==
          Texts{at("short:", "longer than 8 full-width characters")});
    CHECK(findingsWith("[身份证打印]", "[身份证打印, 身份证打印]") ==
          Texts{at("aliases:", "an alias stands twice")});
    CHECK(findingsWith("[持有居民身份证]", "[持有　居民身份证]") ==
          Texts{at("conditions:", "full-width space")});
    CHECK(findingsWith("Electronic ID card", "\"\"") == Texts{at("i18n:", "empty translation")});
    CHECK(findingsWith("call: huji/idcard.query", "call: huji/other") ==
          Texts{at("id: query", "'huji/other' is not in grants.platform")});
    CHECK(findingsWith("{document-printer: [print]}", "{}") ==
          Texts{at("id: print", "needs 'print' in grants.devices.document-printer")});
    CHECK(findingsWith("visit_times: 1", "bogus: 1\n      visit_times: 1") ==
          Texts{at("visit_times:", "items.0.guide: unknown key 'bogus'")});
}
