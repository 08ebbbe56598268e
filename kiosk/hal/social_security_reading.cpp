#include <kiosk/hal/social_security_reading.h>

#include <kiosk/hal/social_security_record.h>

namespace kiosk::hal::chipcard
{

namespace
{

/// "sx1.sh." and 社会保障 in GBK: the name of the application.
const QByteArray application = QByteArray::fromHex("7378312E73682EC9E7BBE1B1A3D5CF");
constexpr quint16 cardFile = 0xEF05;
constexpr quint16 holderFile = 0xEF06;
/// Above all that any version of the card has in a file; an emulated or broken card may have more.
constexpr int mostRecords = 32;

Error unexpected(const char *what, quint16 status)
{
    return fail(
        error::invalidMedia,
        QStringLiteral("%1: status word %2").arg(QLatin1String(what)).arg(status, 4, 16, QLatin1Char('0')));
}

QStringList keysMissing(const hal::SocialSecurityCard &card, std::span<const KnownTag> tags)
{
    const QJsonObject known = card.toJson();
    QStringList missing;
    for (const KnownTag &one : tags) {
        const QString key = QString::fromLatin1(one.key);
        if (known[key].isNull() && !missing.contains(key))
            missing.append(key);
    }
    return missing;
}

Status select(quint16 file, const Transmit &transmit)
{
    quint16 status = 0;
    // P1 = 02 is a file under the application; some cards only know 00, a file by its identifier.
    for (const quint8 p1 : {quint8(0x02), quint8(0x00)}) {
        const auto answer = exchange(selectFile(file, p1), transmit);
        if (!answer)
            return answer.error();
        status = answer->status;
        if (status == sw::success)
            return {};
        if (status == sw::securityNotSatisfied)
            return fail(error::securityModuleNeeded,
                        QStringLiteral("the card keeps file %1").arg(file, 4, 16));
    }
    return unexpected("no such file on the card", status);
}

Result<QList<Field>> readByTag(std::span<const KnownTag> tags, bool &refused, const Transmit &transmit)
{
    QList<Field> fields;
    for (const KnownTag &one : tags) {
        auto answer = exchange(readRecordByTag(one.tag), transmit);
        if (!answer)
            return answer.error();
        if (answer->status == sw::securityNotSatisfied)
            refused = true;
        // What else the card says means that it has no such record.
        if (answer->status != sw::success)
            continue;
        const auto more = splitRecord(answer->data);
        if (!more)
            return more.error();
        fields.append(*more);
    }
    return fields;
}

Result<QList<Field>> readFile(std::span<const KnownTag> tags, bool &refused, const Transmit &transmit)
{
    QList<Field> fields;
    for (int number = 1; number <= mostRecords; ++number) {
        auto answer = exchange(readRecord(quint8(number)), transmit);
        if (!answer)
            return answer.error();
        if (answer->status == sw::recordNotFound)
            break;
        if (answer->status == sw::securityNotSatisfied) {
            refused = true;
            continue;
        }
        if (answer->status != sw::success) {
            // Records by number are not what every card knows.
            if (number == 1)
                return readByTag(tags, refused, transmit);
            return unexpected("a record of the card", answer->status);
        }
        const auto more = splitRecord(answer->data);
        wipe(answer->data);
        if (!more)
            return more.error();
        fields.append(*more);
    }
    return fields;
}

} // namespace

Result<Answer> exchange(const QByteArray &command, const Transmit &transmit)
{
    Exchange course(command);
    for (;;) {
        auto bytes = transmit(course.next());
        if (!bytes)
            return bytes.error();
        const auto complete = course.received(*bytes);
        wipe(*bytes);
        if (!complete)
            return complete.error();
        if (*complete)
            return course.answer();
    }
}

Result<SocialSecurityCard> readSocialSecurityCard(const Transmit &transmit)
{
    const auto selected = exchange(selectApplication(application), transmit);
    if (!selected)
        return selected.error();
    if (selected->status != sw::success)
        return unexpected("no social security application", selected->status);

    KIOSK_TRY(select(cardFile, transmit));
    bool cardRefused = false;
    auto fields = readFile(tagsOfCard(), cardRefused, transmit);
    if (!fields)
        return fields.error();
    bool holderRefused = false;
    if (const Status found = select(holderFile, transmit); found) {
        const auto more = readFile(tagsOfHolder(), holderRefused, transmit);
        if (!more)
            return more.error();
        fields->append(*more);
    } else if (found.error().code == error::securityModuleNeeded) {
        holderRefused = true;
    } else {
        return found.error();
    }
    if (fields->isEmpty())
        return cardRefused || holderRefused
                   ? fail(error::securityModuleNeeded)
                   : fail(error::invalidMedia, QStringLiteral("the card's files are empty"));
    auto card = cardOf(*fields);
    if (!card)
        return card;
    if (cardRefused)
        card->withheld += keysMissing(*card, tagsOfCard());
    if (holderRefused)
        card->withheld += keysMissing(*card, tagsOfHolder());
    return card;
}

} // namespace kiosk::hal::chipcard
