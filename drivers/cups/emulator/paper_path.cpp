#include "paper_path.h"

#include <kiosk/hal/sample_stamp.h>

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <limits>

namespace kiosk::cups
{

const QString PaperPath::controlJob = QStringLiteral("emulator-control");

struct PaperPath::Job {
    QLocalSocket *relay = nullptr;
    QJsonObject ticket;
    QByteArray pdf;
    int pages = 0; ///< of the document
    int sides = 0; ///< of all copies
    int done = 0;
    bool duplex = false;
    QElapsedTimer side; ///< since the last side came out
};

PaperPath::PaperPath(QString outDir, Milliseconds perSide, Printer printer)
    : m_outDir(std::move(outDir)), m_perSide(perSide), m_printer(std::move(printer))
{
    QObject::connect(&m_server, &QLocalServer::newConnection, &m_server, [this] { accept(); });
    m_timer.setInterval(10);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { step(); });
}

PaperPath::~PaperPath() = default;

bool PaperPath::listen(const QString &socket)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    return m_server.listen(socket);
}

void PaperPath::accept()
{
    while (QLocalSocket *relay = m_server.nextPendingConnection()) {
        QObject::connect(relay, &QLocalSocket::readyRead, relay, [this, relay] {
            if (relay->canReadLine())
                start(relay);
        });
        QObject::connect(relay, &QLocalSocket::disconnected, relay, [this, relay] {
            if (m_job != nullptr && m_job->relay == relay) {
                m_timer.stop();
                m_job.reset();
            }
            relay->deleteLater();
        });
    }
}

void PaperPath::start(QLocalSocket *relay)
{
    m_job = std::make_unique<Job>();
    m_job->relay = relay;
    m_job->ticket = QJsonDocument::fromJson(relay->readLine()).object();
    for (const QByteArray &line : std::exchange(m_pending, {}))
        tell(line);
    if (m_job->ticket[u"name"] == controlJob)
        return finish(0);

    QFile file(m_job->ticket[u"file"].toString());
    if (file.open(QIODevice::ReadOnly))
        m_job->pdf = file.readAll();
    file.remove(); // ippeveprinter keeps it for a minute
    const auto pages = hal::countPages(m_job->pdf, std::numeric_limits<int>::max());
    if (!pages) {
        tell("ERROR: not a PDF");
        return finish(1);
    }
    m_job->pages = *pages;
    m_job->sides = *pages * std::max(1, m_job->ticket[u"copies"].toInt(1));
    m_job->duplex = m_job->ticket[u"sides"].toString().startsWith(u"two-sided");
    tell("ATTR: job-impressions=" + QByteArray::number(m_job->sides));
    m_job->side.start();
    m_sinceCancelCheck.start();
    m_timer.start();
}

void PaperPath::step()
{
    if (m_aborts > 0) {
        --m_aborts;
        return finish(1);
    }
    if (m_sinceCancelCheck.elapsed() > 100) {
        m_sinceCancelCheck.restart();
        if (m_printer.isCanceled(m_job->ticket[u"id"].toInt()))
            return finish(0); // ippeveprinter knows that it was canceled
    }
    if (held()) {
        m_job->side.restart();
        return;
    }
    if (m_job->side.elapsed() < m_perSide.count())
        return;
    if (m_job->done == m_completeAfter) {
        m_completeAfter = -1;
        return finish(0);
    }
    printSide();
}

void PaperPath::printSide()
{
    ++m_job->done;
    m_job->side.restart();
    const bool back = m_job->duplex && (m_job->done - 1) % m_job->pages % 2 == 1;
    if (!back)
        --m_sheets;
    tell("ATTR: job-impressions-completed=" + QByteArray::number(m_job->done));
    if (m_job->done == m_emptyAfter) {
        m_emptyAfter = -1;
        m_sheets = 0;
    }
    if (m_job->done == m_jamAfter) {
        m_jamAfter = -1;
        setReason(QStringLiteral("media-jam"), true);
    }
    if (m_job->done == m_job->sides)
        return finish(0);
    if (m_sheets <= 0) {
        m_job->relay->flush();
        m_printer.awaitCount(m_job->ticket[u"id"].toInt(), m_job->done);
        m_printer.setPaper(0);
    }
}

void PaperPath::finish(int code)
{
    m_timer.stop();
    if (m_job->done > 0) {
        // A document that did not come out whole must not be taken for one that did.
        const bool whole = m_job->done == m_job->sides;
        const QString name = QStringLiteral("%1.pdf%2")
                                 .arg(m_printed.size() + 1, 3, 10, QLatin1Char('0'))
                                 .arg(whole ? QString() : QStringLiteral(".partial"));
        QFile file(QDir(m_outDir).filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(m_job->pdf);
        QJsonObject entry = m_job->ticket;
        entry.insert(QStringLiteral("file"), file.fileName());
        entry.insert(QStringLiteral("pages"), m_job->pages);
        entry.insert(QStringLiteral("printed"), m_job->done);
        m_printed.append(entry);
        m_printer.setPaper(m_sheets);
    }
    tell("EXIT " + QByteArray::number(code));
    m_job->relay->flush();
    m_job.reset();
}

int PaperPath::done() const
{
    return m_job == nullptr ? 0 : m_job->done;
}

void PaperPath::tell(const QByteArray &line) const
{
    m_job->relay->write(line + '\n');
}

void PaperPath::setReason(const QString &reason, bool on)
{
    if (on)
        m_reasons.insert(reason);
    else
        m_reasons.remove(reason);
    const QByteArray line = QByteArray("STATE: ") + (on ? '+' : '-') + reason.toLatin1();
    if (m_job != nullptr)
        tell(line);
    else
        m_pending.append(line);
}

void PaperPath::setSheets(int sheets)
{
    m_sheets = sheets;
    m_printer.setPaper(sheets);
}

void PaperPath::clear()
{
    m_emptyAfter = -1;
    m_jamAfter = -1;
    m_completeAfter = -1;
    m_aborts = 0;
    for (const QString &reason : reasons())
        setReason(reason, false);
}

} // namespace kiosk::cups
