#pragma once

#include <QJsonObject>

#include <array>

namespace kiosk::escpos
{

/// The answers to DLE EOT 1 to 4.
using StatusBytes = std::array<quint8, 4>;

/// All bits of them.
struct PrinterStatus {
    bool drawerSignal = false;         ///< 1, bit 2: cash drawer's connector; terminals have none
    bool offline = false;              ///< 1, bit 3
    bool awaitsRecovery = false;       ///< 1, bit 5: for its button or a command
    bool feedButton = false;           ///< 1, bit 6
    bool coverOpen = false;            ///< 2, bit 2
    bool feeding = false;              ///< 2, bit 3: by its button
    bool stoppedByPaperEnd = false;    ///< 2, bit 5
    bool error = false;                ///< 2, bit 6
    bool recoverableError = false;     ///< 3, bit 2
    bool cutterError = false;          ///< 3, bit 3
    bool unrecoverableError = false;   ///< 3, bit 5
    bool autoRecoverableError = false; ///< 3, bit 6: the head is hot, for example
    bool paperNearEnd = false;         ///< 4, bits 2 and 3
    bool paperEnd = false;             ///< 4, bits 5 and 6
};

/// Pure; thread: any.
[[nodiscard]] PrinterStatus decodeStatus(const StatusBytes &bytes);
/// In XFS4IoT's words, as ReceiptPrinter::look() gives it: device, paper, cover, cutter (ok | jammed), fault
/// (none | recoverable | unrecoverable), reasons. Pure; thread: any.
[[nodiscard]] QJsonObject describeStatus(const PrinterStatus &status);
/// The same of USB's GET_PORT_STATUS (printer class 1.1, 4.2.2): 20 paper out, 10 selected, 08 no error.
[[nodiscard]] QJsonObject describePortStatus(quint8 status);

} // namespace kiosk::escpos
