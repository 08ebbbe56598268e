#include <kiosk/hal/emulator_control.h>

#include <kiosk/core/sealed_memory.h>

#include <QFile>
#include <QJsonDocument>
#include <QSocketNotifier>

#include <cerrno>
#include <map>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace kiosk::hal
{

namespace
{

constexpr qsizetype longestLine = qsizetype(64) * 1024;

QString socketError(const char *what)
{
    return QStringLiteral("%1: %2").arg(what, strerror(errno));
}

Result<sockaddr_un> socketAddress(const QString &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(path);
    if (name.isEmpty() || name.size() >= qsizetype(sizeof address.sun_path))
        return fail(error::invalidData, QStringLiteral("socket path of %1 bytes").arg(name.size()));
    memcpy(address.sun_path, name.constData(), size_t(name.size()));
    return address;
}

Result<FileDescriptor> connectTo(const sockaddr_un &address)
{
    FileDescriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (connect(socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return fail(error::noDevice, socketError(address.sun_path));
    return socket;
}

QByteArray line(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

struct EmulatorControl::Data {
    struct Client {
        FileDescriptor socket;
        std::unique_ptr<QSocketNotifier> notifier;
        QByteArray pending;
    };

    QByteArray path;
    Handler handler;
    FileDescriptor listener;
    std::unique_ptr<QSocketNotifier> notifier;
    std::map<int, Client> clients;

    void accept();
    void read(int fd);
    [[nodiscard]] QJsonObject answer(const QByteArray &request) const;
};

void EmulatorControl::Data::accept()
{
    FileDescriptor socket(accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!socket.valid())
        return;
    const int fd = socket.get();
    auto clientNotifier = std::make_unique<QSocketNotifier>(fd, QSocketNotifier::Read);
    QObject::connect(clientNotifier.get(), &QSocketNotifier::activated, [this, fd] { read(fd); });
    clients.insert_or_assign(fd, Client{std::move(socket), std::move(clientNotifier), {}});
}

void EmulatorControl::Data::read(int fd)
{
    Client &client = clients.at(fd);
    char buffer[4096];
    const ssize_t got = recv(fd, buffer, sizeof buffer, 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    bool alive = got > 0;
    if (alive)
        client.pending.append(buffer, got);
    for (qsizetype end; alive && (end = client.pending.indexOf('\n')) >= 0;) {
        const QByteArray reply = line(answer(client.pending.left(end)));
        client.pending.remove(0, end + 1);
        // A reply is far smaller than the socket's buffer; who does not read it is dropped, not waited for.
        alive = send(fd, reply.constData(), size_t(reply.size()), MSG_NOSIGNAL) == reply.size();
    }
    if (alive && client.pending.size() <= longestLine)
        return;
    // Not deleted here: this runs inside the notifier's own signal.
    client.notifier->setEnabled(false);
    client.notifier.release()->deleteLater();
    clients.erase(fd);
}

QJsonObject EmulatorControl::Data::answer(const QByteArray &request) const
{
    const QJsonDocument document = QJsonDocument::fromJson(request);
    if (!document.isObject())
        return refuse(QStringLiteral("one JSON object per line is expected"));
    QJsonObject reply = handler(document.object());
    if (!reply.contains(QLatin1String("ok")))
        reply.insert(QStringLiteral("ok"), true);
    return reply;
}

Result<std::unique_ptr<EmulatorControl>> EmulatorControl::create(const QString &path, Handler handler)
{
    const auto address = socketAddress(path);
    if (!address)
        return address.error();
    if (connectTo(*address))
        return fail(error::deviceBusy, QStringLiteral("an emulator already listens at %1").arg(path));
    unlink(address->sun_path);

    auto data = std::make_unique<Data>();
    data->listener = FileDescriptor(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    // The permissions of the socket itself, before it can be found: later connects take them from the file.
    fchmod(data->listener.get(), S_IRUSR | S_IWUSR);
    if (bind(data->listener.get(), reinterpret_cast<const sockaddr *>(&*address), sizeof *address) != 0 ||
        listen(data->listener.get(), 8) != 0)
        return fail(error::invalidData, socketError(address->sun_path));
    data->path = address->sun_path;
    data->handler = std::move(handler);
    data->notifier = std::make_unique<QSocketNotifier>(data->listener.get(), QSocketNotifier::Read);
    QObject::connect(data->notifier.get(), &QSocketNotifier::activated,
                     [raw = data.get()] { raw->accept(); });
    return std::unique_ptr<EmulatorControl>(new EmulatorControl(std::move(data)));
}

EmulatorControl::EmulatorControl(std::unique_ptr<Data> data) : m_data(std::move(data)) {}

EmulatorControl::~EmulatorControl()
{
    unlink(m_data->path.constData());
}

QJsonObject EmulatorControl::refuse(const QString &reason)
{
    return {{QStringLiteral("ok"), false}, {QStringLiteral("error"), reason}};
}

QJsonObject EmulatorControl::refuseUnknown(const QJsonObject &request)
{
    return refuse(QStringLiteral("unknown request '%1' '%2'")
                      .arg(request[u"do"].toString(), request[u"name"].toString()));
}

QJsonObject EmulatorControl::answer(const Status &status)
{
    return status ? QJsonObject() : refuse(status.error().detail);
}

Result<QJsonObject> askEmulator(const QString &path, const QJsonObject &request, Deadline deadline)
{
    const auto address = socketAddress(path);
    if (!address)
        return address.error();
    const auto socket = connectTo(*address);
    if (!socket)
        return socket.error();
    const QByteArray question = line(request);
    if (send(socket->get(), question.constData(), size_t(question.size()), MSG_NOSIGNAL) != question.size())
        return fail(error::noDevice, socketError("send"));

    QByteArray reply;
    while (!reply.endsWith('\n')) {
        pollfd waiting{socket->get(), POLLIN, 0};
        const int ready = poll(&waiting, 1, int(deadline.left().count()));
        if (ready == 0)
            return fail(error::timeOut, QStringLiteral("no reply from the emulator at %1").arg(path));
        if (ready < 0 && errno == EINTR)
            continue;
        char buffer[4096];
        const ssize_t got = recv(socket->get(), buffer, sizeof buffer, 0);
        if (got <= 0)
            return fail(error::protocolError, QStringLiteral("the emulator closed the connection"));
        reply.append(buffer, got);
    }
    const QJsonDocument document = QJsonDocument::fromJson(reply);
    if (!document.isObject())
        return fail(error::protocolError, QStringLiteral("the emulator's reply is no JSON object"));
    const QJsonObject answer = document.object();
    if (!answer.value(QLatin1String("ok")).toBool())
        return fail(error::invalidData, answer.value(QLatin1String("error")).toString());
    return answer;
}

} // namespace kiosk::hal
