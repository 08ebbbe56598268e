#pragma once

#include <kiosk/core/result.h>

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace kiosk::cups
{

/// What printer-state-reasons mean; the source is reasons.yaml. Thread: any once loaded.
class ReasonTable
{
public:
    /// share/kiosk/drivers/cups/reasons.yaml, checked against its schema. Errors: invalidData.
    [[nodiscard]] static Result<ReasonTable> load();

    struct Meaning {
        QString part;  ///< paper, toner, ink, supply, cover, stacker, device; empty = nothing to wait for
        QString state; ///< in the words of the part
    };
    /// The keyword with or without -report, -warning, -error. One that the table does not know means a
    /// hardware error with the suffix -error and nothing otherwise.
    [[nodiscard]] Meaning meaning(QStringView reason) const;

private:
    QHash<QString, Meaning> m_meanings;
};

/// A tray as printer-input-tray (PWG 5100.13) tells it.
struct InputTray {
    QString name;
    std::optional<int> level; ///< sheets; nullopt where the printer does not know
    int capacity = 0;         ///< sheets; 0 = not known
};

/// What a printer answered to Get-Printer-Attributes, as far as its state goes.
struct PrinterAttributes {
    int state = 0; ///< printer-state: 3 idle, 4 processing, 5 stopped; 0 = not told
    bool accepting = true;
    QStringList reasons;
    QList<InputTray> trays;
    QString model = {};    ///< printer-make-and-model
    QString firmware = {}; ///< printer-firmware-string-version (PWG 5110.1)
};

/// How this terminal names the printer's parts.
struct PrinterParts {
    QList<std::pair<QString, QString>> trays; ///< tray of devices.yaml, media-source
    QString supply = QStringLiteral("toner");
    int lowPercent = 10;
};

/// "type=…;maxcapacity=250;level=100;name=main;" Pure; a text that is none of these gives an empty name.
[[nodiscard]] InputTray parseInputTray(QByteArrayView text);

/// {"device", "paper": {tray: …}, "toner" or "ink", "cover", "stacker", "reasons": […]} in XFS4IoT's words.
/// Pure.
[[nodiscard]] QJsonObject describePrinter(const PrinterAttributes &printer, const PrinterParts &parts,
                                          const ReasonTable &table);
/// The same of a printer that did not answer: everything but the device is unknown.
[[nodiscard]] QJsonObject describeAbsent(const QString &device, const PrinterParts &parts);

} // namespace kiosk::cups
