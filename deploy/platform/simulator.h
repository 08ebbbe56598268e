#pragma once

#include "operations.h"

#include <kiosk/serviced/platform_profile.h>

#include <QMap>
#include <QStringList>

#include <condition_variable>
#include <mutex>

namespace kiosk::platform
{

/// What goes wrong, on demand.
struct Fault {
    enum class Kind { Slow, Rubbish, Half, Drop, Refuse, Part };

    Kind kind = Kind::Slow;
    QString operation; ///< empty: every one
    Milliseconds delay{0};
    ErrorCode code = error::platformRefused;
    QString part;   ///< Part: what of the department is down, 失业保险
    int times = -1; ///< requests left; -1 = until cleared
};

struct HttpAnswer {
    enum class Delivery { Whole, Half, None };

    int status = 200;
    QByteArray type = "application/json; charset=utf-8";
    QByteArray body;
    Delivery delivery = Delivery::Whole;
};

/// The departments behind the HTTP server: finds the operation of a path, applies faults, answers in the
/// profile's form. Thread: any; requests are handled one after the other, only a slow one waits beside.
class Simulator
{
public:
    Simulator(std::unique_ptr<Store> store, services::PlatformProfile profile, const Clock &clock);

    /// `client` is the name in the client's certificate.
    [[nodiscard]] HttpAnswer answer(const QByteArray &method, const QString &path, const QByteArray &body,
                                    const QString &client);

    void addFault(const Fault &fault);
    void clearFaults();
    void advance(Milliseconds by);
    [[nodiscard]] QString lastCode(const QString &idNumber);
    [[nodiscard]] QMap<QString, qint64> calls();
    /// {"issued", "ratings", "reports", "last_rating", "last_report"}
    [[nodiscard]] QJsonObject records();
    /// Ends waiting of slow answers, for good.
    void stop();

private:
    [[nodiscard]] Result<Payload> handle(const services::ProfileOperation &operation, const QByteArray &body,
                                         const QString &client, const QStringList &down);
    [[nodiscard]] std::optional<Fault> takeFault(const QString &operation);
    [[nodiscard]] QStringList parts() const;

    std::mutex m_mutex; ///< guards everything below
    std::condition_variable m_changed;
    std::unique_ptr<Store> m_store;
    services::PlatformProfile m_profile;
    const Clock &m_clock;
    QMap<QString, Operation> m_operations;
    QList<Fault> m_faults;
    Milliseconds m_offset{0};
    QMap<QString, qint64> m_calls;
    quint64 m_faultGeneration = 0;
    bool m_stopped = false;
};

} // namespace kiosk::platform
