#include <kiosk/core/frame_ring.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace kiosk;

namespace
{

constexpr int width = 64, height = 48;

void write(FrameRing &ring, uchar grey, std::chrono::steady_clock::time_point at = {})
{
    std::memset(ring.begin(), grey, size_t(ring.bytesPerLine() * ring.height()));
    ring.publish(at);
}

} // namespace

TEST_CASE("a picture is seen by the other end, with its number and its time")
{
    const auto ring = FrameRing::create(width, height);
    REQUIRE(ring);
    const auto view = FrameRingView::open((*ring)->descriptor().get());
    REQUIRE(view);
    std::vector<uchar> pixels(size_t((*view)->bytesPerLine() * (*view)->height()));
    CHECK((*view)->width() == width);
    CHECK((*view)->height() == height);
    CHECK((*view)->latest() == 0);
    CHECK_FALSE((*view)->read(pixels.data()));

    const auto now = std::chrono::steady_clock::now();
    for (uchar number = 1; number <= 7; ++number) {
        write(**ring, number, now + number * 1ms);
        const auto stamp = (*view)->read(pixels.data());
        REQUIRE(stamp);
        CHECK(stamp->number == number);
        CHECK(stamp->captured == now + number * 1ms);
        CHECK(std::ranges::all_of(pixels, [&](uchar value) { return value == number; }));
    }
    (void)(*ring)->begin(); // one that is never finished hides nothing
    CHECK((*view)->read(pixels.data())->number == 7);
}

TEST_CASE("what was seen is black when the ring goes, also for whoever keeps the memory")
{
    auto ring = FrameRing::create(width, height);
    REQUIRE(ring);
    const auto view = FrameRingView::open((*ring)->descriptor().get());
    REQUIRE(view);
    const FileDescriptor kept(::dup((*ring)->descriptor().get()));
    for (int i = 0; i < 3; ++i)
        write(**ring, 0xAB);
    ring->reset();
    CHECK((*view)->latest() == 0);
    std::vector<uchar> memory(size_t(::lseek(kept.get(), 0, SEEK_END)));
    REQUIRE(::pread(kept.get(), memory.data(), memory.size(), 0) == ssize_t(memory.size()));
    CHECK(std::ranges::count(memory, 0xAB) == 0);
}

TEST_CASE("whoever has the descriptor can only read: no writing, mapping to write, resizing or punching")
{
    const auto ring = FrameRing::create(width, height);
    REQUIRE(ring);
    write(**ring, 9);
    const FileDescriptor theirs(::fcntl((*ring)->descriptor().get(), F_DUPFD_CLOEXEC, 0));
    const auto again =
        QByteArray("/proc/self/fd/") + QByteArray::number(theirs.get()); // its mode is not to be trusted
    const FileDescriptor reopened(::open(again.constData(), O_RDWR | O_CLOEXEC));
    for (const int fd : {theirs.get(), reopened.get()}) {
        REQUIRE(fd >= 0);
        CHECK(::pwrite(fd, "x", 1, 0) < 0);
        CHECK(::ftruncate(fd, 0) < 0);
        CHECK(::ftruncate(fd, 1 << 26) < 0);
        CHECK(::fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 4096) < 0);
        CHECK(::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) == MAP_FAILED);
        CHECK(::fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE) < 0);
        void *readable = ::mmap(nullptr, 4096, PROT_READ, MAP_SHARED, fd, 0);
        REQUIRE(readable != MAP_FAILED);
        CHECK(::mprotect(readable, 4096, PROT_READ | PROT_WRITE) < 0);
        CHECK(::madvise(readable, 4096, MADV_REMOVE) < 0);
        ::munmap(readable, 4096);
    }
    write(**ring, 10); // the writer goes on
    CHECK((*FrameRingView::open(theirs.get()))->latest() == 2);
}

TEST_CASE("a reader never takes a torn picture for a whole one")
{
    const auto ring = FrameRing::create(width, height);
    REQUIRE(ring);
    const auto view = FrameRingView::open((*ring)->descriptor().get());
    REQUIRE(view);
    write(**ring, 0);
    std::atomic<bool> stop = false;
    std::thread writer([&] {
        for (uchar grey = 0; !stop; ++grey)
            write(**ring, grey);
    });
    std::vector<uchar> pixels(size_t((*view)->bytesPerLine() * (*view)->height()));
    int whole = 0, torn = 0;
    for (int tries = 0; tries < 200000 && whole < 500; ++tries) {
        if (!(*view)->read(pixels.data()))
            continue;
        ++whole;
        torn += std::ranges::all_of(pixels, [&](uchar value) { return value == pixels[0]; }) ? 0 : 1;
    }
    stop = true;
    writer.join();
    CHECK(whole > 0);
    CHECK(torn == 0);
}

TEST_CASE("what is no ring is refused")
{
    CHECK(FrameRing::create(0, 10).error().code == error::invalidData);
    CHECK(FrameRing::create(10, 4000).error().code == error::invalidData);
    CHECK(FrameRingView::open(-1).error().code == error::invalidData);
    const auto text = sealMemory(QByteArray(8192, 'x')); // sealed, and something else
    CHECK(FrameRingView::open(text->get()).error().code == error::invalidData);
    const auto little = sealMemory("KFR1");
    CHECK(FrameRingView::open(little->get()).error().code == error::invalidData);
    const FileDescriptor writable(::memfd_create("test", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    CHECK(checkView(writable.get()).error().code == error::invalidData);
    const auto ring = FrameRing::create(width, height);
    CHECK(checkView((*ring)->descriptor().get(), 4096).error().code == error::invalidData);

    // A header that promises more than there is.
    QByteArray liar(4096, '\0');
    const quint32 header[] = {0x3152464B, 1000, 1000, 4000, 3};
    std::memcpy(liar.data(), header, sizeof header);
    CHECK(FrameRingView::open(sealMemory(liar)->get()).error().code == error::invalidData);
}
