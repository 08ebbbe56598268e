#pragma once

#include <kiosk/hal/frame_source.h>

#include <QList>

#include <optional>

namespace kiosk::v4l2
{

/// Of the formats that a camera has (V4L2 four-character codes), the one to ask for: MJPG or JPEG, which
/// leave room on the USB line for the full size, else YUYV. Nothing where it has neither. Pure; thread: any.
[[nodiscard]] std::optional<quint32> chooseFormat(const QList<quint32> &formats);

/// Of a camera's sizes, the smallest that covers `wanted`, if possible one of the shape of the largest, so
/// that a preview shows what the picture will; else the largest. Of `wanted` {} the largest. Pure; thread:
/// any.
[[nodiscard]] Size chooseSize(const QList<Size> &sizes, Size wanted);

/// "MJPG". Pure; thread: any.
[[nodiscard]] QString formatName(quint32 format);

} // namespace kiosk::v4l2
