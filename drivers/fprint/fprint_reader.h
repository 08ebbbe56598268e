#pragma once

#include <kiosk/hal/fingerprint_reader.h>

#include <fprint.h>

#include <memory>

namespace kiosk::fprint
{

template <auto Free> struct Freed {
    template <typename T> void operator()(T *object) const { Free(object); }
};
template <typename T> using Owned = std::unique_ptr<T, Freed<&g_object_unref>>;

/// A reader that libfprint knows. Each call runs glib's default main loop in its own thread, which nobody
/// else may be running then. Thread: one.
class FprintReader final : public hal::FingerprintReader
{
public:
    [[nodiscard]] static Result<std::unique_ptr<hal::Device>>
    create(const hal::DeviceConfiguration &configuration);

    FprintReader(QString node, QString driver);
    ~FprintReader() override;

protected:
    [[nodiscard]] Status connect(hal::OperationContext &context) override;
    void disconnect() override;
    [[nodiscard]] bool connected() const override { return m_device != nullptr; }
    [[nodiscard]] Result<QJsonObject> look(hal::OperationContext &context) override;
    [[nodiscard]] QString format() const override { return QStringLiteral("libfprint-FP3"); }
    [[nodiscard]] Result<QByteArray> captureTemplate(const Listener &listener,
                                                     hal::OperationContext &context) override;
    [[nodiscard]] Result<bool> matches(const QByteArray &reference, const Listener &listener,
                                       hal::OperationContext &context) override;

private:
    [[nodiscard]] Status choose();
    [[nodiscard]] bool stillThere() const;
    /// Of a call that went wrong; closes the reader where it has left.
    [[nodiscard]] Error failed(const GError &error);

    QString m_node, m_driver;
    Owned<FpContext> m_context;
    Owned<FpDevice> m_device;
};

} // namespace kiosk::fprint
