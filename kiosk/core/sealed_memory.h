#pragma once

#include <kiosk/core/result.h>

#include <QByteArray>

class QJsonObject;

namespace kiosk
{

/// An owned file descriptor. Thread: one at a time.
class FileDescriptor
{
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int fd) : m_fd(fd) {}
    FileDescriptor(FileDescriptor &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    FileDescriptor &operator=(FileDescriptor &&other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    FileDescriptor(const FileDescriptor &) = delete;
    FileDescriptor &operator=(const FileDescriptor &) = delete;
    ~FileDescriptor();

    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] bool valid() const { return m_fd >= 0; }
    [[nodiscard]] int release() { return std::exchange(m_fd, -1); }

private:
    int m_fd = -1;
};

/// Personal data, documents and pictures cross process borders only as sealed memfds: nothing of them stays
/// in a message queue, and the receiver's view cannot change after it was checked.
///
/// Errors: notEnoughSpace. Thread: any.
[[nodiscard]] Result<FileDescriptor> sealMemory(const QByteArray &bytes);
[[nodiscard]] Result<FileDescriptor> sealJson(const QJsonObject &object);

/// Reads a memfd that must be sealed against writing and shrinking and be no longer than the limit (bytes).
/// Errors: invalidData.
[[nodiscard]] Result<QByteArray> readSealed(int fd, qsizetype limit);
[[nodiscard]] Result<QJsonObject> readSealedJson(int fd, qsizetype limit = qsizetype(4) * 1024 * 1024);

/// A view is memory that one process goes on writing and others look at: nobody can resize it, and nobody can
/// write it who does not already. So whoever maps it can neither be hurt by another nor hurt one. This checks
/// a descriptor for that, and for being no longer than the limit (bytes). Errors: invalidData. Thread: any.
[[nodiscard]] Status checkView(int fd, qsizetype limit = qsizetype(64) * 1024 * 1024);

/// Overwrites the bytes if nobody else shares them, and empties the array.
void wipe(QByteArray &bytes);
void wipe(QString &text);

} // namespace kiosk
