#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/result.h>

#include <QDate>
#include <QJsonArray>
#include <QJsonObject>

#include <memory>
#include <optional>

namespace SQLite
{
class Database;
}

namespace kiosk::platform
{

/// One fictional citizen.
struct Citizen {
    QString idNumber;
    QString name;
    QString sex;
    QString nation;
    QDate birth;
    QString address;
    QString authority;
    QDate validFrom;
    std::optional<QDate> validTo; ///< nullopt = 长期
    QString phone;                ///< empty: none registered
};

struct SmsCode {
    QString code;
    QDateTime sent;
    int attempts = 0;
    QDateTime lockedUntil;
};

struct IssuedPrint {
    qint64 number = 0;
    QString caseNumber;
    QString purpose;
    QString antiForgeryCode;
    QString verificationCode;
    QDateTime issued;
};

/// The simulator's database. Thread: one at a time (the simulator locks). Throws SQLite::Exception; the
/// simulator catches.
class Store
{
public:
    /// Citizens and what departments have of them are taken from citizens.yaml, households.yaml,
    /// insurance.yaml and companies.yaml in `people` anew at each start; what happened stays. Errors:
    /// invalidData.
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(const QString &database, const QString &people);
    ~Store();

    [[nodiscard]] std::optional<Citizen> citizen(const QString &idNumber);
    /// The citizen's own page of the register: a member of households.yaml, and its household's number, kind,
    /// head, address and authority.
    [[nodiscard]] std::optional<QJsonObject> householdPage(const QString &idNumber);

    /// What the insurance agency has of a citizen: an entry of insurance.yaml.
    [[nodiscard]] std::optional<QJsonObject> insuranceRecord(const QString &idNumber);

    /// What is public of companies: companies.yaml.
    [[nodiscard]] QJsonArray companies() const;
    /// Titles and heads of a report's sections: government, own.
    [[nodiscard]] QJsonArray reportSections(QStringView group) const;

    /// The last code of a citizen, or of anybody.
    [[nodiscard]] std::optional<SmsCode> smsCode(const QString &idNumber);
    [[nodiscard]] QString lastCode(const QString &idNumber);
    void saveSmsCode(const QString &idNumber, const SmsCode &code);

    /// Keeps the print and answers its running number.
    [[nodiscard]] qint64 addPrint(const IssuedPrint &print);
    /// The first rating or report of a case counts.
    void addRating(const QString &caseNumber, const QByteArray &json);
    void addReport(const QString &caseNumber, const QByteArray &json);

    [[nodiscard]] qint64 count(const char *table);
    /// What came in last: JSON, or empty.
    [[nodiscard]] QByteArray last(const char *table);

private:
    Store(std::unique_ptr<SQLite::Database> database, QJsonObject publicity);
    [[nodiscard]] std::optional<QJsonObject> json(const char *table, const QString &idNumber);

    std::unique_ptr<SQLite::Database> m_database;
    QJsonObject m_publicity;
};

} // namespace kiosk::platform
