#include <kiosk/hal/chip_apdu.h>

namespace kiosk::hal::chipcard
{

namespace
{

constexpr qsizetype statusSize = 2;
constexpr qsizetype headerSize = 4;
/// No answer is longer: 65536 bytes of data (ISO/IEC 7816-3), which 256 rounds of 256 bytes bring.
constexpr qsizetype longestData = 65536;
constexpr int mostRounds = 260;

/// GET RESPONSE goes to the logical channel of the command, without its chaining and secure messaging.
char classOfGetResponse(const QByteArray &command)
{
    const auto commandClass = quint8(command[0]);
    const bool isFurtherChannel = (commandClass & 0xC0) == 0x40;
    return char(isFurtherChannel ? commandClass & 0x4F : commandClass & 0x83);
}

/// The command with the length that the card wants. Short form only: that status word is of T=0.
QByteArray withLength(QByteArray command, char length)
{
    if (command.size() > headerSize) {
        const qsizetype dataSize = quint8(command[headerSize]);
        const bool hasLengthLast =
            command.size() == headerSize + 1 || command.size() == headerSize + 1 + dataSize + 1;
        if (hasLengthLast)
            command.chop(1);
    }
    return command.append(length);
}

} // namespace

Result<bool> Exchange::received(const QByteArray &answer)
{
    if (answer.size() < statusSize)
        return fail(error::protocolError,
                    QStringLiteral("the card answered %1 bytes, less than a status word").arg(answer.size()));
    const auto sw1 = quint8(answer[answer.size() - 2]);
    const char sw2 = answer[answer.size() - 1];
    m_answer.status = quint16(sw1 << 8 | quint8(sw2));
    if (sw1 == 0x6C) {
        if (m_lengthCorrected)
            return fail(error::protocolError,
                        QStringLiteral("the card refuses the length that it asked for"));
        m_lengthCorrected = true;
        m_next = withLength(m_next, sw2);
        return false;
    }
    m_answer.data.append(answer.constData(), answer.size() - statusSize);
    if (m_answer.data.size() > longestData || ++m_rounds > mostRounds)
        return fail(error::protocolError, QStringLiteral("the card's answer does not end"));
    if (sw1 == 0x61) {
        m_next = QByteArray(1, classOfGetResponse(m_command)).append("\xC0\x00\x00", 3).append(sw2);
        m_lengthCorrected = false;
        return false;
    }
    return true;
}

QByteArray selectApplication(const QByteArray &name)
{
    return QByteArray("\x00\xA4\x04\x00", 4).append(char(name.size())).append(name);
}

QByteArray selectFile(quint16 file, quint8 p1)
{
    return QByteArray("\x00\xA4", 2)
        .append(char(p1))
        .append("\x00\x02", 2)
        .append(char(file >> 8))
        .append(char(file & 0xFF));
}

QByteArray readRecord(quint8 number)
{
    return QByteArray("\x00\xB2", 2).append(char(number)).append("\x04\x00", 2);
}

QByteArray readRecordByTag(quint8 tag)
{
    return QByteArray("\x00\xB2", 2).append(char(tag)).append("\x00\x00", 2);
}

} // namespace kiosk::hal::chipcard
