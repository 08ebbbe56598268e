#include <kiosk/sdk/documents/expansion.h>

#include <kiosk/core/amounts.h>

#include <QDateTime>
#include <QJsonArray>

#include <algorithm>
#include <cmath>
#include <limits>

namespace kiosk::documents
{
namespace
{

constexpr qsizetype maximumTemplate = qsizetype(256) * 1024;
constexpr qsizetype maximumOutput = qsizetype(4) * 1024 * 1024;
constexpr qsizetype maximumValue = qsizetype(64) * 1024;
constexpr int maximumNesting = 16;
// Sections may be empty, so the size of the output alone does not bound the work.
constexpr int maximumTags = 200'000;

struct Tag {
    enum Kind { Variable, Section, Inverted, End, Comment, None } kind = None;
    QString name;
    QString format;      ///< what stands behind "|"
    qsizetype begin = 0; ///< of the braces
    qsizetype end = 0;   ///< behind the braces
};

class Expander
{
public:
    Expander(QByteArray source, const QSet<QString> &images) : m_source(std::move(source)), m_images(images)
    {
        int line = 1;
        m_lines.reserve(std::size_t(m_source.size()) + 1);
        for (const char c : m_source) {
            m_lines.push_back(line);
            line += c == '\n' ? 1 : 0;
        }
        m_lines.push_back(line);
    }

    Result<Expansion> run(const QJsonObject &data)
    {
        m_context.push_back(data);
        m_output.lines.push_back(1);
        Result<qsizetype> end = block(0, {}, true);
        if (!end)
            return end.error();
        return std::move(m_output);
    }

private:
    // Both return the offset behind the block; `drawn` is false where a section is only passed over.
    Result<qsizetype> block(qsizetype from, const QString &section, bool drawn)
    {
        const qsizetype opened = from;
        while (true) {
            Result<Tag> tag = nextTag(from);
            if (!tag)
                return tag.error();
            if (++m_tags > maximumTags)
                return broken(tag->begin, "the template expands to too much");
            if (drawn)
                KIOSK_TRY(literal(from, tag->begin));
            from = tag->end;
            switch (tag->kind) {
            case Tag::None:
                if (!section.isEmpty())
                    return broken(opened, QStringLiteral("section {{#%1}} is not closed").arg(section));
                return from;
            case Tag::End:
                if (tag->name != section)
                    return broken(tag->begin, QStringLiteral("{{/%1}} closes no section").arg(tag->name));
                return from;
            case Tag::Comment:
                break;
            case Tag::Variable:
                if (drawn)
                    KIOSK_TRY(variable(*tag));
                break;
            case Tag::Section:
            case Tag::Inverted: {
                Result<qsizetype> behind = nested(*tag, drawn);
                if (!behind)
                    return behind;
                from = *behind;
            }
            }
        }
    }

    Result<qsizetype> nested(const Tag &tag, bool drawn)
    {
        if (m_depth == maximumNesting)
            return broken(tag.begin, "sections are nested too deeply");
        ++m_depth;
        Result<qsizetype> behind = repeat(tag, drawn);
        --m_depth;
        return behind;
    }

    Result<qsizetype> repeat(const Tag &tag, bool drawn)
    {
        const QJsonValue value = drawn ? lookup(tag.name) : QJsonValue();
        const bool picture = value.isUndefined() && m_images.contains(tag.name);
        const bool truthy = picture || !isEmpty(value);
        if (!drawn || tag.kind == Tag::Inverted || !truthy)
            return block(tag.end, tag.name, drawn && truthy == (tag.kind == Tag::Section));
        if (!value.isArray()) {
            m_context.push_back(picture ? QJsonValue(true) : value);
            Result<qsizetype> behind = block(tag.end, tag.name, true);
            m_context.pop_back();
            return behind;
        }
        Result<qsizetype> behind = tag.end;
        const QJsonArray items = value.toArray();
        for (const auto &item : items) {
            m_context.push_back(item);
            behind = block(tag.end, tag.name, true);
            m_context.pop_back();
            if (!behind)
                return behind;
        }
        return behind;
    }

