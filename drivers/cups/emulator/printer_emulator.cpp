#include "printer_emulator.h"

#include <kiosk/hal/frozen_child.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonObject>
#include <QTcpSocket>

namespace kiosk::cups
{
namespace
{

constexpr int fullTray = 250; // capacity of ippeveprinter's main tray
constexpr int photoTray = 25;
constexpr Milliseconds brief = 500ms;
const QByteArray emulatorUser = "emulator";

QJsonObject done(const Status &status)
{
    return status ? QJsonObject() : hal::EmulatorControl::refuse(status.error().detail);
}

QString quoted(QString text)
{
    return u'\'' + text.replace(QStringLiteral("'"), QStringLiteral("'\\''")) + u'\'';
}

} // namespace

PrinterEmulator::PrinterEmulator(Options options)
    : m_options(std::move(options)),
      m_stack({m_options.runDir, m_options.queue, m_options.logLevel, m_options.model}),
      m_paper(m_options.outDir, m_options.perSide,
              {[this](int sheets) { setPaper(sheets); }, [this](int job) { return isCanceled(job); },
               [this](int job, int sides) { awaitCount(job, sides); }})
{
}

Result<QString> PrinterEmulator::writeCommand(const QString &socket) const
{
    QString path = m_stack.workPath(QStringLiteral("command"));
    QFile command(path);
    const QString text = QStringLiteral("#!/bin/sh\nexec %1 --deliver %2 \"$1\"\n")
                             .arg(quoted(QCoreApplication::applicationFilePath()), quoted(socket));
    if (!command.open(QIODevice::WriteOnly) || command.write(text.toUtf8()) < 0 ||
        !command.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return fail(error::notEnoughSpace, path);
    return path;
}

Result<QJsonObject> PrinterEmulator::start()
{
    QDir().mkpath(m_options.runDir);
    QDir().mkpath(m_options.outDir);
    const QString socket = m_stack.workPath(QStringLiteral("paper"));
    if (!m_stack.valid() || !m_paper.listen(socket))
        return fail(error::notEnoughSpace, socket);
    const auto command = writeCommand(socket);
    if (!command)
        return command.error();
    KIOSK_TRY(startStack(*command));
    auto endpoint = Endpoint::fromUri(m_stack.printerUri());
    if (!endpoint)
        return endpoint.error();
    m_printer = std::make_unique<IppClient>(std::move(*endpoint), brief);
    m_paper.setSheets(m_options.sheets);

    QJsonObject pids = {{QStringLiteral("ippeveprinter"), m_stack.printerPid()}};
    if (m_stack.serverPid() > 0)
        pids.insert(QStringLiteral("cupsd"), m_stack.serverPid());
    static constexpr const char *kinds[] = {"cups", "ipp", "folder"};
    QJsonObject ready = {{QStringLiteral("printer"), QString::fromLatin1(kinds[int(m_options.kind)])}};
    if (m_options.kind == Options::Kind::Printer)
        ready[u"connect"] = QJsonObject{{QStringLiteral("uri"), m_stack.printerUri()}};
    else
        ready[u"connect"] = QJsonObject{{QStringLiteral("queue"), m_options.queue},
                                        {QStringLiteral("server"), m_stack.serverSocket()}};
    if (!m_why.isEmpty())
        ready.insert(QStringLiteral("why"), m_why);
    ready.insert(QStringLiteral("uri"), m_stack.printerUri());
    ready.insert(QStringLiteral("pids"), pids);
    ready.insert(QStringLiteral("work"), m_stack.workPath({}));

    if (!m_options.control.isEmpty()) {
        auto control = hal::EmulatorControl::create(
            m_options.control, [this](const QJsonObject &request) { return answer(request); });
        if (!control)
            return control.error();
        m_control = std::move(*control);
    }
    return ready;
}

Status PrinterEmulator::startStack(const QString &command)
{
    if (m_options.kind == Options::Kind::Printer)
        return m_stack.startPrinter(command);
    if (m_options.kind == Options::Kind::Server) {
        Status started = m_stack.startPrinter(command);
        if (started)
            started = m_stack.startServer();
        if (started)
            return {};
        m_why = started.error().detail;
        m_options.kind = Options::Kind::Folder;
    }
    return m_stack.startFolderPrinter(command);
}

QJsonObject PrinterEmulator::answer(const QJsonObject &request)
{
    if (m_working)
        return hal::EmulatorControl::refuse(QStringLiteral("busy with another request"));
    m_working = true;
    const QString what = request[u"do"].toString();
    QJsonObject reply;
    if (what == u"fault")
        reply = fault(request[u"name"].toString());
    else if (what == u"clear")
        reply = clear();
    else if (what == u"load")
        m_paper.setSheets(qBound(0, request[u"sheets"].toInt(fullTray), fullTray));
    else if (what == u"state")
        reply = state();
    else
        reply = hal::EmulatorControl::refuse(QStringLiteral("do: fault, clear, load or state"));
    m_working = false;
    return reply;
}

QJsonObject PrinterEmulator::fault(const QString &name)
{
    const QString kind = name.section(u':', 0, 0);
    bool number = false;
    const int count = name.section(u':', 1).toInt(&number);
    if (kind == u"media-empty")
        m_paper.setSheets(0);
    else if (kind == u"media-empty-after" && number && count > 0)
        m_paper.emptyAfter(count);
    else if (kind == u"jam")
        return setReason(QStringLiteral("media-jam"));
    else if (kind == u"jam-after" && number && count > 0)
        m_paper.jamAfter(count);
    else if (kind == u"cover-open" || kind == u"toner-empty")
        return setReason(kind);
    else if (kind == u"offline")
        playDead(true);
    else if (kind == u"slow" && number && count >= 0)
        m_paper.setPace(Milliseconds(count));
    else if (kind == u"abort" && (name == kind || (number && count > 0)))
        m_paper.abortNext(std::max(1, count));
    else if (kind == u"complete-after" && number && count >= 0)
        m_paper.completeAfter(count);
    else
        return serverFault(kind);
    return {};
}

QJsonObject PrinterEmulator::serverFault(const QString &name)
{
    static const QStringList names = {
        QStringLiteral("stop-queue"),     QStringLiteral("delete-queue"),
        QStringLiteral("kill-server"),    QStringLiteral("kill-server-alone"),
        QStringLiteral("restart-server"), QStringLiteral("restart-server-alone")};
    if (!names.contains(name))
        return hal::EmulatorControl::refuse(
            QStringLiteral("name: media-empty, media-empty-after:SIDES, jam, jam-after:SIDES, cover-open, "
                           "toner-empty, offline, slow:MS, abort, abort:JOBS, complete-after:SIDES, ") +
            names.join(QStringLiteral(", ")));
    if (m_stack.serverPid() == 0 && !m_serverDead)
        return hal::EmulatorControl::refuse(QStringLiteral("there is no print server"));
    if (name == u"stop-queue")
        return done(m_stack.enableQueue(false));
    if (name == u"delete-queue") {
        m_queueDeleted = true;
        return done(m_stack.deleteQueue());
    }
    m_stack.killServer(name.endsWith(u"alone"));
    m_serverDead = name.startsWith(u"kill");
    return m_serverDead ? QJsonObject() : done(m_stack.restartServer());
}

QJsonObject PrinterEmulator::clear()
{
    playDead(false);
    const bool reasons = !m_paper.reasons().isEmpty();
    m_paper.clear();
    m_paper.setPace(m_options.perSide);
    m_paper.setSheets(m_options.sheets);
    if (reasons && !deliverPending())
        return hal::EmulatorControl::refuse(QStringLiteral("the printer does not take its state"));
    if (std::exchange(m_serverDead, false)) {
        if (const Status started = m_stack.restartServer(); !started)
            return done(started);
    }
    if (m_stack.serverPid() == 0)
        return {};
    if (std::exchange(m_queueDeleted, false))
        return done(m_stack.addQueue());
    return done(m_stack.enableQueue(true));
}

QJsonObject PrinterEmulator::state() const
{
    return {{QStringLiteral("printed"), m_paper.printed()},
            {QStringLiteral("sheets"), m_paper.sheets()},
            {QStringLiteral("reasons"), QJsonArray::fromStringList(m_paper.reasons())},
            {QStringLiteral("printing"), m_paper.busy()},
            {QStringLiteral("sending"), m_stack.serverChildren()},
            {QStringLiteral("done"), m_paper.done()}};
}

QJsonObject PrinterEmulator::setReason(const QString &reason)
{
    m_paper.setReason(reason, true);
    if (!deliverPending())
        return hal::EmulatorControl::refuse(QStringLiteral("the printer does not take its state"));
    return {};
}

void PrinterEmulator::playDead(bool dead)
{
    m_dead = dead;
    hal::setFrozen(m_stack.printerPid(), dead);
}

/// ippeveprinter listens to its command only while a job runs, so an idle one is given a job that is no
/// document. An empty tray would hold that job back.
bool PrinterEmulator::deliverPending()
{
    if (!m_paper.hasPending())
        return true;
    const int sheets = m_paper.sheets();
    if (sheets <= 0)
        setPaper(fullTray);
    const Deadline deadline = Deadline::in(4s); // less than who asks waits
    bool sent = false;
    // A job that just comes may take the state along. Ours is to be over before the next one comes.
    while ((m_paper.hasPending() || (sent && !m_paper.busy() && !isIdle())) && !deadline.passed()) {
        if (!sent)
            sent = sendControlJob();
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    }
    if (sheets <= 0)
        setPaper(sheets);
    return !m_paper.hasPending();
}

bool PrinterEmulator::sendControlJob() const
{
    const Ipp request = m_printer->request(IPP_OP_PRINT_JOB, emulatorUser);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr,
                 PaperPath::controlJob.toLatin1().constData());
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr,
                 "application/pdf");
    const auto answer = m_printer->ask(request, {Deadline::in(brief)}, "%PDF-");
    return answer && accepted(*answer);
}

