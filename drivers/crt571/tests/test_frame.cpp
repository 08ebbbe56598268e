#include "crt571_dispenser.h"
#include "error_table.h"
#include "frame.h"

#include <kiosk/hal/card_movement.h>

#include <catch2/catch.hpp>

#include <map>

using namespace kiosk;
using namespace kiosk::crt571;

namespace
{

using Event = FrameDecoder::Event;

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

/// What the decoder finds, the bytes given to it in pieces.
QList<Event> eventsIn(FrameDecoder &decoder, const QByteArray &bytes, qsizetype pieceSize,
                      QList<QByteArray> &bodies)
{
    QList<Event> events;
    for (qsizetype at = 0; at < bytes.size(); at += pieceSize) {
        decoder.feed(bytes.mid(at, pieceSize));
        for (auto event = decoder.next(); event != Event::NeedsMore; event = decoder.next()) {
            events.append(event);
            if (event == Event::Frame)
                bodies.append(decoder.body());
        }
    }
    return events;
}

QList<QByteArray> bodiesIn(const QByteArray &bytes, qsizetype pieceSize = 1000)
{
    FrameDecoder decoder;
    QList<QByteArray> bodies;
    eventsIn(decoder, bytes, pieceSize, bodies);
    return bodies;
}

const QByteArray noCard = hex("F200000650313030323003 94");
const QByteArray stackEmpty = hex("F20000054E3230413003C9");

} // namespace

TEST_CASE("questions are the known ones byte for byte")
{
    CHECK(encodeQuestion(0, command::initialise) == hex("F2000003433033 03B2"));
    CHECK(encodeQuestion(0, command::status) == hex("F2000003433130 03B0"));
    CHECK(encodeQuestion(0, command::toAntenna) == hex("F2000003433232 03B1"));
    CHECK(encodeQuestion(0, command::toGate) == hex("F2000003433239 03BA"));
    CHECK(encodeQuestion(0, command::toBin) == hex("F2000003433233 03B0"));
    const auto bodies = bodiesIn(encodeQuestion(7, command::chipIo, hex("00A40000")));
    REQUIRE(bodies.size() == 1);
    const auto question = questionFrom(bodies.first());
    REQUIRE(question);
    CHECK(question->command == command::chipIo);
    CHECK(question->data == hex("00A40000"));
}

TEST_CASE("answers are the known ones byte for byte")
{
    const auto positive = replyFrom(bodiesIn(noCard).value(0));
    REQUIRE(positive);
    CHECK(positive->positive);
    CHECK(positive->command == command::status);
    CHECK(encodeReply(0, *positive) == noCard);
    const auto state = stateFrom(*positive);
    CHECK(state.card == hal::CardPlace::None);
    CHECK(state.stack == u"ok");
    CHECK(state.bin == u"ok");

    const auto negative = replyFrom(bodiesIn(stackEmpty).value(0));
    REQUIRE(negative);
    CHECK_FALSE(negative->positive);
    CHECK(negative->code == "A0");
    CHECK(encodeReply(0, *negative) == stackEmpty);
    const auto other = replyFrom(hex("4532303136"));
    REQUIRE(other);
    CHECK(other->code == "16");
}

TEST_CASE("each state of a device has its word")
{
    Reply reply;
    const std::map<char, hal::CardPlace> places{{'0', hal::CardPlace::None},
                                                {'1', hal::CardPlace::Gate},
                                                {'2', hal::CardPlace::Chip},
                                                {'7', hal::CardPlace::Unknown}};
    for (const auto &[st0, place] : places) {
        reply.st0 = st0;
        CHECK(stateFrom(reply).card == place);
    }
    const std::map<char, QString> stacks{{'0', QStringLiteral("empty")},
                                         {'1', QStringLiteral("low")},
                                         {'2', QStringLiteral("ok")},
                                         {'\xFF', QStringLiteral("unknown")}};
    for (const auto &[st1, stack] : stacks) {
        reply.st1 = st1;
        CHECK(stateFrom(reply).stack == stack);
    }
    reply.st2 = '1';
    CHECK(stateFrom(reply).bin == u"full");
    reply.st2 = 'x';
    CHECK(stateFrom(reply).bin == u"unknown");
}

TEST_CASE("what is no answer is none")
{
    for (const char *body :
         {"", "50", "5031303032", "4E3130 0A30", "4E313030", "43313030303030", "513130303030"})
        CHECK_FALSE(replyFrom(hex(body)));
    CHECK_FALSE(questionFrom(hex("4331")));
    CHECK_FALSE(questionFrom(hex("503130")));
}

