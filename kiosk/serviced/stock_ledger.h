#pragma once

#include <kiosk/serviced/serial_range.h>

#include <QJsonObject>

#include <optional>

namespace SQLite
{
class Database;
}

namespace kiosk::services
{

/// The account of numbered blanks: licence paper, whose every sheet has to be accounted for (received,
/// loaded, used, voided, returned, counted). A sheet is in the store, in a tray, reserved for a print, used,
/// voided, or returned; a number that was used or voided is never given to a print again, which the table's
/// key makes sure of.
///
/// A print reserves the number on top of its tray before it begins. Where it certainly did not print, the
/// sheet is still on top and its number the next again. Where nobody knows, the number is voided, and the
/// tray is unsure of what is on top: nothing is printed from it until somebody has looked (count).
///
/// Methods run in the caller's transaction, whose commit makes a change whole or not at all, and throw
/// SQLite::Exception; after an error nothing may be committed. Errors of all changes: invalidData,
/// sequenceError (it does not fit to what is written down). Thread: one.
class StockLedger
{
public:
    static const char *const tables;

    /// Who changes it and when, for the list of movements.
    struct Actor {
        QString at;      ///< time, ISO 8601
        QString account; ///< shell, or a person's account
        QString by = {}; ///< staff, by name; empty for prints
    };
    StockLedger(SQLite::Database &database, Actor actor) : m_database(database), m_actor(std::move(actor)) {}

    struct Tray {
        QString device;
        QString tray;
    };
    [[nodiscard]] Status receive(const QString &form, const SerialRange &sheets);
    /// Into a tray that is empty, first on top.
    [[nodiscard]] Status load(const Tray &tray, const SerialRange &sheets);
    [[nodiscard]] Status unload(const Tray &tray);
    /// What somebody found in the tray; nullopt: nothing. What should be there and is not is voided.
    [[nodiscard]] Status count(const Tray &tray, const std::optional<SerialRange> &found);
    /// reason: damaged, misprinted, jammed, lost, other. A sheet in a tray only while it is on top.
    [[nodiscard]] Status voidSheet(const QString &number, const QString &reason);
    /// Out of the store.
    [[nodiscard]] Status giveBack(const SerialRange &sheets);

    /// Answers the number. Errors: stockOut, stockUnsure; sequenceError (another print of this tray is open).
    [[nodiscard]] Result<QString> reserve(const QString &operation, const Tray &tray);
    // How the operation ended; nothing where it has reserved no number, or ended already.
    void use(const QString &operation);
    void release(const QString &operation);     ///< certainly not printed
    void voidUnknown(const QString &operation); ///< may be printed
    void spoil(const QString &operation);       ///< was used, and is not good
    void confirmUsed(const QString &operation); ///< was unknown, and a person saw it printed

    /// {"trays", "forms", "sheets", "movements"} as in org.bianmin.Stock1.xml.
    [[nodiscard]] QJsonObject read(const QJsonObject &filter);

private:
    struct Loaded {
        QString form;
        QString next;
        qint64 left = 0;
        bool unsure = false;
    };
    struct Sheet {
        QString number;
        QString form;
        Tray tray;
    };
    [[nodiscard]] std::optional<Loaded> loaded(const Tray &tray);
    [[nodiscard]] Result<Loaded> atRest(const Tray &tray);
    [[nodiscard]] std::optional<Sheet> sheetOf(const QString &operation, const char *state);
    [[nodiscard]] QString formOf(const SerialRange &sheets);
    [[nodiscard]] Status checkBlank(const SerialRange &sheets);
    void setTray(const Tray &tray, const Loaded &loaded);
    void endSheets(const SerialRange &sheets, const QString &form, const char *state, const QString &reason);
    void setState(const QString &number, const char *state, const QString &reason);
    void move(const char *what, const QString &form, const SerialRange &sheets, const Tray &tray = {},
              const QString &operation = {}, const QString &reason = {});
    [[nodiscard]] QJsonArray readTrays();
    [[nodiscard]] QJsonArray readForms();
    [[nodiscard]] QJsonArray readSheets(const QJsonObject &filter);
    [[nodiscard]] QJsonArray readMovements(const QJsonObject &filter);

    SQLite::Database &m_database;
    Actor m_actor;
};

} // namespace kiosk::services
