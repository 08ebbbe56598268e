#include <kiosk/ctl/sticks.h>

#include <catch2/catch.hpp>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <csignal>
#include <sys/resource.h>

using namespace kiosk;
using namespace kiosk::ctl;

namespace
{

const QString name = QStringLiteral("bundle.cms");
const QByteArray content(300'000, 'b');

/// A folder that a test calls a stick; that it is one is the mount table's word, which the integration tests
/// ask.
struct Medium {
    QTemporaryDir folder;
    Stick stick{QStringLiteral("stick"), folder.path() + QStringLiteral("/stick"), 1'000'000'000, false};

    Medium() { QDir().mkpath(stick.folder); }
    [[nodiscard]] QStringList files() const { return QDir(stick.folder).entryList(QDir::Files); }
};

/// So long as it lives, no file grows beyond this, as on a medium that is full.
struct FullDisk {
    rlimit before{};
    explicit FullDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before);
        const rlimit now{bytes, before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &now);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &before); }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;
};

} // namespace

TEST_CASE("what is written to a stick is there whole, under its name alone")
{
    const Medium medium;
    qint64 told = 0;
    REQUIRE(writeToStick(medium.stick, name, content, [&](qint64 done) { told = done; }));
    CHECK(told == content.size());
    CHECK(medium.files() == QStringList(name));
    QFile file(medium.stick.folder + u'/' + name);
    REQUIRE(file.open(QIODevice::ReadOnly));
    CHECK(file.readAll() == content);
}

TEST_CASE("a stick that is full, read-only, gone or pulled is told apart, and nothing half is left")
{
    Medium medium;
    ErrorCode expected = error::noDevice;
    WriteProgress progress;
    std::unique_ptr<FullDisk> full;
    SECTION("gone")
    {
        QDir().rmdir(medium.stick.folder);
    }
    SECTION("read-only")
    {
        medium.stick.readOnly = true;
        expected = error::authorisationRequired;
    }
    SECTION("too little room")
    {
        medium.stick.freeBytes = content.size() - 1;
        expected = error::notEnoughSpace;
    }
    SECTION("full before it was thought to be")
    {
        full = std::make_unique<FullDisk>(content.size() / 2);
        expected = error::notEnoughSpace;
    }
    SECTION("pulled")
    {
        expected = error::hardwareError;
        progress = [&](qint64) {
            QDir().rename(medium.stick.folder, medium.folder.path() + QStringLiteral("/pulled"));
        };
    }
    const Status written = writeToStick(medium.stick, name, content, progress);
    full.reset();
    REQUIRE_FALSE(written);
    CHECK(written.error().code == expected);
    CHECK(medium.files().isEmpty());
}
