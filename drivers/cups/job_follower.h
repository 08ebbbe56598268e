#pragma once

#include "printer_link.h"

#include <QMap>

namespace kiosk::cups
{

/// Follows one job from its acceptance to its end, at the server and at the printer, and finds out how it
/// ended. Thread: one; blocks.
class JobFollower
{
public:
    struct Job {
        int id = 0;      ///< at the front
        QByteArray name; ///< tells it from all others, at the front and at the printer
        QString tray;
        int sides = 0; ///< of all copies; 0 = not known
        int sheets = 0;
    };
    JobFollower(PrinterLink &link, Job job, hal::OperationContext &context);

    /// What may be spent on the job before the time to take it back begins.
    [[nodiscard]] const Limit &waiting() const { return m_waiting; }
    /// Waits through empty trays and jams, telling of them by progress. Some time before the deadline, or
    /// after a cancel, the job is taken back and its pages are counted. Result and errors:
    /// DocumentPrinter::print().
    [[nodiscard]] Result<int> follow();
    /// Takes the job back at once; `cause` is the error if nothing of it came out.
    [[nodiscard]] Result<int> takeBack(const Error &cause);

private:
    using Time = std::chrono::steady_clock::time_point;

    void look(const Limit &limit);
    void lookAtQueue(const Limit &limit);
    void lookAtPrinter(const Limit &limit);
    void lookAtState(const Limit &limit);
    void cancelAtQueue(const Limit &limit);
    void cancelAtPrinter(const Limit &limit);
    void report();
    void pause(const CancelToken &cancel) const;
    [[nodiscard]] bool silent(Time since) const;
    [[nodiscard]] bool endedAtPrinter() const;
    [[nodiscard]] bool ended() const;
    [[nodiscard]] Status worthWaiting() const;
    [[nodiscard]] Result<int> conclude(const Error &cause);

    PrinterLink &m_link;
    Job m_job;
    hal::OperationContext &m_context;
    Limit m_waiting;
    Evidence m_evidence;
    QMap<int, JobView> m_atPrinter; ///< by number; mostly one, none before it comes there
    QList<int> m_canceledAtPrinter;
    Time m_queueSeen;
    Time m_printerSeen;
    std::optional<Time> m_queueEnded;
    bool m_queueCanceled = false;
    bool m_queueReturned = false;  ///< after it was lost
    bool m_printerAnswered = true; ///< every time it was asked
    Status m_ready;
    QStringView m_reportedState;
    int m_reportedSides = 0;
};

} // namespace kiosk::cups
