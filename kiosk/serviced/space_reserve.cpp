#include <kiosk/serviced/space_reserve.h>

#include <kiosk/core/sealed_memory.h>

#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace kiosk::services
{

namespace
{
/// A case makes some twenty changes of a few 4 KiB pages each; this is room for more than ten of them.
constexpr off_t reservedBytes = off_t(4) * 1024 * 1024;
} // namespace

SpaceReserve::SpaceReserve(QString file) : m_file(std::move(file)) {}

Status SpaceReserve::hold()
{
    if (!m_held) {
        const FileDescriptor file(
            ::open(QFile::encodeName(m_file).constData(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
        // Not a hole in a file: blocks that are its own. Of an earlier run they are there already.
        const int failure = file.valid() ? ::posix_fallocate(file.get(), 0, reservedBytes) : errno;
        if (failure != 0) {
            release();
            return fail(error::notEnoughSpace,
                        QStringLiteral("%1: %2").arg(m_file, QString::fromLocal8Bit(std::strerror(failure))));
        }
        m_held = true;
    }
    const qint64 available = QStorageInfo(QFileInfo(m_file).path()).bytesAvailable();
    if (available < reservedBytes)
        return fail(error::notEnoughSpace,
                    QStringLiteral("%1: %2 KiB left").arg(m_file).arg(available / 1024));
    return {};
}

bool SpaceReserve::release()
{
    // Emptied, not removed: a full disk may have no room for a new name either.
    const bool emptied = ::truncate(QFile::encodeName(m_file).constData(), 0) == 0;
    return std::exchange(m_held, false) && emptied;
}

} // namespace kiosk::services
