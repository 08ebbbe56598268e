#include "traces.h"

#include <kiosk/core/sealed_memory.h>

#include <QDirIterator>
#include <QFileInfo>
#include <QRegularExpression>

#include <array>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <functional>
#include <iconv.h>
#include <unistd.h>

namespace kiosk::citizen
{

namespace
{

constexpr qsizetype chunk = qsizetype(4) * 1024 * 1024;
constexpr qsizetype longest = 1024; ///< of a pattern: chunks overlap by it

QByteArray gbk(const QString &text)
{
    const iconv_t converter = iconv_open("GBK", "UTF-8");
    if (converter == iconv_t(-1)) // NOLINT(performance-no-int-to-ptr): what POSIX says
        return {};
    QByteArray source = text.toUtf8();
    QByteArray target(source.size() * 2, '\0');
    char *from = source.data();
    char *to = target.data();
    size_t left = size_t(source.size());
    size_t room = size_t(target.size());
    const size_t converted = iconv(converter, &from, &left, &to, &room);
    iconv_close(converter);
    if (converted == size_t(-1))
        return {}; // has a character that GBK has not
    target.truncate(target.size() - qsizetype(room));
    return target;
}

QByteArray utf16(const QString &text)
{
    return {reinterpret_cast<const char *>(text.utf16()), text.size() * qsizetype(sizeof(QChar))};
}

/// Base64 of the bytes wherever they stand in what was encoded: what does not hang on the neighbours.
QByteArray base64Within(const QByteArray &bytes, int offset)
{
    const QByteArray text = (QByteArray(offset, '\0') + bytes).toBase64(QByteArray::OmitTrailingEquals);
    const int before = offset == 0 ? 0 : offset + 1;
    const int after = (offset + bytes.size()) % 3 == 0 ? 0 : 1;
    return text.mid(before, text.size() - before - after);
}

bool isWordCharacter(QByteArrayView bytes, qsizetype at, int size)
{
    if (at < 0 || at + size > bytes.size() || (size == 2 && bytes[at + 1] != 0))
        return false;
    const auto character = static_cast<unsigned char>(bytes[at]);
    return character < 128 && std::isalnum(character) != 0;
}

struct Map {
    quint64 begin = 0;
    quint64 end = 0;
    QByteArray name;
};

/// What can be read and written, and is memory and no device.
QList<Map> mapsOf(pid_t pid)
{
    QList<Map> maps;
    QFile file(QStringLiteral("/proc/%1/maps").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return maps;
    for (const QByteArray &line : file.readAll().split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        const QList<QByteArray> range = words[0].split('-');
        if (words.size() < 5 || !words[1].startsWith("rw") || words.value(5).startsWith("/dev/dri"))
            continue;
        maps.append({range[0].toULongLong(nullptr, 16), range[1].toULongLong(nullptr, 16), words.value(5)});
    }
    return maps;
}

/// Calls `look` with one overlapping piece after the other.
void readThrough(int descriptor, quint64 begin, quint64 end, const std::function<void(QByteArrayView)> &look)
{
    QByteArray buffer(chunk, Qt::Uninitialized);
    while (begin < end) {
        const auto wanted = size_t(std::min<quint64>(chunk, end - begin));
        const ssize_t got = ::pread(descriptor, buffer.data(), wanted, off_t(begin));
        if (got <= 0)
            return; // unmapped meanwhile, or the end of the file
        look(QByteArrayView(buffer.constData(), got));
        begin += begin + quint64(got) >= end ? quint64(got) : quint64(std::max<qsizetype>(got - longest, 1));
    }
}

} // namespace

void Traces::addText(const QString &text)
{
    add({text + QStringLiteral(" (UTF-8)"), text.toUtf8()});
    add({text + QStringLiteral(" (UTF-16)"), utf16(text)});
    if (const QByteArray other = gbk(text); other != text.toUtf8())
        add({text + QStringLiteral(" (GBK)"), other});
    for (int offset = 0; offset < 3; ++offset)
        add({text + QStringLiteral(" (Base64)"), base64Within(text.toUtf8(), offset)});
}

void Traces::addCode(const QString &digits)
{
    add({QStringLiteral("code %1 (UTF-8)").arg(digits), digits.toUtf8(), 1});
    add({QStringLiteral("code %1 (UTF-16)").arg(digits), utf16(digits), 2});
}

void Traces::addBytes(const QString &what, const QByteArray &bytes)
{
    add({what, bytes});
    for (int offset = 0; offset < 3; ++offset)
        add({what + QStringLiteral(" (Base64)"), base64Within(bytes, offset)});
}

void Traces::add(Pattern pattern)
{
    if (pattern.bytes.size() < 4)
        return; // is everywhere
    pattern.bytes.truncate(longest);
    quint16 start = 0;
    std::memcpy(&start, pattern.bytes.constData(), sizeof(start));
    m_starts[start] = 1;
    m_byStart[start].append(m_patterns.size());
    m_patterns.append(std::move(pattern));
}

QStringList Traces::in(QByteArrayView bytes) const
{
    QStringList found;
    const char *const starts = m_starts.constData();
    for (qsizetype at = 0; at + 1 < bytes.size(); ++at) {
        quint16 start = 0;
        std::memcpy(&start, bytes.data() + at, sizeof(start));
        if (starts[start] == 0)
            continue;
        for (const qsizetype index : m_byStart[start]) {
            const Pattern &pattern = m_patterns[index];
            if (pattern.bytes.size() > bytes.size() - at ||
                std::memcmp(bytes.data() + at, pattern.bytes.constData(), size_t(pattern.bytes.size())) != 0)
                continue;
            if (pattern.alone != 0 && (isWordCharacter(bytes, at - pattern.alone, pattern.alone) ||
                                       isWordCharacter(bytes, at + pattern.bytes.size(), pattern.alone)))
                continue;
            if (!found.contains(pattern.what))
                found.append(pattern.what);
        }
    }
    return found;
}

Status Traces::searchMemory(const TerminalProcess &process, QList<Trace> &found) const
{
    const QString memory = QStringLiteral("/proc/%1/mem").arg(process.pid);
    const FileDescriptor descriptor(::open(qPrintable(memory), O_RDONLY | O_CLOEXEC));
    if (!descriptor.valid()) {
        if (errno == ENOENT || errno == ESRCH)
            return {}; // it has ended, and its memory with it
        return fail(error::authorisationRequired,
                    QStringLiteral("%1 of %2: %3")
                        .arg(memory, process.name, QString::fromLocal8Bit(std::strerror(errno))));
    }
    for (const Map &map : mapsOf(process.pid)) {
        readThrough(descriptor.get(), map.begin, map.end, [&](QByteArrayView bytes) {
            for (const QString &what : in(bytes))
                found.append({QStringLiteral("%1[%2] %3 %4")
                                  .arg(process.name)
                                  .arg(process.pid)
                                  .arg(map.begin, 0, 16)
                                  .arg(QString::fromUtf8(map.name)),
                              what});
        });
    }
    return {};
}

void Traces::searchMemoryFiles(const TerminalProcess &process, QList<Trace> &found) const
{
    const QDir folder(QStringLiteral("/proc/%1/fd").arg(process.pid));
    for (const QFileInfo &entry : folder.entryInfoList(QDir::Files | QDir::System)) {
        std::array<char, 256> link{};
        const QByteArray path = entry.filePath().toLocal8Bit();
        if (::readlink(path.constData(), link.data(), link.size() - 1) < 0)
            continue;
        const QByteArrayView target(link.data());
        if (!target.startsWith("/memfd:") && !target.endsWith(" (deleted)"))
            continue;
        const FileDescriptor descriptor(::open(path.constData(), O_RDONLY | O_CLOEXEC));
        if (!descriptor.valid())
            continue;
        readThrough(descriptor.get(), 0, ~quint64(0) >> 1, [&](QByteArrayView bytes) {
            for (const QString &what : in(bytes))
                found.append({QStringLiteral("%1[%2] %3")
                                  .arg(process.name)
                                  .arg(process.pid)
                                  .arg(QString::fromUtf8(target.data())),
                              what});
        });
    }
}

void Traces::searchFiles(const QString &folder, QList<Trace> &found) const
{
    // The paper is the citizen's; the department knows its citizens.
    static const QRegularExpression left(QStringLiteral("/run/printed/|/state/platform/"));
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        if (left.match(path).hasMatch())
            continue;
        const FileDescriptor descriptor(::open(qPrintable(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
        if (!descriptor.valid())
            continue;
        bool first = true;
        readThrough(descriptor.get(), 0, ~quint64(0) >> 1, [&](QByteArrayView bytes) {
            if (std::exchange(first, false) && bytes.startsWith("%PDF-")) // its texts are compressed
                found.append({path, QStringLiteral("a document")});
            for (const QString &what : in(bytes))
                found.append({path, what});
        });
    }
}

Result<QList<Traces::Trace>> Traces::search(const TerminalAddress &terminal) const
{
    QList<Trace> found;
    for (const TerminalProcess &process : productProcesses(terminal)) {
        KIOSK_TRY(searchMemory(process, found));
        searchMemoryFiles(process, found);
    }
    searchFiles(terminal.folder, found);
    // The print server's spool, cache and logs are outside, where its own user may go.
    const QFileInfo socket(terminal.runFolder + QStringLiteral("/cups/cups.sock"));
    if (socket.isSymLink())
        searchFiles(QFileInfo(socket.symLinkTarget()).path(), found);
    return found;
}

} // namespace kiosk::citizen
