#pragma once

#include <kiosk/sdk/documents/markup.h>
#include <kiosk/sdk/documents/text.h>

namespace kiosk::documents
{

/// A table with its texts shaped: what layout only has to put in its place, row by row. Lengths are points.
struct Table {
    struct Cell {
        TextBlock text;
        double x = 0; ///< of the text, from the table's left
    };
    struct Row {
        const Element *element = nullptr;
        std::vector<Cell> cells; ///< none: an empty row
        double height = 0;
    };

    std::vector<double> edges; ///< of the columns, from the table's left: one more than columns
    Row head;                  ///< stands again on each page
    std::vector<Row> rows;
    std::size_t empty = 0;  ///< rows that follow the last one, so that a table has as many as it must have
    Cell closing;           ///< stands in the first of those
    double emptyHeight = 0; ///< of each of those
};

/// `<table>` holds `<column>`s, then `<row>`s of `<cell>`s, one for each column. Pure; thread: the shaper's.
/// Errors: moduleInvalid; invalidData for a text that is too long or does not fit its column's width.
[[nodiscard]] Result<Table> shapeTable(const Element &element, double width, bool serif,
                                       const TextShaper &shaper);

} // namespace kiosk::documents
