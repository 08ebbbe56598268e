#include "devices.h"

#include "words.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QImage>

namespace kiosk::xfs4iot::emulator
{

namespace
{

struct Service {
    const char *name;
    const char *interface;
    QStringList commands;
};

const QList<Service> &table()
{
    static const QList<Service> services{
        {"barcode",
         "BarcodeReader",
         {QStringLiteral("BarcodeReader.Read"), QStringLiteral("BarcodeReader.Reset")}},
        {"card", "CardReader", {QStringLiteral("CardReader.ChipPower"), QStringLiteral("CardReader.ChipIO")}},
        {"camera", "Camera", {QStringLiteral("Camera.TakePicture"), QStringLiteral("Camera.Reset")}},
        {"printer", "Printer", {QStringLiteral("Printer.PrintNative"), QStringLiteral("Printer.Reset")}},
        {"biometric",
         "Biometric",
         {QStringLiteral("Biometric.Read"), QStringLiteral("Biometric.Import"),
          QStringLiteral("Biometric.Match"), QStringLiteral("Biometric.Clear"),
          QStringLiteral("Biometric.Reset")}},
    };
    return services;
}

const Service *find(const QString &name)
{
    for (const Service &service : table())
        if (name == QLatin1String(service.name))
            return &service;
    return nullptr;
}

const QStringList commonCommands{QStringLiteral("Common.Status"), QStringLiteral("Common.Capabilities"),
                                 QStringLiteral("Common.Cancel"), QStringLiteral("Common.SetVersions")};

/// A grey picture with a note in it that tells where it was taken.
QByteArray drawPicture()
{
    QImage image(640, 480, QImage::Format_RGB32);
    image.fill(Qt::gray);
    QByteArray file;
    QBuffer buffer(&file);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPG");
    const QByteArray exif = QByteArrayLiteral("Exif\0\0 taken in Ceshi city");
    QByteArray segment = QByteArray::fromHex("FFE1");
    segment.append(char((exif.size() + 2) >> 8)).append(char(exif.size() + 2));
    return file.insert(2, segment + exif);
}

Outcome refused(const char *code, const char *inner = "")
{
    return {QLatin1String(code), QLatin1String(inner)};
}

QJsonObject base64(const char *name, const QByteArray &bytes)
{
    return {{QLatin1String(name), QString::fromLatin1(bytes.toBase64())}};
}

/// The same with a value somewhere below.
QJsonObject with(QJsonObject object, const QStringList &path, const QJsonValue &value)
{
    const QString &key = path.constFirst();
    object.insert(key, path.size() == 1 ? value : with(object[key].toObject(), path.mid(1), value));
    return object;
}

} // namespace

QString Devices::interfaceOf(const QString &service)
{
    const Service *found = find(service);
    return found == nullptr ? QString() : QString::fromLatin1(found->interface);
}

QStringList Devices::services()
{
    QStringList names;
    for (const Service &service : table())
        names.append(QLatin1String(service.name));
    return names;
}

Devices::Devices(HeaderForm form) : m_form(form), m_picture(drawPicture())
{
    for (const Service &service : table())
        put(QLatin1String(service.name), QStringLiteral("common.device"), QStringLiteral("online"));
    put(QStringLiteral("barcode"), QStringLiteral("barcodeReader.scanner"), QStringLiteral("on"));
    put(QStringLiteral("card"), QStringLiteral("cardReader.media"), QStringLiteral("notPresent"));
    put(QStringLiteral("card"), QStringLiteral("cardReader.chipPower"), QStringLiteral("noCard"));
    put(QStringLiteral("camera"), QStringLiteral("camera.cameras.person"), QStringLiteral("ok"));
    put(QStringLiteral("printer"), QStringLiteral("printer.paper.upper"), QStringLiteral("full"));
    put(QStringLiteral("printer"), QStringLiteral("printer.toner"), QStringLiteral("full"));
    put(QStringLiteral("biometric"), QStringLiteral("biometric.subject"), QStringLiteral("notPresent"));
}

QStringList Devices::commandsOf(const QString &service) const
{
    QStringList commands = find(service)->commands;
    for (const QString &missing : m_missing)
        commands.removeAll(missing);
    return commands;
}

/// The delta that the change is.
QJsonObject Devices::put(const QString &service, const QString &path, const QJsonValue &value)
{
    m_status[service] = with(m_status[service], path.split(u'.'), value);
    return with({}, path.split(u'.'), value);
}

QJsonObject Devices::capabilities(const QString &service) const
{
    const auto described = [&](const QString &name, const QStringList &commands) -> QJsonObject {
        QJsonObject versions;
        for (const QString &command : commands)
            versions.insert(command, QJsonObject{{QStringLiteral("versions"),
                                                  QJsonArray{QStringLiteral("1.0"),
                                                             QStringLiteral("%1.0").arg(m_major)}}});
        if (m_major > newestMajor)
            for (const QString &command : commands)
                versions.insert(command, QJsonObject{{QStringLiteral("versions"),
                                                      QJsonArray{QStringLiteral("%1.0").arg(m_major)}}});
        const QJsonValue list = m_form == HeaderForm::Payload
                                    ? QJsonValue(QJsonArray::fromStringList(commands))
                                    : QJsonValue(versions);
        return {{QStringLiteral("name"), name}, {QStringLiteral("commands"), list}};
    };
    const QStringList common = m_form == HeaderForm::Payload ? commonCommands.mid(0, 3) : commonCommands;
    const QJsonObject firmware{{QStringLiteral("firmwareVersion"), QStringLiteral("2.1")}};
    const QJsonObject model{{QStringLiteral("modelName"), QStringLiteral("Emulator")},
                            {QStringLiteral("serialNumber"), QStringLiteral("EMU-0001")},
                            {QStringLiteral("firmware"), QJsonArray{firmware}}};
    QJsonObject all{
        {QStringLiteral("interfaces"), QJsonArray{described(QStringLiteral("Common"), common),
                                                  described(interfaceOf(service), commandsOf(service))}},
        {QStringLiteral("common"), QJsonObject{{QStringLiteral("deviceInformation"), QJsonArray{model}}}}};
    if (service == u"barcode")
        all = with(all, {QStringLiteral("barcodeReader"), QStringLiteral("symbologies")},
                   QJsonObject{{QStringLiteral("qrCode"), true}, {QStringLiteral("code128"), true}});
    if (service == u"card")
        all = with(all, {QStringLiteral("cardReader"), QStringLiteral("chipProtocols")},
                   QJsonObject{{QStringLiteral("chipT0"), true}, {QStringLiteral("chipT1"), true}});
    if (service == u"biometric")
        all.insert(QStringLiteral("biometric"), FingerReader::capabilities());
    const QJsonObject told = m_told[service];
    for (auto other = told.begin(); other != told.end(); ++other)
        all = with(all, other.key().split(u'.'), *other);
    return all;
}

Outcome Devices::setVersions(const Message &command) const
{
    const QJsonObject wanted = fieldOf(command.payload, u"commands").toObject();
    for (const auto &version : wanted)
        if (version.toInt() != 1 && version.toInt() != m_major)
            return refused("invalidData");
    return {};
}

std::optional<Outcome> Devices::execute(const QString &service, const Message &command, bool again)
{
    if (command.isNamed(u"Common.Status"))
        return Outcome{QStringLiteral("success"), {}, m_status[service]};
    if (command.isNamed(u"Common.Capabilities"))
        return Outcome{QStringLiteral("success"), {}, capabilities(service)};
    if (command.isNamed(u"Common.SetVersions") && m_form == HeaderForm::Header)
        return setVersions(command);
    if (!commandsOf(service).contains(command.name, Qt::CaseInsensitive))
        return refused("invalidCommand");
    if (m_status[service][u"common"][u"device"] != QStringLiteral("online"))
        return refused("deviceNotReady");
    if (command.isNamed(u"BarcodeReader.Read"))
        return readCode(command);
    if (command.isNamed(u"Camera.TakePicture"))
        return takePicture(command);
    if (command.isNamed(u"Printer.PrintNative"))
        return print(command);
    if (service == u"card")
        return chip(command);
    if (service == u"biometric")
        return m_fingers.execute(command, again);
    m_printerHangs = false;
    return Outcome{};
}

std::optional<Outcome> Devices::readCode(const Message & /*command*/)
{
    return std::exchange(m_shown, std::nullopt);
}

Outcome Devices::chip(const Message &command)
{
    if (m_atr.isEmpty())
        return refused("commandErrorCode", "noMedia");
    if (command.isNamed(u"CardReader.ChipPower")) {
        m_chipOn = fieldOf(command.payload, u"chipPower").toString() != u"off";
        put(QStringLiteral("card"), QStringLiteral("cardReader.chipPower"),
            m_chipOn ? QStringLiteral("online") : QStringLiteral("poweredOff"));
        return {QStringLiteral("success"), {}, m_chipOn ? base64("chipData", m_atr) : QJsonObject{}};
    }
    if (!m_chipOn)
        return refused("commandErrorCode", "atrNotObtained");
    m_chipProtocols.append(fieldOf(command.payload, u"chipProtocol"));
    const auto apdu = bytesOf(command.payload, u"chipData");
    if (!apdu || apdu->isEmpty())
        return refused("invalidData");
    const QString answer = m_answers[QString::fromLatin1(apdu->toHex())].toString(QStringLiteral("6d00"));
    return {QStringLiteral("success"), {}, base64("chipData", QByteArray::fromHex(answer.toLatin1()))};
}

Outcome Devices::takePicture(const Message &command) const
{
    if (fieldOf(command.payload, u"camera").toString() != u"person")
        return refused("commandErrorCode", "cameraNotSupported");
    return {QStringLiteral("success"), {}, base64("pictureFile", m_picture)};
}

std::optional<Outcome> Devices::print(const Message &command)
{
    const auto data = bytesOf(command.payload, u"data");
    const QString source = fieldOf(command.payload, u"paperSource").toString();
    if (!data || data->isEmpty())
        return refused("invalidData");
    if (m_status[QStringLiteral("printer")][u"printer"][u"paper"][source] == QStringLiteral("out"))
        return refused("commandErrorCode", "paperOut");
    m_printed.append(QJsonObject{
        {QStringLiteral("bytes"), data->size()},
        {QStringLiteral("source"), source},
        {QStringLiteral("sha256"),
         QString::fromLatin1(QCryptographicHash::hash(*data, QCryptographicHash::Sha256).toHex())}});
    if (m_printerHangs)
        return std::nullopt;
    return Outcome{};
}

std::optional<QJsonObject> Devices::control(const QJsonObject &request, QHash<QString, QJsonObject> &news)
{
    const QString what = request[u"do"].toString();
    const QString card = QStringLiteral("card"), media = QStringLiteral("cardReader.media"),
                  power = QStringLiteral("cardReader.chipPower");
    if (what == u"show") {
        const QByteArray data = request.contains(QStringLiteral("hex"))
                                    ? QByteArray::fromHex(request[u"hex"].toString().toLatin1())
                                    : request[u"text"].toString().toUtf8();
        QJsonObject output = base64("barcodeData", data);
        output.insert(QStringLiteral("symbology"), request[u"symbology"].toString(QStringLiteral("qrCode")));
        m_shown =
            Outcome{QStringLiteral("success"), {}, {{QStringLiteral("readOutput"), QJsonArray{output}}}};
        if (request[u"invalid"].toBool())
            m_shown = refused("commandErrorCode", "barcodeInvalid");
    } else if (what == u"insert") {
        m_atr = QByteArray::fromHex(request[u"atr"].toString(QStringLiteral("3b021450")).toLatin1());
        m_answers = request[u"answers"].toObject();
        news[card] = put(card, media, QStringLiteral("present"));
        put(card, power, QStringLiteral("poweredOff"));
    } else if (what == u"remove") {
        m_atr.clear();
        m_chipOn = false;
        news[card] = put(card, media, QStringLiteral("notPresent"));
        put(card, power, QStringLiteral("noCard"));
    } else if (what == u"finger") {
        m_fingers.place(request[u"person"].toString(), request[u"scan"].toString(QStringLiteral("good")));
    } else if (what == u"capability") {
        QJsonObject &told = m_told[request[u"service"].toString()];
        const QString field = request[u"field"].toString();
        if (request.contains(QStringLiteral("value")))
            told.insert(field, request[u"value"]);
        else
            told.remove(field);
    } else if (what == u"without") {
        m_missing = request[u"commands"].toVariant().toStringList();
    } else if (what == u"set") {
        const QString service = request[u"service"].toString();
        if (find(service) == nullptr || request[u"field"].toString().isEmpty())
            return QJsonObject{{QStringLiteral("ok"), false},
                               {QStringLiteral("error"), QStringLiteral("set needs service and field")}};
        news[service] = put(service, request[u"field"].toString(), request[u"value"]);
    } else if (what == u"version") {
        m_major = request[u"major"].toInt(2);
    } else if (what == u"hang") {
        m_printerHangs = true;
    } else {
        return std::nullopt;
    }
    if (request[u"silent"].toBool())
        news.clear();
    return QJsonObject{};
}

QJsonObject Devices::state() const
{
    return {{QStringLiteral("printed"), m_printed},
            {QStringLiteral("shown"), m_shown.has_value()},
            {QStringLiteral("chip_on"), m_chipOn},
            {QStringLiteral("chip_protocols"), m_chipProtocols},
            {QStringLiteral("biometric"), m_fingers.state()}};
}

} // namespace kiosk::xfs4iot::emulator