bool PrinterEmulator::isIdle() const
{
    const Ipp request = m_printer->request(IPP_OP_GET_PRINTER_ATTRIBUTES, emulatorUser);
    const auto answer = m_printer->ask(request, {Deadline::in(brief)});
    return answer && ippGetInteger(ippFindAttribute(answer->get(), "printer-state", IPP_TAG_ENUM), 0) ==
                         IPP_PSTATE_IDLE;
}

Result<Ipp> PrinterEmulator::jobAttributes(int job) const
{
    const Ipp request = m_printer->request(IPP_OP_GET_JOB_ATTRIBUTES, emulatorUser);
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    return m_printer->ask(request, {Deadline::in(brief)});
}

void PrinterEmulator::awaitCount(int job, int sides) const
{
    const Deadline deadline = Deadline::in(brief);
    while (!m_dead && !deadline.passed()) {
        const auto answer = jobAttributes(job);
        if (answer &&
            ippGetInteger(ippFindAttribute(answer->get(), "job-impressions-completed", IPP_TAG_INTEGER), 0) >=
                sides)
            return;
    }
}

bool PrinterEmulator::isCanceled(int job) const
{
    if (m_dead)
        return false;
    const auto answer = jobAttributes(job);
    return answer && ippContainsString(ippFindAttribute(answer->get(), "job-state-reasons", IPP_TAG_KEYWORD),
                                       "processing-to-stop-point") != 0;
}

