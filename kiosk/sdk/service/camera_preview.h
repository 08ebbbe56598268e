#pragma once

#include <kiosk/core/cancel.h>
#include <kiosk/core/frame_ring.h>
#include <kiosk/sdk/service/service_step.h>

#include <QCoro/QCoroTask>
#include <QImage>
#include <QQuickItem>
#include <QTimer>

namespace kiosk::sdk
{

/// The moving picture of the terminal's camera (`preview` of class camera in the module's grants), while
/// `active`. It is whole in the item, in its own shape. A camera that fails is tried again every second.
/// A picture can be taken when it is no longer `running`. Nothing is drawn while the page is concealed.
/// Thread: the GUI's.
class CameraPreview : public QQuickItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(kiosk::sdk::ServiceStep *step MEMBER m_step REQUIRED FINAL)
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY activeChanged FINAL)
    /// As a mirror shows it, which is how people find their place.
    Q_PROPERTY(bool mirrored MEMBER m_mirrored NOTIFY mirroredChanged FINAL)
    /// The camera is ours.
    Q_PROPERTY(bool running READ running NOTIFY runningChanged FINAL)
    /// What is shown is less than two seconds old.
    Q_PROPERTY(bool live READ live NOTIFY liveChanged FINAL)

public:
    explicit CameraPreview(QQuickItem *parent = nullptr);
    ~CameraPreview() override;

    [[nodiscard]] bool active() const { return m_active; }
    void setActive(bool active);
    [[nodiscard]] bool running() const { return m_running; }
    [[nodiscard]] bool live() const { return m_live; }

Q_SIGNALS:
    void activeChanged();
    void mirroredChanged();
    void runningChanged();
    void liveChanged();
    /// Once for each time that it fails; it goes on trying.
    void failed(const kiosk::sdk::ServiceFailure &failure);

protected:
    QSGNode *updatePaintNode(QSGNode *node, UpdatePaintNodeData *data) override;
    void componentComplete() override;

private:
    QCoro::Task<void> watch();
    void look();
    void forget();
    void setRunning(bool running);
    void setLive(bool live);

    ServiceStep *m_step = nullptr;
    bool m_active = false;
    bool m_mirrored = true;
    bool m_running = false;
    bool m_live = false;
    CancelToken m_cancel;
    std::unique_ptr<FrameRingView> m_view;
    FrameRingView::Stamp m_stamp;
    QImage m_image;
    bool m_fresh = false; ///< the image is newer than the texture
    QTimer m_looks;
    QTimer m_again;
};

} // namespace kiosk::sdk
