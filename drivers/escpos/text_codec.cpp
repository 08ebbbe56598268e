#include "text_codec.h"

#include <QStringList>

#include <cerrno>
#include <iconv.h>

namespace kiosk::escpos
{

namespace
{

class Converter
{
public:
    Converter(const char *to, const char *from) : m_converter(iconv_open(to, from)) {}
    Converter(const Converter &) = delete;
    Converter &operator=(const Converter &) = delete;
    ~Converter()
    {
        if (valid())
            iconv_close(m_converter);
    }
    [[nodiscard]] bool valid() const { return m_converter != iconv_t(-1); }

    /// As much as can be converted; `input` is left at what cannot.
    [[nodiscard]] QByteArray convert(QByteArrayView &input) const
    {
        constexpr qsizetype longestCharacter = 4;
        QByteArray output(input.size() * longestCharacter + longestCharacter, Qt::Uninitialized);
        char *from = const_cast<char *>(input.data()); // iconv's signature; it only reads
        char *to = output.data();
        auto fromLeft = size_t(input.size()), toLeft = size_t(output.size());
        iconv(m_converter, &from, &fromLeft, &to, &toLeft);
        input = input.last(qsizetype(fromLeft));
        output.truncate(output.size() - qsizetype(toLeft));
        return output;
    }

private:
    iconv_t m_converter;
};

const char *nameOf(CharacterSet set)
{
    switch (set) {
    case CharacterSet::Gb2312:
        return "GB2312";
    case CharacterSet::Gbk:
        return "GBK";
    case CharacterSet::Gb18030:
        break;
    }
    return "GB18030";
}

int columnsOfCharacter(char32_t character)
{
    return character < 0x80 ? 1 : 2;
}

} // namespace

std::optional<QByteArray> encodeText(const QString &text, CharacterSet set)
{
    const Converter converter(nameOf(set), "UTF-8");
    const QByteArray utf8 = text.toUtf8();
    QByteArrayView rest(utf8);
    if (!converter.valid())
        return std::nullopt;
    QByteArray bytes = converter.convert(rest);
    if (!rest.isEmpty())
        return std::nullopt;
    return bytes;
}

QString decodeText(const QByteArray &bytes)
{
    const Converter converter("UTF-8", "GB18030");
    QString text;
    QByteArrayView rest(bytes);
    while (converter.valid() && !rest.isEmpty()) {
        text += QString::fromUtf8(converter.convert(rest));
        if (!rest.isEmpty()) {
            text += QChar::ReplacementCharacter;
            rest = rest.sliced(1);
        }
    }
    return text;
}

int columnsOf(const QString &text)
{
    int sum = 0;
    for (const char32_t character : text.toUcs4())
        sum += columnsOfCharacter(character);
    return sum;
}

QStringList wrapText(const QString &text, int room)
{
    QStringList lines{QString()};
    int filled = 0;
    for (const char32_t character : text.toUcs4()) {
        const int width = columnsOfCharacter(character);
        if (filled + width > room) {
            lines.append(QString());
            filled = 0;
        }
        lines.last() += QString::fromUcs4(&character, 1);
        filled += width;
    }
    return lines;
}

} // namespace kiosk::escpos
