#include <kiosk/ctl/sticks.h>

#include <kiosk/core/sealed_memory.h>

#include <QDir>
#include <QFile>
#include <QStorageInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kiosk::ctl
{

namespace
{

constexpr qsizetype piece = 65'536;

Error failed(int code, const QString &path)
{
    const QString what = path + QStringLiteral(": ") + QString::fromLocal8Bit(std::strerror(code));
    switch (code) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return fail(error::notEnoughSpace, what);
    case EROFS:
    case EACCES:
    case EPERM:
        return fail(error::authorisationRequired, what);
    default: // EIO, ENODEV, ENOENT …: it was pulled, or is broken
        return fail(error::hardwareError, what);
    }
}

Status writeAll(int file, const QString &path, const QByteArray &bytes, const WriteProgress &progress)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const auto written =
            ::write(file, bytes.constData() + done, size_t(std::min(piece, bytes.size() - done)));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return failed(errno, path);
        done += written;
        if (progress)
            progress(done);
    }
    if (::fsync(file) != 0)
        return failed(errno, path);
    return {};
}

/// From the medium: what the kernel still has in memory is dropped first.
Status readBack(int folder, const QByteArray &name, const QString &path, const QByteArray &bytes)
{
    const FileDescriptor file(::openat(folder, name.constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!file.valid())
        return failed(errno, path);
    ::posix_fadvise(file.get(), 0, 0, POSIX_FADV_DONTNEED);
    QByteArray found(piece, Qt::Uninitialized);
    for (qsizetype done = 0;;) {
        const auto read = ::read(file.get(), found.data(), size_t(found.size()));
        if (read < 0 && errno == EINTR)
            continue;
        if (read < 0)
            return failed(errno, path);
        if (read == 0 && done == bytes.size())
            return {};
        if (read == 0 || done + read > bytes.size() ||
            std::memcmp(found.constData(), bytes.constData() + done, size_t(read)) != 0)
            return fail(error::hardwareError, path + QStringLiteral(": it does not give back what it took"));
        done += read;
    }
}

Status writeIn(int folder, const QString &path, const QByteArray &name, const QByteArray &bytes,
               const WriteProgress &progress)
{
    const QByteArray unfinished = name + ".part";
    const FileDescriptor file(::openat(folder, unfinished.constData(),
                                       O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.valid())
        return failed(errno, path);
    Status written = writeAll(file.get(), path, bytes, progress);
    if (written && ::renameat(folder, unfinished.constData(), folder, name.constData()) != 0)
        written = failed(errno, path);
    // Its tables too: it may be pulled.
    if (written && (::fsync(folder) != 0 || ::syncfs(folder) != 0))
        written = failed(errno, path);
    if (written)
        written = readBack(folder, name, path, bytes);
    if (!written) {
        ::unlinkat(folder, unfinished.constData(), 0);
        ::unlinkat(folder, name.constData(), 0);
    }
    return written;
}

dev_t deviceOf(const QString &folder)
{
    struct stat facts = {};
    return ::stat(QFile::encodeName(folder).constData(), &facts) == 0 ? facts.st_dev : 0;
}

} // namespace

QList<Stick> mountedSticks()
{
    const QString given = qEnvironmentVariable("KIOSK_STICKS");
    const QDir folder(given.isEmpty() ? QStringLiteral("/media/kiosk") : given);
    QList<Stick> sticks;
    for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const QString path = folder.canonicalPath() + u'/' + name;
        const QStorageInfo medium(path);
        if (medium.rootPath() == path && medium.fileSystemType() != "autofs")
            sticks.append({name, path, medium.bytesAvailable(), medium.isReadOnly()});
    }
    return sticks;
}

Status writeToStick(const Stick &stick, const QString &name, const QByteArray &bytes,
                    const WriteProgress &progress)
{
    const FileDescriptor folder(
        ::open(QFile::encodeName(stick.folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    struct stat facts = {};
    if (!folder.valid() || ::fstat(folder.get(), &facts) != 0)
        return fail(error::noDevice, stick.folder);
    if (stick.readOnly)
        return failed(EROFS, stick.folder);
    if (stick.freeBytes < bytes.size())
        return failed(ENOSPC, stick.folder);
    const QString path = stick.folder + u'/' + name;
    KIOSK_TRY(writeIn(folder.get(), path, QFile::encodeName(name), bytes, progress));
    // Unmounted meanwhile, the folder that was open is written to and nobody gets it.
    if (deviceOf(stick.folder) != facts.st_dev || !QFile::exists(path))
        return fail(error::hardwareError, path + QStringLiteral(": it was pulled"));
    return {};
}

} // namespace kiosk::ctl
