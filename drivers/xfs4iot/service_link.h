#pragma once

#include "request_book.h"
#include "service_address.h"
#include "status_record.h"
#include "web_socket.h"

#include <QElapsedTimer>

namespace kiosk::xfs4iot
{

/// A command to a service, and how far it came.
struct Request {
    QString name;
    QJsonObject payload = {};
    /// Hears each event of it, from the caller's thread. It may throw nothing.
    std::function<void(const Message &event)> onEvent = {};
    /// After a deadline or a cancel: for the service to say how it ended. 0 = its end does not matter, and it
    /// is only told to stop.
    Milliseconds settle{0};

    /// Ended where the service says meanwhile that its device is gone, or broken: not every service ends a
    /// command by itself then.
    bool endsWithDevice = false;

    bool sent = false;    ///< out: the service may have begun
    bool refused = false; ///< out: it said that it has not
};

/// One service of XFS4IoT, found, spoken to and lost again. Calls, threads and errors as hal::Device says.
///
/// Nothing is sent twice: what was under way when a connection ended, has ended with it (the service drops a
/// client's queue), and its outcome is the caller's to judge.
class ServiceLink
{
public:
    /// `interface`: what the service must offer, "BarcodeReader". Errors: invalidData.
    [[nodiscard]] static Result<std::unique_ptr<ServiceLink>>
    create(const hal::DeviceConfiguration &configuration, const QString &interface);

    /// Finds the service, agrees on versions and asks for its state. Attempts after a failure keep a distance
    /// that grows from 100 ms to 2 s: the call waits for it.
    /// Errors: noDevice (nobody there, or no such service, or several), authorisationRequired (TLS),
    /// protocolError (something else is there, or of a version that is not known), timeOut, canceled.
    [[nodiscard]] Status open(const hal::OperationContext &context);
    /// open(), where that is needed.
    [[nodiscard]] Status ensureOpen(const hal::OperationContext &context);
    void close();
    [[nodiscard]] bool isOpen() const { return m_ready && m_socket.isOpen(); }

    /// Its completion, whatever that says. At the deadline and on a cancel the service is told to stop.
    /// Errors: noDevice (gone), timeOut (also: no acknowledge), canceled, deviceBusy (its queue is full),
    /// protocolError. After noDevice, protocolError and a missing acknowledge the link is closed.
    [[nodiscard]] Result<Message> ask(Request &request, const hal::OperationContext &context);
    /// The same, with a completion that is no success as an error (errorOf()); its payload otherwise.
    [[nodiscard]] Result<QJsonObject> command(Request request, const hal::OperationContext &context);

    /// Asked now. "common" has the device's word, and beside it is what the interface tells.
    [[nodiscard]] Result<QJsonObject> status(const hal::OperationContext &context);
    /// Returns when the service said by itself that something changed, or after `longest`: a service need not
    /// say it. Errors: noDevice, protocolError, timeOut, canceled.
    [[nodiscard]] Status awaitChange(Milliseconds longest, const hal::OperationContext &context);

    [[nodiscard]] const QJsonObject &capabilities() const { return m_capabilities; }
    /// Whatever was told to stop has ended since.
    [[nodiscard]] bool isSettled() const { return m_book.unfinished() == 0; }

private:
    ServiceLink(ServiceAddress address, QString interface, const QJsonObject &settings);

    [[nodiscard]] Status connectOnce(const hal::OperationContext &context);
    [[nodiscard]] Status connectTo(const QUrl &uri, const hal::OperationContext &context);
    [[nodiscard]] Result<QUrl> findService(const hal::OperationContext &context);
    [[nodiscard]] Result<QUrl> chooseService(const QUrl &publisher, const hal::OperationContext &context);
    [[nodiscard]] Result<QJsonObject> question(const QString &name, const hal::OperationContext &context,
                                               const QJsonObject &payload = {});
    [[nodiscard]] Status agreeOnVersions(const hal::OperationContext &context);

    [[nodiscard]] Status send(int id, const QString &name, const QJsonObject &payload, Milliseconds timeout);
    [[nodiscard]] Result<Message> await(int id, Request &request, const hal::OperationContext &context);
    /// After the deadline, a cancel, the loss of the device (`why`).
    [[nodiscard]] Result<Message> stop(int id, const Request &request, const Error &why);
    /// The next message, understood. Errors close the link, but timeOut and canceled.
    struct Heard {
        Message message;
        RequestBook::Verdict verdict = RequestBook::Verdict::Stranger;
    };
    [[nodiscard]] Result<Heard> hear(const hal::OperationContext &context);

    ServiceAddress m_address;
    QString m_interface;
    Milliseconds m_connectTime, m_acknowledgeTime, m_answerTime;
    WebSocket m_socket;
    RequestBook m_book;
    StatusRecord m_status;
    QJsonObject m_capabilities, m_versions;
    HeaderForm m_form = HeaderForm::Header;
    bool m_ready = false, m_changed = false;
    Milliseconds m_distance{0}; ///< to the next attempt
    QElapsedTimer m_sinceFailure;
};

} // namespace kiosk::xfs4iot
