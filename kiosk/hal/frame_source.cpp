#include <kiosk/hal/frame_source.h>

#include <kiosk/hal/stand_in.h>
#include <kiosk/hal/v4l2_source.h>

namespace kiosk::v4l2
{

Result<std::unique_ptr<FrameSource>> createFrameSource(const QJsonObject &connect)
{
    if (connect.contains(u"camera"))
        return std::unique_ptr<FrameSource>(std::make_unique<V4l2Source>(connect[u"camera"].toString()));
    for (const char *kind : {"video", "folder"}) {
        const QLatin1String key(kind);
        if (connect.contains(key))
            return StandIn::files(key, connect[key].toString());
    }
    return StandIn::scene();
}

} // namespace kiosk::v4l2
