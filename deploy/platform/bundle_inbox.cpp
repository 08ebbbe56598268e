#include "bundle_inbox.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>

#include <httplib.h>

namespace kiosk::platform
{

namespace
{

const QString inboxPath = QStringLiteral("/support/bundles");

constexpr int created = 201, noContent = 204, ok = 200;
constexpr int forbidden = 403, notFound = 404, conflict = 409, tooLarge = 413, badRequest = 400;

QByteArray header(const httplib::Request &request, const char *name)
{
    return QByteArray::fromStdString(request.get_header_value(name));
}

/// "filename d29ybGQ=, …"
QString nameIn(const QByteArray &metadata)
{
    for (const QByteArray &pair : metadata.split(',')) {
        const QList<QByteArray> words = pair.trimmed().split(' ');
        if (words.value(0) == "filename")
            return QString::fromUtf8(QByteArray::fromBase64(words.value(1)));
    }
    return {};
}

} // namespace

void BundleInbox::serve(httplib::Server &server, ClientName clientName)
{
    const std::string one = inboxPath.toStdString() + "/[0-9]+";
    server.Post(inboxPath.toStdString(),
                [this, clientName](const httplib::Request &request, httplib::Response &response) {
                    const std::lock_guard lock(m_mutex);
                    make(request, response, clientName(request));
                });
    server.Get(one, [this](const httplib::Request &request, httplib::Response &response) { // HEAD, too
        const std::lock_guard lock(m_mutex);
        tell(request, response);
    });
    server.Patch(one, [this](const httplib::Request &request, httplib::Response &response) {
        const std::lock_guard lock(m_mutex);
        add(request, response);
    });
}

void BundleInbox::make(const httplib::Request &request, httplib::Response &response, const QString &terminal)
{
    bool told = false;
    const qint64 length = header(request, "Upload-Length").toLongLong(&told);
    response.set_header("Tus-Resumable", "1.0.0");
    if (m_refuse || !told || length > m_largest) {
        response.status = m_refuse ? forbidden : told ? tooLarge : badRequest;
        return;
    }
    const QString id = QString::number(m_uploads.size() + 1);
    m_uploads.insert(id, {terminal, nameIn(header(request, "Upload-Metadata")), length, {}});
    response.set_header("Location", (inboxPath + QLatin1Char('/') + id).toStdString());
    response.status = created;
}

void BundleInbox::tell(const httplib::Request &request, httplib::Response &response)
{
    const Upload *upload = find(request);
    response.set_header("Tus-Resumable", "1.0.0");
    response.status = upload == nullptr ? notFound : ok;
    if (upload == nullptr)
        return;
    response.set_header("Upload-Offset", std::to_string(upload->bytes.size()));
    response.set_header("Upload-Length", std::to_string(upload->length));
}

void BundleInbox::add(const httplib::Request &request, httplib::Response &response)
{
    Upload *upload = find(request);
    response.set_header("Tus-Resumable", "1.0.0");
    if (upload == nullptr || header(request, "Upload-Offset").toLongLong() != upload->bytes.size()) {
        response.status = upload == nullptr ? notFound : conflict;
        return;
    }
    QByteArray piece = QByteArray::fromStdString(request.body);
    if (m_drop > 0) { // half of it arrives, and no answer leaves
        --m_drop;
        upload->bytes += piece.left(piece.size() / 2);
        ::shutdown(SSL_get_fd(request.ssl), SHUT_RDWR);
        return;
    }
    upload->bytes += piece;
    response.set_header("Upload-Offset", std::to_string(upload->bytes.size()));
    response.status = noContent;
}

BundleInbox::Upload *BundleInbox::find(const httplib::Request &request)
{
    const auto upload = m_uploads.find(QString::fromStdString(request.path).section(u'/', -1));
    return upload == m_uploads.end() ? nullptr : &*upload;
}

Result<QJsonObject> BundleInbox::control(const QJsonObject &command)
{
    const std::lock_guard lock(m_mutex);
    m_largest = command.value(u"largest").toInteger(m_largest);
    m_refuse = command.value(u"refuse").toBool(m_refuse);
    m_drop = command.value(u"drop").toInt(m_drop);
    if (const QString save = command.value(u"save").toString(); !save.isEmpty()) {
        for (const Upload &upload : std::as_const(m_uploads)) {
            QFile file(QDir(save).filePath(QFileInfo(upload.name).fileName()));
            const bool whole = upload.bytes.size() == upload.length;
            if (whole && (!file.open(QIODevice::WriteOnly) || file.write(upload.bytes) != upload.length))
                return fail(error::invalidData, file.errorString());
        }
    }
    return state();
}

QJsonObject BundleInbox::state() const
{
    QJsonArray bundles;
    for (const Upload &upload : m_uploads)
        bundles.append(QJsonObject{{QStringLiteral("terminal"), upload.terminal},
                                   {QStringLiteral("name"), upload.name},
                                   {QStringLiteral("length"), upload.length},
                                   {QStringLiteral("offset"), upload.bytes.size()}});
    return {{QStringLiteral("bundles"), bundles}};
}

} // namespace kiosk::platform
