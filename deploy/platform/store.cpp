#include "store.h"

#include <kiosk/core/checks.h>
#include <kiosk/core/yaml_document.h>

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <SQLiteCpp/SQLiteCpp.h>

namespace kiosk::platform
{

namespace
{

constexpr auto tables = R"(
CREATE TABLE IF NOT EXISTS citizens (id_number TEXT PRIMARY KEY, name TEXT, sex TEXT, nation TEXT, birth TEXT,
    address TEXT, authority TEXT, valid_from TEXT, valid_to TEXT, phone TEXT);
CREATE TABLE IF NOT EXISTS households (id_number TEXT PRIMARY KEY, json TEXT);
CREATE TABLE IF NOT EXISTS insurance (id_number TEXT PRIMARY KEY, json TEXT);
CREATE TABLE IF NOT EXISTS codes (id_number TEXT PRIMARY KEY, code TEXT, sent INTEGER, attempts INTEGER,
    locked_until INTEGER);
CREATE TABLE IF NOT EXISTS prints (number INTEGER PRIMARY KEY AUTOINCREMENT, case_number TEXT, purpose TEXT,
    anti_forgery_code TEXT, verification_code TEXT, issued TEXT);
CREATE TABLE IF NOT EXISTS ratings (case_number TEXT PRIMARY KEY, json TEXT);
CREATE TABLE IF NOT EXISTS reports (case_number TEXT PRIMARY KEY, json TEXT);
)";

QString text(const SQLite::Column &column)
{
    return QString::fromStdString(column.getString());
}

void bind(SQLite::Statement &statement, std::initializer_list<QString> values)
{
    int index = 0;
    for (const QString &value : values)
        statement.bind(++index, value.toStdString());
}

QDate date(const QString &text)
{
    return QDate::fromString(text, Qt::ISODate);
}

Result<YamlDocument> loadChecked(const QString &folder, const QString &name)
{
    auto document = YamlDocument::load(folder + QStringLiteral("/%1.yaml").arg(name));
    if (!document)
        return document.error();
    const auto schema = loadSchema(name);
    if (!schema)
        return schema.error();
    if (const auto findings = document->check(*schema); !findings.isEmpty())
        return fail(error::invalidData, findings.first().text());
    return document;
}

void insertHouseholds(SQLite::Database &database, const QJsonArray &households)
{
    SQLite::Statement insert(database, "INSERT INTO households VALUES (?, ?)");
    for (const auto &value : households) {
        QJsonObject household = value.toObject();
        const QJsonArray members = household.take(QStringLiteral("members")).toArray();
        for (const auto &member : members) {
            QJsonObject page = member.toObject();
            for (auto entry = household.begin(); entry != household.end(); ++entry)
                page.insert(entry.key(), entry.value());
            bind(insert, {page.take(QStringLiteral("id_number")).toString(),
                          QString::fromUtf8(QJsonDocument(page).toJson(QJsonDocument::Compact))});
            insert.exec();
            insert.reset();
        }
    }
}

void insertInsurance(SQLite::Database &database, const QJsonArray &people)
{
    SQLite::Statement insert(database, "INSERT INTO insurance VALUES (?, ?)");
    for (const auto &value : people) {
        QJsonObject person = value.toObject();
        bind(insert, {person.take(QStringLiteral("id_number")).toString(),
                      QString::fromUtf8(QJsonDocument(person).toJson(QJsonDocument::Compact))});
        insert.exec();
        insert.reset();
    }
}

} // namespace

