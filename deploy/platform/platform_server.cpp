#include "platform_server.h"

#include <httplib.h>

namespace kiosk::platform
{

namespace
{

QString clientName(const SSL *ssl)
{
    X509 *certificate = SSL_get1_peer_certificate(ssl);
    if (certificate == nullptr)
        return {};
    char name[128] = {};
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name, sizeof name);
    X509_free(certificate);
    return QString::fromUtf8(name);
}

void deliver(const HttpAnswer &answer, const httplib::Request &request, httplib::Response &response)
{
    response.status = answer.status;
    switch (answer.delivery) {
    case HttpAnswer::Delivery::Whole:
        response.set_content(answer.body.constData(), size_t(answer.body.size()), answer.type.constData());
        break;
    case HttpAnswer::Delivery::Half:
        response.set_content_provider(size_t(answer.body.size()), answer.type.constData(),
                                      [body = answer.body](size_t, size_t, httplib::DataSink &sink) {
                                          sink.write(body.constData(), size_t(body.size() / 2));
                                          return false; // the announced rest never comes
                                      });
        break;
    case HttpAnswer::Delivery::None:
        ::shutdown(SSL_get_fd(request.ssl), SHUT_RDWR);
        break;
    }
}

} // namespace

PlatformServer::PlatformServer(Simulator &simulator, QString host, int port, QString certificates)
    : m_simulator(simulator), m_host(std::move(host)), m_port(port), m_certificates(std::move(certificates))
{
}

PlatformServer::~PlatformServer()
{
    m_simulator.stop();
    stop();
}

Status PlatformServer::start()
{
    if (m_server)
        return {};
    const auto file = [this](const char *name) {
        return (m_certificates + QLatin1Char('/') + QLatin1String(name)).toStdString();
    };
    auto server = std::make_unique<httplib::SSLServer>(file("server.crt").c_str(), file("server.key").c_str(),
                                                       file("ca.crt").c_str());
    if (!server->is_valid())
        return fail(error::invalidData,
                    QStringLiteral("%1: no usable ca.crt, server.crt, server.key").arg(m_certificates));
    // The library's default is SO_REUSEPORT, which would let two simulators share a port.
    server->set_socket_options([](socket_t socket) {
        const int yes = 1;
        ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    server->set_payload_max_length(size_t(4) * 1024 * 1024);
    server->set_keep_alive_timeout(1);
    const auto handler = [this](const httplib::Request &request, httplib::Response &response) {
        deliver(m_simulator.answer(QByteArray::fromStdString(request.method),
                                   QString::fromStdString(request.path),
                                   QByteArray::fromStdString(request.body), clientName(request.ssl)),
                request, response);
    };
    m_inbox.serve(*server, [](const httplib::Request &request) { return clientName(request.ssl); });
    server->Get(".*", handler);
    server->Post(".*", handler);
    if (m_port == 0) {
        m_port = server->bind_to_any_port(m_host.toStdString());
        if (m_port <= 0)
            return fail(error::deviceBusy, QStringLiteral("%1: no port").arg(m_host));
    } else if (!server->bind_to_port(m_host.toStdString(), m_port)) {
        return fail(error::deviceBusy, QStringLiteral("%1:%2 cannot be listened on").arg(m_host).arg(m_port));
    }
    m_server = std::move(server);
    m_thread = std::thread([this] { m_server->listen_after_bind(); });
    while (!m_server->is_running()) // stop() does nothing before
        std::this_thread::yield();
    return {};
}

void PlatformServer::stop()
{
    if (!m_server)
        return;
    m_server->stop();
    m_thread.join();
    m_server.reset();
}

} // namespace kiosk::platform