    Result<Tag> nextTag(qsizetype from) const
    {
        Tag tag;
        tag.begin = m_source.indexOf("{{", from);
        if (tag.begin < 0) {
            tag.begin = tag.end = m_source.size();
            return tag;
        }
        const qsizetype close = m_source.indexOf("}}", tag.begin);
        if (close < 0)
            return broken(tag.begin, "{{ is not closed");
        tag.end = close + 2;
        QString name = QString::fromUtf8(m_source.sliced(tag.begin + 2, close - tag.begin - 2)).trimmed();
        const QChar mark = name.isEmpty() ? QChar() : name.front();
        tag.kind = mark == u'#'   ? Tag::Section
                   : mark == u'^' ? Tag::Inverted
                   : mark == u'/' ? Tag::End
                   : mark == u'!' ? Tag::Comment
                                  : Tag::Variable;
        if (tag.kind == Tag::Comment)
            return tag;
        if (tag.kind != Tag::Variable)
            name = name.sliced(1).trimmed();
        if (const qsizetype bar = name.indexOf(u'|'); bar >= 0 && tag.kind == Tag::Variable) {
            tag.format = name.sliced(bar + 1).trimmed();
            name = name.first(bar).trimmed();
            static const QStringList formats{QStringLiteral("date"), QStringLiteral("dots"),
                                             QStringLiteral("month"), QStringLiteral("time"),
                                             QStringLiteral("money")};
            if (!formats.contains(tag.format))
                return broken(tag.begin, QStringLiteral("“%1” is no format (%2)")
                                             .arg(tag.format, formats.join(QStringLiteral(", "))));
        }
        const bool named = std::all_of(name.cbegin(), name.cend(), [](QChar c) {
            return c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'.';
        });
        if (name.isEmpty() || !named)
            return broken(
                tag.begin,
                "{{…}} holds no name (unescaped values, partials and other delimiters are not offered)");
        tag.name = name;
        return tag;
    }

    QJsonValue lookup(const QString &name) const
    {
        if (name == u".")
            return m_context.back();
        const QStringList path = name.split(u'.');
        for (auto context = m_context.rbegin(); context != m_context.rend(); ++context) {
            const QJsonObject object = context->toObject();
            if (!object.contains(path.front()))
                continue;
            QJsonValue value = object;
            for (const QString &key : path)
                value = value.isObject() ? value.toObject().value(key) : QJsonValue(QJsonValue::Undefined);
            return value;
        }
        return QJsonValue(QJsonValue::Undefined);
    }

    static bool isEmpty(const QJsonValue &value)
    {
        return value.isUndefined() || value.isNull() || (value.isBool() && !value.toBool()) ||
               (value.isDouble() && value.toDouble() == 0) ||
               (value.isString() && value.toString().isEmpty()) ||
               (value.isArray() && value.toArray().isEmpty());
    }