Store::Store(std::unique_ptr<SQLite::Database> database, QJsonObject publicity)
    : m_database(std::move(database)), m_publicity(std::move(publicity))
{
}

Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const QString &file, const QString &people)
{
    const auto document = loadChecked(people, QStringLiteral("citizens"));
    if (!document)
        return document.error();
    const auto households = loadChecked(people, QStringLiteral("households"));
    if (!households)
        return households.error();
    const auto insurance = loadChecked(people, QStringLiteral("insurance"));
    if (!insurance)
        return insurance.error();
    const auto publicity = loadChecked(people, QStringLiteral("companies"));
    if (!publicity)
        return publicity.error();
    QDir().mkpath(QFileInfo(file).path());
    try {
        auto database = std::make_unique<SQLite::Database>(
            file.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 2000);
        database->exec("PRAGMA journal_mode=WAL");
        database->exec(tables);
        SQLite::Transaction transaction(*database);
        database->exec("DELETE FROM citizens; DELETE FROM households; DELETE FROM insurance");
        SQLite::Statement insert(*database, "INSERT INTO citizens VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        const QJsonArray citizens = document->root().value(u"citizens").toArray();
        for (qsizetype i = 0; i < citizens.size(); ++i) {
            const QJsonObject citizen = citizens.at(i).toObject();
            const auto value = [&citizen](const char *key) {
                return citizen.value(QLatin1String(key)).toString();
            };
            if (!isIdNumber(value("id_number")))
                return fail(error::invalidData,
                            document
                                ->finding({QStringLiteral("citizens"), QString::number(i)},
                                          QStringLiteral("check digit is wrong"))
                                .text());
            bind(insert, {value("id_number"), value("name"), value("sex"), value("nation"), value("birth"),
                          value("address"), value("authority"), value("valid_from"), value("valid_to"),
                          value("phone")});
            insert.exec();
            insert.reset();
        }
        insertHouseholds(*database, households->root().value(u"households").toArray());
        insertInsurance(*database, insurance->root().value(u"people").toArray());
        transaction.commit();
        return std::unique_ptr<Store>(new Store(std::move(database), publicity->root()));
    } catch (const SQLite::Exception &exception) {
        return fail(error::invalidData,
                    QStringLiteral("%1: %2").arg(file, QString::fromUtf8(exception.what())));
    }
}

std::optional<Citizen> Store::citizen(const QString &idNumber)
{
    SQLite::Statement query(*m_database, "SELECT * FROM citizens WHERE id_number = ?");
    bind(query, {idNumber});
    if (!query.executeStep())
        return std::nullopt;
    Citizen citizen{text(query.getColumn(0)), text(query.getColumn(1)),       text(query.getColumn(2)),
                    text(query.getColumn(3)), date(text(query.getColumn(4))), text(query.getColumn(5)),
                    text(query.getColumn(6)), date(text(query.getColumn(7))), std::nullopt,
                    text(query.getColumn(9))};
    if (const QDate until = date(text(query.getColumn(8))); until.isValid())
        citizen.validTo = until;
    return citizen;
}

std::optional<QJsonObject> Store::householdPage(const QString &idNumber)
{
    return json("households", idNumber);
}

std::optional<QJsonObject> Store::insuranceRecord(const QString &idNumber)
{
    return json("insurance", idNumber);
}

QJsonArray Store::companies() const
{
    return m_publicity[u"companies"].toArray();
}

QJsonArray Store::reportSections(QStringView group) const
{
    return m_publicity[group].toArray();
}

std::optional<QJsonObject> Store::json(const char *table, const QString &idNumber)
{
    SQLite::Statement query(*m_database, std::string("SELECT json FROM ") + table + " WHERE id_number = ?");
    bind(query, {idNumber});
    if (!query.executeStep())
        return std::nullopt;
    return QJsonDocument::fromJson(QByteArray::fromStdString(query.getColumn(0).getString())).object();
}

std::optional<SmsCode> Store::smsCode(const QString &idNumber)
{
    SQLite::Statement query(*m_database,
                            "SELECT code, sent, attempts, locked_until FROM codes WHERE id_number = ?");
    bind(query, {idNumber});
    if (!query.executeStep())
        return std::nullopt;
    return SmsCode{text(query.getColumn(0)), QDateTime::fromMSecsSinceEpoch(query.getColumn(1).getInt64()),
                   query.getColumn(2).getInt(),
                   QDateTime::fromMSecsSinceEpoch(query.getColumn(3).getInt64())};
}

QString Store::lastCode(const QString &idNumber)
{
    SQLite::Statement query(*m_database,
                            "SELECT code FROM codes WHERE code <> '' AND (?1 = '' OR id_number = ?1) "
                            "ORDER BY sent DESC, rowid DESC LIMIT 1");
    bind(query, {idNumber});
    return query.executeStep() ? text(query.getColumn(0)) : QString();
}

void Store::saveSmsCode(const QString &idNumber, const SmsCode &code)
{
    SQLite::Statement insert(*m_database, "INSERT OR REPLACE INTO codes VALUES (?, ?, ?, ?, ?)");
    bind(insert, {idNumber, code.code});
    insert.bind(3, int64_t(code.sent.toMSecsSinceEpoch()));
    insert.bind(4, code.attempts);
    insert.bind(5, int64_t(code.lockedUntil.isValid() ? code.lockedUntil.toMSecsSinceEpoch() : 0));
    insert.exec();
}

qint64 Store::addPrint(const IssuedPrint &print)
{
    SQLite::Statement insert(*m_database, "INSERT INTO prints (case_number, purpose, anti_forgery_code, "
                                          "verification_code, issued) VALUES (?, ?, ?, ?, ?)");
    bind(insert, {print.caseNumber, print.purpose, print.antiForgeryCode, print.verificationCode,
                  print.issued.toString(Qt::ISODate)});
    insert.exec();
    return m_database->getLastInsertRowid();
}

void Store::addRating(const QString &caseNumber, const QByteArray &json)
{
    SQLite::Statement insert(*m_database, "INSERT OR IGNORE INTO ratings VALUES (?, ?)");
    bind(insert, {caseNumber, QString::fromUtf8(json)});
    insert.exec();
}

void Store::addReport(const QString &caseNumber, const QByteArray &json)
{
    SQLite::Statement insert(*m_database, "INSERT OR IGNORE INTO reports VALUES (?, ?)");
    bind(insert, {caseNumber, QString::fromUtf8(json)});
    insert.exec();
}

qint64 Store::count(const char *table)
{
    return m_database->execAndGet(std::string("SELECT count(*) FROM ") + table).getInt64();
}

QByteArray Store::last(const char *table)
{
    SQLite::Statement query(*m_database,
                            std::string("SELECT json FROM ") + table + " ORDER BY rowid DESC LIMIT 1");
    return query.executeStep() ? QByteArray::fromStdString(query.getColumn(0).getString()) : QByteArray();
}

} // namespace kiosk::platform
