#include <kiosk/core/masking.h>

#include <QRegularExpression>

namespace kiosk
{

QString maskName(QStringView name)
{
    const QList<uint> characters = name.toUcs4();
    if (characters.isEmpty())
        return {};
    const auto at = [&characters](qsizetype i) {
        return QString::fromUcs4(reinterpret_cast<const char32_t *>(&characters[i]), 1);
    };
    if (name.contains(QChar(u'·')) || name.contains(QChar(u' ')) || characters.size() <= 2)
        return at(0) + u'*';
    if (characters.size() == 3)
        return at(0) + u'*' + at(2);
    return at(0) + QString(characters.size() - 2, u'*') + at(characters.size() - 1);
}

static QString maskMiddle(QStringView text, qsizetype head, qsizetype tail)
{
    if (text.size() <= head + tail)
        return QString(text.size(), u'*');
    return text.first(head).toString() + QString(text.size() - head - tail, u'*') +
           text.last(tail).toString();
}

QString maskIdNumber(QStringView number)
{
    return maskMiddle(number, 3, 4);
}

QString maskPhone(QStringView phone)
{
    const QString digits = phone.toString().remove(u' ');
    return maskMiddle(digits, 3, 4);
}

QString maskAddress(QStringView address)
{
    static const QRegularExpression kept(QStringLiteral("^.*?(?:街道|[镇乡区县旗])"));
    const auto match = kept.match(address.toString());
    if (!match.hasMatch())
        return QString(address.size(), u'*');
    return match.captured() + QStringLiteral("****");
}

QString redactNumbers(const QString &text)
{
    static const QRegularExpression longNumber(QStringLiteral("\\d{7,}[Xx]?"));
    return QString(text).replace(longNumber, QStringLiteral("*******"));
}

} // namespace kiosk
