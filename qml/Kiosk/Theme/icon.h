#pragma once

#include <QColor>
#include <QImage>
#include <QQuickItem>

/// One icon of icons/, recoloured. Drawn once per name, size and colour and kept as an image, so that it
/// costs a textured quad with any scene graph, the software one too. GUI thread; updatePaintNode on the
/// render thread.
class Icon : public QQuickItem
{
    Q_OBJECT
    QML_ELEMENT
    /// File name in icons/ without extension; the -s form with the heavier line is taken at 48 px and below.
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY nameChanged FINAL)
    Q_PROPERTY(QColor color READ color WRITE setColor NOTIFY colorChanged FINAL)
    /// Replaces the white of the two-coloured mark.
    Q_PROPERTY(QColor innerColor READ innerColor WRITE setInnerColor NOTIFY colorChanged FINAL)
    Q_PROPERTY(qreal size READ size WRITE setSizePx NOTIFY sizeChanged FINAL)

public:
    explicit Icon(QQuickItem *parent = nullptr);

    [[nodiscard]] QString name() const { return m_name; }
    void setName(const QString &name);
    [[nodiscard]] QColor color() const { return m_color; }
    void setColor(const QColor &color);
    [[nodiscard]] QColor innerColor() const { return m_innerColor; }
    void setInnerColor(const QColor &color);
    [[nodiscard]] qreal size() const { return m_size; }
    void setSizePx(qreal size);

    Q_SIGNAL void nameChanged();
    Q_SIGNAL void colorChanged();
    Q_SIGNAL void sizeChanged();

    /// The icon as an image of edge pixels; null where there is no such icon.
    [[nodiscard]] static QImage render(const QString &name, int edge, const QColor &color,
                                       const QColor &inner);

protected:
    QSGNode *updatePaintNode(QSGNode *node, UpdatePaintNodeData *) override;
    void itemChange(ItemChange change, const ItemChangeData &data) override;

private:
    void invalidate();

    QString m_name;
    QColor m_color{Qt::black};
    QColor m_innerColor{Qt::white};
    qreal m_size = 0.0;
    bool m_dirty = true;
};
