#pragma once

#include <QByteArrayView>
#include <QString>

#include <functional>

namespace kiosk::hal
{

/// What goes over the wire between a driver and its device, as lines for a technician. No line ever has a
/// byte of a payload in it: a transport tells how long it was, and of longer ones a hash by which two that
/// are alike are known; its salt is never told. A driver tells, of the frames that its own decoder knows,
/// those bytes that say nothing of a person: commands, states, lengths. ADR 15. Thread: any.

enum class Way { Out, In };

/// Called from the driver's threads, one line at a time; must not block.
using TrafficSink = std::function<void(const QString &line)>;

/// A transport: "09:15:02.113 > 1295 B #1f3a9c02". Shorter payloads have no hash: of single characters two
/// that are alike would give a number away.
void tellBytes(Way way, QByteArrayView bytes);
/// A driver: "09:15:02.113 > aa aa aa 96 69 00 03 20 01 22", or "… < 00 00 90 +1288 B" with so many `hidden`
/// behind what may be read.
void tellFrame(Way way, QByteArrayView plain, qsizetype hidden = 0);

/// Lines go there from now on, under a new salt; nowhere with an empty one. Of this copy of the library: each
/// driver has its own.
void tapTraffic(TrafficSink sink);
/// Likewise, of a driver, which is loaded for it. False where there is no such driver.
[[nodiscard]] bool tapDriver(const QString &driver, const TrafficSink &sink);

/// "09:15:02.113 -- read": of an operation or a state, in words of the vocabulary.
[[nodiscard]] QString trafficStep(const QString &words);

} // namespace kiosk::hal
