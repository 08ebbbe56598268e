#pragma once

#include <kiosk/hal/frame_source.h>

#include <kiosk/core/sealed_memory.h>

#include <QList>

#include <vector>

namespace kiosk::v4l2
{

/// A camera through Linux's own interface: ioctls, and buffers that the kernel fills (memory mapping). Not
/// OpenCV's V4L2 back end, which finds cameras by number, waits ten seconds for a frame, and tells neither
/// that a camera was drawn nor when a frame was taken.
class V4l2Source : public FrameSource
{
public:
    /// "/dev/v4l/by-id/…", which names the camera wherever it is plugged in.
    explicit V4l2Source(QString path) : m_path(std::move(path)) {}
    ~V4l2Source() override { close(); }

    [[nodiscard]] Status open() override;
    void close() override;
    [[nodiscard]] Result<QJsonObject> identify() override;
    [[nodiscard]] Status start(Size wanted) override;
    void stop() override;
    [[nodiscard]] Result<RawFrame> next(const hal::OperationContext &context) override;
    [[nodiscard]] QStringList lock() override;
    void unlock() override;
    [[nodiscard]] bool alwaysChanges() const override { return true; }

private:
    struct Buffer {
        uchar *memory;
        size_t length;
    };
    struct HeldControl {
        quint32 control;
        int value; ///< to go back to
    };

    [[nodiscard]] int ask(unsigned long request, void *argument) const;
    [[nodiscard]] Error failure(const char *what) const;
    [[nodiscard]] Status checkCapabilities(QString *model) const;
    [[nodiscard]] QList<Size> sizesOf(quint32 format) const;
    [[nodiscard]] Status setFormat(Size wanted);
    [[nodiscard]] Status mapBuffers();
    [[nodiscard]] Status giveBack(quint32 index);
    [[nodiscard]] Result<std::optional<RawFrame>> take();
    [[nodiscard]] std::optional<int> control(quint32 id) const;
    [[nodiscard]] bool setControl(quint32 id, int value) const;
    void regulateAgain() const;

    QString m_path;
    FileDescriptor m_node;
    quint32 m_format = 0;
    Size m_size;
    int m_bytesPerLine = 0;
    std::vector<Buffer> m_buffers;
    bool m_streaming = false;
    std::optional<quint32> m_held; ///< the buffer whose frame is being looked at
    QList<HeldControl> m_locked;
};

} // namespace kiosk::v4l2
