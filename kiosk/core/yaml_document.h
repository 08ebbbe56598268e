#pragma once

#include <kiosk/core/result.h>

#include <QJsonObject>
#include <QStringList>

#include <memory>

namespace kiosk
{

/// One thing wrong in a configuration file, said so that the reader can go there and mend it.
struct Finding {
    QString file; ///< empty: the reason names it
    int line = 0; ///< 1-based; 0 = the file as a whole
    QString reason;

    /// "devices.yaml:12: …"
    [[nodiscard]] QString text() const;
};

/// A YAML file as JSON, with the line of every value kept. Plain scalars follow the YAML 1.2 core schema (so
/// `no` and `010` are strings), quoted ones are strings; a key that stands twice is a finding. Thread: any.
class YamlDocument
{
public:
    /// Errors: invalidData, with the parser's line in the detail.
    [[nodiscard]] static Result<YamlDocument> load(const QString &path);
    [[nodiscard]] static Result<YamlDocument> parse(const QByteArray &text, const QString &name);

    YamlDocument(YamlDocument &&) noexcept;
    YamlDocument &operator=(YamlDocument &&) noexcept;
    ~YamlDocument();

    [[nodiscard]] const QJsonObject &root() const;
    [[nodiscard]] const QString &file() const;

    /// Findings against a JSON Schema (draft 7, written as YAML), and keys that stand twice. Empty = fine.
    [[nodiscard]] QList<Finding> check(const YamlDocument &schema) const;
    /// Keys that stand twice.
    [[nodiscard]] const QList<Finding> &duplicates() const;
    /// Findings for the value at a path, against a schema that is not a file.
    [[nodiscard]] QList<Finding> check(const QJsonObject &schema, const QStringList &at) const;
    /// The value at a path; undefined where there is none.
    [[nodiscard]] QJsonValue value(const QStringList &path) const;
    /// Line of a value by its path, e.g. {"devices", "0", "connect"}; the nearest parent's where it is
    /// missing.
    [[nodiscard]] int line(const QStringList &path) const;
    [[nodiscard]] Finding finding(const QStringList &path, const QString &reason) const;

private:
    struct Data;
    explicit YamlDocument(std::unique_ptr<Data> data);
    std::unique_ptr<Data> m_data;
};

/// share/kiosk/schemas/NAME.schema.yaml. Errors: invalidData.
[[nodiscard]] Result<YamlDocument> loadSchema(const QString &name);

} // namespace kiosk
