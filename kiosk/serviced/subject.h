#pragma once

#include <kiosk/core/result.h>

#include <QJsonObject>

#include <memory>

namespace kiosk::services
{

/// Who the citizen of a case is. Lies in a locked page and is zeroed when the last holder lets go; fields()
/// makes a copy that ends with the call it is for (freed heap is scrubbed, see main.cpp). Thread: any; it
/// never changes.
class Subject
{
public:
    /// From IDENTIFY: name, id_number, form. Errors: invalidData.
    [[nodiscard]] static Result<std::shared_ptr<const Subject>> create(const QJsonObject &fields);
    ~Subject();
    Subject(const Subject &) = delete;
    Subject &operator=(const Subject &) = delete;

    [[nodiscard]] QJsonObject fields() const;

private:
    explicit Subject(QByteArrayView json);
    char *m_memory = nullptr;
    qsizetype m_used = 0;
};

} // namespace kiosk::services
