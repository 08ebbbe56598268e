// What the printer says, bit by bit.
#include "escpos_fixture.h"
#include "printer_status.h"
#include "response_decoder.h"

#include <QJsonArray>

using namespace kiosk::escpos;

namespace
{

QJsonObject described(StatusBytes bytes)
{
    return describeStatus(decodeStatus(bytes));
}

QString paper(const QJsonObject &state)
{
    return state[u"paper"][u"upper"].toString();
}

} // namespace

TEST_CASE("every bit of the status has its word")
{
    struct Bit {
        int n;
        quint8 mask;
        const char *device;
        const char *paper;
        const char *reason;
    };
    const Bit bit = GENERATE(values<Bit>({
        {1, 0x00, "online", "full", nullptr},
        {1, 0x04, "online", "full", nullptr},
        {1, 0x08, "offline", "full", "offline"},
        {1, 0x20, "online", "full", "awaits-recovery"},
        {1, 0x40, "online", "full", "feed-button"},
        {2, 0x04, "offline", "full", "cover-open"},
        {2, 0x08, "deviceBusy", "full", "feeding"},
        {2, 0x20, "offline", "out", "stopped-by-paper-end"},
        {2, 0x40, "offline", "full", "error"},
        {3, 0x04, "offline", "full", "recoverable-error"},
        {3, 0x08, "hardwareError", "jammed", "cutter-error"},
        {3, 0x20, "hardwareError", "full", "unrecoverable-error"},
        {3, 0x40, "deviceBusy", "full", "auto-recoverable-error"},
        {4, 0x0C, "online", "low", "paper-near-end"},
        {4, 0x04, "online", "low", "paper-near-end"},
        {4, 0x60, "offline", "out", "paper-end"},
    }));
    StatusBytes bytes{0x12, 0x12, 0x12, 0x12};
    bytes[size_t(bit.n - 1)] |= bit.mask;
    const QJsonObject state = described(bytes);
    INFO(bit.n << ' ' << int(bit.mask));
    CHECK(state[u"device"].toString() == QLatin1String(bit.device));
    CHECK(paper(state) == QLatin1String(bit.paper));
    const QJsonArray reasons = state[u"reasons"].toArray();
    if (bit.reason == nullptr)
        CHECK(reasons.isEmpty());
    else
        CHECK(reasons == QJsonArray{QLatin1String(bit.reason)});
    CHECK((state[u"cover"].toString() == u"open") == (bit.n == 2 && bit.mask == 0x04));
    CHECK((state[u"cutter"].toString() == u"jammed") == (bit.n == 3 && bit.mask == 0x08));
}

TEST_CASE("errors are told apart by whether anybody can put them right")
{
    CHECK(described({0x12, 0x12, 0x32, 0x12})[u"fault"].toString() == u"unrecoverable");
    CHECK(described({0x12, 0x12, 0x1A, 0x12})[u"fault"].toString() == u"recoverable");
    CHECK(described({0x12, 0x12, 0x12, 0x12})[u"fault"].toString() == u"none");
}

TEST_CASE("USB's port status has paper, selection and error")
{
    CHECK(describePortStatus(0x18)[u"device"].toString() == u"online");
    CHECK(describePortStatus(0x38)[u"device"].toString() == u"offline");
    CHECK(paper(describePortStatus(0x38)) == u"out");
    CHECK(describePortStatus(0x08)[u"device"].toString() == u"offline");
    CHECK(describePortStatus(0x10)[u"device"].toString() == u"offline");
    CHECK(paper(describePortStatus(0x10)) == u"unknown");
}

TEST_CASE("answers are told apart in whatever pieces they come")
{
    using Kind = Response::Kind;
    const QByteArray stream = QByteArray::fromHex("12"
                                                  "37223030303700"
                                                  "00"
                                                  "16"
                                                  "372500"
                                                  "0f"
                                                  "a5"
                                                  "37ff");
    const QList<Kind> expected{Kind::RealTime, Kind::ProcessId, Kind::PaperSensor,
                               Kind::RealTime, Kind::Cleared,   Kind::PaperSensor,
                               Kind::Noise,    Kind::Noise,     Kind::Noise};
    for (const qsizetype size : {qsizetype(1), qsizetype(2), stream.size()}) {
        ResponseDecoder decoder;
        QList<Kind> kinds;
        for (qsizetype at = 0; at < stream.size(); at += size) {
            decoder.feed(stream.mid(at, size));
            while (const auto response = decoder.next()) {
                kinds.append(response->kind);
                if (response->kind == Kind::ProcessId)
                    CHECK(response->id == "0007");
            }
        }
        CHECK(kinds == expected);
    }
}

TEST_CASE("the beginning of an answer that does not go on is noise")
{
    ResponseDecoder decoder;
    decoder.feed(QByteArray::fromHex("372230"));
    CHECK(!decoder.next());
    decoder.giveUp();
    const auto first = decoder.next();
    REQUIRE(first);
    CHECK(first->kind == Response::Kind::Noise);
}
