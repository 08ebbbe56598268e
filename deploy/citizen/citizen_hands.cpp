// What the citizen touches, types and presses.
#include "citizen.h"

#include "automation_proxy.h"
#include "citizen_calls.h"

#include <kiosk/hal/emulator_control.h>

#include <QImage>
#include <QRegularExpression>

#include <liboath/oath.h>

#include <array>
#include <ctime>

namespace kiosk::citizen
{

namespace
{

constexpr Milliseconds handPause{700};
constexpr Milliseconds keyShown{2000}; ///< by then a press of a key is seen
constexpr int mostPresses = 60;
constexpr int ringAt = 6; ///< px outside of what has the focus: in the middle of the ring's outer line

/// Whether the yellow line of the focus is around a place, in the middle of at least two of its sides (a list
/// may clip the others).
bool hasRing(const QImage &picture, const QRect &place)
{
    const QRect ring = place.adjusted(-ringAt, -ringAt, ringAt - 1, ringAt - 1);
    const QPoint middle = ring.center();
    int seen = 0;
    for (const QPoint point : {QPoint(ring.left(), middle.y()), QPoint(ring.right(), middle.y()),
                               QPoint(middle.x(), ring.top()), QPoint(middle.x(), ring.bottom())}) {
        const QColor colour = picture.valid(point) ? picture.pixelColor(point) : QColor();
        if (colour.red() > 230 && colour.green() > 180 && colour.green() < 225 && colour.blue() < 90)
            ++seen;
    }
    return seen >= 2;
}

} // namespace

Result<QRect> Citizen::find(const QString &name)
{
    auto reply = m_automation->Find(name);
    KIOSK_TRY(succeeded(reply));
    if (!reply.argumentAt<0>())
        return notYet(QStringLiteral("nothing on the screen is called '%1'").arg(name));
    return QRect(reply.argumentAt<1>(), reply.argumentAt<2>(), reply.argumentAt<3>(), reply.argumentAt<4>());
}

Status Citizen::touch(const QString &name, Milliseconds within, bool hold)
{
    QRect place;
    KIOSK_TRY(waitFor(within, [&]() -> Status {
        const auto found = find(name);
        if (!found)
            return found.error();
        const bool still = *found == place; // twice at the same place: nothing slides any more
        place = *found;
        return still ? Status() : notYet(QStringLiteral("'%1' does not stand still").arg(name));
    }));
    // A quick second press of one thing is a slip of the hand, and ignored.
    QElapsedTimer &last = m_touched[name];
    while (last.isValid() && !last.hasExpired(handPause.count()))
        letEventsPass();
    last.start();
    return touchAt(QRectF(place).center(), hold);
}

Status Citizen::touchAt(QPointF pixels, bool hold)
{
    if (m_screen.isEmpty())
        return fail(error::sequenceError,
                    QStringLiteral("no picture yet, so the screen's size is not known"));
    m_touch.press(QPointF(pixels.x() / m_screen.width(), pixels.y() / m_screen.height()));
    letEventsPass(); // as short as a finger gets
    if (!hold)
        m_touch.release();
    return {};
}

Status Citizen::typeDigits(const QString &what, Milliseconds within)
{
    QString digits = what;
    if (what == u"code" || what == u"wrong-code") {
        const auto code = codeSent(within);
        if (!code)
            return code.error();
        digits = *code;
        if (what == u"wrong-code")
            digits[0] = digits[0] == u'9' ? u'0' : QChar(digits[0].unicode() + 1);
    }
    if (what == u"technician-code" || what == u"shown-code") {
        const auto code = what == u"shown-code" ? codeShown() : technicianCode();
        if (!code)
            return code.error();
        digits = *code;
    }
    for (const QChar digit : std::as_const(digits))
        KIOSK_TRY(touch(QStringLiteral("pad.") + digit, within, false));
    return {};
}

Status Citizen::typeKeys(const QString &what, Milliseconds within)
{
    for (const QChar key : what)
        KIOSK_TRY(touch(QStringLiteral("key.") + key, within, false));
    return {};
}

Result<QString> Citizen::codeSent(Milliseconds within)
{
    const auto reply = hal::askEmulator(m_terminal.emulator(QStringLiteral("platform")),
                                        QJsonObject{{QStringLiteral("do"), QStringLiteral("last-code")}},
                                        Deadline::in(within));
    if (!reply)
        return reply.error();
    QString code = (*reply)[u"code"].toString();
    if (code.isEmpty())
        return fail(error::noRecord, QStringLiteral("no SMS code was sent"));
    m_codes.append(code);
    return code;
}

Status Citizen::pressKey(const QString &key)
{
    if (!m_keypad) {
        auto keypad = Keypad::open(m_terminal.display);
        if (!keypad)
            return keypad.error();
        m_keypad.emplace(std::move(*keypad));
    }
    return m_keypad->press(key);
}

Status Citizen::pressKeys(const QString &what, Milliseconds within)
{
    if (what != u"code")
        return pressKey(what);
    const auto code = codeSent(within);
    if (!code)
        return code.error();
    for (const QChar figure : *code)
        KIOSK_TRY(pressKey(figure));
    return {};
}

/// Presses the right arrow until the ring that shows the focus is around that thing: what somebody does who
/// sees the screen.
Status Citizen::focus(const QString &name, Milliseconds within)
{
    QRect place;
    KIOSK_TRY(waitFor(within, [&]() -> Status {
        const auto found = find(name);
        place = found ? *found : QRect();
        return found ? Status() : Status(found.error());
    }));
    for (int presses = 0; presses < mostPresses; ++presses) {
        const auto before = look();
        if (!before)
            return before.error();
        const auto found = find(name); // lists and parts of pages turn under the focus
        if (found && hasRing(*before, *found))
            return {};
        KIOSK_TRY(pressKey(QStringLiteral("Right")));
        (void)waitFor(keyShown, [&]() -> Status {
            const auto now = look();
            return now && *now != *before ? Status() : notYet(QStringLiteral("nothing moves"));
        });
    }
    return notYet(QStringLiteral("the focus does not come to '%1'").arg(name));
}

Result<QString> Citizen::technicianCode() const
{
    char *secret = nullptr;
    size_t size = 0;
    if (m_secret.isEmpty() ||
        oath_base32_decode(m_secret.constData(), size_t(m_secret.size()), &secret, &size) != OATH_OK)
        return fail(error::sequenceError, QStringLiteral("no technician is enrolled"));
    std::array<char, 7> digits{};
    const int made = oath_totp_generate(secret, size, std::time(nullptr), OATH_TOTP_DEFAULT_TIME_STEP_SIZE,
                                        OATH_TOTP_DEFAULT_START_TIME, 6, digits.data());
    std::free(secret); // NOLINT(cppcoreguidelines-no-malloc): liboath's
    if (made != OATH_OK)
        return fail(error::internalError, QString::fromLatin1(oath_strerror(made)));
    return QString::fromLatin1(digits.data());
}

Result<QString> Citizen::codeShown()
{
    static const QRegularExpression code(QStringLiteral("动态码 ([0-9]{6})"));
    const auto seen = texts();
    if (!seen)
        return seen.error();
    const auto match = code.match(*seen);
    if (!match.hasMatch())
        return fail(error::noRecord, QStringLiteral("no code is on the screen"));
    return match.captured(1);
}

} // namespace kiosk::citizen
