#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

namespace kiosk::hal
{

/// Kinds of codes, as far as terminals meet them. `Unknown` is what a scanner gives that does not say.
enum class Symbology {
    Unknown,
    QrCode,
    DataMatrix,
    Aztec,
    Pdf417,
    Code128,
    Ean128,
    Code39,
    Code93,
    Codabar,
    Itf,
    Ean8,
    Ean13,
    UpcA,
    UpcE,
};

/// XFS4IoT's word: "qrCode", "ean128", … Pure; thread: any.
[[nodiscard]] QString wordOf(Symbology symbology);
/// The other way; nothing where there is no such word. Pure; thread: any.
[[nodiscard]] std::optional<Symbology> symbologyFrom(QStringView word);

/// The three characters that scanners put before a code when they are told to say its kind: "]Q1"
/// (ISO/IEC 15424, annex). Empty where it is none; Unknown for kinds that are not among ours. Pure; thread:
/// any.
[[nodiscard]] std::optional<Symbology> symbologyFromAim(QByteArrayView start);
constexpr qsizetype aimLength = 3;
/// What a scanner would put before it; empty for Unknown. Pure; thread: any.
[[nodiscard]] QByteArray aimOf(Symbology symbology);

} // namespace kiosk::hal
