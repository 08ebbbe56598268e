#include <kiosk/core/module_package.h>

#include <kiosk/core/module_sources.h>

#include <QFile>
#include <QJsonDocument>
#include <QResource>
#include <QtEndian>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

namespace kiosk
{

namespace
{

/// One pass over the tree of a .rcc (qtbase, src/tools/rcc/rcc.cpp): a header with offsets of tree, data and
/// names, then fixed-size nodes, all numbers big-endian.
class ResourceTree
{
public:
    explicit ResourceTree(QByteArrayView image) : m_image(image) {}

    Result<QHash<QString, QByteArrayView>> read()
    {
        if (!m_image.startsWith("qres"))
            return invalid("not a binary resource");
        const quint32 version = number(4);
        if (version < 1 || version > 3)
            return invalid("unknown format version");
        m_tree = number(8);
        m_data = number(12);
        m_names = number(16);
        m_nodeSize = version >= 2 ? 22 : 14;
        const bool ok = directory(0, {}, 0);
        if (!ok || m_bad)
            return invalid("an offset points nowhere");
        return m_files;
    }

private:
    enum Flag { Compressed = 1, Directory = 2, CompressedZstd = 4 };
    static constexpr int maximumDepth = 16;
    static constexpr int maximumNodes = 10000;

    static Error invalid(const char *why) { return fail(error::moduleInvalid, QString::fromLatin1(why)); }

    template <typename T> T value(qsizetype at)
    {
        if (at < 0 || at > m_image.size() - qsizetype(sizeof(T))) {
            m_bad = true;
            return 0;
        }
        return qFromBigEndian<T>(m_image.data() + at);
    }
    quint32 number(qsizetype at) { return value<quint32>(at); }

    QString name(quint32 offset)
    {
        const qsizetype at = m_names + offset;
        const qsizetype length = value<quint16>(at);
        if (m_bad || at + 6 + 2 * length > m_image.size()) {
            m_bad = true;
            return {};
        }
        QString text;
        for (qsizetype i = 0; i < length; ++i)
            text.append(QChar(value<quint16>(at + 6 + 2 * i))); // 2 bytes length, 4 bytes hash before it
        return text;
    }

    bool directory(quint32 node, const QString &path, int depth)
    {
        const qsizetype at = m_tree + qsizetype(node) * m_nodeSize;
        if (!(value<quint16>(at + 4) & Directory) || depth > maximumDepth)
            return false;
        const quint32 count = number(at + 6);
        const quint32 first = number(at + 10);
        for (quint32 i = 0; i < count && !m_bad; ++i) {
            const quint64 child = quint64(first) + i;
            if (++m_nodes > maximumNodes || child <= node || child > maximumNodes) // children stand behind
                return false;
            if (!entry(quint32(child), path, depth))
                return false;
        }
        return !m_bad;
    }

    bool entry(quint32 node, const QString &path, int depth)
    {
        const qsizetype at = m_tree + qsizetype(node) * m_nodeSize;
        const QString child = path + u'/' + name(number(at));
        const quint16 flags = value<quint16>(at + 4);
        value<char>(at + m_nodeSize - 1);
        if (m_bad || (flags & (Compressed | CompressedZstd)))
            return false;
        if (flags & Directory)
            return directory(node, child, depth + 1);
        const qsizetype start = m_data + number(at + 10);
        const qsizetype length = number(start);
        if (m_bad || start + 4 + length > m_image.size())
            return false;
        m_files.insert(child, m_image.sliced(start + 4, length));
        return true;
    }

    QByteArrayView m_image;
    qsizetype m_tree = 0;
    qsizetype m_data = 0;
    qsizetype m_names = 0;
    qsizetype m_nodeSize = 0;
    int m_nodes = 0;
    bool m_bad = false;
    QHash<QString, QByteArrayView> m_files;
};

} // namespace

struct ModulePackage::Data {
    FileDescriptor memory;
    const uchar *image = nullptr;
    size_t size = 0;
    Manifest manifest;
    bool registered = false;

    Data() = default;
    Data(const Data &) = delete;
    Data &operator=(const Data &) = delete;
    [[nodiscard]] QString mapRoot() const { return QStringLiteral("/modules/") + manifest.id; }
    ~Data()
    {
        // Qt keeps what is still open alive; then the memory must stay too.
        const bool free = !registered || QResource::unregisterResource(image, mapRoot());
        if (image != nullptr && free)
            munmap(const_cast<uchar *>(image), size);
    }
};

Result<QHash<QString, QByteArrayView>> readResourceImage(QByteArrayView image)
{
    return ResourceTree(image).read();
}

ModulePackage::ModulePackage(std::unique_ptr<Data> data) : m_data(std::move(data)) {}
ModulePackage::ModulePackage(ModulePackage &&) noexcept = default;
ModulePackage &ModulePackage::operator=(ModulePackage &&) noexcept = default;
ModulePackage::~ModulePackage() = default;

Result<ModulePackage> ModulePackage::open(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > maximumSize)
        return fail(error::moduleInvalid, QStringLiteral("%1: cannot be read or is too large").arg(path));
    auto memory = sealMemory(file.readAll());
    if (!memory)
        return memory.error();
    auto package = fromSealed(std::move(*memory));
    if (!package)
        return fail(error::moduleInvalid, QStringLiteral("%1: %2").arg(path, package.error().detail));
    return package;
}

Result<ModulePackage> ModulePackage::fromSealed(FileDescriptor memory)
{
    constexpr int needed = F_SEAL_WRITE | F_SEAL_SHRINK;
    const int seals = fcntl(memory.get(), F_GET_SEALS);
    struct stat facts = {};
    if (seals < 0 || (seals & needed) != needed || fstat(memory.get(), &facts) != 0)
        return fail(error::moduleInvalid, QStringLiteral("not a sealed memfd"));
    if (facts.st_size < 24 || facts.st_size > maximumSize)
        return fail(error::moduleInvalid, QStringLiteral("empty or too large"));

    auto data = std::make_unique<Data>();
    data->memory = std::move(memory);
    data->size = size_t(facts.st_size);
    void *image = mmap(nullptr, data->size, PROT_READ, MAP_PRIVATE, data->memory.get(), 0);
    if (image == MAP_FAILED)
        return fail(error::notEnoughSpace, QStringLiteral("mmap of a module"));
    data->image = static_cast<const uchar *>(image);

    const auto files = readResourceImage(QByteArrayView(data->image, facts.st_size));
    if (!files)
        return files.error();
    for (auto file = files->begin(); file != files->end(); ++file) {
        if (const auto forbidden = forbiddenIn(file.key(), file.value()); !forbidden.isEmpty())
            return fail(error::moduleInvalid, forbidden.first().text());
    }
    const QByteArrayView json = files->value(QStringLiteral("/module/module.json"));
    auto manifest = Manifest::fromJson(QJsonDocument::fromJson(json.toByteArray()).object());
    if (!manifest)
        return manifest.error();
    data->manifest = std::move(*manifest);
    data->registered = QResource::registerResource(data->image, data->mapRoot());
    if (!data->registered)
        return fail(error::moduleInvalid, QStringLiteral("Qt does not take this resource"));
    return ModulePackage(std::move(data));
}

const Manifest &ModulePackage::manifest() const
{
    return m_data->manifest;
}

QString ModulePackage::root() const
{
    return u':' + m_data->mapRoot() + QStringLiteral("/module");
}

int ModulePackage::descriptor() const
{
    return m_data->memory.get();
}

} // namespace kiosk
