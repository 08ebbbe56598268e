#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/sealed_memory.h>

#include <memory>
#include <optional>

namespace kiosk
{

/// Moving pictures in one shared memory file: written by one process, looked at by others without a copy on
/// the way. The descriptor is a view (checkView): whoever gets it can only read.
///
/// The memory, little-endian: at 0 "KFR1", u32 width, u32 height (pixels), u32 bytes of a line, u32 slots;
/// at 32 u64 number of the latest whole picture (0: none). At 4096 the slots, each of a multiple of 4096
/// bytes: u64 stamp, i64 time of capture (CLOCK_MONOTONIC, ns), and at 64 the pixels: blue, green, red and
/// one that says nothing, a byte each, lines from the top. Picture n is in slot n mod slots; its stamp is 2n,
/// and odd while something is written.
///
/// Thread: one. The pictures are blackened when the ring goes.
class FrameRing
{
public:
    static constexpr int largestSide = 1920; ///< pixels; more than a preview needs

    /// Errors: invalidData (no such size), notEnoughSpace, internalError (a kernel before Linux 5.1).
    [[nodiscard]] static Result<std::unique_ptr<FrameRing>> create(int width, int height);
    ~FrameRing();
    FrameRing(const FrameRing &) = delete;
    FrameRing &operator=(const FrameRing &) = delete;

    [[nodiscard]] const FileDescriptor &descriptor() const { return m_descriptor; }
    [[nodiscard]] int width() const { return m_width; }
    [[nodiscard]] int height() const { return m_height; }
    [[nodiscard]] int bytesPerLine() const { return m_width * 4; }

    /// Where the next picture goes; readers know that something is written there. The same place until
    /// publish(): a picture that failed is written over.
    [[nodiscard]] uchar *begin();
    /// It is whole.
    void publish(std::chrono::steady_clock::time_point captured);

private:
    FrameRing(FileDescriptor descriptor, uchar *memory, qsizetype size, int width, int height);
    [[nodiscard]] uchar *slot(quint64 number) const;

    FileDescriptor m_descriptor;
    uchar *m_memory;
    qsizetype m_size;
    int m_width;
    int m_height;
    quint64 m_latest = 0;
};

/// The other end. Trusts nothing but the size of what it mapped. Thread: one.
class FrameRingView
{
public:
    /// Errors: invalidData (no view, or no ring in it), notEnoughSpace.
    [[nodiscard]] static Result<std::unique_ptr<FrameRingView>> open(int fd);
    ~FrameRingView();
    FrameRingView(const FrameRingView &) = delete;
    FrameRingView &operator=(const FrameRingView &) = delete;

    [[nodiscard]] int width() const { return m_width; }
    [[nodiscard]] int height() const { return m_height; }
    [[nodiscard]] int bytesPerLine() const { return m_width * 4; }

    struct Stamp {
        quint64 number = 0; ///< from 1 on; what is left out was never whole
        std::chrono::steady_clock::time_point captured;
    };
    /// Number of the latest picture: 0 is none. Cheap.
    [[nodiscard]] quint64 latest() const;
    /// Copies the latest picture, height() lines of bytesPerLine() bytes. Nothing where there is none, or
    /// where it was torn twice in a row by a writer that is faster than this.
    [[nodiscard]] std::optional<Stamp> read(uchar *pixels) const;

private:
    FrameRingView(const uchar *memory, qsizetype size, int width, int height, quint32 slots);
    [[nodiscard]] std::optional<Stamp> tryRead(uchar *pixels) const;

    const uchar *m_memory;
    qsizetype m_size;
    int m_width;
    int m_height;
    quint32 m_slots;
};

} // namespace kiosk
