#include "variables.h"

#include <algorithm>

namespace kiosk::nut
{

namespace
{

constexpr int longestRuntime = 7 * 24 * 3600; ///< in seconds; more is a value that means nothing

Error refusal(QByteArrayView reason)
{
    const QByteArray word = reason.first(std::min(reason.size(), qsizetype(40))).toByteArray();
    const bool reached = word.startsWith("ACCESS-DENIED") || word.startsWith("USERNAME-REQUIRED");
    const bool noUps = word.startsWith("UNKNOWN-UPS") || word.startsWith("DRIVER-NOT-CONNECTED") ||
                       word.startsWith("DATA-STALE");
    return fail(reached ? error::authorisationRequired
                : noUps ? error::noDevice
                        : error::protocolError,
                QStringLiteral("upsd: %1").arg(QString::fromLatin1(word)));
}

/// What stands between quotes at the end of a line: \" and \\ are a character each.
std::optional<QByteArray> unquoted(QByteArrayView text)
{
    if (text.size() < 2 || text.front() != '"' || text.back() != '"')
        return std::nullopt;
    QByteArray plain;
    for (qsizetype at = 1; at < text.size() - 1; ++at) {
        if (text[at] == '"')
            return std::nullopt;
        if (text[at] == '\\' && ++at == text.size() - 1)
            return std::nullopt;
        plain.append(text[at]);
    }
    return plain;
}

bool addVariable(QByteArrayView line, const QByteArray &prefix, Variables &variables)
{
    if (!line.startsWith(prefix))
        return false;
    line = line.sliced(prefix.size());
    const qsizetype space = line.indexOf(' ');
    const auto value = space <= 0 ? std::nullopt : unquoted(line.sliced(space + 1));
    if (value)
        variables.insert(line.first(space).toByteArray(), *value);
    return value.has_value();
}

std::optional<int> numberOf(const Variables &variables, const char *name, int most)
{
    bool understood = false;
    const double value = variables.value(name).toDouble(&understood);
    return understood && value >= 0 && value <= most ? std::optional(int(value)) : std::nullopt;
}

} // namespace

Result<std::optional<Variables>> parseVariables(QByteArrayView received, QByteArrayView ups)
{
    if (received.size() > longestAnswer)
        return fail(error::protocolError, QStringLiteral("an answer without end"));
    const QByteArray list = "LIST VAR " + ups.toByteArray(), prefix = "VAR " + ups.toByteArray() + ' ';
    Variables variables;
    bool begun = false;
    while (!received.isEmpty()) {
        const qsizetype end = received.indexOf('\n');
        if (end < 0)
            return std::optional<Variables>();
        const QByteArrayView line = received.first(end);
        received = received.sliced(end + 1);
        if (!begun && line.startsWith("ERR "))
            return refusal(line.sliced(4));
        if (begun && line == QByteArrayView("END " + list))
            return std::optional(variables);
        if (begun ? !addVariable(line, prefix, variables) : line != QByteArrayView("BEGIN " + list))
            return fail(error::protocolError, QStringLiteral("no answer of upsd's"));
        begun = true;
    }
    return std::optional<Variables>();
}

hal::UpsState stateOf(const Variables &variables, const LowBattery &low)
{
    hal::UpsState state;
    state.charge = numberOf(variables, "battery.charge", 100);
    if (const auto runtime = numberOf(variables, "battery.runtime", longestRuntime))
        state.runtime = std::chrono::seconds(*runtime);
    state.model = QString::fromUtf8(variables.value("ups.model", variables.value("device.model"))).trimmed();
    state.maker = QString::fromUtf8(variables.value("ups.mfr", variables.value("device.mfr"))).trimmed();
    state.serial =
        QString::fromUtf8(variables.value("ups.serial", variables.value("device.serial"))).trimmed();
    state.firmware = QString::fromUtf8(variables.value("ups.firmware")).trimmed();
    const QByteArrayList words = variables.value("ups.status").split(' ');
    state.replaceBattery = words.contains("RB");
    const bool isLow = words.contains("LB") || (state.charge && *state.charge < low.charge) ||
                       (state.runtime && *state.runtime < low.runtime);
    if (words.contains("FSD")) // upsd is going to cut the power, whatever the mains do
        state.supply = hal::PowerSupply::LowBattery;
    else if (words.contains("OB"))
        state.supply = isLow ? hal::PowerSupply::LowBattery : hal::PowerSupply::OnBattery;
    else if (words.contains("OL"))
        state.supply = hal::PowerSupply::OnLine;
    return state;
}

} // namespace kiosk::nut
