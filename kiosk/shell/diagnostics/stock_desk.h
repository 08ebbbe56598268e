#pragma once

#include <kiosk/shell/services_client.h>

#include <QVariantList>

namespace kiosk::shell
{

/// The account of numbered blanks as a technician sees and changes it at the terminal: what lies in the
/// trays, and what was done with it. Deliveries are written down by the office (kioskctl stock receive).
/// Thread: main.
class StockDesk : public QObject
{
    Q_OBJECT
    /// [{device, tray, state: none | ok | unsure, replenishment: ok | low | empty, next, last, left, series
    /// (the letters of its numbers; empty: nothing has been delivered), digits}]
    Q_PROPERTY(QVariantList trays READ trays NOTIFY changed)
    /// [{at, what, first, last, by}], the newest first.
    Q_PROPERTY(QVariantList movements READ movements NOTIFY changed)
    /// Why the last change was refused, or the account cannot be read.
    Q_PROPERTY(QString refusal READ refusal NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    /// How many were written down.
    Q_PROPERTY(int changes READ changes NOTIFY changed)

public:
    struct Tray {
        QString device;
        QString tray;
    };
    explicit StockDesk(ServicesClient &services);

    /// The trays of devices.yaml that hold numbered blanks.
    void setTrays(const QList<Tray> &trays) { m_known = trays; }
    /// Who changes it; empty: nobody may.
    void setNumber(const QString &number) { m_number = number; }

    [[nodiscard]] bool any() const { return !m_known.isEmpty(); }
    [[nodiscard]] QVariantList trays() const;
    [[nodiscard]] QVariantList movements() const { return m_stock[u"movements"].toArray().toVariantList(); }
    [[nodiscard]] QString refusal() const { return m_refusal; }
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] int changes() const { return m_changes; }

    Q_INVOKABLE void refresh();
    Q_INVOKABLE void load(const QString &device, const QString &tray, const QString &first,
                          const QString &last);
    /// first and last empty: nothing is in the tray.
    Q_INVOKABLE void count(const QString &device, const QString &tray, const QString &first,
                           const QString &last);
    Q_INVOKABLE void unload(const QString &device, const QString &tray);
    /// reason: damaged, misprinted, jammed, lost, other.
    Q_INVOKABLE void voidSheet(const QString &number, const QString &reason);

Q_SIGNALS:
    void changed();

private:
    QCoro::Task<void> read();
    void change(ServicesClient::StockChange change);
    QCoro::Task<void> write(ServicesClient::StockChange change);

    ServicesClient &m_services;
    QList<Tray> m_known;
    QString m_number;
    QJsonObject m_stock;
    QString m_refusal;
    bool m_busy = false;
    int m_changes = 0;
};

} // namespace kiosk::shell
