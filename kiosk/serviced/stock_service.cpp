#include <kiosk/serviced/stock_service.h>

#include <QJsonDocument>

#include "stock_adaptor.h"

namespace kiosk::services
{

StockService::StockService(QDBusConnection bus, Journal &journal) : m_bus(std::move(bus)), m_journal(journal)
{
    new Stock1Adaptor(this);
}

void StockService::change(const QString &subject, const QString &by,
                          const std::function<Status(StockLedger &)> &body)
{
    const auto acting = m_journal.actFor(ipc::accountOf(m_bus, message().service()));
    if (const Status changed = m_journal.changeStock(subject, by, body); !changed)
        ipc::replyError(*this, changed.error());
    else
        Q_EMIT Changed();
}

void StockService::change(const QString &first, const QString &last, const QString &by,
                          const std::function<Status(StockLedger &, const SerialRange &)> &body)
{
    const auto sheets = SerialRange::create(first, last);
    if (!sheets)
        return ipc::replyError(*this, sheets.error());
    change(first, by, [&](StockLedger &ledger) { return body(ledger, *sheets); });
}

void StockService::Receive(const QString &form, const QString &first, const QString &last, const QString &by)
{
    change(first, last, by,
           [&form](StockLedger &ledger, const SerialRange &sheets) { return ledger.receive(form, sheets); });
}

void StockService::Load(const QString &device, const QString &tray, const QString &first, const QString &last,
                        const QString &by)
{
    change(first, last, by, [&](StockLedger &ledger, const SerialRange &sheets) {
        return ledger.load({device, tray}, sheets);
    });
}

void StockService::Unload(const QString &device, const QString &tray, const QString &by)
{
    change(device, by, [&](StockLedger &ledger) { return ledger.unload({device, tray}); });
}

void StockService::Count(const QString &device, const QString &tray, const QString &first,
                         const QString &last, const QString &by)
{
    if (first.isEmpty() && last.isEmpty())
        return change(device, by, [&](StockLedger &ledger) { return ledger.count({device, tray}, {}); });
    change(first, last, by, [&](StockLedger &ledger, const SerialRange &sheets) {
        return ledger.count({device, tray}, sheets);
    });
}

void StockService::Void(const QString &number, const QString &reason, const QString &by)
{
    change(number, by, [&](StockLedger &ledger) { return ledger.voidSheet(number, reason); });
}

void StockService::Return(const QString &first, const QString &last, const QString &by)
{
    change(first, last, by,
           [](StockLedger &ledger, const SerialRange &sheets) { return ledger.giveBack(sheets); });
}

QString StockService::List(const QString &filter)
{
    const auto stock = m_journal.readStock(QJsonDocument::fromJson(filter.toUtf8()).object());
    if (!stock) {
        ipc::replyError(*this, stock.error());
        return {};
    }
    return QString::fromUtf8(QJsonDocument(*stock).toJson(QJsonDocument::Compact));
}

} // namespace kiosk::services
