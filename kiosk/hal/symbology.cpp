#include <kiosk/hal/symbology.h>

#include <QByteArray>

#include <algorithm>

namespace kiosk::hal
{

namespace
{

struct CodeKind {
    Symbology symbology;
    const char *word;
    char aim;              ///< code character of ISO/IEC 15424
    const char *modifiers; ///< of the codeKinds that share a code character
};
// EAN, UPC: the modifier says EAN-8 (4) or that add-ons follow; UPC comes as EAN-13 with a 0 before it.
constexpr CodeKind codeKinds[] = {
    {Symbology::QrCode, "qrCode", 'Q', ""},    {Symbology::DataMatrix, "dataMatrix", 'd', ""},
    {Symbology::Aztec, "aztec", 'z', ""},      {Symbology::Pdf417, "pdf417", 'L', ""},
    {Symbology::Ean128, "ean128", 'C', "1"},   {Symbology::Code128, "code128", 'C', ""},
    {Symbology::Code39, "code39", 'A', ""},    {Symbology::Code93, "code93", 'G', ""},
    {Symbology::Codabar, "codabar", 'F', ""},  {Symbology::Itf, "itf", 'I', ""},
    {Symbology::Ean8, "ean8", 'E', "4"},       {Symbology::Ean13, "ean13", 'E', ""},
    {Symbology::UpcA, "upcA", '\0', ""},       {Symbology::UpcE, "upcE0", '\0', ""},
    {Symbology::Unknown, "unknown", '\0', ""},
};

const CodeKind &codeKindOf(Symbology symbology)
{
    return *std::find_if(std::begin(codeKinds), std::end(codeKinds),
                         [symbology](const CodeKind &kind) { return kind.symbology == symbology; });
}

} // namespace

QString wordOf(Symbology symbology)
{
    return QLatin1String(codeKindOf(symbology).word);
}

std::optional<Symbology> symbologyFrom(QStringView word)
{
    for (const CodeKind &kind : codeKinds)
        if (word == QLatin1String(kind.word) && kind.symbology != Symbology::Unknown)
            return kind.symbology;
    return std::nullopt;
}

std::optional<Symbology> symbologyFromAim(QByteArrayView start)
{
    const auto isLetter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    const auto isModifier = [&](char c) { return (c >= '0' && c <= '9') || isLetter(c); };
    if (start.size() < aimLength || start[0] != ']' || !isLetter(start[1]) || !isModifier(start[2]))
        return std::nullopt;
    for (const CodeKind &kind : codeKinds) {
        const QByteArrayView modifiers(kind.modifiers);
        if (kind.aim == start[1] && (modifiers.isEmpty() || modifiers.contains(start[2])))
            return kind.symbology;
    }
    return Symbology::Unknown;
}

QByteArray aimOf(Symbology symbology)
{
    const CodeKind &kind = codeKindOf(symbology);
    if (kind.aim == '\0')
        return {};
    const char modifier = kind.modifiers[0] != '\0' ? kind.modifiers[0] : '0';
    return {QByteArray("]") + kind.aim + modifier};
}

} // namespace kiosk::hal
