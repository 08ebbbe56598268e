#pragma once

#include "call_thread.h"

#include <QByteArray>
#include <QStringList>

namespace kiosk::pcsc
{

enum class SlotKind { Contact, Contactless };

/// connect of devices.yaml.
struct ReaderAddress {
    QString pattern; ///< of the reader's name as pcscd tells it; * and ? as in file names
    SlotKind slot = SlotKind::Contact;
    QString server; ///< path of pcscd's socket
};

/// Of the readers' names, the one that is meant: it matches the pattern, and where several do (slots of one
/// housing), its name does not speak of the other kind of slot, or of a slot for security modules. Pure.
/// Errors: noDevice (none, or several: the detail has their names).
[[nodiscard]] Result<QString> chooseReader(const QStringList &names, const ReaderAddress &address);

/// A code of libpcsclite, as one of ours. Pure. `detail` is what was tried.
[[nodiscard]] Error errorOf(long code, const char *detail);

/// What a reader says of its card.
struct CardState {
    bool present = false;
    bool mute = false;     ///< it gives no answer to reset
    bool inUse = false;    ///< a program has it for its own
    unsigned long raw = 0; ///< as pcscd counts changes
};

/// One reader of pcscd. Every call returns by the deadline, or within 100 ms of a cancel; a call into
/// libpcsclite that does not is left behind, and with it the connection to pcscd: the next call makes a new
/// one. After noDevice the link is closed. Thread: one at a time.
class PcscLink
{
public:
    explicit PcscLink(ReaderAddress address);
    ~PcscLink();

    /// Connects to pcscd and finds the reader. Errors: noDevice (no daemon, no such reader), timeOut (the
    /// daemon does not answer), invalidData (libpcsclite knows one daemon a process, and this is another).
    [[nodiscard]] Status open(hal::OperationContext &context);
    void close();
    [[nodiscard]] bool isOpen() const { return m_session != nullptr; }
    [[nodiscard]] QString reader() const;

    /// The state now.
    [[nodiscard]] Result<CardState> state(hal::OperationContext &context);
    /// Returns when it is another. Errors: timeOut, canceled, noDevice (the reader, too, may leave).
    [[nodiscard]] Result<CardState> awaitChange(const CardState &known, hal::OperationContext &context);

    [[nodiscard]] bool isConnected() const;
    /// Switches the chip on, for this program alone; its answer to reset.
    [[nodiscard]] Result<QByteArray> connect(hal::OperationContext &context);
    /// A reset of the connected chip, with its power off between or not.
    [[nodiscard]] Result<QByteArray> reconnect(bool cold, hal::OperationContext &context);
    /// Chip off; nothing to do where it is off.
    [[nodiscard]] Status disconnect(hal::OperationContext &context);
    /// Bytes to the chip and back, as they are.
    [[nodiscard]] Result<QByteArray> transmit(const QByteArray &command, hal::OperationContext &context);

private:
    struct Session;
    /// Runs a call on the session's thread; its code of libpcsclite, if that is not success, becomes an
    /// error.
    [[nodiscard]] Status call(const char *what, std::function<long(Session &)> work,
                              hal::OperationContext &context, const std::function<void()> &interrupt = {});
    [[nodiscard]] Status ensureOpen(hal::OperationContext &context);
    [[nodiscard]] Result<CardState> look(const CardState &known, unsigned long milliseconds,
                                         hal::OperationContext &context);

    ReaderAddress m_address;
    /// Shared with the thread, which may outlive the link.
    std::shared_ptr<Session> m_session;
    std::unique_ptr<CallThread> m_thread;
};

} // namespace kiosk::pcsc
