#pragma once

#include <kiosk/shell/steps/visit.h>

namespace kiosk::shell
{

/// The card on the reader, from the moment it was seen until it is gone: then the session knows, and whoever
/// waits for it goes on. It has the reader meanwhile; who needs that too pauses it. Thread: main.
class CardWatch : public QObject
{
    Q_OBJECT
public:
    static inline const QString cardReader = QStringLiteral("id-card-reader");

    explicit CardWatch(Visit &visit) : m_visit(visit) {}

    /// Whether a card lies on the reader; false also where nobody can tell.
    [[nodiscard]] QCoro::Task<bool> cardThere();
    /// Until the reader's process has said something, 15 s at most.
    [[nodiscard]] QCoro::Task<void> readerStarted() const;
    /// A card lies there.
    void start();
    /// Who took the card early may have laid it down again: looks, and watches it if so.
    [[nodiscard]] QCoro::Task<void> lookAgain();
    /// Returns when the reader is free.
    [[nodiscard]] QCoro::Task<void> pause();
    void resume();
    /// The visit is over.
    void forget() { m_takenEarly = false; }

Q_SIGNALS:
    /// Taken away before its owner was asked to.
    void takenEarly();

private:
    [[nodiscard]] DevicesClient::Request awaitRemoval(Milliseconds timeout) const;
    QCoro::Task<void> watch();
    void gone();

    Visit &m_visit;
    CancelToken m_cancel;
    bool m_watching = false;
    bool m_asking = false; ///< the reader is at work for this
    bool m_paused = false;
    bool m_takenEarly = false;
};

} // namespace kiosk::shell
