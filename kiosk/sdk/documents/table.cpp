#include <kiosk/sdk/documents/table.h>

#include <algorithm>

namespace kiosk::documents
{
namespace
{

constexpr double padding = 1 * pointsPerMillimetre;
constexpr qsizetype maximumCell = 2'000;
constexpr std::size_t maximumColumns = 20;

struct Column {
    double width = 0;
    TextStyle style;
};

class TableShaper
{
public:
    TableShaper(const Element &element, double width, bool serif, const TextShaper &shaper)
        : m_element(element), m_width(width), m_serif(serif), m_shaper(shaper)
    {
    }

    Result<Table> run()
    {
        Attributes attributes(m_element);
        m_style = styleFrom(attributes, 10.5, m_serif);
        m_rowHeight = attributes.length(QStringLiteral("row-height"), 3, 100, 8 * pointsPerMillimetre);
        const int least = int(attributes.number(QStringLiteral("rows"), 0, 200, 0));
        const QString closing = attributes.text(QStringLiteral("closing"), QStringLiteral("以下空白"));
        KIOSK_TRY(attributes.finish());
        if (!m_element.text.isEmpty())
            return faulty(m_element, QStringLiteral("<table> holds columns and rows, not text"));
        KIOSK_TRY(columns());
        for (std::size_t i = m_columns.size(); i < m_element.children.size(); ++i)
            KIOSK_TRY(row(m_element.children[i]));
        m_table.emptyHeight = m_rowHeight;
        if (m_table.rows.size() < std::size_t(least)) {
            m_table.empty = std::size_t(least) - m_table.rows.size();
            TextStyle style = m_style;
            style.align = PANGO_ALIGN_CENTER;
            m_table.closing = {m_shaper.shape(closing, style, m_width), 0};
        }
        return std::move(m_table);
    }

private:
    /// The columns stand first; those without a width share what the others leave.
    Status columns()
    {
        std::vector<const Element *> elements;
        for (const Element &child : m_element.children) {
            if (child.name != u"column")
                break;
            elements.push_back(&child);
        }
        if (elements.empty() || elements.size() > maximumColumns)
            return faulty(m_element,
                          QStringLiteral("<table> begins with 1 to %1 columns").arg(maximumColumns));
        double taken = 0;
        int open = 0;
        for (const Element *element : elements) {
            Attributes attributes(*element);
            Column column;
            column.width = attributes.length(QStringLiteral("width"), 3, 500, 0);
            static const QStringList alignments{QStringLiteral("left"), QStringLiteral("center"),
                                                QStringLiteral("right")};
            static constexpr PangoAlignment aligned[]{PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER,
                                                      PANGO_ALIGN_RIGHT};
            column.style = m_style;
            column.style.align = aligned[attributes.choice(QStringLiteral("align"), alignments, 0)];
            KIOSK_TRY(attributes.finish());
            taken += column.width;
            open += column.width > 0 ? 0 : 1;
            m_columns.push_back(column);
        }
        const double rest = m_width - taken;
        if (rest < -tolerance || (open > 0 && rest / open < 3 * pointsPerMillimetre))
            return faulty(m_element, QStringLiteral("the columns have no room in the table's width"));
        m_table.edges.push_back(0);
        for (Column &column : m_columns) {
            if (column.width == 0)
                column.width = rest / open;
            m_table.edges.push_back(m_table.edges.back() + column.width);
        }
        m_table.head.element = &m_element;
        for (std::size_t i = 0; i < elements.size(); ++i) {
            TextStyle style = m_style;
            style.bold = true;
            style.align = PANGO_ALIGN_CENTER;
            KIOSK_TRY(cell(*elements[i], i, style, m_table.head));
        }
        return {};
    }

    Status row(const Element &element)
    {
        if (element.name != u"row")
            return faulty(element, QStringLiteral("<%1> cannot stand here in a <table>").arg(element.name));
        KIOSK_TRY(Attributes(element).finish());
        if (element.children.size() != m_columns.size())
            return faulty(element, QStringLiteral("the row has %1 cells for %2 columns")
                                       .arg(element.children.size())
                                       .arg(m_columns.size()));
        Table::Row row;
        row.element = &element;
        for (std::size_t i = 0; i < element.children.size(); ++i) {
            const Element &child = element.children[i];
            if (child.name != u"cell")
                return faulty(child, QStringLiteral("<%1> cannot stand in a <row>").arg(child.name));
            KIOSK_TRY(Attributes(child).finish());
            KIOSK_TRY(cell(child, i, m_columns[i].style, row));
        }
        m_table.rows.push_back(std::move(row));
        return {};
    }

    Status cell(const Element &element, std::size_t column, const TextStyle &style, Table::Row &row)
    {
        if (!element.children.empty())
            return faulty(element, QStringLiteral("<%1> holds no elements").arg(element.name));
        if (element.text.size() > maximumCell)
            return unfitting(element, QStringLiteral("the text is too long"));
        const double width = m_columns[column].width - 2 * padding;
        Table::Cell cell{m_shaper.shape(element.text, style, width), m_table.edges[column] + padding};
        if (cell.text.widest() > width + tolerance)
            return unfitting(element, QStringLiteral("the text does not fit its column"));
        row.height = std::max({row.height, m_rowHeight, cell.text.height() + padding});
        row.cells.push_back(std::move(cell));
        return {};
    }

    const Element &m_element;
    double m_width;
    bool m_serif;
    const TextShaper &m_shaper;
    TextStyle m_style;
    double m_rowHeight = 0;
    std::vector<Column> m_columns;
    Table m_table;
};

} // namespace

Result<Table> shapeTable(const Element &element, double width, bool serif, const TextShaper &shaper)
{
    return TableShaper(element, width, serif, shaper).run();
}

} // namespace kiosk::documents
