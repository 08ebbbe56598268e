#include <kiosk/modulehost/module_documents.h>

#include <kiosk/sdk/documents/document.h>

#include <QFile>
#include <QFileInfo>

namespace kiosk::modulehost
{

namespace
{
constexpr double previewDotsPerInch = 110; // an A4 page fills the widest preview at 1080 px
}

QImage MemoryImages::requestImage(const QString &id, QSize *size, const QSize &)
{
    const QMutexLocker lock(&m_mutex);
    QImage image = m_images.value(id);
    if (size != nullptr)
        *size = image.size();
    return image;
}

void MemoryImages::put(const QString &key, const QImage &image)
{
    const QMutexLocker lock(&m_mutex);
    m_images.insert(key, image);
}

Result<sdk::DocumentSource::Document> ModuleDocuments::render(const QString &templateName,
                                                              const QJsonObject &data,
                                                              const QHash<QString, QByteArray> &images,
                                                              For use)
{
    // Only a file of the module's own templates folder, by its bare name.
    QFile file(m_root + QStringLiteral("/templates/") + QFileInfo(templateName).fileName());
    if (!file.open(QIODevice::ReadOnly))
        return fail(error::moduleInvalid, QStringLiteral("template '%1' is missing").arg(templateName));
    documents::RenderOptions options;
    options.now = QDateTime::currentDateTime();
    options.title = m_title;
    options.demonstration = m_demonstration;
    const auto document = documents::render(file.readAll(), data, images, options);
    if (!document)
        return document.error();
    auto pdf = document->pdf();
    if (!pdf)
        return pdf.error();
    if (use == For::Paper) // nobody looks at its pictures
        return Document{std::move(*pdf), document->pageCount(), {}};
    const int serial = ++m_serial;
    for (int page = 0; page < document->pageCount(); ++page) {
        const auto picture = document->image(page, previewDotsPerInch);
        if (!picture)
            return picture.error();
        m_images.put(QStringLiteral("document/%1/%2").arg(serial).arg(page), *picture);
    }
    return Document{std::move(*pdf), document->pageCount(),
                    QStringLiteral("image://kiosk/document/%1").arg(serial)};
}

QString ModuleDocuments::imageUrl(const QString &key, const QByteArray &bytes)
{
    m_images.put(key, QImage::fromData(bytes));
    return QStringLiteral("image://kiosk/") + key;
}

} // namespace kiosk::modulehost
