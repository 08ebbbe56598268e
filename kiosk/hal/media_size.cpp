#include <kiosk/hal/media_size.h>

#include <QRegularExpression>

namespace kiosk::hal
{

Result<SizeMillimetres> mediaSize(QStringView media)
{
    static const QRegularExpression name(QStringLiteral(
        "^[a-z]+_[a-z0-9.-]+_([0-9]{1,4}(?:\\.[0-9]{1,4})?)x([0-9]{1,4}(?:\\.[0-9]{1,4})?)(mm|in)$"));
    const auto match = name.match(media.toString());
    const double unit = match.captured(3) == u"in" ? 25.4 : 1;
    const SizeMillimetres size{match.captured(1).toDouble() * unit, match.captured(2).toDouble() * unit};
    if (!match.hasMatch() || size.width <= 0 || size.height <= 0)
        return fail(error::invalidData, QStringLiteral("media '%1' has no size in its name").arg(media));
    return size;
}

} // namespace kiosk::hal
