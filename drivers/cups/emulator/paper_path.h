#pragma once

#include <kiosk/core/clock.h>

#include <QElapsedTimer>
#include <QJsonArray>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSet>
#include <QTimer>

#include <functional>
#include <memory>

namespace kiosk::cups
{

/// The inside of the emulated printer: takes the documents that ippeveprinter hands to its command, "prints"
/// them side by side at a pace, stops for faults, and puts what came out into a folder. Thread: one, with an
/// event loop.
class PaperPath
{
public:
    /// What the paper path cannot do by itself, because ippeveprinter owns it.
    struct Printer {
        std::function<void(int sheets)> setPaper; ///< level of the tray, told in printer-input-tray
        std::function<bool(int job)> isCanceled;  ///< somebody asked to end this job
        /// Until it tells of so many sides of this job: its two ways in overtake each other.
        std::function<void(int job, int sides)> awaitCount;
    };

    PaperPath(QString outDir, Milliseconds perSide, Printer printer);
    ~PaperPath();

    [[nodiscard]] bool listen(const QString &socket);
    [[nodiscard]] bool busy() const { return m_job != nullptr; }
    [[nodiscard]] bool hasPending() const { return !m_pending.isEmpty(); }

    /// A reason of printer-state-reasons that holds the paper: set and cleared at once while a document is
    /// being printed. While none is, `pending` lines wait for the next delivery (see controlJob).
    void setReason(const QString &reason, bool on);
    void setSheets(int sheets);
    [[nodiscard]] int sheets() const { return m_sheets; }
    void setPace(Milliseconds perSide) { m_perSide = perSide; }
    void emptyAfter(int sides) { m_emptyAfter = sides; }
    void jamAfter(int sides) { m_jamAfter = sides; }
    void abortNext(int jobs) { m_aborts = jobs; }
    /// The printer calls the job completed after that many sides.
    void completeAfter(int sides) { m_completeAfter = sides; }
    void clear();

    /// Sides of the document that is being printed.
    [[nodiscard]] int done() const;
    [[nodiscard]] const QJsonArray &printed() const { return m_printed; }
    [[nodiscard]] QStringList reasons() const { return {m_reasons.begin(), m_reasons.end()}; }

    /// A document of this name is none: it only carries lines of state to an idle ippeveprinter.
    static const QString controlJob;

private:
    struct Job;
    void accept();
    void start(QLocalSocket *relay);
    void step();
    void printSide();
    void finish(int code);
    void tell(const QByteArray &line) const;
    [[nodiscard]] bool held() const { return m_sheets <= 0 || !m_reasons.isEmpty(); }

    QString m_outDir;
    Milliseconds m_perSide;
    Printer m_printer;
    QLocalServer m_server;
    QTimer m_timer;
    QElapsedTimer m_sinceCancelCheck;
    std::unique_ptr<Job> m_job;
    QList<QByteArray> m_pending;
    QSet<QString> m_reasons;
    QJsonArray m_printed;
    int m_sheets = 250;
    int m_emptyAfter = -1;
    int m_jamAfter = -1;
    int m_completeAfter = -1;
    int m_aborts = 0; ///< jobs to come
};

} // namespace kiosk::cups
