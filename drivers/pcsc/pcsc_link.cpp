#include "pcsc_link.h"

#include <kiosk/hal/traffic.h>

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <mutex>

#include <PCSC/winscard.h>

namespace kiosk::pcsc
{

namespace
{

constexpr Milliseconds closeTime{200};
/// Other programs look at a card for a moment when it comes, and a call that was left behind lets go of its
/// own.
constexpr Milliseconds busyTime{1000};
constexpr Milliseconds busyInterval{50};
/// A short answer is at most 258 bytes; extended ones are longer (ISO/IEC 7816-3).
constexpr DWORD longestAnswer = MAX_BUFFER_SIZE_EXTENDED;

/// libpcsclite reads the socket's name once and keeps it as long as the process lives.
Status chooseServer(const QString &server)
{
    static std::mutex mutex;
    static QByteArray chosen;
    const std::lock_guard lock(mutex);
    const QByteArray wanted = server.toLocal8Bit();
    if (chosen.isEmpty()) {
        chosen = wanted;
        qputenv("PCSCLITE_CSOCK_NAME", chosen);
    }
    if (chosen != wanted)
        return fail(error::invalidData,
                    QStringLiteral("a process has one pcscd, and this one has another already"));
    return {};
}

QStringList namesIn(const std::vector<char> &multiString)
{
    QStringList names;
    for (const char *name = multiString.data(); *name != '\0'; name += strlen(name) + 1)
        names.append(QString::fromUtf8(name));
    return names;
}

/// Data of either is a card's or a PIN; what is asked for and how it went are not.
void tellExchange(QByteArrayView command, QByteArrayView answer)
{
    constexpr qsizetype header = 4, statusWord = 2; // ISO/IEC 7816-4
    const qsizetype asked = std::min(command.size(), header), told = std::min(answer.size(), statusWord);
    hal::tellFrame(hal::Way::Out, command.first(asked), command.size() - asked);
    hal::tellFrame(hal::Way::In, answer.last(told), answer.size() - told);
}

} // namespace

/// What the thread works on. It is touched by whoever runs a call, and read by the link between calls.
struct PcscLink::Session {
    SCARDCONTEXT context = 0;
    SCARDHANDLE card = 0;
    DWORD protocol = 0;
    QByteArray readerName;
    long code = SCARD_S_SUCCESS; ///< of the last call

    std::vector<char> names;
    SCARD_READERSTATE state{};
    QByteArray bytes;

    long establish() { return SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context); }

    long listReaders()
    {
        DWORD size = 0;
        long result = SCardListReaders(context, nullptr, nullptr, &size);
        // A reader may come between the two.
        names.assign(std::max<DWORD>(size, 2) + MAX_READERNAME, '\0');
        if (result == SCARD_S_SUCCESS) {
            size = names.size() - 2;
            result = SCardListReaders(context, nullptr, names.data(), &size);
        }
        return result == long(SCARD_E_NO_READERS_AVAILABLE) ? SCARD_S_SUCCESS : result;
    }

    long readAtr()
    {
        std::array<BYTE, MAX_ATR_SIZE> atr{};
        DWORD size = atr.size();
        const long result = SCardStatus(card, nullptr, nullptr, nullptr, nullptr, atr.data(), &size);
        bytes = QByteArray(reinterpret_cast<const char *>(atr.data()), qsizetype(size));
        return result;
    }

    long connect()
    {
        const long result = SCardConnect(context, readerName.constData(), SCARD_SHARE_EXCLUSIVE,
                                         SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &card, &protocol);
        return result == SCARD_S_SUCCESS ? readAtr() : result;
    }

    long reconnect(bool cold)
    {
        const long result = SCardReconnect(card, SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1,
                                           cold ? SCARD_UNPOWER_CARD : SCARD_RESET_CARD, &protocol);
        return result == SCARD_S_SUCCESS ? readAtr() : result;
    }

    long transmit(const QByteArray &command)
    {
        QByteArray answer(longestAnswer, Qt::Uninitialized);
        DWORD size = longestAnswer;
        const long result =
            SCardTransmit(card, protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1,
                          reinterpret_cast<const BYTE *>(command.constData()), DWORD(command.size()), nullptr,
                          reinterpret_cast<BYTE *>(answer.data()), &size);
        bytes = answer.left(result == SCARD_S_SUCCESS ? qsizetype(size) : 0);
        wipe(answer);
        tellExchange(command, bytes);
        return result;
    }

