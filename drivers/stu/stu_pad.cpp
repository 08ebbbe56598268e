#include "stu_pad.h"

#include <cerrno>
#include <linux/hidraw.h>
#include <sys/ioctl.h>

namespace kiosk::stu
{

/// What Wacom's SDK says of each: a picture for a part of the screen, and a part for ink, are not known to
/// the oldest.
struct StuPad::Product {
    quint16 number;
    bool colour;
    bool areas;
};

namespace
{

constexpr quint16 wacom = 0x056A;
constexpr quint8 oneBit = 0, blueGreenRed = 4;

QByteArray flagged(quint8 number, quint8 flag = 0)
{
    return QByteArray(1, char(number)) + char(flag);
}

Milliseconds steadyNow()
{
    return std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace

Result<std::unique_ptr<hal::Device>> StuPad::create(const hal::DeviceConfiguration &configuration)
{
    return std::unique_ptr<hal::Device>(
        std::make_unique<StuPad>(configuration.connect[u"hidraw"].toString()));
}

const StuPad::Product *StuPad::productAt(const hal::DeviceNode &node)
{
    static constexpr Product products[] = {{0x00A1, false, false},
                                           {0x00A4, false, true},
                                           {0x00A5, true, true},
                                           {0x00A6, false, true},
                                           {0x00A8, true, true}};
    hidraw_devinfo info{};
    if (ioctl(node.descriptor(), HIDIOCGRAWINFO, &info) < 0 || quint16(info.vendor) != wacom)
        return nullptr;
    for (const Product &product : products)
        if (product.number == quint16(info.product))
            return &product;
    return nullptr;
}

Error StuPad::failed(const char *what)
{
    if (errno != ENODEV && errno != EBADF)
        return fail(error::protocolError, QStringLiteral("the pad refuses %1").arg(QLatin1String(what)));
    Error gone = hal::DeviceNode::failure(what);
    disconnect();
    return gone;
}

Status StuPad::set(QByteArray report)
{
    hal::tellBytes(hal::Way::Out, report);
    if (ioctl(m_node->descriptor(), HIDIOCSFEATURE(size_t(report.size())), report.data()) < 0)
        return failed("HIDIOCSFEATURE");
    return {};
}

Result<QByteArray> StuPad::get(quint8 report)
{
    QByteArray bytes(report::descriptionSize, '\0');
    bytes[0] = char(report);
    const int length = ioctl(m_node->descriptor(), HIDIOCGFEATURE(size_t(bytes.size())), bytes.data());
    if (length < 0)
        return failed("HIDIOCGFEATURE");
    bytes.truncate(length);
    hal::tellBytes(hal::Way::In, bytes);
    return bytes;
}

Status StuPad::describe()
{
    const auto information = get(report::information);
    const auto capability = information ? get(report::capability) : information;
    if (!capability)
        return capability.error();
    const auto model = modelIn(*information);
    const auto pad = capabilityIn(*capability);
    if (!model || !pad)
        return model ? pad.error() : model.error();
    m_node->setModel(*model);
    m_page.emplace(*pad);
    return {};
}

Status StuPad::connect(hal::OperationContext &context)
{
    KIOSK_TRY(context.check());
    auto node = hal::DeviceNode::open(m_path);
    if (!node)
        return node.error();
    m_product = productAt(*node);
    if (m_product == nullptr)
        return fail(error::protocolError, QStringLiteral("%1 is no STU pad that is known").arg(m_path));
    m_node = std::move(*node);
    Status described = describe();
    if (!described)
        disconnect();
    return described;
}

void StuPad::disconnect()
{
    m_node.reset();
    m_page.reset();
    m_decoder.clear();
}

Status StuPad::stillThere()
{
    return m_node->stillThere();
}

Status StuPad::showPage(hal::OperationContext &context)
{
    const Rows all{0, m_page->buttons().last, m_page->buttons().width};
    const Rows drawn = m_product->areas ? m_page->buttons() : all;
    KIOSK_TRY(set(flagged(report::inkingMode, 0)));
    KIOSK_TRY(set(flagged(report::clearScreen)));
    KIOSK_TRY(set(pictureStart(m_product->colour ? blueGreenRed : oneBit,
                               m_product->areas ? std::optional(drawn) : std::nullopt)));
    for (const QByteArray &block : pictureBlocks(m_page->picture(drawn, m_product->colour))) {
        Status waiting = context.check();
        if (!waiting) {
            (void)set(flagged(report::endImageData)).ok(); // or the pad waits for the rest
            return waiting;
        }
        KIOSK_TRY(set(block));
    }
    KIOSK_TRY(set(flagged(report::endImageData)));
    if (m_product->areas) {
        KIOSK_TRY(set(writingArea(m_page->paper())));
        KIOSK_TRY(set(flagged(report::penDataOptionMode, report::timeCountMode)));
    }
    KIOSK_TRY(set(flagged(report::inkingMode, 1)));
    // What was written before the page was there is not its signature.
    m_follower = {};
    for (;;) {
        KIOSK_TRY(context.check());
        const auto old = m_node->read(Deadline::in(Milliseconds(0)), context.cancel);
        m_decoder.clear();
        if (!old)
            return old.error().code == error::timeOut ? Status() : Status(old.error());
    }
}

void StuPad::clearPage()
{
    if (m_node && set(flagged(report::inkingMode, 0)))
        (void)set(flagged(report::clearScreen)).ok();
}

Result<QList<hal::PenEvent>> StuPad::receive(const Deadline &until, const CancelToken &cancel)
{
    const auto bytes = m_node->read(until, cancel);
    if (!bytes) {
        const Error &problem = bytes.error();
        if (problem.code == error::noDevice)
            disconnect();
        return problem;
    }
    QList<hal::PenEvent> events;
    for (const PenSample &sample : m_decoder.feed(*bytes))
        events += m_follower.take(sample, *m_page, steadyNow());
    return events;
}

} // namespace kiosk::stu
