#include "key_decoder.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace kiosk::hidscanner
{

namespace
{

struct Row {
    quint16 first; ///< key of the first character
    const char *plain, *shifted;
};
// linux/input-event-codes.h counts keys as they lie on a keyboard.
constexpr Row rows[] = {
    {KEY_1, "1234567890-=", "!@#$%^&*()_+"},
    {KEY_Q, "qwertyuiop[]", "QWERTYUIOP{}"},
    {KEY_A, "asdfghjkl;'`", "ASDFGHJKL:\"~"},
    {KEY_BACKSLASH, "\\zxcvbnm,./", "|ZXCVBNM<>?"},
    {KEY_SPACE, " ", " "},
    {KEY_TAB, "\t", "\t"},
    {KEY_KPASTERISK, "*", "*"},
    {KEY_KP7, "789-456+1230.", "789-456+1230."},
    {KEY_KPSLASH, "/", "/"},
};

bool isShift(quint16 key)
{
    return key == KEY_LEFTSHIFT || key == KEY_RIGHTSHIFT;
}

bool isModifier(quint16 key)
{
    constexpr quint16 modifiers[] = {KEY_LEFTCTRL, KEY_RIGHTCTRL, KEY_LEFTALT,
                                     KEY_RIGHTALT, KEY_LEFTMETA,  KEY_RIGHTMETA};
    return std::find(std::begin(modifiers), std::end(modifiers), key) != std::end(modifiers);
}

bool isLetter(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

} // namespace

char characterOf(quint16 key, bool shifted)
{
    for (const Row &row : rows)
        if (key >= row.first && key < row.first + std::strlen(row.plain))
            return (shifted ? row.shifted : row.plain)[key - row.first];
    return '\0';
}

void KeyDecoder::feed(QByteArrayView bytes)
{
    m_pending.append(bytes.data(), bytes.size());
    m_ended = false;
}

void KeyDecoder::clear()
{
    m_pending.clear();
    m_typed.clear();
    m_code = {};
    m_shifts = m_modifiers = 0;
    m_capitals = m_spoilt = m_ended = false;
}

KeyDecoder::Event KeyDecoder::next()
{
    while (m_pending.size() >= qsizetype(sizeof(input_event))) {
        input_event event;
        std::memcpy(&event, m_pending.constData(), sizeof event);
        m_pending.remove(0, sizeof event);
        if (take(event) && (m_spoilt || !m_typed.isEmpty()))
            return finish();
    }
    if (!m_ended || !inCode())
        return Event::NeedsMore;
    m_spoilt = m_spoilt || !m_pending.isEmpty() || m_terminator != Terminator::None;
    m_pending.clear();
    return finish();
}

bool KeyDecoder::take(const input_event &event)
{
    constexpr int released = 0, pressed = 1; // 2 is a key that is held
    if (event.type == EV_SYN && event.code == SYN_DROPPED)
        m_spoilt = true;
    if (event.type != EV_KEY || (event.value != released && event.value != pressed))
        return false;
    const int change = event.value == pressed ? 1 : -1;
    if (isShift(event.code))
        m_shifts = std::max(0, m_shifts + change);
    else if (isModifier(event.code))
        m_modifiers = std::max(0, m_modifiers + change);
    else if (event.value == pressed && event.code == KEY_CAPSLOCK)
        m_capitals = !m_capitals;
    else if (event.value == pressed) {
        const bool enter = event.code == KEY_ENTER || event.code == KEY_KPENTER;
        if ((m_terminator == Terminator::Enter && enter) ||
            (m_terminator == Terminator::Tab && event.code == KEY_TAB))
            return true;
        press(event.code);
    }
    return false;
}

void KeyDecoder::press(quint16 key)
{
    char character = characterOf(key, m_shifts > 0);
    if (m_capitals && isLetter(character))
        character = char(character ^ 0x20);
    if (key == KEY_ENTER && m_terminator != Terminator::Enter)
        character = '\r';
    if (character == '\0' || m_modifiers > 0 || m_typed.size() >= hal::longestCode + hal::aimLength)
        m_spoilt = true;
    else
        m_typed.append(character);
}

KeyDecoder::Event KeyDecoder::finish()
{
    QByteArray typed = std::exchange(m_typed, {});
    m_code = {};
    if (std::exchange(m_spoilt, false))
        return Event::Damaged;
    if (m_aim) {
        const auto symbology = hal::symbologyFromAim(typed);
        if (!symbology)
            return Event::Damaged;
        m_code.symbology = *symbology;
        typed.remove(0, hal::aimLength);
    }
    if (typed.size() > hal::longestCode)
        return Event::Damaged;
    m_code.data = std::move(typed);
    return Event::Code;
}

} // namespace kiosk::hidscanner
