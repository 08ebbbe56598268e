#include "sensor.h"

#include "finger.h"

#include <kiosk/hal/emulator_control.h>

#include <QDir>
#include <QFile>

#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace kiosk::fprint::emulator
{

namespace
{

/// What stands in the place of a picture's width and height (libfprint's virtual-image.c).
constexpr qint32 retryScan = -1, sessionError = -2, fingerOn = -4, vanish = -5;

QByteArray numbers(qint32 first, qint32 second)
{
    const qint32 both[] = {first, second};
    return QByteArray(reinterpret_cast<const char *>(both), sizeof both);
}

} // namespace

Sensor::Sensor(QString place) : m_place(std::move(place))
{
    m_pace.setInterval(5);
    QObject::connect(&m_pace, &QTimer::timeout, &m_pace, [this] { transmit(); });
}

QString Sensor::at(const char *name) const
{
    return m_place + u'/' + QLatin1String(name);
}

Status Sensor::plug()
{
    QFile node(at("reader"));
    if (!QDir().mkpath(m_place) || !node.open(QIODevice::WriteOnly))
        return fail(error::invalidData, QStringLiteral("%1 cannot be made").arg(m_place));
    return {};
}

void Sensor::unplug()
{
    m_sending.clear();
    QFile::remove(at("reader"));
    if (m_line.valid() || connectToReader()) {
        const QByteArray gone = numbers(vanish, 0);
        (void)::send(m_line.get(), gone.constData(), size_t(gone.size()), MSG_NOSIGNAL);
    }
    m_line = FileDescriptor();
    QFile::remove(at("sensor.sock"));
    QDir().rmdir(m_place);
}

bool Sensor::connectToReader()
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray path = QFile::encodeName(at("sensor.sock"));
    if (size_t(path.size()) >= sizeof address.sun_path)
        return false;
    std::memcpy(address.sun_path, path.constData(), size_t(path.size()));
    FileDescriptor line(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::connect(line.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return false;
    m_line = std::move(line);
    return true;
}

void Sensor::send(const QByteArray &bytes)
{
    m_sending.push_back(bytes);
    m_pace.start();
}

/// A reader that is not open has nobody listening: what is to be sent waits for one. Each picture has a
/// connection of its own, for libfprint may have read half of one when it was cancelled.
void Sensor::transmit()
{
    if (m_sending.empty())
        return m_pace.stop();
    if (!connectToReader())
        return;
    const QByteArray &bytes = m_sending.front();
    if (::send(m_line.get(), bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL) == bytes.size())
        ++m_sent;
    m_sending.pop_front();
}

QJsonObject Sensor::control(const QJsonObject &request)
{
    const QString action = request[u"do"].toString(), name = request[u"name"].toString();
    if (action == u"insert") { // a finger on the sensor, and off again
        send(numbers(fingerWidth, fingerHeight) + fingerPicture(quint32(request[u"finger"].toInt(1)),
                                                                request[u"right"].toInt(),
                                                                request[u"down"].toInt()));
    } else if (action == u"smudge") { // a finger that shows nothing
        send(numbers(fingerWidth, fingerHeight) + QByteArray(qsizetype(fingerWidth) * fingerHeight, '\x80'));
    } else if (action == u"retry") {
        send(numbers(fingerOn, 1) + numbers(retryScan, request[u"reason"].toInt()) + numbers(fingerOn, 0));
    } else if (action == u"garbage") {
        send(numbers(-77, 1) + QByteArray(100, '\x7f'));
    } else if (action == u"fault" && name == u"broken") {
        send(numbers(sessionError, 0));
    } else if (action == u"fault" && name == u"protocol") {
        send(numbers(sessionError, 5));
    } else if (action == u"unplug" || (action == u"fault" && name == u"unplug")) {
        unplug();
    } else if (action == u"plug" || action == u"clear") {
        m_sending.clear();
        return hal::EmulatorControl::answer(plug());
    } else if (action == u"state") {
        return {{QStringLiteral("plugged"), QFile::exists(at("reader"))},
                {QStringLiteral("sent"), m_sent},
                {QStringLiteral("sending"), int(m_sending.size())}};
    } else {
        return hal::EmulatorControl::refuseUnknown(request);
    }
    return {};
}

} // namespace kiosk::fprint::emulator
