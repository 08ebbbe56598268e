#include "hid_scanner.h"

#include "key_decoder.h"
#include "pos_decoder.h"

namespace kiosk::hidscanner
{

Result<std::unique_ptr<hal::Device>> HidScanner::create(const hal::DeviceConfiguration &configuration)
{
    const QJsonObject &connect = configuration.connect, &settings = configuration.settings;
    const Milliseconds quiet(settings[u"quiet_ms"].toInt(100));
    if (connect.contains(u"hidpos"))
        return std::unique_ptr<hal::Device>(std::make_unique<HidScanner>(
            &openScanner, connect[u"hidpos"].toString(), std::make_unique<PosDecoder>(), quiet));
    const QString key = settings[u"terminator"].toString();
    const Terminator terminator = key == u"tab"    ? Terminator::Tab
                                  : key == u"none" ? Terminator::None
                                                   : Terminator::Enter;
    return std::unique_ptr<hal::Device>(std::make_unique<HidScanner>(
        &openKeyboard, connect[u"keyboard"].toString(),
        std::make_unique<KeyDecoder>(terminator, settings[u"aim"].toBool()), quiet));
}

HidScanner::HidScanner(Open open, QString path, std::unique_ptr<hal::CodeDecoder> decoder, Milliseconds quiet)
    : StreamScanner(std::move(decoder), quiet), m_openNode(open), m_path(std::move(path))
{
}

Status HidScanner::connect(hal::OperationContext & /*context*/)
{
    auto node = m_openNode(m_path);
    if (!node)
        return node.error();
    m_node = std::move(*node);
    return {};
}

Result<QJsonObject> HidScanner::look(hal::OperationContext & /*context*/)
{
    KIOSK_TRY(m_node->stillThere());
    return QJsonObject{{QStringLiteral("scanner"), QStringLiteral("on")},
                       {QStringLiteral("model"), m_node->model()}};
}

Result<QByteArray> HidScanner::receive(const Deadline &until, const CancelToken &cancel)
{
    auto bytes = m_node->read(until, cancel);
    if (!bytes && bytes.error().code == error::noDevice)
        m_node.reset();
    return bytes;
}

} // namespace kiosk::hidscanner
