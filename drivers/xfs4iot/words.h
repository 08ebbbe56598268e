#pragma once

#include "message.h"

#include <kiosk/hal/symbology.h>

namespace kiosk::xfs4iot
{

/// What a completion that is no success means, in our words; most are XFS4IoT's. Unknown ones are
/// protocolError. Pure; thread: any.
[[nodiscard]] Error errorOf(const Message &completion);
/// The same of an acknowledge that is no acceptance: the command was not begun. Pure; thread: any.
[[nodiscard]] Error refusalOf(const Message &acknowledge);

/// A word of a set, in its spelling there; "unknown" for every other value. Pure; thread: any.
[[nodiscard]] QString wordIn(const QJsonValue &value, const QStringList &known);
/// wordIn() for `common.device`.
[[nodiscard]] QString deviceWordOf(const QJsonObject &status);
/// What a device's word means for somebody who needs the device; success for those with which it works.
/// Errors: noDevice (noDevice, powerOff), deviceNotReady (offline, starting), hardwareError, deviceBusy,
/// userError. Pure; thread: any.
[[nodiscard]] Status checkDevice(const QString &deviceWord);

/// XFS4IoT has more kinds of codes than we have; those with an add-on count as the kind without.
/// Pure; thread: any.
[[nodiscard]] hal::Symbology symbologyOf(const QString &word);
/// The words under which a service may offer this kind. Pure; thread: any.
[[nodiscard]] QStringList wordsOf(hal::Symbology symbology);

/// Answer of Common.Capabilities: has the service this interface, or this command of it ("Printer.Reset")?
/// Pure; thread: any.
[[nodiscard]] bool offersInterface(const QJsonObject &capabilities, QStringView name);
[[nodiscard]] bool offersCommand(const QJsonObject &capabilities, QStringView name);
/// The major version of each command of these interfaces that both sides know, highest first choice, as
/// SetVersions takes it; commands whose versions are not told are left out.
/// Errors: protocolError (a command has only versions that we do not know). Pure; thread: any.
[[nodiscard]] Result<QJsonObject> chooseVersions(const QJsonObject &capabilities,
                                                 const QStringList &interfaces);

/// Newest major version of a command that this driver knows (XFS4IoT 2023-2 and 2024 have 1 to 3).
constexpr int newestMajor = 3;

} // namespace kiosk::xfs4iot
