#pragma once

#include <kiosk/core/result.h>

#include <QByteArray>

namespace kiosk::ctl
{

/// The state folder of a training, below the run folder: emptied when one begins, gone when it ends.
[[nodiscard]] QString trainingState(const QString &runFolder);

/// The devices.yaml of a training on this terminal: the terminal itself as `given` has it, but always a
/// demonstration; devices and platform of the profile of its kind, all emulated. Nothing else of `given` is
/// looked at. Errors: invalidData (no terminal in it, or no emulators of its kind are installed).
[[nodiscard]] Result<QByteArray> trainingConfiguration(const QString &given);

/// Writes it to the state folder. Errors: likewise, notEnoughSpace.
[[nodiscard]] Result<QString> writeTrainingConfiguration(const QString &given, const QString &stateFolder);

} // namespace kiosk::ctl
