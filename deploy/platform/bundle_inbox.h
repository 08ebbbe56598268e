#pragma once

#include <kiosk/core/result.h>

#include <QByteArray>
#include <QJsonObject>
#include <QMap>

#include <functional>
#include <mutex>

namespace httplib
{
class Server;
struct Request;
struct Response;
} // namespace httplib

namespace kiosk::platform
{

/// The maker's side of a support bundle: takes uploads by tus 1.0 at /support/bundles, in memory. Thread:
/// any.
class BundleInbox
{
public:
    /// The name in the client's certificate.
    using ClientName = std::function<QString(const httplib::Request &request)>;
    /// Adds its routes, before any that would take them.
    void serve(httplib::Server &server, ClientName clientName);

    /// README, "Control": {"largest", "refuse", "drop", "save"} → {"bundles"}. Errors: invalidData (a folder
    /// that cannot be written).
    [[nodiscard]] Result<QJsonObject> control(const QJsonObject &command);

private:
    struct Upload {
        QString terminal;
        QString name;
        qint64 length = 0;
        QByteArray bytes;
    };

    void make(const httplib::Request &request, httplib::Response &response, const QString &terminal);
    void tell(const httplib::Request &request, httplib::Response &response);
    void add(const httplib::Request &request, httplib::Response &response);
    [[nodiscard]] Upload *find(const httplib::Request &request);
    [[nodiscard]] QJsonObject state() const;

    std::mutex m_mutex;              ///< guards everything below
    QMap<QString, Upload> m_uploads; ///< by the last part of their address
    qint64 m_largest = qint64(64) * 1024 * 1024;
    bool m_refuse = false;
    int m_drop = 0;
};

} // namespace kiosk::platform
