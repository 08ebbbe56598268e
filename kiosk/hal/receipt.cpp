#include <kiosk/hal/receipt.h>

#include <kiosk/core/checks.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>
#include <optional>

namespace kiosk::hal
{
namespace
{

using Kind = ReceiptElement::Kind;
using Align = ReceiptElement::Align;

constexpr qsizetype mostLines = 200; // with the longest of them a metre of paper or two
constexpr qsizetype longestText = 400;
constexpr qsizetype longestCode = 200; // QR version 10 at level M, 57 modules of 8 dots: fits the paper
constexpr int highestPicture = 1600;   // 20 cm
constexpr int longestFeed = 50;
constexpr int feedToCutter = 12; // mm, the terminal's layout rules
constexpr qsizetype elementsPerBlock = 6;

struct Line {
    QJsonObject fields;
    const QList<QByteArray> &pictures;
    QSet<int> &named;
};

using Reason = QString;
using Read = std::optional<Reason> (*)(const Line &line, ReceiptElement &element);

bool holdsIdNumber(const QString &text)
{
    constexpr qsizetype digits = 18;
    for (qsizetype start = 0; start + digits <= text.size(); ++start)
        if (isIdNumber(QStringView(text).mid(start, digits)))
            return true;
    return false;
}

std::optional<int> integer(const QJsonValue &value, int least, int most)
{
    const double number = value.toDouble(least - 1.0);
    if (!value.isDouble() || number < least || number > most || number != int(number))
        return std::nullopt;
    return int(number);
}

std::optional<Reason> readText(const Line &line, ReceiptElement &element)
{
    element.text = line.fields[u"text"].toString();
    const bool control = std::any_of(element.text.cbegin(), element.text.cend(),
                                     [](QChar c) { return !c.isPrint() && !c.isSurrogate(); });
    if (!line.fields[u"text"].isString() || element.text.size() > longestText || control ||
        !element.text.isValidUtf16())
        return QStringLiteral("text: up to %1 printable characters").arg(longestText);
    if (holdsIdNumber(element.text))
        return QStringLiteral("text: holds an identity number");
    return std::nullopt;
}

std::optional<Reason> readDivider(const Line &line, ReceiptElement &)
{
    if (line.fields[u"divider"] != QJsonValue(true))
        return QStringLiteral("divider: true");
    return std::nullopt;
}

std::optional<Reason> readQr(const Line &line, ReceiptElement &element)
{
    element.text = line.fields[u"qr"].toString();
    const bool ascii = std::all_of(element.text.cbegin(), element.text.cend(),
                                   [](QChar c) { return c >= u' ' && c <= u'~'; });
    if (element.text.isEmpty() || element.text.size() > longestCode || !ascii)
        return QStringLiteral("qr: 1 to %1 printable ASCII characters").arg(longestCode);
    if (holdsIdNumber(element.text))
        return QStringLiteral("qr: holds an identity number");
    return std::nullopt;
}

std::optional<Reason> readRaster(const Line &line, ReceiptElement &element)
{
    const auto number = integer(line.fields[u"raster"], 1, int(line.pictures.size()));
    if (!number || line.named.contains(*number))
        return QStringLiteral("raster: number of a picture that no line has named");
    line.named.insert(*number);
    auto picture = parseBitmap(line.pictures[*number - 1]);
    if (!picture)
        return QStringLiteral("raster: ") + picture.error().detail;
    element.picture = std::move(*picture);
    return std::nullopt;
}

std::optional<Reason> readFeed(const Line &line, ReceiptElement &element)
{
    const auto millimetres = integer(line.fields[u"feed_mm"], 1, longestFeed);
    if (!millimetres)
        return QStringLiteral("feed_mm: 1 to %1").arg(longestFeed);
    element.millimetres = *millimetres;
    return std::nullopt;
}

std::optional<Reason> readCut(const Line &line, ReceiptElement &element)
{
    const QString cut = line.fields[u"cut"].toString();
    if (cut != u"full" && cut != u"partial")
        return QStringLiteral("cut: full or partial");
    element.fullCut = cut == u"full";
    return std::nullopt;
}

std::optional<Reason> readAlign(const QJsonValue &value, ReceiptElement &element)
{
    const qsizetype index =
        QStringList{QStringLiteral("left"), QStringLiteral("center"), QStringLiteral("right")}.indexOf(
            value.toString(QStringLiteral("left")));
    if ((!value.isUndefined() && !value.isString()) || index < 0)
        return QStringLiteral("align: left, center or right");
    element.align = Align(index);
    return std::nullopt;
}

std::optional<Reason> readSize(const QJsonValue &value, ReceiptElement &element)
{
    if (value.isUndefined())
        return std::nullopt;
    const auto size = integer(value, 24, 48);
    if (!size || (*size != 24 && *size != 32 && *size != 48))
        return QStringLiteral("size: 24, 32 or 48");
    element.size = *size;
    return std::nullopt;
}

struct Form {
    Kind kind;
    QString key;
    Read read;
    QStringList others;
};

const QList<Form> &forms()
{
    static const QString align = QStringLiteral("align");
    static const QList<Form> all{
        {Kind::Text, QStringLiteral("text"), readText, {align, QStringLiteral("size")}},
        {Kind::Divider, QStringLiteral("divider"), readDivider, {}},
        {Kind::Qr, QStringLiteral("qr"), readQr, {align}},
        {Kind::Raster, QStringLiteral("raster"), readRaster, {align}},
        {Kind::Feed, QStringLiteral("feed_mm"), readFeed, {}},
        {Kind::Cut, QStringLiteral("cut"), readCut, {}},
    };
    return all;
}

std::optional<Reason> readElement(const Line &line, ReceiptElement &element)
{
    const auto form = std::find_if(forms().begin(), forms().end(),
                                   [&](const Form &one) { return line.fields.contains(one.key); });
    if (form == forms().end())
        return QStringLiteral("one of text, divider, qr, raster, feed_mm, cut is expected");
    for (auto field = line.fields.begin(); field != line.fields.end(); ++field)
        if (field.key() != form->key && !form->others.contains(field.key()))
            return QStringLiteral("%1 takes no other key than %2")
                .arg(form->key, form->others.isEmpty() ? QStringLiteral("its own")
                                                       : form->others.join(QStringLiteral(", ")));
    element.kind = form->kind;
    if (auto reason = form->read(line, element))
        return reason;
    if (auto reason = readAlign(line.fields[u"align"], element))
        return reason;
    return readSize(line.fields[u"size"], element);
}

ReceiptElement textLine(const QString &text, int size = 24)
{
    return {Kind::Text, text, Align::Center, size};
}

/// Across the paper: a line with a tick at each millimetre, longer at five and ten, and grey below.
Bitmap testRuler()
{
    constexpr int line = 4, greyFrom = 48, height = 80; // dots
    Bitmap ruler{receiptDots, height, QByteArray(qsizetype(receiptDots) / 8 * height, '\0')};
    for (int y = 0; y < height; ++y) {
        for (int millimetre = 0; millimetre < receiptDots / receiptDotsPerMillimetre; ++millimetre) {
            const int tick = millimetre % 10 == 0 ? 40 : millimetre % 5 == 0 ? 28 : 16;
            char &byte = ruler.rows[qsizetype(y) * ruler.rowBytes() + millimetre];
            if (y < line)
                byte = char(0xFF);
            else if (y < tick)
                byte = char(0xC0);
            else if (y >= greyFrom)
                byte = y % 2 == 0 ? char(0xAA) : char(0x55);
        }
    }
    return ruler;
}

ReceiptElement feed(int millimetres)
{
    ReceiptElement element{Kind::Feed};
    element.millimetres = millimetres;
    return element;
}

} // namespace

Result<Receipt> parseReceipt(const QByteArray &lines, const QList<QByteArray> &pictures)
{
    Receipt receipt;
    QSet<int> named;
    int number = 0;
    const auto refuse = [&number](const QString &reason) {
        return fail(error::invalidData, QStringLiteral("line %1: %2").arg(number).arg(reason));
    };
    for (const QByteArray &text : lines.split('\n')) {
        ++number;
        if (text.trimmed().isEmpty())
            continue;
        if (receipt.size() == mostLines)
            return refuse(QStringLiteral("a receipt has at most %1 lines").arg(mostLines));
        if (!receipt.isEmpty() && receipt.last().kind == Kind::Cut)
            return refuse(QStringLiteral("nothing follows a cut"));
        QJsonParseError problem{};
        const QJsonDocument document = QJsonDocument::fromJson(text, &problem);
        if (!document.isObject())
            return refuse(QStringLiteral("a JSON object is expected (%1)").arg(problem.errorString()));
        ReceiptElement element;
        if (const auto reason = readElement({document.object(), pictures, named}, element))
            return refuse(*reason);
        receipt.append(std::move(element));
    }
    if (receipt.isEmpty() || receipt.first().kind == Kind::Cut)
        return fail(error::invalidData, QStringLiteral("the receipt is empty"));
    if (named.size() != pictures.size())
        return fail(error::invalidData, QStringLiteral("a picture that no line names"));
    return receipt;
}

Result<Bitmap> parseBitmap(const QByteArray &pbm)
{
    const auto refuse = [](const char *reason) { return fail(error::invalidData, QLatin1String(reason)); };
    // Magic, width, height; one white space between each two and before the dots; no comments.
    qsizetype at = 2;
    const auto number = [&]() -> int {
        constexpr int most = 100000;
        if (at >= pbm.size() || (pbm[at] != ' ' && pbm[at] != '\n'))
            return 0;
        int value = 0;
        for (++at; at < pbm.size() && pbm[at] >= '0' && pbm[at] <= '9' && value < most; ++at)
            value = value * 10 + (pbm[at] - '0');
        return value;
    };
    if (!pbm.startsWith("P4"))
        return refuse("no binary PBM (P4)");
    Bitmap bitmap;
    bitmap.width = number();
    bitmap.height = number();
    if (bitmap.width < 1 || bitmap.width > receiptDots || bitmap.height < 1 || bitmap.height > highestPicture)
        return refuse("1 to 576 dots wide and 1 to 1600 high");
    bitmap.rows = pbm.mid(at + 1);
    if (at >= pbm.size() || (pbm[at] != '\n' && pbm[at] != ' ') ||
        bitmap.rows.size() != qsizetype(bitmap.rowBytes()) * bitmap.height)
        return refuse("other than so many bytes as its size needs");
    return bitmap;
}

QList<Receipt> blocksOf(const Receipt &receipt, bool demonstration)
{
    const ReceiptElement mark = textLine(QStringLiteral("样张 无效 · 仅供演示"));
    QList<Receipt> blocks{{}};
    ReceiptElement cut{Kind::Cut};
    const auto add = [&blocks](const ReceiptElement &element) {
        const bool alone = element.kind == Kind::Qr || element.kind == Kind::Raster;
        if (!blocks.last().isEmpty() && (alone || blocks.last().size() == elementsPerBlock))
            blocks.append(Receipt{});
        blocks.last().append(element);
        if (alone)
            blocks.append(Receipt{});
    };
    if (demonstration)
        add(mark);
    for (const ReceiptElement &element : receipt) {
        if (element.kind == Kind::Cut)
            cut = element;
        else
            add(element);
    }
    if (demonstration)
        add(mark);
    if (blocks.last().isEmpty())
        blocks.removeLast();
    blocks.append(Receipt{textLine(QStringLiteral("—— 以下空白 ——")), feed(feedToCutter), cut});
    return blocks;
}

Receipt selfTestReceipt(const QString &code)
{
    using Element = ReceiptElement;
    return {textLine(QStringLiteral("打印自检"), 48),
            textLine(QStringLiteral("中等大小的字 ABC 123"), 32),
            Element{Kind::Text, QStringLiteral("小字：尺线每格一毫米，全长七十二毫米；字要清楚，没有断线")},
            Element{Kind::Divider},
            Element{Kind::Raster, {}, Align::Left, 24, testRuler()},
            Element{Kind::Qr, code, Align::Center},
            Element{Kind::Cut}};
}

Receipt voidBlock()
{
    return {textLine(QStringLiteral("作 废"), 48), textLine(QStringLiteral("以上内容未打印完整，无效")),
            feed(feedToCutter), ReceiptElement{Kind::Cut}};
}

Receipt cutBlock()
{
    return {feed(feedToCutter), ReceiptElement{Kind::Cut}};
}

Receipt continuedBlock(const Receipt &block)
{
    return Receipt{textLine(QStringLiteral("—— 接上段 ——"))} + block;
}

} // namespace kiosk::hal
