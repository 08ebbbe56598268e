#pragma once

#include <kiosk/core/result.h>

#include <QList>

#include <optional>

namespace kiosk::cups
{

/// A job as a server or printer tells it (Get-Job-Attributes).
struct JobView {
    enum class State { Waiting, Processing, Completed, Canceled, Aborted, Vanished };

    State state = State::Waiting;
    /// cupsd calls a job ended while its back end is still at it, and so still able to send it; state is
    /// Processing then, and this is what the server calls it.
    std::optional<State> stoppingAs;
    bool processed = false;    ///< was ever seen at work
    bool withErrors = false;   ///< job-state-reasons says completed with errors
    std::optional<int> sides;  ///< job-impressions-completed
    std::optional<int> sheets; ///< job-media-sheets-completed

    [[nodiscard]] bool ended() const { return state != State::Waiting && state != State::Processing; }
};

/// Everything that is known about a job when nothing more is going to be learnt.
struct Evidence {
    int sides = 0;                     ///< that the job has, all copies; 0 = not known
    int sheets = 0;                    ///< likewise
    std::optional<JobView> queue = {}; ///< at the print server; nullopt where there is none
    bool queueLost = false;            ///< the server does not answer
    /// The server died and came back before the job was seen at the printer: what it had started may live on
    /// and send the job yet.
    bool strayPossible = false;
    QList<JobView> printer = {}; ///< every job of this name at the printer: a server may send one again
    /// The printer answered all the time, keeps a history, and has no such job now that the server's has
    /// ended.
    bool printerDenies = false;
    bool trustQueue = false; ///< the setting outcome_from: queue
    bool countsSides = true;
};

/// Printed (with the sides counted, -1 where nobody counts), certainly not printed, or unknown: never
/// guessed. A server's "completed" is no proof: cupsd says it too of a job that its printer aborted, and of
/// one whose printer went away. What the printer says counts, if all pages are there, and only once the
/// server cannot send the job again. Errors: `cause` when nothing was printed; outcomeUnknown. Pure.
[[nodiscard]] Result<int> decideOutcome(const Evidence &evidence, const Error &cause);

} // namespace kiosk::cups
