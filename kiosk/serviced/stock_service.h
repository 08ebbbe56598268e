#pragma once

#include <kiosk/serviced/journal.h>

#include <kiosk/ipc/bus.h>

namespace kiosk::services
{

/// org.bianmin.Stock: the account of numbered blanks, for staff and their diagnostics page. The methods are
/// the contract's (kiosk/ipc/org.bianmin.Stock1.xml), called by its generated adaptor. Thread: the main one.
class StockService : public QObject, protected QDBusContext
{
    Q_OBJECT

public:
    StockService(QDBusConnection bus, Journal &journal);

    void Receive(const QString &form, const QString &first, const QString &last, const QString &by);
    void Load(const QString &device, const QString &tray, const QString &first, const QString &last,
              const QString &by);
    void Unload(const QString &device, const QString &tray, const QString &by);
    void Count(const QString &device, const QString &tray, const QString &first, const QString &last,
               const QString &by);
    void Void(const QString &number, const QString &reason, const QString &by);
    void Return(const QString &first, const QString &last, const QString &by);
    QString List(const QString &filter);

Q_SIGNALS:
    void Changed();

private:
    void change(const QString &subject, const QString &by, const std::function<Status(StockLedger &)> &body);
    void change(const QString &first, const QString &last, const QString &by,
                const std::function<Status(StockLedger &, const SerialRange &)> &body);

    QDBusConnection m_bus;
    Journal &m_journal;
};

} // namespace kiosk::services
