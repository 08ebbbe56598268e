#pragma once

#include <kiosk/core/result.h>

#include <QByteArray>
#include <QList>

namespace kiosk::pcsc::emulator
{

/// A record of a card's file, as its chip holds it.
struct Record {
    quint8 tag = 0;
    QByteArray bytes;     ///< tag, length, value
    bool guarded = false; ///< told only after a security module has authenticated itself
};

/// A card as its chip holds it, and how that behaves.
struct Card {
    QByteArray atr;
    bool hasApplication = true; ///< false: another kind of card
    bool answersInParts = true; ///< as T=0 does: 61xx and GET RESPONSE, 6Cxx
    bool recordsByNumber = true;
    quint8 selectP1 = 0x02;   ///< the P1 of SELECT file that it knows
    QList<Record> cardFile;   ///< EF05
    QList<Record> holderFile; ///< EF06
};

/// Reads cards/NAME.yaml: `card` and `holder` hold the fields by the names of README. Errors: invalidData
/// (what is wrong).
[[nodiscard]] Result<Card> loadCard(const QString &path);

} // namespace kiosk::pcsc::emulator
