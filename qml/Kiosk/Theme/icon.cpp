#include "icon.h"

#include <QCache>
#include <QFile>
#include <QLoggingCategory>
#include <QPainter>
#include <QQuickWindow>
#include <QSGImageNode>
#include <QSvgRenderer>

namespace
{
constexpr int smallEdge = 48;                // at and below, NAME-s.svg keeps the line at 2.5 px
constexpr int cachedBytes = 4 * 1024 * 1024; // a home page needs about 0.6 MB

QString fileOf(const QString &name, int edge)
{
    return QStringLiteral(":/qt/qml/Kiosk/Theme/icons/%1%2.svg")
        .arg(name, edge <= smallEdge ? QStringLiteral("-s") : QString());
}
} // namespace

Icon::Icon(QQuickItem *parent) : QQuickItem(parent)
{
    setFlag(ItemHasContents);
}

void Icon::setName(const QString &name)
{
    if (m_name == name)
        return;
    m_name = name;
    invalidate();
    Q_EMIT nameChanged();
}

void Icon::setColor(const QColor &color)
{
    if (m_color == color)
        return;
    m_color = color;
    invalidate();
    Q_EMIT colorChanged();
}

void Icon::setInnerColor(const QColor &color)
{
    if (m_innerColor == color)
        return;
    m_innerColor = color;
    invalidate();
    Q_EMIT colorChanged();
}

void Icon::setSizePx(qreal size)
{
    if (qFuzzyCompare(m_size, size))
        return;
    m_size = size;
    setImplicitSize(size, size);
    invalidate();
    Q_EMIT sizeChanged();
}

void Icon::invalidate()
{
    m_dirty = true;
    update();
}

void Icon::itemChange(ItemChange change, const ItemChangeData &data)
{
    if (change == ItemDevicePixelRatioHasChanged)
        invalidate();
    QQuickItem::itemChange(change, data);
}

QImage Icon::render(const QString &name, int edge, const QColor &color, const QColor &inner)
{
    static QCache<QString, QImage> cache(cachedBytes);
    const QString key = QStringLiteral("%1 %2 %3 %4")
                            .arg(name, QString::number(edge), QString::number(color.rgba(), 16),
                                 QString::number(inner.rgba(), 16));
    if (const QImage *kept = cache.object(key))
        return *kept;
    QFile file(fileOf(name, edge));
    if (!file.open(QIODevice::ReadOnly)) {
        qWarning("icon: there is no %s", qUtf8Printable(name));
        return {};
    }
    QByteArray svg = file.readAll();
    svg.replace("#fff", inner.name().toLatin1()); // first: the other colour may be white
    svg.replace("#0A4DB3", color.name().toLatin1());
    QSvgRenderer renderer(svg);
    QImage image(edge, edge, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter, QRectF(0, 0, edge, edge));
    painter.end();
    cache.insert(key, new QImage(image), static_cast<int>(image.sizeInBytes()));
    return image;
}

QSGNode *Icon::updatePaintNode(QSGNode *node, UpdatePaintNodeData *)
{
    auto *picture = static_cast<QSGImageNode *>(node);
    if (m_name.isEmpty() || m_size <= 0) {
        delete picture;
        return nullptr;
    }
    if (!picture) {
        picture = window()->createImageNode();
        picture->setOwnsTexture(true);
        picture->setFiltering(QSGTexture::Linear);
        m_dirty = true;
    }
    if (m_dirty) {
        const int edge = qRound(m_size * window()->effectiveDevicePixelRatio());
        const QImage image = render(m_name, edge, m_color, m_innerColor);
        if (image.isNull()) {
            delete picture;
            return nullptr;
        }
        picture->setTexture(window()->createTextureFromImage(image));
        m_dirty = false;
    }
    picture->setRect(QRectF(0, 0, m_size, m_size));
    return picture;
}
