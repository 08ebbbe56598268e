// The driver on SANE's own test back end, which stands for others: other option types, frames and errors.
#include "scanner_fixture.h"

#include <QFile>
#include <QJsonArray>
#include <QSet>

#include <dlfcn.h>
#include <pthread.h>
#include <thread>

using namespace kiosk;

namespace
{

#ifdef KIOSK_SANITIZED
// This back end loses the buffer of a reader that it cancels. Never unloaded, it has a name in the report of
// what was lost (tests/sanitizers/lsan.supp).
[[maybe_unused]] void *const staysLoaded = ::dlopen(SANE_TEST_BACK_END, RTLD_LAZY | RTLD_NODELETE);
#endif

constexpr const char *testScanner = "test:0";

QJsonArray grid(std::initializer_list<const char *> more = {})
{
    QJsonArray options{QStringLiteral("test-picture=Grid")};
    for (const char *option : more)
        options.append(QLatin1String(option));
    return options;
}

QJsonObject from(const char *source)
{
    return {{QStringLiteral("source"), QLatin1String(source)}};
}

/// SANE's back ends in this process.
QSet<QString> backEnds()
{
    QFile maps(QStringLiteral("/proc/self/maps"));
    REQUIRE(maps.open(QIODevice::ReadOnly));
    QSet<QString> found;
    const QByteArray content = maps.readAll();
    for (const QByteArray &line : content.split('\n')) {
        const QString name = QString::fromUtf8(line).section(u'/', -1);
        if (name.startsWith(QStringLiteral("libsane-")))
            found.insert(name.section(u'.', 0, 0));
    }
    found.remove(QStringLiteral("libsane-bianmin_emulator")); // of other cases
    return found;
}

} // namespace

TEST_CASE("its glass gives a page of its size, and only its own library is loaded")
{
    ScannerFixture scanner(grid(), testScanner);
    REQUIRE(scanner.open() == u"success");
    CHECK(scanner.status()[u"device"].toString() == u"online");
    CHECK(backEnds() == QSet<QString>{QStringLiteral("libsane-test")});
    const auto result = scanner.scan(from("flatbed"));
    REQUIRE(outcomeOf(result) == u"success");
    const QJsonObject page = result->fields[u"pages"][0].toObject();
    CHECK(page[u"width"].toInt() == Approx(591).margin(1)); // 200 mm, the most it has
    CHECK(page[u"height"].toInt() == Approx(591).margin(1));
}

TEST_CASE("its feeder has ten sheets")
{
    ScannerFixture scanner(grid(), testScanner);
    REQUIRE(scanner.open() == u"success");
    const auto result = scanner.scan(from("feeder"));
    REQUIRE(outcomeOf(result) == u"success");
    CHECK(result->blobs.size() == 10);
}

TEST_CASE("pictures are the same however they are sent")
{
    const char *way = GENERATE("depth=16", "three-pass=yes", "ppl-loss=7", "fuzzy-parameters=yes",
                               "read-limit=yes", "hand-scanner=yes");
    INFO(way);
    ScannerFixture plain(grid(), testScanner);
    REQUIRE(plain.open() == u"success");
    const auto expected = plain.scan(from("flatbed"));
    plain.device().close();
    ScannerFixture scanner(grid({way}), testScanner);
    REQUIRE(scanner.open() == u"success");
    const auto result = scanner.scan(from("flatbed"));
    REQUIRE(outcomeOf(expected) == u"success");
    REQUIRE(outcomeOf(result) == u"success");
    const bool narrower = QLatin1String(way) == u"hand-scanner=yes" || QLatin1String(way) == u"ppl-loss=7";
    const bool same = result->blobs.first() == expected->blobs.first();
    CHECK(same == !narrower);
}

TEST_CASE("a back end's thread cannot be ended wherever it stands")
{
    int type = -1;
    std::thread([&] {
        // As a library finds it that is loaded later.
        const auto set =
            reinterpret_cast<int (*)(int, int *)>(::dlsym(RTLD_DEFAULT, "pthread_setcanceltype"));
        set(PTHREAD_CANCEL_ASYNCHRONOUS, nullptr);
        set(PTHREAD_CANCEL_ASYNCHRONOUS, &type);
    }).join();
    CHECK(type == PTHREAD_CANCEL_DEFERRED);
}

TEST_CASE("every status that reading may have is an error of ours")
{
    const auto [status, error] =
        GENERATE(table<const char *, const char *>({{"SANE_STATUS_UNSUPPORTED", "unsupportedData"},
                                                    {"SANE_STATUS_CANCELLED", "canceled"},
                                                    {"SANE_STATUS_DEVICE_BUSY", "deviceBusy"},
                                                    {"SANE_STATUS_INVAL", "noDevice"},
                                                    {"SANE_STATUS_EOF", "protocolError"},
                                                    {"SANE_STATUS_JAMMED", "mediaJammed"},
                                                    {"SANE_STATUS_NO_DOCS", "noMediaPresent"},
                                                    {"SANE_STATUS_COVER_OPEN", "coverOpen"},
                                                    {"SANE_STATUS_IO_ERROR", "hardwareError"},
                                                    {"SANE_STATUS_NO_MEM", "notEnoughSpace"},
                                                    {"SANE_STATUS_ACCESS_DENIED", "authorisationRequired"}}));
    INFO(status);
    const QString option = QStringLiteral("read-return-value=%1").arg(QLatin1String(status));
    ScannerFixture scanner({QStringLiteral("test-picture=Grid"), option}, testScanner);
    REQUIRE(scanner.open() == u"success");
    CHECK(outcomeOf(scanner.scan(from("flatbed"))) == QLatin1String(error));
}
