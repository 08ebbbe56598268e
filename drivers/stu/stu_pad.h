#pragma once

#include "pad_page.h"

#include <kiosk/hal/device_node.h>

namespace kiosk::stu
{

/// A Wacom STU signature pad behind its hidraw node. Thread: one.
class StuPad final : public hal::SignaturePad
{
public:
    [[nodiscard]] static Result<std::unique_ptr<hal::Device>>
    create(const hal::DeviceConfiguration &configuration);

    explicit StuPad(QString path) : m_path(std::move(path)) {}

protected:
    [[nodiscard]] Status connect(hal::OperationContext &context) override;
    void disconnect() override;
    [[nodiscard]] bool connected() const override { return m_node.has_value(); }

    [[nodiscard]] hal::Signature blankPage() const override { return m_page->blank(); }
    [[nodiscard]] Status showPage(hal::OperationContext &context) override;
    void clearPage() override;
    [[nodiscard]] Result<QList<hal::PenEvent>> receive(const Deadline &until,
                                                       const CancelToken &cancel) override;
    [[nodiscard]] QString model() const override { return m_node ? m_node->model() : QString(); }
    [[nodiscard]] Status stillThere() override;

private:
    struct Product;
    [[nodiscard]] static const Product *productAt(const hal::DeviceNode &node);
    /// HIDIOCSFEATURE and HIDIOCGFEATURE: the kernel gives each up after 5 s. Errors: noDevice,
    /// protocolError.
    [[nodiscard]] Status set(QByteArray report);
    [[nodiscard]] Result<QByteArray> get(quint8 report);
    [[nodiscard]] Error failed(const char *what);
    [[nodiscard]] Status describe();

    QString m_path;
    const Product *m_product = nullptr;
    std::optional<hal::DeviceNode> m_node;
    std::optional<PadPage> m_page;
    PenDecoder m_decoder;
    PenFollower m_follower;
};

} // namespace kiosk::stu
