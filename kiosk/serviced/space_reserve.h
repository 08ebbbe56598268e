#pragma once

#include <kiosk/core/result.h>

#include <QString>

namespace kiosk::services
{

/// Room on the disk for what has been begun: a file of zeros that is given up when a write finds no room, so
/// that a case under way can be written down to its end although the disk is full. Nothing new is begun
/// without it. Thread: one.
class SpaceReserve
{
public:
    explicit SpaceReserve(QString file);

    /// Takes the room where it is not held, and looks whether there is as much again: what others write is
    /// not to eat into it at once. Errors: notEnoughSpace.
    [[nodiscard]] Status hold();
    /// Gives it up. False where there was none.
    bool release();

private:
    QString m_file;
    bool m_held = false;
};

} // namespace kiosk::services
