#include <kiosk/trainer/hands.h>

#include <kiosk/core/clock.h>

#include <QJsonDocument>
#include <QLocalSocket>

#include <QCoro/QCoroLocalSocket>

#include <memory>

namespace kiosk::trainer
{

namespace
{
constexpr Milliseconds answerWithin = 5s;

/// The coroutine goes on, and may end, in the middle of the socket's own signal.
struct Later {
    void operator()(QObject *object) const { object->deleteLater(); }
};
} // namespace

QCoro::Task<Result<QJsonObject>> askSimulated(QString socket, QJsonObject request)
{
    const std::unique_ptr<QLocalSocket, Later> wire(new QLocalSocket);
    wire->connectToServer(socket);
    const bool there = co_await qCoro(wire.get()).waitForConnected(answerWithin);
    if (!there)
        co_return fail(error::noDevice, QStringLiteral("%1: %2").arg(socket, wire->errorString()));
    wire->write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    while (!wire->canReadLine()) {
        const bool more = co_await qCoro(wire.get()).waitForReadyRead(answerWithin);
        if (!more)
            co_return fail(error::timeOut, QStringLiteral("%1 does not answer").arg(socket));
    }
    const QJsonObject answer = QJsonDocument::fromJson(wire->readLine()).object();
    if (answer.isEmpty())
        co_return fail(error::protocolError, QStringLiteral("%1: no JSON object").arg(socket));
    if (!answer[u"ok"].toBool()) {
        const QString reason = answer[u"error"].toString(answer[u"message"].toString());
        co_return fail(error::invalidData, QStringLiteral("%1: %2").arg(socket, reason));
    }
    co_return answer;
}

} // namespace kiosk::trainer
