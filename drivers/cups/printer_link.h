#pragma once

#include "ipp_client.h"
#include "job_outcome.h"
#include "printer_state.h"

#include <kiosk/hal/device.h>

namespace kiosk::cups
{

/// The settings of driver.yaml.
struct Settings {
    explicit Settings(const hal::DeviceConfiguration &configuration);

    Milliseconds poll;
    Milliseconds answer;
    Milliseconds lost;
    Milliseconds settle;
    bool trustQueue;
    bool countsSides;
    bool keepsHistory;
    QByteArray printScaling;
    QByteArray photoMediaType;
    QByteArray user;
    PrinterParts parts;
};

/// A job's name: the title, and a mark that no other job has. By it the job is found again at the printer
/// behind a queue, where it has another number. Pure.
[[nodiscard]] QByteArray jobName(const QString &title, const QString &mark);
/// Pure; empty where there is none.
[[nodiscard]] QString markOf(const QByteArray &jobName);

/// The way to the printer: where jobs are sent (a queue, or the printer itself) and, where that is a queue,
/// the printer behind it. Thread: one at a time; every call blocks for settings.answer at most, or until its
/// limit.
class PrinterLink
{
public:
    /// Errors: invalidData (neither queue nor uri, or a bad one).
    [[nodiscard]] static Result<PrinterLink> create(const hal::DeviceConfiguration &configuration);

    [[nodiscard]] const Settings &settings() const { return m_settings; }
    /// Where jobs are sent.
    [[nodiscard]] const IppClient &front() const { return m_front; }
    [[nodiscard]] bool isQueue() const { return m_isQueue; }
    /// The printer itself, once it is known; nullptr where it does not speak IPP.
    [[nodiscard]] const IppClient *printer() const;

    /// Get-Printer-Attributes of the front; learns the printer behind a queue. Errors: noDevice (nobody
    /// there, or no such queue), timeOut, canceled, protocolError.
    [[nodiscard]] Result<Ipp> attributes(const Limit &limit);
    /// The answer that the last status() got of the front, once; asked for where there is none. Errors as
    /// attributes().
    [[nodiscard]] Result<Ipp> takeAttributes(const Limit &limit);
    /// The front is at work on no job.
    [[nodiscard]] bool isIdle(const Limit &limit);
    /// Device::status() of a document-printer: the printer's own answer where it can be asked, with "queue":
    /// running or stopped. Errors: canceled, timeOut (only when the limit itself has passed).
    [[nodiscard]] Result<QJsonObject> status(const Limit &limit);

    /// A job now; State::Vanished where the server knows of none, or its number is another's (a server that
    /// lost its spool counts from 1). Errors: noDevice, timeOut, canceled, protocolError.
    [[nodiscard]] Result<JobView> job(const IppClient &at, int id, const QByteArray &name,
                                      const Limit &limit) const;
    /// Numbers of the jobs of this name, ended ones too. Errors as job().
    [[nodiscard]] Result<QList<int>> jobsNamed(const IppClient &at, const QByteArray &name,
                                               const Limit &limit) const;
    /// Numbers of this terminal's jobs that have not ended. Errors as job().
    [[nodiscard]] Result<QList<int>> openJobs(const IppClient &at, const Limit &limit) const;
    /// Refusals (already ended) are no error.
    Status cancelJob(const IppClient &at, int id, const Limit &limit) const;

    /// The journal operations whose jobs a queue still has, ended or not; nothing where there is no queue.
    /// Errors as job().
    [[nodiscard]] Result<QStringList> recorded(const Limit &limit) const;
    /// Removes those jobs that have ended, with whatever files the server keeps of them, and ends the others,
    /// to be removed the next time: cupsd forgets one that is purged at work and leaves its back end alone.
    /// Errors as job().
    [[nodiscard]] Status forget(const QStringList &operations, const Limit &limit) const;

private:
    PrinterLink(const hal::DeviceConfiguration &configuration, IppClient front, bool isQueue);
    struct ListedJob {
        int id = 0;
        QByteArray name;
        QByteArray user;
    };
    [[nodiscard]] static QList<ListedJob> readJobs(const Ipp &answer);
    /// which: not-completed, completed.
    [[nodiscard]] Result<QList<ListedJob>> list(const IppClient &at, const char *which,
                                                const Limit &limit) const;
    /// Ended or not. (which-jobs=all is not everywhere.)
    [[nodiscard]] Result<QList<ListedJob>> listAll(const IppClient &at, const Limit &limit) const;
    [[nodiscard]] Result<Ipp> ask(const IppClient &at, const Ipp &request, const Limit &limit) const;
    [[nodiscard]] Ipp jobRequest(const IppClient &at, ipp_op_t operation, int id) const;
    void learnPrinter(const Ipp &queue);

    Settings m_settings;
    ReasonTable m_reasons;
    IppClient m_front;
    std::optional<IppClient> m_behind;
    Ipp m_latest;
    bool m_isQueue;
};

} // namespace kiosk::cups
