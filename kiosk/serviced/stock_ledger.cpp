#include <kiosk/serviced/stock_ledger.h>

#include <kiosk/core/query.h>

#include <QRegularExpression>
#include <QStringList>

namespace kiosk::services
{
namespace
{

bool isStockName(const QString &text)
{
    static const QRegularExpression name(QStringLiteral("^[a-z][a-z0-9-]{0,31}$"));
    return name.match(text).hasMatch() && !text.endsWith(u'\n');
}

Error outOfOrder(const QString &reason)
{
    return fail(error::sequenceError, reason);
}

const QString unknownOutcome = QStringLiteral("unknown");

} // namespace

// Numbers sort as texts among those of the same length. A row of stock_sheets is a sheet that is no blank any
// more.
const char *const StockLedger::tables = R"(
CREATE TABLE IF NOT EXISTS stock_received (first TEXT PRIMARY KEY, last TEXT NOT NULL, form TEXT NOT NULL,
    sheets INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS stock_trays (device TEXT NOT NULL, tray TEXT NOT NULL, form TEXT NOT NULL,
    next TEXT NOT NULL, sheets INTEGER NOT NULL CHECK (sheets >= 0), unsure INTEGER NOT NULL,
    PRIMARY KEY (device, tray));
CREATE TABLE IF NOT EXISTS stock_sheets (number TEXT PRIMARY KEY, form TEXT NOT NULL, state TEXT NOT NULL,
    operation TEXT NOT NULL, reason TEXT NOT NULL, device TEXT NOT NULL, tray TEXT NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS stock_sheets_by_operation ON stock_sheets (operation) WHERE operation != '';
CREATE TABLE IF NOT EXISTS stock_movements (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL,
    what TEXT NOT NULL, form TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, device TEXT NOT NULL,
    tray TEXT NOT NULL, operation TEXT NOT NULL, reason TEXT NOT NULL, staff TEXT NOT NULL, account TEXT NOT NULL);
)";

void StockLedger::move(const char *what, const QString &form, const SerialRange &sheets, const Tray &tray,
                       const QString &operation, const QString &reason)
{
    Query(m_database,
          "INSERT INTO stock_movements (at, what, form, first, last, device, tray, operation, reason, staff, "
          "account) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          m_actor.at, what, form, sheets.first(), sheets.last(), tray.device, tray.tray, operation, reason,
          m_actor.by, m_actor.account)
        .run();
}

std::optional<StockLedger::Loaded> StockLedger::loaded(const Tray &tray)
{
    Query row(m_database, "SELECT form, next, sheets, unsure FROM stock_trays WHERE device = ? AND tray = ?",
              tray.device, tray.tray);
    if (!row.next())
        return std::nullopt;
    return Loaded{row.text(0), row.text(1), row.number(2), row.number(3) != 0};
}

void StockLedger::setTray(const Tray &tray, const Loaded &loaded)
{
    Query(m_database,
          "INSERT OR REPLACE INTO stock_trays (device, tray, form, next, sheets, unsure) VALUES (?, ?, ?, ?, "
          "?, ?)",
          tray.device, tray.tray, loaded.form, loaded.next, loaded.left, int(loaded.unsure))
        .run();
}

/// What is in a tray, for who wants to lay hands on it: not while a print is under way.
Result<StockLedger::Loaded> StockLedger::atRest(const Tray &tray)
{
    if (!isStockName(tray.device) || !isStockName(tray.tray))
        return fail(error::invalidData, QStringLiteral("device or tray is no name"));
    Query open(m_database,
               "SELECT number FROM stock_sheets WHERE state = 'reserved' AND device = ? AND tray = ?",
               tray.device, tray.tray);
    if (open.next())
        return outOfOrder(QStringLiteral("%1 is being printed").arg(open.text(0)));
    return loaded(tray).value_or(Loaded{});
}

/// Of the delivery that all of them came with; empty where there is none.
QString StockLedger::formOf(const SerialRange &sheets)
{
    Query delivery(
        m_database,
        "SELECT form FROM stock_received WHERE length(first) = length(?1) AND first <= ?1 AND last >= ?2",
        sheets.first(), sheets.last());
    return delivery.next() ? delivery.text(0) : QString();
}

/// All of them came, and are blank in the store.
Status StockLedger::checkBlank(const SerialRange &sheets)
{
    if (formOf(sheets).isEmpty())
        return outOfOrder(
            QStringLiteral("%1 to %2 have not been received").arg(sheets.first(), sheets.last()));
    Query gone(m_database,
               "SELECT number, state FROM stock_sheets WHERE length(number) = length(?1) AND number BETWEEN "
               "?1 AND ?2 "
               "ORDER BY number LIMIT 1",
               sheets.first(), sheets.last());
    if (gone.next())
        return outOfOrder(QStringLiteral("%1 is %2").arg(gone.text(0), gone.text(1)));
    for (Query trays(m_database, "SELECT device, tray, next, sheets FROM stock_trays WHERE sheets > 0");
         trays.next();) {
        const SerialRange inside = SerialRange::from(trays.text(2), trays.number(3));
        if (inside.indexOf(sheets.first()) >= 0 || sheets.indexOf(inside.first()) >= 0)
            return outOfOrder(QStringLiteral("%1 of %2 has %3 to %4")
                                  .arg(trays.text(1), trays.text(0), inside.first(), inside.last()));
    }
    return {};
}

Status StockLedger::receive(const QString &form, const SerialRange &sheets)
{
    if (!isStockName(form))
        return fail(error::invalidData, QStringLiteral("form is no name"));
    Query before(m_database,
                 "SELECT first, last FROM stock_received WHERE length(first) = length(?1) AND first <= ?2 "
                 "AND last >= ?1",
                 sheets.first(), sheets.last());
    if (before.next())
        return outOfOrder(QStringLiteral("%1 to %2 came before").arg(before.text(0), before.text(1)));
    Query(m_database, "INSERT INTO stock_received (first, last, form, sheets) VALUES (?, ?, ?, ?)",
          sheets.first(), sheets.last(), form, sheets.count())
        .run();
    move("received", form, sheets);
    return {};
}

Status StockLedger::load(const Tray &tray, const SerialRange &sheets)
{
    const auto before = atRest(tray);
    if (!before)
        return before.error();
    if (before->left > 0)
        return outOfOrder(QStringLiteral("the tray is not empty: %1 is next").arg(before->next));
    KIOSK_TRY(checkBlank(sheets));
    const QString form = formOf(sheets);
    setTray(tray, {form, sheets.first(), sheets.count(), false});
    move("loaded", form, sheets, tray);
    return {};
}

Status StockLedger::unload(const Tray &tray)
{
    const auto before = atRest(tray);
    if (!before)
        return before.error();
    if (before->left == 0)
        return outOfOrder(QStringLiteral("the tray is empty"));
    if (before->unsure)
        return outOfOrder(QStringLiteral("count the tray first"));
    Query(m_database, "DELETE FROM stock_trays WHERE device = ? AND tray = ?", tray.device, tray.tray).run();
    move("unloaded", before->form, SerialRange::from(before->next, before->left), tray);
    return {};
}

Status StockLedger::count(const Tray &tray, const std::optional<SerialRange> &found)
{
    auto before = atRest(tray);
    if (!before)
        return before.error();
    if (before->form.isEmpty())
        return outOfOrder(QStringLiteral("nothing was loaded into this tray"));
    const qint64 expected = before->left;
    qint64 above = expected; // that are gone from the top
    qint64 below = 0;
    const QString next = before->next;
    if (found) {
        const auto should = expected > 0 ? std::optional(SerialRange::from(next, expected)) : std::nullopt;
        above = should ? should->indexOf(found->first()) : -1;
        if (above < 0 || should->indexOf(found->last()) < 0)
            return outOfOrder(expected > 0
                                  ? QStringLiteral("%1 to %2 should be in the tray").arg(next, should->last())
                                  : QStringLiteral("the tray should be empty"));
        below = expected - above - found->count();
        before->next = found->first();
    } else {
        before->next = expected > 0 ? SerialRange::from(next, expected).at(expected) : next;
    }
    before->left = expected - above - below;
    before->unsure = false;
    setTray(tray, *before);
    move("counted", before->form, found ? *found : SerialRange::from(before->next, 1), tray, {},
         found ? QString() : QStringLiteral("empty"));
    const QString lost = QStringLiteral("lost");
    if (above > 0)
        endSheets(SerialRange::from(next, above), before->form, "voided", lost);
    if (below > 0)
        endSheets(SerialRange::from(numberAfter(found->last()), below), before->form, "voided", lost);
    return {};
}

void StockLedger::endSheets(const SerialRange &sheets, const QString &form, const char *state,
                            const QString &reason)
{
    for (qint64 index = 0; index < sheets.count(); ++index)
        Query(m_database,
              "INSERT INTO stock_sheets (number, form, state, operation, reason, device, tray) "
              "VALUES (?, ?, ?, '', ?, '', '')",
              sheets.at(index), form, state, reason)
            .run();
    move(state, form, sheets, {}, {}, reason);
}

Status StockLedger::voidSheet(const QString &number, const QString &reason)
{
    static const QStringList reasons{QStringLiteral("damaged"), QStringLiteral("misprinted"),
                                     QStringLiteral("jammed"), QStringLiteral("lost"),
                                     QStringLiteral("other")};
    const auto sheet = SerialRange::create(number, number);
    if (!sheet)
        return sheet.error();
    if (!reasons.contains(reason))
        return fail(error::invalidData, QStringLiteral("reason: ") + reasons.join(QStringLiteral(", ")));
    if (Query known(m_database, "SELECT state, form FROM stock_sheets WHERE number = ?", number);
        known.next()) {
        if (known.text(0) != u"used")
            return outOfOrder(QStringLiteral("%1 is %2").arg(number, known.text(0)));
        setState(number, "voided", reason);
        move("voided", known.text(1), *sheet, {}, {}, reason);
        return {};
    }
    Query top(m_database, "SELECT device, tray FROM stock_trays WHERE next = ? AND sheets > 0", number);
    if (top.next()) {
        const Tray tray{top.text(0), top.text(1)};
        auto in = atRest(tray);
        if (!in)
            return in.error();
        in->next = numberAfter(number);
        --in->left;
        setTray(tray, *in);
    }
    KIOSK_TRY(checkBlank(*sheet));
    endSheets(*sheet, formOf(*sheet), "voided", reason);
    return {};
}

Status StockLedger::giveBack(const SerialRange &sheets)
{
    KIOSK_TRY(checkBlank(sheets));
    endSheets(sheets, formOf(sheets), "returned", {});
    return {};
}

Result<QString> StockLedger::reserve(const QString &operation, const Tray &tray)
{
    auto in = atRest(tray);
    if (!in)
        return in.error();
    if (in->unsure)
        return fail(error::stockUnsure, QStringLiteral("%1 of %2").arg(tray.tray, tray.device));
    if (in->left == 0)
        return fail(error::stockOut, QStringLiteral("%1 of %2").arg(tray.tray, tray.device));
    const QString number = in->next;
    Query(m_database,
          "INSERT INTO stock_sheets (number, form, state, operation, reason, device, tray) "
          "VALUES (?, ?, 'reserved', ?, '', ?, ?)",
          number, in->form, operation, tray.device, tray.tray)
        .run();
    in->next = numberAfter(number);
    --in->left;
    setTray(tray, *in);
    move("reserved", in->form, SerialRange::from(number, 1), tray, operation);
    return number;
}

std::optional<StockLedger::Sheet> StockLedger::sheetOf(const QString &operation, const char *state)
{
    Query row(m_database,
              "SELECT number, form, device, tray FROM stock_sheets WHERE operation = ? AND state = ?",
              operation, state);
    if (operation.isEmpty() || !row.next())
        return std::nullopt;
    return Sheet{row.text(0), row.text(1), {row.text(2), row.text(3)}};
}

void StockLedger::setState(const QString &number, const char *state, const QString &reason)
{
    Query(m_database, "UPDATE stock_sheets SET state = ?, reason = ? WHERE number = ?", state, reason, number)
        .run();
}

void StockLedger::use(const QString &operation)
{
    const auto sheet = sheetOf(operation, "reserved");
    if (!sheet)
        return;
    setState(sheet->number, "used", {});
    move("used", sheet->form, SerialRange::from(sheet->number, 1), sheet->tray, operation);
}

void StockLedger::release(const QString &operation)
{
    const auto sheet = sheetOf(operation, "reserved");
    if (!sheet)
        return;
    // Nobody else touches a tray with an open print, so this is the number before its next.
    Query(m_database, "DELETE FROM stock_sheets WHERE number = ?", sheet->number).run();
    Query(m_database, "UPDATE stock_trays SET next = ?, sheets = sheets + 1 WHERE device = ? AND tray = ?",
          sheet->number, sheet->tray.device, sheet->tray.tray)
        .run();
    move("released", sheet->form, SerialRange::from(sheet->number, 1), sheet->tray, operation);
}

void StockLedger::voidUnknown(const QString &operation)
{
    const auto sheet = sheetOf(operation, "reserved");
    if (!sheet)
        return;
    setState(sheet->number, "voided", unknownOutcome);
    Query(m_database, "UPDATE stock_trays SET unsure = 1 WHERE device = ? AND tray = ?", sheet->tray.device,
          sheet->tray.tray)
        .run();
    move("voided", sheet->form, SerialRange::from(sheet->number, 1), sheet->tray, operation, unknownOutcome);
}

void StockLedger::spoil(const QString &operation)
{
    const auto sheet = sheetOf(operation, "used");
    if (!sheet)
        return;
    const QString reason = QStringLiteral("misprinted");
    setState(sheet->number, "voided", reason);
    move("voided", sheet->form, SerialRange::from(sheet->number, 1), sheet->tray, operation, reason);
}

void StockLedger::confirmUsed(const QString &operation)
{
    const auto sheet = sheetOf(operation, "voided");
    if (!sheet)
        return;
    setState(sheet->number, "used", {});
    move("used", sheet->form, SerialRange::from(sheet->number, 1), sheet->tray, operation);
}

} // namespace kiosk::services
