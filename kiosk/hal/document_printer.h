#pragma once

#include <kiosk/hal/device.h>
#include <kiosk/hal/page_adjustment.h>

#include <optional>

namespace kiosk::hal
{

/// What to print. Lengths and names follow IPP (PWG 5101.1 media names).
struct PrintJob {
    QByteArray pdf;
    QString title; ///< a case number; never personal data, spoolers keep it
    QString media; ///< "iso_a4_210x297mm"; empty = the tray's
    QString tray;  ///< a tray of devices.yaml; empty = the first
    bool duplex = false;
    int copies = 1;        ///< 1 to 3
    int pages = 0;         ///< sides of the PDF, counted when it was taken
    bool numbered = false; ///< on one of a tray's numbered blanks, and from no other tray
    bool photo = false;    ///< on photo paper, to its edges, as well as the printer can
    QString code;          ///< of a calibration page, to be read back
};

/// Class document-printer. Operation `print`: fields title, media, tray, duplex, copies; blob 0 is the PDF;
/// result
/// {"outcome": "printed", "pages": n}, n being the sides that came out, left out where the printer does not
/// count. Operation `reset`: cancels what this terminal left in the queue.
///
/// A tray whose blanks are numbered (devices.yaml: `numbered`) is left alone by `print`. Operation
/// `printNumbered`, with the same fields and result, takes one sheet of one, never more, since its journal
/// operation stands for one number. Operation `calibrate`, field tray: the page by which a technician finds
/// out how the tray's print is to be moved and scaled (PageAdjustment). It takes whatever the tray holds:
/// plain paper of the blanks' size, where they are numbered. Its result has "code" beside, what the codes on
/// the page say, unless the sheet is too small for any.
///
/// Of all errors of what prints only `outcomeUnknown` leaves it open whether paper came out; every other one
/// means that nothing was printed. After a cancel or at the deadline a job is taken back and its pages are
/// counted, which takes its time: an answer is worth more than a quick one, so here a cancel may last longer
/// than 100 ms (the driver says how long).
///
/// The base owns the flow: it checks the arguments and the PDF, stamps 样张 无效 on every page of a
/// demonstration terminal (so no path to paper goes round the stamp), moves and scales them as the tray
/// needs, looks at the printer's state before a job is tried, and never guesses an outcome: printed,
/// notPrinted (error `notPrinted` or a state's error before anything was sent) or `outcomeUnknown`.
class DocumentPrinter : public Device
{
public:
    explicit DocumentPrinter(const DeviceConfiguration &configuration);
    [[nodiscard]] Result<Payload> execute(QStringView operation, const Payload &arguments,
                                          OperationContext &context) final;

protected:
    /// What checkReadiness() needs of status(), just before a job: for a driver whose status() asks for more.
    [[nodiscard]] virtual Result<QJsonObject> readiness(OperationContext &context) { return status(context); }

    [[nodiscard]] const DeviceConfiguration &configuration() const { return m_configuration; }

    /// What is to be printed, with every argument checked. Errors: invalidData, mediaRejected …
    [[nodiscard]] virtual Result<PrintJob> readJob(const Payload &arguments, bool numbered) const;
    /// Of that: title, media, tray, duplex and copies; `numbers` are the names of a class's own fields.
    [[nodiscard]] Result<PrintJob> readTicket(const QJsonObject &fields, bool numbered,
                                              const QStringList &numbers = {}) const;

    /// Sends the job and follows it to its end. Progress: "jobAccepted", "pagePrinted" {"pages": n}.
    /// Result: number of sheets' sides printed, as the printer counted them; -1 where it does not count.
    /// Errors: notPrinted (certain), outcomeUnknown (not certain), paperOut, paperJammed … (certain, nothing
    /// printed). Any other error is taken for "not certain".
    [[nodiscard]] virtual Result<int> print(const PrintJob &job, OperationContext &context) = 0;
    [[nodiscard]] virtual Status reset(OperationContext &context) = 0;

private:
    [[nodiscard]] Result<PrintJob> numberedJob(const Payload &arguments) const;
    [[nodiscard]] Result<PrintJob> calibrationJob(const QJsonObject &fields) const;
    [[nodiscard]] Result<PrintJob> jobOf(QStringView operation, const Payload &arguments) const;
    [[nodiscard]] Status prepare(PrintJob &job) const;
    /// The tray that has all that the job asks for; `numbered` unset: whatever is in it.
    [[nodiscard]] Status chooseTray(PrintJob &job, std::optional<bool> numbered) const;
    [[nodiscard]] PageAdjustment adjustmentOf(const QString &tray) const;

    DeviceConfiguration m_configuration;
};

} // namespace kiosk::hal
