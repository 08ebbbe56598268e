#include "folder_printer.h"

#include <ipp_client.h>

#include <QFile>
#include <QLocalSocket>
#include <QTcpSocket>

#include <algorithm>
#include <array>

namespace kiosk::cups
{
namespace
{

constexpr qsizetype largestRequest = qsizetype(64) * 1024 * 1024;

ssize_t writeBytes(void *context, ipp_uchar_t *buffer, size_t size)
{
    static_cast<QByteArray *>(context)->append(reinterpret_cast<const char *>(buffer), qsizetype(size));
    return ssize_t(size);
}

QByteArray header(const QByteArray &head, const QByteArray &name)
{
    for (const QByteArray &line : head.split('\n')) {
        if (line.toLower().startsWith(name + ':'))
            return line.mid(name.size() + 1).trimmed();
    }
    return {};
}

/// Takes a chunked body out of the buffer. False while it is not whole.
bool takeChunks(QByteArray &buffer, qsizetype start, QByteArray &body)
{
    qsizetype at = start;
    while (true) {
        const qsizetype end = buffer.indexOf("\r\n", at);
        if (end < 0)
            return false;
        bool good = false;
        const qsizetype size = buffer.mid(at, end - at).toLongLong(&good, 16);
        if (!good || size < 0 || size > largestRequest || buffer.size() < end + 2 + size + 2)
            return false;
        body.append(buffer.constData() + end + 2, size);
        at = end + 2 + size + 2;
        if (size == 0)
            break;
    }
    buffer.remove(0, at);
    return true;
}

QByteArray text(ipp_t *message, const char *name)
{
    return ippGetString(ippFindAttribute(message, name, IPP_TAG_ZERO), 0, nullptr);
}

template <size_t Count>
void add(ipp_t *reply, ipp_tag_t tag, const char *name, const std::array<const char *, Count> &values)
{
    ippAddStrings(reply, IPP_TAG_PRINTER, tag, name, int(Count), nullptr, values.data());
}

} // namespace

FolderPrinter::FolderPrinter(QString command, QString queueSocket)
    : m_command(std::move(command)), m_queueSocket(std::move(queueSocket))
{
    QObject::connect(&m_network, &QTcpServer::newConnection, &m_network, [this] {
        while (QTcpSocket *client = m_network.nextPendingConnection()) {
            QObject::connect(client, &QTcpSocket::disconnected, client, [this, client] {
                m_clients.remove(client);
                client->deleteLater();
            });
            serve(client);
        }
    });
    QObject::connect(&m_local, &QLocalServer::newConnection, &m_local, [this] {
        while (QLocalSocket *client = m_local.nextPendingConnection()) {
            QObject::connect(client, &QLocalSocket::disconnected, client, [this, client] {
                m_clients.remove(client);
                client->deleteLater();
            });
            serve(client);
        }
    });
}

bool FolderPrinter::listen(int port)
{
    QLocalServer::removeServer(m_queueSocket);
    m_local.setSocketOptions(QLocalServer::WorldAccessOption);
    return m_spool.isValid() && m_network.listen(QHostAddress::LocalHost, quint16(port)) &&
           m_local.listen(m_queueSocket);
}

void FolderPrinter::serve(QIODevice *client)
{
    QObject::connect(client, &QIODevice::readyRead, client, [this, client] {
        QByteArray &buffer = m_clients[client];
        buffer += client->readAll();
        if (buffer.size() > largestRequest)
            return client->close();
        while (answerOne(client, buffer))
            ;
    });
}

bool FolderPrinter::answerOne(QIODevice *client, QByteArray &buffer)
{
    const qsizetype end = buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    const QByteArray head = buffer.left(end);
    if (header(head, "expect") == "100-continue" && client->property("continued").toByteArray() != head) {
        client->setProperty("continued", head);
        client->write("HTTP/1.1 100 Continue\r\n\r\n");
    }
    QByteArray body;
    if (header(head, "transfer-encoding") == "chunked") {
        if (!takeChunks(buffer, end + 4, body))
            return false;
    } else {
        const qsizetype length = header(head, "content-length").toLongLong();
        if (buffer.size() < end + 4 + length)
            return false;
        body = buffer.mid(end + 4, length);
        buffer.remove(0, end + 4 + length);
    }
    client->setProperty("continued", {});

    QByteArray reply = "<html></html>";
    QByteArray type = "text/html";
    if (head.startsWith("POST")) {
        reply = answer(body);
        type = "application/ipp";
    } else if (head.startsWith("GET /media?")) {
        fillTray(head.mid(11, head.indexOf(' ', 11) - 11));
    }
    client->write("HTTP/1.1 200 OK\r\nContent-Type: " + type +
                  "\r\nContent-Length: " + QByteArray::number(reply.size()) + "\r\n\r\n" + reply);
    return true;
}

void FolderPrinter::fillTray(const QByteArray &query)
{
    for (const QByteArray &field : query.split('&')) {
        if (field.startsWith("level1="))
            m_sheets = field.mid(7).toInt();
    }
}

QByteArray FolderPrinter::answer(const QByteArray &body)
{
    QByteArrayView rest(body);
    const Ipp request = takeMessage(rest);
    const Ipp reply(ippNew());
    ippSetVersion(reply.get(), 2, 0);
    ippAddString(reply.get(), IPP_TAG_OPERATION, IPP_TAG_CHARSET, "attributes-charset", nullptr, "utf-8");
    ippAddString(reply.get(), IPP_TAG_OPERATION, IPP_TAG_LANGUAGE, "attributes-natural-language", nullptr,
                 "en");
    ipp_status_t status = IPP_STATUS_OK;
    if (request == nullptr) {
        status = IPP_STATUS_ERROR_BAD_REQUEST;
    } else {
        ippSetRequestId(reply.get(), ippGetRequestId(request.get()));
        const int id = ippGetInteger(ippFindAttribute(request.get(), "job-id", IPP_TAG_INTEGER), 0);
        const bool known = id > 0 && size_t(id) <= m_jobs.size() && !m_jobs[size_t(id - 1)]->purged;
        const ipp_op_t operation = ippGetOperation(request.get());
        const bool ofJob = operation == IPP_OP_SEND_DOCUMENT || operation == IPP_OP_GET_JOB_ATTRIBUTES ||
                           operation == IPP_OP_CANCEL_JOB;
        Job *const job = known ? m_jobs[size_t(id - 1)].get() : nullptr;
        if (ofJob && job == nullptr)
            status = IPP_STATUS_ERROR_NOT_FOUND;
        else if (operation == IPP_OP_GET_PRINTER_ATTRIBUTES)
            describe(reply.get());
        else if (operation == IPP_OP_CREATE_JOB || operation == IPP_OP_PRINT_JOB) {
            status = createJob(request.get(), reply.get());
            if (status == IPP_STATUS_OK && operation == IPP_OP_PRINT_JOB)
                status = startJob(*m_jobs.back(), rest.toByteArray());
        } else if (operation == IPP_OP_SEND_DOCUMENT)
            status = startJob(*job, rest.toByteArray());
        else if (operation == IPP_OP_GET_JOB_ATTRIBUTES)
            describe(*job, reply.get());
        else if (operation == IPP_OP_GET_JOBS) {
            const bool wanted = text(request.get(), "which-jobs") == "completed";
            for (const auto &listed : m_jobs) {
                if (listed->purged || (listed->state >= IPP_JSTATE_CANCELED) != wanted)
                    continue;
                ippAddSeparator(reply.get());
                describe(*listed, reply.get());
            }
        } else if (operation == IPP_OP_CANCEL_JOB) {
            auto *const purge = ippFindAttribute(request.get(), "purge-job", IPP_TAG_BOOLEAN);
            job->purged = purge != nullptr && ippGetBoolean(purge, 0) != 0;
            if (job->state >= IPP_JSTATE_CANCELED && !job->purged)
                status = IPP_STATUS_ERROR_NOT_POSSIBLE;
            else if (job->process != nullptr)
                job->cancel = true;
            else if (job->state < IPP_JSTATE_CANCELED)
                job->state = IPP_JSTATE_CANCELED;
        } else
            status = IPP_STATUS_ERROR_OPERATION_NOT_SUPPORTED;
    }
    ippSetStatusCode(reply.get(), status);
    QByteArray bytes;
    ippWriteIO(&bytes, writeBytes, 1, nullptr, reply.get());
    return bytes;
}

void FolderPrinter::describe(ipp_t *reply) const
{
    QList<QByteArray> reasons = m_reasons.values();
    if (m_sheets <= 0)
        reasons.append("media-empty");
    if (reasons.isEmpty())
        reasons.append("none");
    std::vector<const char *> words;
    for (const QByteArray &reason : reasons)
        words.push_back(reason.constData());
    ippAddStrings(reply, IPP_TAG_PRINTER, IPP_TAG_KEYWORD, "printer-state-reasons", int(words.size()),
                  nullptr, words.data());
    ippAddInteger(reply, IPP_TAG_PRINTER, IPP_TAG_ENUM, "printer-state",
                  busy() ? IPP_PSTATE_PROCESSING : IPP_PSTATE_IDLE);
    ippAddBoolean(reply, IPP_TAG_PRINTER, "printer-is-accepting-jobs", 1);
    const QByteArray uri = "ipp://localhost:" + QByteArray::number(m_network.serverPort()) + "/ipp/print";
    ippAddString(reply, IPP_TAG_PRINTER, IPP_TAG_URI, "device-uri", nullptr, uri.constData());
    const QByteArray tray =
        "type=sheetFeedAutoRemovableTray;maxcapacity=250;level=" + QByteArray::number(m_sheets) +
        ";status=0;name=main";
    ippAddOctetString(reply, IPP_TAG_PRINTER, "printer-input-tray", tray.constData(), int(tray.size()));
    add(reply, IPP_TAG_KEYWORD, "media-supported",
        std::array{"iso_a4_210x297mm", "iso_a3_297x420mm", "na_index-4x6_4x6in"});
    add(reply, IPP_TAG_KEYWORD, "media-source-supported", std::array{"auto", "main", "photo"});
    add(reply, IPP_TAG_KEYWORD, "sides-supported", std::array{"one-sided", "two-sided-long-edge"});
    add(reply, IPP_TAG_KEYWORD, "print-scaling-supported", std::array{"none", "auto"});
    add(reply, IPP_TAG_MIMETYPE, "document-format-supported", std::array{"application/pdf"});
    ippAddRange(reply, IPP_TAG_PRINTER, "copies-supported", 1, 99);
}

void FolderPrinter::describe(const Job &job, ipp_t *reply)
{
    ippAddInteger(reply, IPP_TAG_JOB, IPP_TAG_INTEGER, "job-id", job.id);
    ippAddString(reply, IPP_TAG_JOB, IPP_TAG_NAME, "job-name", nullptr, job.name.constData());
    ippAddString(reply, IPP_TAG_JOB, IPP_TAG_NAME, "job-originating-user-name", nullptr,
                 job.user.constData());
    ippAddInteger(reply, IPP_TAG_JOB, IPP_TAG_ENUM, "job-state", job.state);
    const bool stopping = job.cancel && job.state == IPP_JSTATE_PROCESSING;
    ippAddString(reply, IPP_TAG_JOB, IPP_TAG_KEYWORD, "job-state-reasons", nullptr,
                 stopping ? "processing-to-stop-point" : "none");
    ippAddInteger(reply, IPP_TAG_JOB, IPP_TAG_INTEGER, "job-impressions-completed", job.sides);
}

bool FolderPrinter::busy() const
{
    return std::any_of(m_jobs.begin(), m_jobs.end(), [](const auto &job) { return job->process != nullptr; });
}

ipp_status_t FolderPrinter::createJob(ipp_t *request, ipp_t *reply)
{
    if (busy())
        return IPP_STATUS_ERROR_BUSY;
    auto job = std::make_unique<Job>();
    job->id = int(m_jobs.size()) + 1;
    job->name = text(request, "job-name");
    job->user = text(request, "requesting-user-name");
    job->environment = QProcessEnvironment::systemEnvironment();
    job->environment.insert(QStringLiteral("IPP_JOB_ID"), QString::number(job->id));
    job->environment.insert(QStringLiteral("IPP_JOB_NAME"), QString::fromUtf8(job->name));
    job->environment.insert(QStringLiteral("IPP_SIDES"), QString::fromUtf8(text(request, "sides")));
    const int copies = ippGetInteger(ippFindAttribute(request, "copies", IPP_TAG_INTEGER), 0);
    job->environment.insert(QStringLiteral("IPP_COPIES"), QString::number(std::max(1, copies)));
    describe(*job, reply);
    m_jobs.push_back(std::move(job));
    return IPP_STATUS_OK;
}

ipp_status_t FolderPrinter::startJob(Job &job, const QByteArray &document)
{
    QFile file(m_spool.filePath(QString::number(job.id)));
    if (job.state != IPP_JSTATE_HELD || !file.open(QIODevice::WriteOnly) ||
        file.write(document) != document.size())
        return IPP_STATUS_ERROR_NOT_POSSIBLE;
    job.state = IPP_JSTATE_PROCESSING;
    job.process = std::make_unique<QProcess>();
    QProcess *process = job.process.get();
    process->setProcessEnvironment(job.environment);
    process->setReadChannel(QProcess::StandardError);
    QObject::connect(process, &QProcess::readyReadStandardError, process, [this, &job, process] {
        while (process->canReadLine())
            readLine(job, process->readLine().trimmed());
    });
    QObject::connect(process, &QProcess::finished, process,
                     [this, &job](int code, QProcess::ExitStatus status) {
                         finish(job, status == QProcess::NormalExit && code == 0);
                     });
    process->start(m_command, {file.fileName()});
    return IPP_STATUS_OK;
}

void FolderPrinter::readLine(Job &job, const QByteArray &line)
{
    if (line.startsWith("STATE: +"))
        m_reasons.insert(line.mid(8));
    else if (line.startsWith("STATE: -"))
        m_reasons.remove(line.mid(8));
    else if (line.startsWith("ATTR: job-impressions-completed="))
        job.sides = line.mid(line.indexOf('=') + 1).toInt();
}

void FolderPrinter::finish(Job &job, bool good)
{
    job.state = job.cancel ? IPP_JSTATE_CANCELED : good ? IPP_JSTATE_COMPLETED : IPP_JSTATE_ABORTED;
    QFile::remove(m_spool.filePath(QString::number(job.id)));
    job.process.release()->deleteLater(); // it is what calls us
}

} // namespace kiosk::cups
