#pragma once

#include <QByteArray>
#include <QHash>
#include <QLocalServer>
#include <QProcess>
#include <QSet>
#include <QTcpServer>
#include <QTemporaryDir>

#include <cups/ipp.h>

#include <memory>

class QIODevice;

namespace kiosk::cups
{

/// As much of an IPP printer as the driver asks for, where ippeveprinter and cupsd are not to be had: it runs
/// the same command for a document, understands the same lines of it, and has the same form for its tray. The
/// server's socket is answered by it as well, as by a print server with itself behind, so that devices.yaml
/// stays as it is. Thread: one, with an event loop.
class FolderPrinter
{
public:
    FolderPrinter(QString command, QString queueSocket);

    /// On loopback; the domain socket too.
    [[nodiscard]] bool listen(int port);

private:
    struct Job {
        int id = 0;
        ipp_jstate_t state = IPP_JSTATE_HELD;
        bool cancel = false;
        bool purged = false;
        int sides = 0;
        QByteArray name;
        QByteArray user;
        QProcessEnvironment environment;
        std::unique_ptr<QProcess> process;
    };

    void serve(QIODevice *client);
    /// One request from the buffer, if it is there whole.
    bool answerOne(QIODevice *client, QByteArray &buffer);
    QByteArray answer(const QByteArray &body);
    void fillTray(const QByteArray &query);

    void describe(ipp_t *reply) const;
    ipp_status_t createJob(ipp_t *request, ipp_t *reply);
    ipp_status_t startJob(Job &job, const QByteArray &document);
    void readLine(Job &job, const QByteArray &line);
    void finish(Job &job, bool good);
    static void describe(const Job &job, ipp_t *reply);
    [[nodiscard]] bool busy() const;

    QString m_command;
    QString m_queueSocket;
    QTemporaryDir m_spool;
    QTcpServer m_network;
    QLocalServer m_local;
    QHash<QIODevice *, QByteArray> m_clients;
    std::vector<std::unique_ptr<Job>> m_jobs;
    QSet<QByteArray> m_reasons;
    int m_sheets = 250;
};

} // namespace kiosk::cups
