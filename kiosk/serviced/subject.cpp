#include <kiosk/serviced/subject.h>

#include <kiosk/core/sealed_memory.h>

#include <QJsonDocument>
#include <QRegularExpression>

#include <cstring>
#include <new>
#include <sys/mman.h>

namespace kiosk::services
{

namespace
{
constexpr size_t pageSize = 4096;
}

Result<std::shared_ptr<const Subject>> Subject::create(const QJsonObject &fields)
{
    // Resident cards, permits and the 2023 foreigner's card have 18 characters, the 2017 one has 15.
    static const QRegularExpression number(QStringLiteral("^(?:[0-9]{17}[0-9X]|[A-Z]{3}[0-9]{12})$"));
    const QString name = fields.value(u"name").toString();
    if (name.isEmpty() || name.size() > 100 ||
        !number.match(fields.value(u"id_number").toString()).hasMatch())
        return fail(error::invalidData, QStringLiteral("subject without name or number"));
    const QJsonObject kept{
        {QStringLiteral("name"), name},
        {QStringLiteral("id_number"), fields.value(u"id_number")},
        {QStringLiteral("form"), fields.value(u"form").toString(QStringLiteral("resident"))}};
    QByteArray json = QJsonDocument(kept).toJson(QJsonDocument::Compact);
    if (size_t(json.size()) > pageSize)
        return fail(error::invalidData, QStringLiteral("subject too long"));
    std::shared_ptr<const Subject> subject(new Subject(json));
    wipe(json);
    return subject;
}

Subject::Subject(QByteArrayView json) : m_used(json.size())
{
    void *memory = ::mmap(nullptr, pageSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        throw std::bad_alloc();
    ::mlock(memory, pageSize); // where the limit allows; there is no swap on a terminal
    ::madvise(memory, pageSize, MADV_DONTDUMP);
    m_memory = static_cast<char *>(memory);
    std::memcpy(m_memory, json.data(), size_t(json.size()));
}

Subject::~Subject()
{
    ::explicit_bzero(m_memory, pageSize);
    ::munmap(m_memory, pageSize);
}

QJsonObject Subject::fields() const
{
    return QJsonDocument::fromJson(QByteArray::fromRawData(m_memory, m_used)).object();
}

} // namespace kiosk::services