    Status variable(const Tag &tag)
    {
        const QJsonValue value = lookup(tag.name);
        if (value.isUndefined() || value.isNull())
            return unusable(tag, "is missing");
        if (tag.format == u"money")
            return money(tag, value);
        if (value.isDouble() && tag.format.isEmpty()) {
            const double number = value.toDouble();
            const bool whole = std::nearbyint(number) == number && std::abs(number) < 1e15;
            return append(whole ? QByteArray::number(qint64(number)) : QByteArray::number(number, 'g', 15),
                          tag.begin);
        }
        if (!value.isString())
            return unusable(tag, "is neither text nor number");
        QString text = value.toString();
        if (!tag.format.isEmpty()) {
            const bool month = tag.format == u"month";
            const QDateTime date =
                QDateTime::fromString(month ? text + QStringLiteral("-01") : text, Qt::ISODate);
            if (!date.isValid())
                return unusable(tag, "is not a date");
            text = date.toString(tag.format == u"date"   ? QStringLiteral("yyyy年M月d日")
                                 : tag.format == u"dots" ? QStringLiteral("yyyy.MM.dd")
                                 : month                 ? QStringLiteral("yyyy年M月")
                                                         : QStringLiteral("yyyy-MM-dd HH:mm"));
        }
        if (text.size() > maximumValue)
            return unusable(tag, "is too long");
        QString escaped;
        escaped.reserve(text.size() + 16);
        for (qsizetype i = 0; i < text.size(); ++i) {
            const QChar c = text[i];
            if (c == u'&' || c == u'<' || c == u'>' || c == u'"' || c == u'\'')
                escaped += QStringLiteral("&#%1;").arg(c.unicode());
            else if (c == u'\n') // a line break of the data is kept; one of the template is only layout
                escaped += QChar::LineSeparator;
            else if (c == u'\t')
                escaped += u' ';
            else if (c == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n')
                continue;
            else if (c.unicode() < 0x20 || c.unicode() >= 0xFFFE || c.unicode() == 0x7F)
                return unusable(tag, "holds a character that cannot be printed");
            else if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
                escaped += c, escaped += text[++i];
            else if (c.isSurrogate())
                return unusable(tag, "holds half a character");
            else
                escaped += c;
        }
        return append(escaped.toUtf8(), tag.begin);
    }

    /// Fen as yuan: 812345 is 8,123.45.
    Status money(const Tag &tag, const QJsonValue &value)
    {
        const double fen = value.toDouble(std::numeric_limits<double>::quiet_NaN());
        if (!(std::abs(fen) < 1e15) || std::nearbyint(fen) != fen)
            return unusable(tag, "is not an amount in fen");
        return append(yuan(qint64(fen)).toUtf8(), tag.begin);
    }

    Status literal(qsizetype from, qsizetype to)
    {
        if (from < to && m_output.xml.endsWith('\n')) // a section's next pass begins on its own line
            m_output.lines.back() = m_lines[std::size_t(from)];
        for (qsizetype i = from; i < to; ++i) {
            if (m_source[i] == '\n')
                m_output.lines.push_back(m_lines[std::size_t(i) + 1]);
        }
        return append(m_source.sliced(from, to - from), from);
    }

    Status append(const QByteArray &bytes, qsizetype at)
    {
        if (m_output.xml.size() + bytes.size() > maximumOutput)
            return broken(at, "the template expands to too much");
        m_output.xml += bytes;
        return {};
    }

    Error broken(qsizetype at, const QString &what) const
    {
        return fail(error::moduleInvalid,
                    QStringLiteral("line %1: %2").arg(m_lines[std::size_t(at)]).arg(what));
    }
    Error broken(qsizetype at, const char *what) const { return broken(at, QString::fromUtf8(what)); }

    Error unusable(const Tag &tag, const char *what) const
    {
        return fail(error::invalidData, QStringLiteral("line %1: {{%2}} %3")
                                            .arg(m_lines[std::size_t(tag.begin)])
                                            .arg(tag.name, QString::fromUtf8(what)));
    }

    QByteArray m_source;
    const QSet<QString> &m_images;
    std::vector<int> m_lines; ///< line of each byte
    std::vector<QJsonValue> m_context;
    Expansion m_output;
    int m_depth = 0;
    int m_tags = 0;
};

} // namespace

int Expansion::templateLine(qint64 xmlLine) const
{
    const qint64 index = std::clamp<qint64>(xmlLine - 1, 0, qint64(lines.size()) - 1);
    return lines[std::size_t(index)];
}

Result<Expansion> expand(const QByteArray &templateText, const QJsonObject &data, const QSet<QString> &images)
{
    if (templateText.size() > maximumTemplate)
        return fail(error::moduleInvalid, "line 1: the template is larger than 256 KiB");
    QByteArray source = templateText;
    source.replace("\r\n", "\n");
    return Expander(std::move(source), images).run(data);
}

} // namespace kiosk::documents
