#include <kiosk/shell/diagnostics/stock_desk.h>

#include <kiosk/core/error_catalogue.h>

#include <QJsonArray>

#include <algorithm>

namespace kiosk::shell
{

namespace
{

QString lettersOf(const QString &number)
{
    const auto digit =
        std::find_if(number.cbegin(), number.cend(), [](QChar letter) { return letter.isDigit(); });
    return number.left(digit - number.cbegin());
}

QString inWords(const Error &error)
{
    if (error.code == error::sequenceError)
        return QStringLiteral("和账上对不上：核对纸盒里的号码和下面的记录");
    const ErrorEntry &entry = describe(error.code);
    return entry.technician + QStringLiteral("：") + entry.remedy;
}

} // namespace

StockDesk::StockDesk(ServicesClient &services) : m_services(services) {}

QVariantList StockDesk::trays() const
{
    // Blanks of what was delivered last, where a tray has never had any.
    QString example;
    for (const auto &movement : m_stock[u"movements"].toArray()) {
        if (example.isEmpty() && movement[u"what"].toString() == u"received")
            example = movement[u"first"].toString();
    }
    QVariantList list;
    for (const Tray &known : m_known) {
        QVariantMap tray{{QStringLiteral("device"), known.device},
                         {QStringLiteral("tray"), known.tray},
                         {QStringLiteral("state"), QStringLiteral("none")}};
        for (const auto &entry : m_stock[u"trays"].toArray()) {
            if (entry[u"device"].toString() == known.device && entry[u"tray"].toString() == known.tray)
                tray.insert(entry.toObject().toVariantMap());
        }
        const QString last = tray[QStringLiteral("last")].toString();
        const QString number = last.isEmpty() ? example : last;
        const QString series = lettersOf(number);
        tray.insert(QStringLiteral("series"), series);
        tray.insert(QStringLiteral("digits"), int(number.size() - series.size()));
        list.append(tray);
    }
    return list;
}

void StockDesk::refresh()
{
    m_refusal.clear();
    read();
}

QCoro::Task<void> StockDesk::read()
{
    const auto stock = co_await m_services.stock();
    if (stock)
        m_stock = *stock;
    else
        m_refusal = inWords(stock.error());
    Q_EMIT changed();
}

void StockDesk::load(const QString &device, const QString &tray, const QString &first, const QString &last)
{
    change({QStringLiteral("load"), device, tray, first, last, {}, {}});
}

void StockDesk::count(const QString &device, const QString &tray, const QString &first, const QString &last)
{
    change({QStringLiteral("count"), device, tray, first, last, {}, {}});
}

void StockDesk::unload(const QString &device, const QString &tray)
{
    change({QStringLiteral("unload"), device, tray, {}, {}, {}, {}});
}

void StockDesk::voidSheet(const QString &number, const QString &reason)
{
    change({QStringLiteral("void"), {}, {}, number, {}, reason, {}});
}

void StockDesk::change(ServicesClient::StockChange change)
{
    if (m_number.isEmpty() || m_busy)
        return;
    change.by = m_number;
    m_busy = true;
    m_refusal.clear();
    Q_EMIT changed();
    write(std::move(change));
}

QCoro::Task<void> StockDesk::write(ServicesClient::StockChange change)
{
    const auto written = co_await m_services.changeStock(std::move(change));
    m_busy = false;
    if (written)
        ++m_changes;
    else
        m_refusal = inWords(written.error());
    co_await read();
}

} // namespace kiosk::shell
