#include <kiosk/sdk/service/camera_preview.h>

#include <kiosk/sdk/flow/flow_engine.h>

#include <QPointer>
#include <QQuickWindow>
#include <QSGImageNode>

namespace kiosk::sdk
{

namespace
{

constexpr Milliseconds lookInterval = 30ms; ///< a camera gives a frame every 33 ms
constexpr Milliseconds liveFor = 2s;        ///< a stream that stands still is told within that
constexpr Milliseconds againAfter = 1s;
constexpr int longestRequest = 120; ///< seconds; asked for again and again

} // namespace

CameraPreview::CameraPreview(QQuickItem *parent) : QQuickItem(parent)
{
    setFlag(ItemHasContents);
    m_looks.setInterval(lookInterval);
    connect(&m_looks, &QTimer::timeout, this, &CameraPreview::look);
    m_again.setSingleShot(true);
    m_again.setInterval(againAfter);
    connect(&m_again, &QTimer::timeout, this, &CameraPreview::watch);
}

CameraPreview::~CameraPreview()
{
    setActive(false);
    forget();
}

void CameraPreview::componentComplete()
{
    QQuickItem::componentComplete();
    if (m_active)
        watch();
}

void CameraPreview::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    Q_EMIT activeChanged();
    m_again.stop();
    if (!active && m_running && m_step != nullptr)
        m_step->flow().cancel(m_cancel);
    if (active && isComponentComplete())
        watch();
}

QCoro::Task<void> CameraPreview::watch()
{
    if (!m_active || m_running || m_step == nullptr)
        co_return;
    const QPointer<CameraPreview> self(this);
    const QPointer<ServiceStep> step(m_step);
    m_cancel = CancelToken();
    setRunning(true);
    const auto shown = [self](int descriptor) {
        if (!self)
            return;
        if (auto view = FrameRingView::open(descriptor)) {
            self->m_view = std::move(*view);
            self->m_image = QImage(self->m_view->width(), self->m_view->height(), QImage::Format_RGB32);
            self->m_looks.start();
            self->look();
        }
    };
    Payload arguments{{{QStringLiteral("class"), QStringLiteral("camera")},
                       {QStringLiteral("operation"), QStringLiteral("preview")},
                       {QStringLiteral("timeout_s"), longestRequest}},
                      {}};
    const auto result = co_await step->flow().watch(std::move(arguments), shown, m_cancel);
    if (!self)
        co_return;
    forget();
    setRunning(false);
    if (!m_active || !step)
        co_return;
    if (!result && result.error().code == error::timeOut) {
        watch();
        co_return;
    }
    m_again.start();
    if (!result && result.error().code != error::canceled)
        Q_EMIT failed(failureOf(result.error(), step->language()));
}

void CameraPreview::look()
{
    if (m_view->latest() != m_stamp.number && m_view->latest() != 0) {
        if (const auto stamp = m_view->read(m_image.bits())) {
            m_stamp = *stamp;
            m_fresh = true;
            update();
        }
    }
    setLive(m_stamp.number != 0 && std::chrono::steady_clock::now() - m_stamp.captured < liveFor);
}

/// Nobody is seen any more.
void CameraPreview::forget()
{
    m_looks.stop();
    m_view.reset();
    m_stamp = {};
    if (!m_image.isNull())
        m_image.fill(Qt::black);
    m_image = QImage();
    setLive(false);
    update();
}

QSGNode *CameraPreview::updatePaintNode(QSGNode *old, UpdatePaintNodeData *)
{
    auto *node = static_cast<QSGImageNode *>(old);
    if (m_stamp.number == 0 || (m_step != nullptr && m_step->concealed())) {
        delete node;
        m_fresh = true;
        return nullptr;
    }
    if (node == nullptr) {
        node = window()->createImageNode();
        node->setOwnsTexture(true);
        node->setFiltering(QSGTexture::Linear);
        m_fresh = true;
    }
    if (std::exchange(m_fresh, false)) // a copy: the image is written to while the texture is drawn
        node->setTexture(window()->createTextureFromImage(m_image.copy(), QQuickWindow::TextureIsOpaque));
    const QSizeF size = QSizeF(m_image.size()).scaled(QSizeF(width(), height()), Qt::KeepAspectRatio);
    node->setRect(QRectF(QPointF((width() - size.width()) / 2, (height() - size.height()) / 2), size));
    node->setTextureCoordinatesTransform(m_mirrored ? QSGImageNode::MirrorHorizontally
                                                    : QSGImageNode::NoTransform);
    return node;
}

void CameraPreview::setRunning(bool running)
{
    m_running = running;
    Q_EMIT runningChanged();
}

void CameraPreview::setLive(bool live)
{
    if (live == m_live)
        return;
    m_live = live;
    Q_EMIT liveChanged();
}

} // namespace kiosk::sdk
