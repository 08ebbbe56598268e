#include <kiosk/core/frame_ring.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kiosk
{

namespace
{

constexpr quint32 ringMagic = 0x3152464B; // "KFR1"
/// One that is looked at, one that is written, and one more so that a reader has a whole frame's time.
constexpr quint32 slotCount = 3;
constexpr qsizetype page = 4096;
constexpr qsizetype slotHeader = 64;

struct Header {
    quint32 magic, width, height, bytesPerLine, slots;
    quint32 reserved[3];
    quint64 latest;
};
static_assert(offsetof(Header, latest) == 32);

struct SlotHeader {
    quint64 stamp;
    qint64 captured;
};

qsizetype slotSize(int width, int height)
{
    return (slotHeader + qsizetype(width) * height * 4 + page - 1) / page * page;
}

Error lastError(ErrorCode code)
{
    return fail(code, QString::fromLocal8Bit(std::strerror(errno)));
}

quint64 load(const quint64 &value)
{
    return __atomic_load_n(&value, __ATOMIC_ACQUIRE);
}

void store(quint64 &value, quint64 to)
{
    __atomic_store_n(&value, to, __ATOMIC_RELEASE);
}

} // namespace

Result<std::unique_ptr<FrameRing>> FrameRing::create(int width, int height)
{
    if (width < 1 || height < 1 || width > largestSide || height > largestSide)
        return fail(error::invalidData, QStringLiteral("pictures of %1×%2").arg(width).arg(height));
    FileDescriptor fd(::memfd_create("kiosk-frames", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    const qsizetype size = page + slotSize(width, height) * slotCount;
    if (!fd.valid() || ::ftruncate(fd.get(), size) != 0)
        return lastError(error::notEnoughSpace);
    void *memory = ::mmap(nullptr, size_t(size), PROT_READ | PROT_WRITE, MAP_SHARED, fd.get(), 0);
    if (memory == MAP_FAILED)
        return lastError(error::notEnoughSpace);
    // From here on this mapping alone can write: later ones, write() and punching holes are refused to all.
    constexpr int seals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_FUTURE_WRITE | F_SEAL_SEAL;
    if (::fcntl(fd.get(), F_ADD_SEALS, seals) != 0) {
        const Error error = lastError(error::internalError);
        ::munmap(memory, size_t(size));
        return error;
    }
    auto *header = static_cast<Header *>(memory);
    *header = {ringMagic, quint32(width), quint32(height), quint32(width * 4), slotCount, {}, 0};
    return std::unique_ptr<FrameRing>(
        new FrameRing(std::move(fd), static_cast<uchar *>(memory), size, width, height));
}

FrameRing::FrameRing(FileDescriptor descriptor, uchar *memory, qsizetype size, int width, int height)
    : m_descriptor(std::move(descriptor)), m_memory(memory), m_size(size), m_width(width), m_height(height)
{
}

FrameRing::~FrameRing()
{
    // Readers may keep the memory for longer than they are asked to.
    store(reinterpret_cast<Header *>(m_memory)->latest, 0);
    ::explicit_bzero(m_memory + page, size_t(m_size - page));
    ::munmap(m_memory, size_t(m_size));
}

uchar *FrameRing::slot(quint64 number) const
{
    return m_memory + page + qsizetype(number % slotCount) * slotSize(m_width, m_height);
}

uchar *FrameRing::begin()
{
    const quint64 number = m_latest + 1;
    auto *header = reinterpret_cast<SlotHeader *>(slot(number));
    store(header->stamp, 2 * number + 1);
    __atomic_thread_fence(__ATOMIC_SEQ_CST); // no pixel before the stamp
    return slot(number) + slotHeader;
}

void FrameRing::publish(std::chrono::steady_clock::time_point captured)
{
    ++m_latest;
    auto *header = reinterpret_cast<SlotHeader *>(slot(m_latest));
    header->captured =
        std::chrono::duration_cast<std::chrono::nanoseconds>(captured.time_since_epoch()).count();
    store(header->stamp, 2 * m_latest);
    store(reinterpret_cast<Header *>(m_memory)->latest, m_latest);
}

Result<std::unique_ptr<FrameRingView>> FrameRingView::open(int fd)
{
    KIOSK_TRY(checkView(fd));
    struct stat info = {};
    if (::fstat(fd, &info) != 0 || info.st_size < page)
        return fail(error::invalidData, QStringLiteral("no room for a frame"));
    const void *memory = ::mmap(nullptr, size_t(info.st_size), PROT_READ, MAP_SHARED, fd, 0);
    if (memory == MAP_FAILED)
        return lastError(error::notEnoughSpace);
    const Header header = *static_cast<const Header *>(memory);
    const auto sane = [](quint32 side) { return side > 0 && side <= quint32(FrameRing::largestSide); };
    std::unique_ptr<FrameRingView> view(new FrameRingView(static_cast<const uchar *>(memory), info.st_size,
                                                          int(header.width), int(header.height),
                                                          header.slots));
    if (header.magic != ringMagic || !sane(header.width) || !sane(header.height) ||
        header.bytesPerLine != header.width * 4 || header.slots < 1 || header.slots > slotCount ||
        page + slotSize(view->m_width, view->m_height) * qsizetype(header.slots) > info.st_size)
        return fail(error::invalidData, QStringLiteral("no ring of frames"));
    return view;
}

FrameRingView::FrameRingView(const uchar *memory, qsizetype size, int width, int height, quint32 slots)
    : m_memory(memory), m_size(size), m_width(width), m_height(height), m_slots(slots)
{
}

FrameRingView::~FrameRingView()
{
    ::munmap(const_cast<uchar *>(m_memory), size_t(m_size));
}

quint64 FrameRingView::latest() const
{
    return load(reinterpret_cast<const Header *>(m_memory)->latest);
}

std::optional<FrameRingView::Stamp> FrameRingView::read(uchar *pixels) const
{
    auto stamp = tryRead(pixels);
    return stamp ? stamp : tryRead(pixels);
}

std::optional<FrameRingView::Stamp> FrameRingView::tryRead(uchar *pixels) const
{
    const quint64 number = latest();
    if (number == 0)
        return {};
    const uchar *slot = m_memory + page + qsizetype(number % m_slots) * slotSize(m_width, m_height);
    const auto *header = reinterpret_cast<const SlotHeader *>(slot);
    if (load(header->stamp) != 2 * number)
        return {};
    const auto captured = std::chrono::nanoseconds(header->captured);
    std::memcpy(pixels, slot + slotHeader, size_t(bytesPerLine()) * size_t(m_height));
    __atomic_thread_fence(__ATOMIC_SEQ_CST); // the stamp is looked at after all pixels
    if (load(header->stamp) != 2 * number)
        return {};
    using Time = std::chrono::steady_clock::time_point;
    return Stamp{number, Time(std::chrono::duration_cast<Time::duration>(captured))};
}

} // namespace kiosk
