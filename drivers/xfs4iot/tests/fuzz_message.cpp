#include "biometric_reader.h"
#include "request_book.h"
#include "status_record.h"
#include "words.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk;
using namespace kiosk::xfs4iot;

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    static const char *const messages[] = {
        R"({"header":{"type":"completion","name":"A.B","requestId":1,"completionCode":"success"},"payload":{"x":[1]}})",
        R"({"header":{"type":"completion","name":"A.B","requestId":1},"payload":{"completionCode":"commandErrorCode","errorCode":"noMedia"}})",
        R"({"header":{"type":"acknowledge","name":"A.B","requestId":1,"status":"tooManyRequests"}})",
        R"({"header":{"type":"unsolicited","name":"Common.StatusChangedEvent"},"payload":{"common":{"device":"offline","x":null}}})",
        R"({"header":{"type":"completion","name":"A.B","requestId":1,"completionCode":"success"},"payload":{"templates":{"id1":{}},"candidates":{"id1":{"confidenceLevel":90}},"dataRead":[{"type":{"format":"isoFmd"},"data":"Rk1S"}]}})",
        R"({"header":{"type":"completion","name":"A.B","requestId":1,"completionCode":"success"},"payload":{"interfaces":[{"name":"Biometric","commands":["Biometric.Read","Biometric.Clear"]}],"biometric":{"type":{"fingerprint":true},"dataFormats":{"isoFmd":true},"scanModes":{"scan":true},"clearData":{"scannedData":true}}}})",
        R"({"header":{"type":"command","name":"A.B","version":"2.0","requestId":9},"payload":{"timeout":5000}})",
    };
    const char *message = messages[index % std::size(messages)];
    const std::size_t size = std::strlen(message);
    if (size > capacity)
        return 0;
    std::memcpy(buffer, message, size);
    return size;
}

/// Whatever comes: a message within the bounds or none, one that is written and read again as it was, and a
/// state that deltas do not make deeper than a message.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto message = parseMessage(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (!message)
        return 0;
    if (message->name.isEmpty() || message->requestId < 0 ||
        (message->type != MessageType::Unsolicited && message->requestId == 0))
        std::abort();
    const auto again = parseMessage(encodeMessage(*message));
    if (!again || again->type != message->type || again->name != message->name ||
        again->requestId != message->requestId || again->completionCode != message->completionCode ||
        again->status != message->status || again->timeout != message->timeout)
        std::abort();
    RequestBook book;
    (void)book.begin(QStringLiteral("A.B"));
    if (book.take(*message) == RequestBook::Verdict::Completed && book.openRequests() != 0)
        std::abort();
    StatusRecord record;
    record.merge(message->payload);
    record.merge(message->payload);
    if (deviceWordOf(record.value()).isEmpty())
        std::abort();
    if (message->type == MessageType::Completion)
        (void)errorOf(*message);
    (void)chooseVersions(message->payload, {QStringLiteral("Common")}).ok();
    const FingerAbilities can = fingerAbilitiesIn(message->payload);
    if ((can.scan || can.match) && !can.clear)
        std::abort();
    const auto captured = templateIn(message->payload, u"isoFmd");
    if (captured && captured->isEmpty())
        std::abort();
    const auto imported = importedIn(message->payload);
    (void)matchIn(message->payload, imported ? *imported : QString(), 80).ok();
    return 0;
}
