// What StockLedger tells of itself.
#include <kiosk/core/query.h>
#include <kiosk/serviced/stock_ledger.h>

#include <QJsonArray>

namespace kiosk::services
{
namespace
{

// A licence terminal prints some dozens a day.
constexpr qint64 lowStock = 20;

QJsonValue orNothing(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

} // namespace

QJsonArray StockLedger::readTrays()
{
    QJsonArray trays;
    for (Query row(m_database,
                   "SELECT device, tray, form, next, sheets, unsure FROM stock_trays ORDER BY device, tray");
         row.next();) {
        const qint64 left = row.number(4);
        const QString last = left > 0 ? SerialRange::from(row.text(3), left).last() : QString();
        trays.append(QJsonObject{
            {QStringLiteral("device"), row.text(0)},
            {QStringLiteral("tray"), row.text(1)},
            {QStringLiteral("form"), row.text(2)},
            {QStringLiteral("state"), row.number(5) != 0 ? QStringLiteral("unsure") : QStringLiteral("ok")},
            {QStringLiteral("next"), left > 0 ? QJsonValue(row.text(3)) : QJsonValue()},
            {QStringLiteral("last"), orNothing(last)},
            {QStringLiteral("left"), left},
            {QStringLiteral("replenishment"), left == 0          ? QStringLiteral("empty")
                                              : left <= lowStock ? QStringLiteral("low")
                                                                 : QStringLiteral("ok")}});
    }
    return trays;
}

QJsonArray StockLedger::readForms()
{
    QJsonArray forms;
    for (Query row(
             m_database,
             "SELECT r.form, sum(r.sheets), (SELECT coalesce(sum(sheets), 0) FROM stock_trays t WHERE t.form "
             "= "
             "r.form), (SELECT count(*) FROM stock_sheets s WHERE s.form = r.form AND state = 'reserved'), "
             "(SELECT count(*) FROM stock_sheets s WHERE s.form = r.form AND state = 'used'), "
             "(SELECT count(*) FROM stock_sheets s WHERE s.form = r.form AND state = 'voided'), "
             "(SELECT count(*) FROM stock_sheets s WHERE s.form = r.form AND state = 'returned') "
             "FROM stock_received r GROUP BY r.form ORDER BY r.form");
         row.next();) {
        static constexpr const char *names[] = {"loaded", "reserved", "used", "voided", "returned"};
        QJsonObject form{{QStringLiteral("form"), row.text(0)}, {QStringLiteral("received"), row.number(1)}};
        qint64 store = row.number(1);
        for (int column = 0; column < 5; ++column) {
            form.insert(QLatin1String(names[column]), row.number(column + 2));
            store -= row.number(column + 2);
        }
        form.insert(QStringLiteral("store"), store);
        forms.append(form);
    }
    return forms;
}

QJsonArray StockLedger::readSheets(const QJsonObject &filter)
{
    QJsonArray sheets;
    for (Query row(m_database,
                   "SELECT number, form, state, operation, reason FROM stock_sheets WHERE (?1 = '' OR number "
                   "= ?1) AND "
                   "(?2 = '' OR operation = ?2) AND (?3 = '' OR form = ?3) ORDER BY rowid DESC LIMIT ?4",
                   filter[u"number"].toString(), filter[u"operation"].toString(), filter[u"form"].toString(),
                   std::clamp<qint64>(filter[u"limit"].toInteger(50), 1, 1000));
         row.next();)
        sheets.append(QJsonObject{{QStringLiteral("number"), row.text(0)},
                                  {QStringLiteral("form"), row.text(1)},
                                  {QStringLiteral("state"), row.text(2)},
                                  {QStringLiteral("operation"), orNothing(row.text(3))},
                                  {QStringLiteral("reason"), orNothing(row.text(4))}});
    return sheets;
}

QJsonArray StockLedger::readMovements(const QJsonObject &filter)
{
    static constexpr const char *names[] = {"at",   "what",      "form",   "first", "last",   "device",
                                            "tray", "operation", "reason", "by",    "account"};
    QJsonArray movements;
    for (Query row(m_database,
                   "SELECT at, what, form, first, last, device, tray, operation, reason, staff, account FROM "
                   "stock_movements WHERE (?1 = '' OR (length(first) = length(?1) AND ?1 BETWEEN first AND "
                   "last)) AND "
                   "(?2 = '' OR operation = ?2) AND (?3 = '' OR form = ?3) ORDER BY id DESC LIMIT ?4",
                   filter[u"number"].toString(), filter[u"operation"].toString(), filter[u"form"].toString(),
                   std::clamp<qint64>(filter[u"limit"].toInteger(50), 1, 1000));
         row.next();) {
        QJsonObject movement;
        for (int column = 0; column < 11; ++column)
            movement.insert(QLatin1String(names[column]), orNothing(row.text(column)));
        movements.append(movement);
    }
    return movements;
}

QJsonObject StockLedger::read(const QJsonObject &filter)
{
    return {{QStringLiteral("trays"), readTrays()},
            {QStringLiteral("forms"), readForms()},
            {QStringLiteral("sheets"), readSheets(filter)},
            {QStringLiteral("movements"), readMovements(filter)}};
}

} // namespace kiosk::services
