#include "frame.h"
#include "recording.h"
#include "sam_reader.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::sam;

namespace
{

using Event = FrameDecoder::Event;

const QByteArray found = QByteArray::fromHex("AAAAAA9669000800009F0000000097");
const QByteArray noCard = QByteArray::fromHex("AAAAAA9669000400008084");

/// Every frame in the bytes, given to the decoder in pieces.
QList<QByteArray> bodies(const QByteArray &bytes, qsizetype pieceSize)
{
    FrameDecoder decoder;
    QList<QByteArray> result;
    for (qsizetype at = 0; at < bytes.size(); at += pieceSize) {
        decoder.feed(bytes.mid(at, pieceSize));
        for (auto event = decoder.next(); event != Event::NeedsMore; event = decoder.next())
            if (event == Event::Frame)
                result.append(decoder.body());
    }
    return result;
}

} // namespace

TEST_CASE("the verified frames are encoded and decoded byte for byte")
{
    const auto frames = loadRecording("verified");
    for (const RecordedFrame &frame : frames) {
        const auto decoded = bodies(frame.bytes, frame.bytes.size());
        REQUIRE(decoded.size() == 1);
        CHECK(encodeFrame(decoded.first()).toHex(' ') == frame.bytes.toHex(' '));
        if (frame.toReader) {
            CHECK(encodeCommand({quint8(decoded.first()[0]), quint8(decoded.first()[1])}) == frame.bytes);
        } else {
            const auto reply = replyFrom(decoded.first());
            REQUIRE(reply);
            CHECK(encodeReply(*reply) == frame.bytes);
        }
    }
    CHECK(encodeCommand(command::find) == frames[0].bytes);
    CHECK(encodeCommand(command::select) == frames[4].bytes);
    CHECK(encodeCommand(command::samId) == frames[8].bytes);
    CHECK(samIdText(replyFrom(bodies(frames[9].bytes, 64).first())->data) ==
          u"05.01-20110511-0123456789-1234567890");
    CHECK(encodeCommand(command::read) == frames[10].bytes);
    CHECK(encodeCommand(command::newestAddress) == frames[14].bytes);
    CHECK(encodeCommand(command::reset) == frames[16].bytes);
    CHECK(encodeCommand(command::status) == frames[18].bytes);
    CHECK(encodeCommand({0x61, 0xFF}, QByteArrayView("\x50", 1)) ==
          QByteArray::fromHex("AAAAAA9669000461FF50CA"));
}

TEST_CASE("a frame is found however it is split")
{
    for (qsizetype pieceSize = 1; pieceSize <= found.size() + noCard.size(); ++pieceSize)
        CHECK(bodies(found + noCard, pieceSize).size() == 2);
}

TEST_CASE("a frame is found behind noise")
{
    const QByteArray noises[] = {
        QByteArray::fromHex("00FF55"),
        QByteArray::fromHex("AA"),
        QByteArray::fromHex("AAAAAAAA"),
        QByteArray::fromHex("AAAA96"),
        QByteArray::fromHex("AAAAAA96AA69AAAA9600"),
    };
    for (const QByteArray &noise : noises)
        for (qsizetype pieceSize : {1, 3, 100})
            CHECK(bodies(noise + found, pieceSize) == bodies(found, 100));
}

TEST_CASE("a reader that loses the first byte of the preamble is understood")
{
    CHECK(bodies(found.mid(1), 100) == bodies(found, 100));
}

TEST_CASE("damaged frames are told, and the next one is found")
{
    FrameDecoder decoder;
    QByteArray damaged = found;
    damaged[9] = char(damaged[9] ^ 1);
    decoder.feed(damaged + noCard);
    CHECK(decoder.next() == Event::WrongChecksum);
    REQUIRE(decoder.next() == Event::Frame);
    CHECK(quint8(decoder.body()[2]) == 0x80);
    CHECK(decoder.next() == Event::NeedsMore);

    for (const char *length : {"0000", "0002", "7008", "FFFF"}) {
        decoder.clear();
        decoder.feed(QByteArray::fromHex("AAAAAA9669") + QByteArray::fromHex(length) + QByteArray(8, 'x') +
                     noCard);
        CHECK(decoder.next() == Event::WrongLength);
        CHECK(decoder.next() == Event::Frame);
    }
}

TEST_CASE("an unfinished frame is known to be one")
{
    FrameDecoder decoder;
    decoder.feed(found.left(9));
    CHECK(decoder.next() == Event::NeedsMore);
    CHECK(decoder.inFrame());
    decoder.feed(found.mid(9));
    CHECK(decoder.next() == Event::Frame);
    CHECK_FALSE(decoder.inFrame());
    decoder.feed("noise");
    CHECK(decoder.next() == Event::NeedsMore);
    CHECK_FALSE(decoder.inFrame());
}

TEST_CASE("a recorded visit is read again, whole and byte by byte")
{
    const qsizetype pieceSize = GENERATE(1, 7, 64, 4096);
    auto transport = std::make_unique<ReplayTransport>(loadRecording("visit"), pieceSize);
    const ReplayTransport &replay = *transport;
    SamSettings settings;
    settings.findInterval = Milliseconds(1);
    SamReader reader(std::move(transport), settings, PhotoDecoder());
    hal::OperationContext context{Deadline::in(10s), {}};
    hal::Device &device = reader;
    const auto result = device.execute(u"read", {}, context);
    REQUIRE(result);
    const QJsonObject card = result->fields[u"card"].toObject();
    CHECK(card[u"name"].toString() == u"李样例");
    CHECK(card[u"address"].toString() == u"示例省示例市样例区新居花园2幢203室");
    CHECK(card[u"valid_to"].isNull());
    CHECK(device.execute(u"awaitRemoval", {}, context));
    CHECK(replay.left() == 0);
}
