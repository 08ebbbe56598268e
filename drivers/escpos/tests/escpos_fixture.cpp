#include "escpos_fixture.h"

#include <QFile>

using namespace kiosk;

namespace
{

constexpr int fastBaud = 115200;

} // namespace

EscposFixture::EscposFixture(const Options &options)
{
    REQUIRE(m_folder.isValid());
    const QString link = m_folder.filePath(QStringLiteral("link")),
                  control = m_folder.filePath(QStringLiteral("control"));
    QStringList arguments{QStringLiteral("--link"),    link,
                          QStringLiteral("--control"), control,
                          QStringLiteral("--paper"),   m_folder.filePath(QStringLiteral("paper")),
                          QStringLiteral("--baud"),    QString::number(fastBaud)};
    if (options.usb) {
        qputenv("UMOCKDEV_DIR", link.toUtf8());
        arguments.append(QStringLiteral("--usb"));
    }
    m_emulator.start(QStringLiteral("escpos-emulator"), arguments + options.emulatorArguments, control);

    // Short times: the emulator answers at once or not at all.
    QJsonObject settings = options.settings;
    const QJsonObject quick{{QStringLiteral("status_timeout_ms"), 300},
                            {QStringLiteral("block_timeout_ms"), 1500}};
    for (auto setting = quick.begin(); setting != quick.end(); ++setting)
        if (!settings.contains(setting.key()))
            settings.insert(setting.key(), *setting);
    m_configuration.id = QStringLiteral("receipt");
    m_configuration.deviceClass = QStringLiteral("receipt-printer");
    m_configuration.driver = QStringLiteral("escpos");
    m_configuration.demonstration = options.demonstration;
    m_configuration.settings = settings;
    m_configuration.connect = options.connect;
    if (options.connect.isEmpty() && options.usb)
        m_configuration.connect = {{QStringLiteral("usb"), QJsonObject{{QStringLiteral("vid"), 0x04B8},
                                                                       {QStringLiteral("pid"), 0x0202}}}};
    else if (options.connect.isEmpty())
        m_configuration.connect = {{QStringLiteral("serial"), link}, {QStringLiteral("baud"), fastBaud}};
    auto device = hal::createDevice(m_configuration);
    if (!device)
        FAIL(device.error().detail.toStdString());
    m_device = std::move(*device);
}

EscposFixture::~EscposFixture()
{
    m_device.reset();
    m_emulator.stop();
    qunsetenv("UMOCKDEV_DIR");
}

QString EscposFixture::open(Milliseconds time)
{
    hal::OperationContext context{Deadline::in(time), cancel};
    const Status opened = m_device->open(context);
    return opened ? QStringLiteral("ok") : opened.error().code.name().toString();
}

QJsonObject EscposFixture::tell(const QJsonObject &request) const
{
    const auto reply =
        hal::askEmulator(m_folder.filePath(QStringLiteral("control")), request, Deadline::in(10s));
    if (!reply)
        FAIL(reply.error().detail.toStdString());
    return *reply;
}

void EscposFixture::act(const char *what, QJsonObject more) const
{
    more.insert(QStringLiteral("do"), QLatin1String(what));
    tell(more);
}

Result<Payload> EscposFixture::print(const QString &receipt, const QList<QByteArray> &pictures,
                                     Milliseconds time)
{
    hal::OperationContext context{Deadline::in(time), cancel,
                                  [this](const QString &stage, const QJsonObject &) {
                                      stages.append(stage);
                                      if (whenTold)
                                          whenTold(stage);
                                  }};
    return m_device->execute(u"print", {{}, QList<QByteArray>{receipt.toUtf8()} + pictures}, context);
}

QString EscposFixture::outcome(const QString &receipt, Milliseconds time)
{
    const auto result = print(receipt, {}, time);
    return result ? QStringLiteral("ok") : result.error().code.name().toString();
}

QJsonObject EscposFixture::status()
{
    hal::OperationContext context{Deadline::in(10s), {}};
    const auto status = m_device->status(context);
    if (!status)
        FAIL(status.error().detail.toStdString());
    return *status;
}

QString EscposFixture::picture(int piece) const
{
    return m_folder.filePath(QStringLiteral("paper/%1.png").arg(piece, 3, 10, QLatin1Char('0')));
}

QList<QStringList> EscposFixture::pieces() const
{
    QList<QStringList> all;
    const int count = machine()[u"pieces"].toInt();
    for (int piece = 1; piece <= count; ++piece) {
        QFile file(picture(piece).chopped(4) + QStringLiteral(".txt"));
        REQUIRE(file.open(QIODevice::ReadOnly));
        all.append(QString::fromUtf8(file.readAll()).trimmed().split(u'\n'));
    }
    return all;
}

int EscposFixture::validReceipts() const
{
    int valid = 0;
    for (const QStringList &piece : pieces())
        valid += piece.contains(QStringLiteral("—— 以下空白 ——")) && !piece.contains(QStringLiteral("作 废"))
                     ? 1
                     : 0;
    return valid;
}

QString linesOfText(int count)
{
    QString receipt;
    for (int i = 1; i <= count; ++i)
        receipt += QStringLiteral("{\"text\":\"第%1行\"}\n").arg(i);
    return receipt;
}
