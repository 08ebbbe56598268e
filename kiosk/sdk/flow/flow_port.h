#pragma once

#include <kiosk/core/cancel.h>
#include <kiosk/core/payload.h>

#include <QCoro/QCoroTask>

#include <functional>

namespace kiosk::sdk
{

/// What a flow may ask of the world: the steps that the shell takes for it. Thread: one.
class FlowPort
{
public:
    virtual ~FlowPort() = default;
    /// identify, verify, api, print, take, evaluate; see org.bianmin.Portal1. Errors: the step's; canceled
    /// when the citizen went back from it.
    [[nodiscard]] virtual QCoro::Task<Result<Payload>> request(QString step, Payload arguments) = 0;
    using Shown = std::function<void(int view)>;
    /// The same for a device's operation that shows something while it runs, until it is cancelled by its
    /// token: `shown` gets the descriptor of a view (FrameRingView), which is the port's.
    [[nodiscard]] virtual QCoro::Task<Result<Payload>> watch(Payload arguments, Shown shown,
                                                             CancelToken token) = 0;
    virtual void cancel(const CancelToken &token) = 0;
    virtual void stepEntered(const QString &step) = 0;
    /// done | canceled | failed.
    virtual void finish(const QString &outcome, const QString &error) = 0;
};

/// Makes the documents that a flow prints, from the module's templates. Thread: one.
class DocumentSource
{
public:
    struct Document {
        QByteArray pdf;
        int pages = 0;
        QString preview; ///< image URL of the pages, PREVIEW/0 the first; only for the screen
    };
    enum class For { Screen, Paper };
    virtual ~DocumentSource() = default;
    /// Errors: invalidData with the template's line.
    [[nodiscard]] virtual Result<Document> render(const QString &templateName, const QJsonObject &data,
                                                  const QHash<QString, QByteArray> &images, For use) = 0;
    /// A picture that a step brought, as an image URL for the screen.
    [[nodiscard]] virtual QString imageUrl(const QString &key, const QByteArray &bytes) = 0;
};

} // namespace kiosk::sdk