    void release()
    {
        wipe(bytes);
        if (card != 0)
            SCardDisconnect(std::exchange(card, 0), SCARD_UNPOWER_CARD);
        if (context != 0)
            SCardReleaseContext(std::exchange(context, 0));
    }
};

Result<QString> chooseReader(const QStringList &names, const ReaderAddress &address)
{
    // Names have brackets in them, so these are no sets.
    const QString pattern = QRegularExpression::escape(address.pattern)
                                .replace(QStringLiteral("\\*"), QStringLiteral(".*"))
                                .replace(QStringLiteral("\\?"), QStringLiteral("."));
    const QRegularExpression whole(QRegularExpression::anchoredPattern(pattern));
    const auto matching = [&names](auto &&accepts) {
        QStringList found;
        std::copy_if(names.begin(), names.end(), std::back_inserter(found), accepts);
        return found;
    };
    QStringList found = matching([&](const QString &name) { return whole.match(name).hasMatch(); });
    if (found.size() > 1) {
        static const QRegularExpression contactless(QStringLiteral("PICC|contactless|\\bCL\\b"),
                                                    QRegularExpression::CaseInsensitiveOption);
        static const QRegularExpression module(QStringLiteral("\\bSAM\\b"),
                                               QRegularExpression::CaseInsensitiveOption);
        const bool wanted = address.slot == SlotKind::Contactless;
        found.removeIf([&](const QString &name) {
            return name.contains(module) || name.contains(contactless) != wanted;
        });
    }
    if (found.size() == 1)
        return found.first();
    const QString all = names.isEmpty() ? QStringLiteral("none") : names.join(QStringLiteral(", "));
    return fail(
        error::noDevice,
        QStringLiteral("%1 readers match '%2'; there are: %3").arg(found.size()).arg(address.pattern, all));
}

Error errorOf(long code, const char *detail)
{
    const auto as = [&](ErrorCode ours) {
        return fail(ours, QStringLiteral("%1: %2").arg(QLatin1String(detail),
                                                       QLatin1String(pcsc_stringify_error(code))));
    };
    switch (quint32(code)) {
    case quint32(SCARD_E_NO_SERVICE):
    case quint32(SCARD_E_SERVICE_STOPPED):
    case quint32(SCARD_F_COMM_ERROR): // the daemon's socket broke
    case quint32(SCARD_E_INVALID_HANDLE):
    case quint32(SCARD_E_NO_READERS_AVAILABLE):
    case quint32(SCARD_E_UNKNOWN_READER):
    case quint32(SCARD_E_READER_UNAVAILABLE):
        return as(error::noDevice);
    case quint32(SCARD_W_SECURITY_VIOLATION):
        return as(error::authorisationRequired);
    case quint32(SCARD_E_NO_SMARTCARD):
        return as(error::noMedia);
    case quint32(SCARD_W_REMOVED_CARD):
        return as(error::mediaRemoved);
    case quint32(SCARD_W_UNRESPONSIVE_CARD):
    case quint32(SCARD_W_UNPOWERED_CARD):
        return as(error::atrNotObtained);
    case quint32(SCARD_E_PROTO_MISMATCH):
    case quint32(SCARD_W_UNSUPPORTED_CARD):
        return as(error::protocolNotSupported);
    case quint32(SCARD_E_SHARING_VIOLATION):
        return as(error::deviceBusy);
    case quint32(SCARD_E_NOT_TRANSACTED):
    case quint32(SCARD_W_RESET_CARD):
        return as(error::readFailed);
    case quint32(SCARD_E_INSUFFICIENT_BUFFER):
        return as(error::protocolError);
    case quint32(SCARD_E_TIMEOUT):
        return as(error::timeOut);
    case quint32(SCARD_E_CANCELLED):
        return as(error::canceled);
    case quint32(SCARD_E_NO_MEMORY):
        return as(error::notEnoughSpace);
    default:
        return as(error::hardwareError);
    }
}

PcscLink::PcscLink(ReaderAddress address) : m_address(std::move(address)) {}

PcscLink::~PcscLink()
{
    close();
}

void PcscLink::close()
{
    if (!m_thread)
        return;
    if (!m_thread->isLost()) {
        // Usually at once: whoever opens next finds the card free.
        hal::OperationContext context{Deadline::in(closeTime), {}};
        const Status released = m_thread->run([session = m_session] { session->release(); }, context);
        if (released)
            m_thread->finally({});
    }
    m_session.reset();
    m_thread.reset();
}

QString PcscLink::reader() const
{
    return m_session ? QString::fromUtf8(m_session->readerName) : QString();
}

