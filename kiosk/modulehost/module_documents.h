#pragma once

#include <kiosk/sdk/flow/flow_port.h>

#include <QMutex>
#include <QQuickImageProvider>

namespace kiosk::modulehost
{

/// Pictures that a module shows and that exist in memory only: "image://kiosk/KEY". Thread: any (the image
/// loader has its own).
class MemoryImages : public QQuickImageProvider
{
public:
    MemoryImages() : QQuickImageProvider(QQuickImageProvider::Image) {}
    QImage requestImage(const QString &id, QSize *size, const QSize &requestedSize) override;
    void put(const QString &key, const QImage &image);

private:
    QMutex m_mutex;
    QHash<QString, QImage> m_images;
};

/// The templates of the loaded module, drawn. Thread: main.
class ModuleDocuments : public sdk::DocumentSource
{
public:
    explicit ModuleDocuments(MemoryImages &images) : m_images(images) {}

    /// ":/modules/ID/module"; before the first render.
    void setRoot(const QString &root) { m_root = root; }
    void setTitle(const QString &title) { m_title = title; }
    void setDemonstration(bool demonstration) { m_demonstration = demonstration; }

    [[nodiscard]] Result<Document> render(const QString &templateName, const QJsonObject &data,
                                          const QHash<QString, QByteArray> &images, For use) override;
    [[nodiscard]] QString imageUrl(const QString &key, const QByteArray &bytes) override;

private:
    MemoryImages &m_images;
    QString m_root;
    QString m_title;
    bool m_demonstration = false;
    int m_serial = 0;
};

} // namespace kiosk::modulehost
