#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/result.h>

#include <QStringList>

namespace kiosk::shell
{

/// What screen_sound.yaml says. Thread: any, const after load.
struct ScreenSoundRules {
    double touchLimitMillimetres = 0;  ///< so far off a touch may be told
    double touchMarginMillimetres = 0; ///< from the edge of the panel to the outer points
    QStringList colours;               ///< "#RRGGBB"
    int brightnessStep = 0;            ///< in per cent, as the next one
    int leastBrightness = 0;
    int toneHertz = 0;
    Milliseconds toneLength{0};
    double toneLevel = 0; ///< of full scale, 0–1

    /// Errors: invalidData.
    [[nodiscard]] static Result<ScreenSoundRules> load();
};

} // namespace kiosk::shell
