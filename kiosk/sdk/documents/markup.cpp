#include <kiosk/sdk/documents/markup.h>

#include <QXmlStreamReader>

#include <cmath>

namespace kiosk::documents
{
namespace
{

constexpr int maximumDepth = 12;
constexpr int maximumElements = 50'000;

bool isWide(QChar c)
{
    return c.unicode() >= 0x2E80;
}

/// Line breaks and indentation of the template are layout of the template: nothing between Chinese
/// characters, one space elsewhere. A space that stands on its own is kept.
QString normalised(const QString &text)
{
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != u' ' && text[i] != u'\n' && text[i] != u'\t' && text[i] != u'\r') {
            result += text[i];
            continue;
        }
        bool broken = false;
        qsizetype end = i;
        for (; end < text.size() &&
               (text[end] == u' ' || text[end] == u'\n' || text[end] == u'\t' || text[end] == u'\r');
             ++end)
            broken = broken || text[end] == u'\n';
        const bool edge = result.isEmpty() || end == text.size();
        if (!edge && !(broken && (isWide(result.back()) || isWide(text[end]))))
            result += u' ';
        i = end - 1;
    }
    return result;
}

class Parser
{
public:
    explicit Parser(const Expansion &expansion) : m_expansion(expansion), m_reader(expansion.xml) {}

    Result<Element> run()
    {
        while (m_reader.readNext() != QXmlStreamReader::StartElement) {
            if (m_reader.hasError() || m_reader.atEnd())
                return broken();
            if (m_reader.isDTD())
                return fault("document types are not allowed");
        }
        Result<Element> root = element(1);
        if (!root)
            return root;
        while (!m_reader.atEnd()) {
            m_reader.readNext();
        }
        if (m_reader.hasError())
            return broken();
        return root;
    }

private:
    Result<Element> element(int depth)
    {
        if (depth > maximumDepth || ++m_count > maximumElements)
            return fault("too many elements");
        Element element;
        element.name = m_reader.qualifiedName().toString();
        element.line = line();
        const QXmlStreamAttributes attributes = m_reader.attributes();
        for (const QXmlStreamAttribute &attribute : attributes)
            element.attributes.insert(attribute.qualifiedName().toString(), attribute.value().toString());
        while (true) {
            switch (m_reader.readNext()) {
            case QXmlStreamReader::StartElement: {
                Result<Element> child = this->element(depth + 1);
                if (!child)
                    return child;
                element.children.push_back(std::move(*child));
                break;
            }
            case QXmlStreamReader::EndElement:
                element.text = normalised(element.text);
                if (!element.text.isEmpty() && !element.children.empty())
                    return faulty(element,
                                  QStringLiteral("<%1> holds both text and elements").arg(element.name));
                return element;
            case QXmlStreamReader::Characters:
                element.text += m_reader.text();
                break;
            case QXmlStreamReader::Comment:
                break;
            case QXmlStreamReader::Invalid:
                return broken();
            default:
                return fault("only elements, text and comments are allowed");
            }
        }
    }

    [[nodiscard]] int line() const { return m_expansion.templateLine(m_reader.lineNumber()); }
    [[nodiscard]] Error fault(const char *what) const
    {
        return fail(error::moduleInvalid,
                    QStringLiteral("line %1: %2").arg(line()).arg(QString::fromUtf8(what)));
    }
    // The reader's own message may quote the text around the fault.
    [[nodiscard]] Error broken() const { return fault("not well-formed XML"); }

    const Expansion &m_expansion;
    QXmlStreamReader m_reader;
    int m_count = 0;
};

} // namespace

Result<Element> parseMarkup(const Expansion &expansion)
{
    return Parser(expansion).run();
}

Error faulty(const Element &element, const QString &what)
{
    return fail(error::moduleInvalid, QStringLiteral("line %1: %2").arg(element.line).arg(what));
}

Error unfitting(const Element &element, const QString &what)
{
    return fail(error::invalidData, QStringLiteral("line %1: %2").arg(element.line).arg(what));
}

std::optional<QString> Attributes::take(const QString &name)
{
    m_taken.insert(name);
    const auto found = m_element.attributes.constFind(name);
    return found == m_element.attributes.cend() ? std::nullopt : std::optional(*found);
}

void Attributes::complain(const QString &name, const QString &what)
{
    if (m_fault.isEmpty())
        m_fault = QStringLiteral("attribute “%1” of <%2> %3").arg(name, m_element.name, what);
}

QString Attributes::text(const QString &name, const QString &fallback)
{
    return take(name).value_or(fallback);
}

double Attributes::number(const QString &name, double minimum, double maximum, std::optional<double> fallback)
{
    const std::optional<QString> text = take(name);
    if (!text && fallback)
        return *fallback;
    bool ok = false;
    const double value = text ? text->toDouble(&ok) : 0;
    if (!text) {
        complain(name, QStringLiteral("is missing"));
    } else if (!ok || !std::isfinite(value)) {
        complain(name, QStringLiteral("is not a number"));
    } else if (value < minimum || value > maximum) {
        complain(name, QStringLiteral("is not between %1 and %2").arg(minimum).arg(maximum));
    } else {
        return value;
    }
    return fallback.value_or(minimum);
}

double Attributes::length(const QString &name, double minimum, double maximum, std::optional<double> fallback)
{
    if (fallback)
        *fallback /= pointsPerMillimetre;
    return number(name, minimum, maximum, fallback) * pointsPerMillimetre;
}

Colour Attributes::colour(const QString &name, Colour fallback)
{
    static const QHash<QString, quint32> named{{QStringLiteral("black"), 0x000000},
                                               {QStringLiteral("white"), 0xFFFFFF},
                                               {QStringLiteral("grey"), 0x595959},
                                               {QStringLiteral("lightgrey"), 0xBFBFBF},
                                               {QStringLiteral("red"), 0xC8161D}};
    const std::optional<QString> text = take(name);
    if (!text)
        return fallback;
    quint32 rgb = 0;
    if (named.contains(*text)) {
        rgb = named.value(*text);
    } else {
        bool ok = false;
        rgb = text->size() == 7 && text->startsWith(u'#') ? QStringView(*text).sliced(1).toUInt(&ok, 16) : 0;
        if (!ok) {
            complain(name, QStringLiteral("is not a colour (black, white, grey, lightgrey, red or #rrggbb)"));
            return fallback;
        }
    }
    return {double(rgb >> 16 & 0xFF) / 255, double(rgb >> 8 & 0xFF) / 255, double(rgb & 0xFF) / 255};
}

int Attributes::choice(const QString &name, const QStringList &choices, int fallback)
{
    const std::optional<QString> text = take(name);
    if (!text)
        return fallback;
    const qsizetype index = choices.indexOf(*text);
    if (index < 0)
        complain(name, QStringLiteral("is none of %1").arg(choices.join(QStringLiteral(", "))));
    return index < 0 ? fallback : int(index);
}

Status Attributes::finish() const
{
    if (!m_fault.isEmpty())
        return faulty(m_element, m_fault);
    for (auto attribute = m_element.attributes.keyBegin(); attribute != m_element.attributes.keyEnd();
         ++attribute) {
        if (!m_taken.contains(*attribute))
            return faulty(m_element,
                          QStringLiteral("<%1> has no attribute “%2”").arg(m_element.name, *attribute));
    }
    return {};
}

} // namespace kiosk::documents