Status PcscLink::call(const char *what, std::function<long(Session &)> work, hal::OperationContext &context,
                      const std::function<void()> &interrupt)
{
    Status ended =
        m_thread->run([session = m_session, work = std::move(work)] { session->code = work(*session); },
                      context, interrupt);
    if (!ended) {
        if (m_thread->isLost())
            close();
        return fail(ended.error().code, QString::fromLatin1(what));
    }
    if (m_session->code == SCARD_S_SUCCESS)
        return {};
    Error error = errorOf(m_session->code, what);
    if (error.code == error::noDevice)
        close();
    return error;
}

Status PcscLink::open(hal::OperationContext &context)
{
    close();
    KIOSK_TRY(context.check());
    KIOSK_TRY(chooseServer(m_address.server));
    m_session = std::make_shared<Session>();
    m_thread = std::make_unique<CallThread>();
    m_thread->finally([session = m_session] { session->release(); });
    KIOSK_TRY(call(
        "connect to pcscd", [](Session &session) { return session.establish(); }, context));
    KIOSK_TRY(call(
        "list readers", [](Session &session) { return session.listReaders(); }, context));
    const auto name = chooseReader(namesIn(m_session->names), m_address);
    if (!name) {
        close();
        return name.error();
    }
    m_session->readerName = name->toUtf8();
    return {};
}

Status PcscLink::ensureOpen(hal::OperationContext &context)
{
    return isOpen() ? context.check() : open(context);
}

Result<CardState> PcscLink::look(const CardState &known, unsigned long milliseconds,
                                 hal::OperationContext &context)
{
    KIOSK_TRY(ensureOpen(context));
    m_session->state = {};
    m_session->state.szReader = m_session->readerName.constData();
    m_session->state.dwCurrentState = known.raw;
    const auto cancel = [session = m_session] { SCardCancel(session->context); };
    KIOSK_TRY(call(
        "look at the reader",
        [milliseconds](Session &session) {
            return long(SCardGetStatusChange(session.context, milliseconds, &session.state, 1));
        },
        context, cancel));
    const DWORD event = m_session->state.dwEventState;
    if ((event & (SCARD_STATE_UNKNOWN | SCARD_STATE_UNAVAILABLE | SCARD_STATE_IGNORE)) != 0) {
        close();
        return fail(error::noDevice, QStringLiteral("the reader has left"));
    }
    return CardState{(event & SCARD_STATE_PRESENT) != 0, (event & SCARD_STATE_MUTE) != 0,
                     (event & SCARD_STATE_EXCLUSIVE) != 0, event & ~DWORD(SCARD_STATE_CHANGED)};
}

Result<CardState> PcscLink::state(hal::OperationContext &context)
{
    // A state that nobody knows (UNAWARE) is another at once.
    return look({}, 0, context);
}

Result<CardState> PcscLink::awaitChange(const CardState &known, hal::OperationContext &context)
{
    return look(known, static_cast<unsigned long>(context.deadline.left().count()), context);
}

bool PcscLink::isConnected() const
{
    return m_session && m_session->card != 0;
}

Result<QByteArray> PcscLink::connect(hal::OperationContext &context)
{
    KIOSK_TRY(ensureOpen(context));
    KIOSK_TRY(disconnect(context));
    const Deadline patience = Deadline::in(busyTime);
    for (;;) {
        const Status on = call(
            "switch the chip on", [](Session &session) { return session.connect(); }, context);
        if (on)
            return m_session->bytes;
        if (on.error().code != error::deviceBusy || patience.passed())
            return on.error();
        KIOSK_TRY(context.pause(Deadline::in(busyInterval)));
    }
}

Result<QByteArray> PcscLink::reconnect(bool cold, hal::OperationContext &context)
{
    if (!isConnected())
        return connect(context);
    KIOSK_TRY(call(
        "reset the chip", [cold](Session &session) { return session.reconnect(cold); }, context));
    return m_session->bytes;
}

Status PcscLink::disconnect(hal::OperationContext &context)
{
    if (!isConnected())
        return {};
    return call(
        "switch the chip off",
        [](Session &session) {
            // A card that is gone, or was reset by somebody else, is let go all the same.
            SCardDisconnect(std::exchange(session.card, 0), SCARD_UNPOWER_CARD);
            return long(SCARD_S_SUCCESS);
        },
        context);
}

Result<QByteArray> PcscLink::transmit(const QByteArray &command, hal::OperationContext &context)
{
    KIOSK_TRY(call(
        "exchange with the chip", [command](Session &session) { return session.transmit(command); },
        context));
    return std::exchange(m_session->bytes, {});
}

} // namespace kiosk::pcsc
