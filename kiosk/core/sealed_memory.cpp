#include <kiosk/core/sealed_memory.h>

#include <QJsonDocument>
#include <QJsonObject>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kiosk
{

FileDescriptor::~FileDescriptor()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

Result<FileDescriptor> sealMemory(const QByteArray &bytes)
{
    FileDescriptor fd(::memfd_create("kiosk", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!fd.valid())
        return fail(error::notEnoughSpace, QString::fromLocal8Bit(std::strerror(errno)));
    qsizetype written = 0;
    while (written < bytes.size()) {
        const ssize_t n = ::write(fd.get(), bytes.constData() + written, size_t(bytes.size() - written));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return fail(error::notEnoughSpace, QString::fromLocal8Bit(std::strerror(errno)));
        written += n;
    }
    if (::fcntl(fd.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) != 0)
        return fail(error::internalError, QString::fromLocal8Bit(std::strerror(errno)));
    return fd;
}

Result<FileDescriptor> sealJson(const QJsonObject &object)
{
    QByteArray bytes = QJsonDocument(object).toJson(QJsonDocument::Compact);
    auto sealed = sealMemory(bytes);
    wipe(bytes);
    return sealed;
}

Result<QByteArray> readSealed(int fd, qsizetype limit)
{
    const int seals = ::fcntl(fd, F_GET_SEALS);
    if (seals < 0 || (seals & (F_SEAL_SHRINK | F_SEAL_WRITE)) != (F_SEAL_SHRINK | F_SEAL_WRITE))
        return fail(error::invalidData, QStringLiteral("descriptor is not a sealed memory file"));
    struct stat info = {};
    if (::fstat(fd, &info) != 0 || info.st_size < 0 || info.st_size > limit)
        return fail(error::invalidData, QStringLiteral("sealed memory of %1 bytes, at most %2 are taken")
                                            .arg(qint64(info.st_size))
                                            .arg(limit));
    QByteArray bytes(qsizetype(info.st_size), Qt::Uninitialized);
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::pread(fd, bytes.data() + done, size_t(bytes.size() - done), off_t(done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return fail(error::invalidData, QString::fromLocal8Bit(std::strerror(errno)));
        done += n;
    }
    return bytes;
}

Result<QJsonObject> readSealedJson(int fd, qsizetype limit)
{
    auto bytes = readSealed(fd, limit);
    if (!bytes)
        return bytes.error();
    QJsonParseError parseError;
    const auto document = QJsonDocument::fromJson(*bytes, &parseError);
    wipe(*bytes);
    if (!document.isObject())
        return fail(error::invalidData,
                    QStringLiteral("not a JSON object: %1").arg(parseError.errorString()));
    return document.object();
}

Status checkView(int fd, qsizetype limit)
{
    constexpr int fixed = F_SEAL_SHRINK | F_SEAL_GROW;
    const int seals = ::fcntl(fd, F_GET_SEALS);
    if (seals < 0 || (seals & fixed) != fixed || (seals & (F_SEAL_FUTURE_WRITE | F_SEAL_WRITE)) == 0)
        return fail(error::invalidData, QStringLiteral("descriptor is not a sealed view"));
    struct stat info = {};
    if (::fstat(fd, &info) != 0 || info.st_size > limit)
        return fail(
            error::invalidData,
            QStringLiteral("a view of %1 bytes, at most %2 are taken").arg(qint64(info.st_size)).arg(limit));
    return {};
}

void wipe(QByteArray &bytes)
{
    if (bytes.isDetached())
        ::explicit_bzero(bytes.data(), size_t(bytes.size()));
    bytes.clear();
}

void wipe(QString &text)
{
    if (text.isDetached())
        ::explicit_bzero(text.data(), size_t(text.size()) * sizeof(QChar));
    text.clear();
}

} // namespace kiosk
