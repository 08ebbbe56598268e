#include "nut_client.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::nut;

namespace
{

// As upsd 2.8.0 of Debian 12 answers.
const QByteArray recorded = "BEGIN LIST VAR kiosk\n"
                            "VAR kiosk battery.charge \"100\"\n"
                            "VAR kiosk battery.runtime \"1800\"\n"
                            "VAR kiosk device.mfr \"Dummy Manufacturer\"\n"
                            "VAR kiosk driver.name \"dummy-ups\"\n"
                            "VAR kiosk ups.status \"OL\"\n"
                            "END LIST VAR kiosk\n";

/// Variables, "more", or the error's name.
std::string parsed(const QByteArray &received)
{
    const auto variables = parseVariables(received, "kiosk");
    if (!variables)
        return variables.error().code.name().toString().toStdString();
    if (!*variables)
        return "more";
    QByteArrayList lines;
    for (auto variable = (*variables)->begin(); variable != (*variables)->end(); ++variable)
        lines.append(variable.key() + '=' + *variable);
    std::sort(lines.begin(), lines.end());
    return lines.join(' ').toStdString();
}

std::string listed(const QByteArray &lines)
{
    return parsed("BEGIN LIST VAR kiosk\n" + lines + "END LIST VAR kiosk\n");
}

/// The supply as the class says it, with the class's own rules for a low battery.
hal::PowerSupply supplyOf(const char *status, const char *charge = "90", const char *runtime = "900")
{
    return stateOf({{"ups.status", status}, {"battery.charge", charge}, {"battery.runtime", runtime}}, {})
        .supply;
}

} // namespace

TEST_CASE("an answer is taken when it is whole")
{
    CHECK(parsed(recorded) == "battery.charge=100 battery.runtime=1800 device.mfr=Dummy Manufacturer "
                              "driver.name=dummy-ups ups.status=OL");
    for (qsizetype length = 0; length < recorded.size(); ++length)
        CHECK(parsed(recorded.first(length)) == "more");
    CHECK(listed("") == "");
}

TEST_CASE("quotes and backslashes are characters of a value")
{
    CHECK(listed("VAR kiosk ups.model \"A \\\"B\\\" \\\\ C\"\n") == "ups.model=A \"B\" \\ C");
    CHECK(listed("VAR kiosk a \"\"\n") == "a=");
    CHECK(listed("VAR kiosk a \"b\\\"\n") == "protocolError");
    CHECK(listed("VAR kiosk a \"b\"c\"\n") == "protocolError");
    CHECK(listed("VAR kiosk a b\n") == "protocolError");
    CHECK(listed("VAR kiosk a\n") == "protocolError");
    CHECK(listed("VAR kiosk  \"b\"\n") == "protocolError");
}

TEST_CASE("who made it, its number and its firmware, where the UPS knows them")
{
    const auto state =
        stateOf({{"ups.mfr", "APC "}, {"device.serial", "AS1234"}, {"ups.firmware", "871.O4"}}, {});
    CHECK(state.maker == u"APC");
    CHECK(state.serial == u"AS1234");
    CHECK(state.firmware == u"871.O4");
    CHECK(stateOf({}, {}).maker.isEmpty());
}

TEST_CASE("a refusal says why")
{
    CHECK(parsed("ERR UNKNOWN-UPS\n") == "noDevice");
    CHECK(parsed("ERR DRIVER-NOT-CONNECTED\n") == "noDevice");
    CHECK(parsed("ERR DATA-STALE\n") == "noDevice");
    CHECK(parsed("ERR ACCESS-DENIED\n") == "authorisationRequired");
    CHECK(parsed("ERR UNKNOWN-COMMAND\n") == "protocolError");
}

TEST_CASE("another's answer is none")
{
    CHECK(parsed("220 mail.example ESMTP\r\n") == "protocolError");
    CHECK(parsed("BEGIN LIST VAR other\n") == "protocolError");
    CHECK(listed("VAR other a \"b\"\n") == "protocolError");
    CHECK(parsed(QByteArray(longestAnswer + 1, 'x')) == "protocolError");
}

TEST_CASE("status words are what the terminal runs on")
{
    using hal::PowerSupply;
    CHECK(supplyOf("OL") == PowerSupply::OnLine);
    CHECK(supplyOf("OL CHRG") == PowerSupply::OnLine);
    CHECK(supplyOf("OL CHRG LB", "5", "20") ==
          PowerSupply::OnLine); // mains are back, the battery is empty yet
    CHECK(supplyOf("OB DISCHRG") == PowerSupply::OnBattery);
    CHECK(supplyOf("OB DISCHRG LB") == PowerSupply::LowBattery);
    CHECK(supplyOf("OB", "19") == PowerSupply::LowBattery);
    CHECK(supplyOf("OB", "20") == PowerSupply::OnBattery);
    CHECK(supplyOf("OB", "90", "119") == PowerSupply::LowBattery);
    CHECK(supplyOf("OB", "90", "120") == PowerSupply::OnBattery);
    CHECK(supplyOf("OB", "-1", "soon") == PowerSupply::OnBattery); // numbers that are none
    CHECK(supplyOf("FSD OL") == PowerSupply::LowBattery);
    CHECK(supplyOf("OFF") == PowerSupply::Unknown);
    CHECK(supplyOf("OLB") == PowerSupply::Unknown);
    CHECK(supplyOf("") == PowerSupply::Unknown);
    CHECK(stateOf({{"ups.status", "OB"}, {"battery.charge", "1"}}, {0, std::chrono::seconds(0)}).supply ==
          PowerSupply::OnBattery);
}

TEST_CASE("charge, time, model and a worn battery are told")
{
    const auto state = stateOf({{"ups.status", "OL RB"},
                                {"battery.charge", "87.5"},
                                {"battery.runtime", "1260"},
                                {"device.model", "Back-UPS 650 "}},
                               {});
    CHECK(state.charge == 87);
    CHECK(state.runtime == std::chrono::seconds(1260));
    CHECK(state.replaceBattery);
    CHECK(state.model == QStringLiteral("Back-UPS 650"));
    CHECK_FALSE(stateOf({{"battery.charge", "101"}}, {}).charge);
}

TEST_CASE("a server is on this machine")
{
    CHECK(Server::from(QStringLiteral("127.0.0.1:3493"))->port == 3493);
    CHECK(Server::from(QStringLiteral("/run/nut/upsd"))->path == "/run/nut/upsd");
    for (const char *wrong : {"192.0.2.1:3493", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:70000", ""})
        CHECK_FALSE(Server::from(QLatin1String(wrong)));
    CHECK_FALSE(Server::from(QStringLiteral("/") + QString(200, u'x')));
}
