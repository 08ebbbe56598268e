#include "silhouette.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>

namespace kiosk::platform
{

QByteArray silhouettePng(QStringView sex)
{
    QImage image(358, 441, QImage::Format_RGB32);
    image.setDotsPerMeterX(13780); // 350 dpi
    image.setDotsPerMeterY(13780);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0x8a, 0x93, 0x9d));
    if (sex == u"女")
        painter.drawRoundedRect(QRectF(95, 70, 168, 230), 80, 80); // hair
    painter.setBrush(QColor(0x5b, 0x65, 0x70));
    painter.drawRoundedRect(QRectF(29, 330, 300, 200), 90, 90); // shoulders
    painter.drawRect(QRectF(149, 260, 60, 90));
    painter.setBrush(QColor(0xc3, 0xca, 0xd1));
    painter.drawEllipse(QRectF(114, 95, 130, 180)); // head
    painter.end();
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return png;
}

} // namespace kiosk::platform