/// By the form on the printer's web page, which is how ippeveprinter's trays are filled; each tray that has a
/// level: of the laser printer main and by-pass (1 and 3), of the photo printer main and photo (1 and 2), of
/// the A3 printer main (1).
void PrinterEmulator::setPaper(int sheets) const
{
    if (m_dead)
        return;
    QTcpSocket page;
    page.connectToHost(QStringLiteral("localhost"), quint16(m_stack.port()));
    if (!page.waitForConnected(int(brief.count())))
        return;
    const QString sheet = m_options.model == PrintStack::Model::A3 ? QStringLiteral("iso_a3_297x420mm")
                                                                   : QStringLiteral("iso_a4_210x297mm");
    QString other;
    if (m_options.model == PrintStack::Model::Photo)
        other = QStringLiteral("&size2=na_index-4x6_4x6in&type2=photographic-glossy&level2=%1")
                    .arg(std::clamp(sheets, 0, photoTray));
    else if (m_options.model == PrintStack::Model::Office)
        other = QStringLiteral("&size3=iso_a4_210x297mm&type3=stationery&level3=-2");
    page.write(QStringLiteral("GET /media?size1=%1&type1=stationery&level1=%2%3 HTTP/1.1\r\n"
                              "Host: localhost:%4\r\nConnection: close\r\n\r\n")
                   .arg(sheet, QString::number(qMax(0, sheets)), other)
                   .arg(m_stack.port())
                   .toLatin1());
    QByteArray answer;
    while (!answer.contains("</html>") && page.waitForReadyRead(int(brief.count())))
        answer += page.readAll();
}

} // namespace kiosk::cups