TEST_CASE("an answer to reset is found with and without the protocol before it")
{
    CHECK(answerToReset(hex("3B020001")) == hex("3B020001"));
    CHECK(answerToReset(hex("303B020001")) == hex("3B020001"));
    CHECK(answerToReset(hex("313F00")) == hex("3F00"));
    CHECK(answerToReset({}).isEmpty());
    CHECK(answerToReset(hex("303030")).isEmpty());
}

TEST_CASE("a frame is found however it is split, behind whatever noise")
{
    const QByteArray frames = QByteArray(1, acknowledge) + noCard + stackEmpty;
    for (qsizetype pieceSize = 1; pieceSize <= frames.size(); ++pieceSize)
        CHECK(bodiesIn(frames, pieceSize).size() == 2);
    // A frame's beginning with an impossible length, and one that ends wrongly.
    for (const char *noise : {"00FF55", "F2", "F2F2F2", "F200FFFF", "F20000", "F20000034331300300"})
        for (const qsizetype pieceSize : {1, 3, 100}) {
            INFO(noise << " in pieces of " << pieceSize);
            // Long enough that a false length is over.
            CHECK(bodiesIn(hex(noise) + noCard + QByteArray(longestBody, '\0'), pieceSize)
                      .contains(noCard.mid(4, 6)));
        }
}

TEST_CASE("a frame that does not end is given up, and one behind its beginning is found")
{
    FrameDecoder decoder;
    QList<QByteArray> bodies;
    eventsIn(decoder, hex("F2000100") + noCard, 4, bodies);
    CHECK(bodies.isEmpty());
    CHECK(decoder.inFrame());
    decoder.giveUpFrame();
    eventsIn(decoder, QByteArray(1, '\0'), 1, bodies);
    CHECK(bodies == QList<QByteArray>{noCard.mid(4, 6)});
}

TEST_CASE("damage and single bytes are told apart")
{
    FrameDecoder decoder;
    QList<QByteArray> bodies;
    QByteArray wrong = noCard;
    wrong.back() = char(wrong.back() ^ 1);
    const auto events = eventsIn(decoder, wrong, 100, bodies);
    CHECK(events.first() == Event::Damaged);
    CHECK(bodies.isEmpty());
    decoder.clear();
    CHECK(eventsIn(decoder, hex("061500"), 1, bodies) ==
          QList<Event>{Event::Acknowledge, Event::Refuse, Event::Noise});
}

TEST_CASE("every code of the device has its error")
{
    const auto table = ErrorTable::load();
    INFO((table ? std::string() : table.error().detail.toStdString()));
    REQUIRE(table);
    const std::map<QString, ErrorCode> expected{
        {QStringLiteral("00"), error::invalidCommand},   {QStringLiteral("01"), error::invalidCommand},
        {QStringLiteral("02"), error::sequenceError},    {QStringLiteral("03"), error::unsupportedCommand},
        {QStringLiteral("04"), error::invalidData},      {QStringLiteral("05"), error::hardwareError},
        {QStringLiteral("10"), error::mediaJammed},      {QStringLiteral("12"), error::hardwareError},
        {QStringLiteral("13"), error::cardTooLong},      {QStringLiteral("14"), error::cardTooShort},
        {QStringLiteral("16"), error::mediaMovedByHand}, {QStringLiteral("40"), error::mediaJammed},
        {QStringLiteral("41"), error::hardwareError},    {QStringLiteral("43"), error::mediaJammed},
        {QStringLiteral("45"), error::mediaMovedByHand}, {QStringLiteral("50"), error::retainBinFull},
        {QStringLiteral("51"), error::hardwareError},    {QStringLiteral("60"), error::atrNotObtained},
        {QStringLiteral("61"), error::atrNotObtained},   {QStringLiteral("62"), error::protocolNotSupported},
        {QStringLiteral("65"), error::atrNotObtained},   {QStringLiteral("66"), error::chipFailed},
        {QStringLiteral("67"), error::chipFailed},       {QStringLiteral("68"), error::chipFailed},
        {QStringLiteral("69"), error::atrNotObtained},   {QStringLiteral("A0"), error::cardUnitEmpty},
        {QStringLiteral("A1"), error::retainBinFull},    {QStringLiteral("B0"), error::deviceNotReady},
    };
    CHECK(table->codes().size() == qsizetype(expected.size()));
    Reply reply;
    reply.positive = false;
    reply.command = command::toGate;
    for (const auto &[code, error] : expected) {
        INFO(code.toStdString());
        reply.code = code.toLatin1();
        const Error found = table->errorOf(reply);
        CHECK(found.code.name().toString().toStdString() == error.name().toString().toStdString());
        CHECK(found.detail.startsWith(code + QStringLiteral(" to command 32 39: ")));
    }
    reply.code = "ZZ";
    CHECK(table->errorOf(reply).code == error::hardwareError);
}
