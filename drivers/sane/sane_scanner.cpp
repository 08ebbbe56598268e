#include "sane_scanner.h"

#include <QJsonArray>

namespace kiosk::sane
{

namespace
{

constexpr double glassMargin = 6;       // mm beside the paper, in which its edges show
constexpr Milliseconds endsWithin = 1s; // of a scan and of the device

/// The name that the scanner has for a source, and what goes with it.
struct Choice {
    QString name;
    QMap<QString, QString> with;
};

std::optional<Choice> choose(const SaneHandle &scanner, const SaneQuirks &quirks, hal::ScanSource source)
{
    const auto option = scanner.option(u"source");
    if (!option)
        return std::nullopt;
    for (const SourceName &known : quirks.sources) {
        const auto name = known.source == source ? firstOf(known.names, *option) : std::nullopt;
        const bool has = std::all_of(known.with.keyBegin(), known.with.keyEnd(),
                                     [&](const QString &with) { return scanner.option(with).has_value(); });
        if (name && has)
            return Choice{*name, known.with};
    }
    return std::nullopt;
}

QList<hal::ScanSource> sourcesOf(const SaneHandle &scanner, const SaneQuirks &quirks)
{
    if (!scanner.option(u"source")) // it has only one, and says of which kind it is
        return {scanner.type().contains(u"feed", Qt::CaseInsensitive) ? hal::ScanSource::Feeder
                                                                      : hal::ScanSource::Flatbed};
    QList<hal::ScanSource> result;
    for (const auto source :
         {hal::ScanSource::Flatbed, hal::ScanSource::Feeder, hal::ScanSource::FeederDuplex})
        if (choose(scanner, quirks, source))
            result.append(source);
    return result;
}

Status setMode(SaneHandle &scanner, const SaneQuirks &quirks, bool colour)
{
    const auto option = scanner.option(u"mode");
    if (!option)
        return {};
    auto mode = firstOf(colour ? quirks.colourModes : quirks.greyModes, *option);
    if (!mode && !colour) // grey is made of it
        mode = firstOf(quirks.colourModes, *option);
    if (!mode)
        return fail(error::unsupportedData, QStringLiteral("it has no such colour"));
    return scanner.set(u"mode", *mode);
}

/// In millimetres, or in dots where the scanner counts these.
Status setArea(SaneHandle &scanner, const hal::SizeMillimetres &area, double resolution)
{
    for (const auto &[name, length] : {std::pair(u"page-width", area.width),
                                       {u"page-height", area.height},
                                       {u"tl-x", 0.0},
                                       {u"tl-y", 0.0},
                                       {u"br-x", area.width},
                                       {u"br-y", area.height}}) {
        const auto option = scanner.option(name);
        if (!option || !option->settable)
            continue;
        KIOSK_TRY(scanner.set(name, option->unit == SANE_UNIT_PIXEL ? length / 25.4 * resolution : length));
    }
    return {};
}

/// Everything of a scan but its start; its resolution, 0 where it is not told.
Result<double> prepare(SaneHandle &scanner, const SaneQuirks &quirks, const hal::ScanRequest &request,
                       const QList<std::pair<QString, QString>> &options)
{
    scanner.begin();
    if (const auto choice = choose(scanner, quirks, request.source)) {
        KIOSK_TRY(scanner.set(u"source", choice->name));
        for (auto with = choice->with.begin(); with != choice->with.end(); ++with)
            KIOSK_TRY(scanner.set(with.key(), with.value()));
    }
    KIOSK_TRY(setMode(scanner, quirks, request.colour));
    if (const auto depth = scanner.option(u"depth"); depth && depth->settable)
        KIOSK_TRY(scanner.set(u"depth", 8.0));
    if (const auto resolution = scanner.option(u"resolution"); resolution && resolution->settable)
        KIOSK_TRY(scanner.set(u"resolution", resolution->atLeast(request.resolution)));
    const double resolution = scanner.number(u"resolution").value_or(0);
    const double margin = request.source == hal::ScanSource::Flatbed ? glassMargin : 0;
    KIOSK_TRY(setArea(scanner, {request.paper.width + margin, request.paper.height + margin},
                      resolution > 0 ? resolution : request.resolution));
    for (const auto &[name, value] : options) {
        if (!scanner.option(name))
            return fail(error::unsupportedData, QStringLiteral("it has no option '%1'").arg(name));
        KIOSK_TRY(scanner.set(name, value));
    }
    return resolution;
}

/// A sensor's word, where the scanner has it.
QString sensor(const SaneHandle &scanner, QStringView option, const char *yes, const char *no)
{
    const auto value = scanner.number(option);
    return QLatin1String(!value ? "unknown" : *value != 0.0 ? yes : no);
}

QJsonObject sensorsOf(const SaneHandle &scanner)
{
    const QString cover = sensor(scanner, u"cover-open", "open", "closed");
    QJsonObject result{{QStringLiteral("device"), QStringLiteral("online")},
                       {QStringLiteral("model"), scanner.model()},
                       {QStringLiteral("media"), sensor(scanner, u"page-loaded", "present", "notPresent")},
                       {QStringLiteral("cover"), cover}};
    if (cover == u"open") {
        result.insert(QStringLiteral("device"), QStringLiteral("userError"));
        result.insert(QStringLiteral("error"), error::coverOpen.name().toString());
    }
    return result;
}

} // namespace

Result<std::unique_ptr<hal::Device>> SaneScanner::create(const hal::DeviceConfiguration &configuration)
{
    cv::setNumThreads(1); // threads of its own would wait for work all day
    std::unique_ptr<SaneScanner> scanner(new SaneScanner);
    scanner->m_pattern = ScannerPattern::of(configuration.connect);
    auto quirks = SaneQuirks::load();
    if (!quirks)
        return quirks.error();
    scanner->m_quirks = std::move(*quirks);
    if (scanner->m_quirks.refused.contains(scanner->m_pattern.backend))
        return fail(error::invalidData,
                    QStringLiteral("'%1' looks for scanners on the network").arg(scanner->m_pattern.backend));
    const QJsonArray options = configuration.settings[u"options"].toArray();
    for (const auto &option : options) {
        auto setting = optionSetting(option.toString());
        if (!setting)
            return setting.error();
        scanner->m_options.append(std::move(*setting));
    }
    return std::unique_ptr<hal::Device>(std::move(scanner));
}

Status SaneScanner::open(hal::OperationContext &context)
{
    KIOSK_TRY(context.check());
    close();
    return ensureOpen(context);
}

void SaneScanner::close()
{
    if (!m_handle)
        return;
    // Closed in its thread, unless that is still at work with it: then by that, when it comes back.
    const auto held = std::make_shared<Handle>(std::move(m_handle));
    m_handle.reset();
    hal::OperationContext context{Deadline::in(endsWithin), {}};
    (void)m_thread
        .run<bool>(
            [held] {
                held->reset();
                return Result<bool>(true);
            },
            context)
        .ok();
}

Status SaneScanner::ensureOpen(hal::OperationContext &context)
{
    if (m_handle)
        return {};
    auto opened = m_thread.run<Handle>(
        [pattern = m_pattern, first = m_quirks.configuration.value(m_pattern.backend)] {
            return SaneHandle::open(pattern, first);
        },
        context);
    if (!opened)
        return opened.error();
    m_handle = std::move(*opened);
    return {};
}

/// What follows from an error: a scanner that was drawn or talks nonsense is opened anew by the next call.
Error SaneScanner::noted(Error error)
{
    if (error.code == error::noDevice || error.code == error::hardwareError ||
        error.code == error::protocolError)
        close();
    return error;
}

Result<QJsonObject> SaneScanner::status(hal::OperationContext &context)
{
    KIOSK_TRY(context.check());
    const auto asked = [&]() -> Result<QJsonObject> {
        KIOSK_TRY(ensureOpen(context));
        return m_thread.run<QJsonObject>(
            [handle = m_handle]() -> Result<QJsonObject> {
                KIOSK_TRY(handle->find());
                return sensorsOf(*handle);
            },
            context);
    }();
    if (asked)
        return asked;
    if (asked.error().code == error::canceled || context.deadline.passed())
        return asked.error();
    return hal::describeFailure(noted(asked.error()));
}

Result<QList<hal::ScanSource>> SaneScanner::sources(hal::OperationContext &context)
{
    if (const Status opened = ensureOpen(context); !opened)
        return noted(opened.error());
    return m_thread.run<QList<hal::ScanSource>>(
        [handle = m_handle, quirks = m_quirks] {
            return Result<QList<hal::ScanSource>>(sourcesOf(*handle, quirks));
        },
        context);
}

Status SaneScanner::startScan(const hal::ScanRequest &request, hal::OperationContext &context)
{
    const auto resolution =
        m_thread.run<double>([handle = m_handle, quirks = m_quirks, request,
                              options = m_options] { return prepare(*handle, quirks, request, options); },
                             context);
    if (!resolution)
        return noted(resolution.error());
    m_resolution = *resolution;
    return {};
}

Result<std::optional<hal::ScannedPicture>> SaneScanner::nextPicture(hal::OperationContext &context)
{
    using Picture = std::optional<cv::Mat>;
    auto picture = m_thread.run<Picture>(
        [handle = m_handle]() -> Result<Picture> {
            auto next = handle->nextPicture();
            // A cable that was drawn is an error of input and output to most back ends.
            if (!next && next.error().code == error::hardwareError) {
                handle->cancel();
                KIOSK_TRY(handle->find());
            }
            return next;
        },
        context, [handle = m_handle] { handle->cancel(); });
    if (!picture)
        return noted(picture.error());
    if (!*picture)
        return std::optional<hal::ScannedPicture>();
    return std::optional(hal::ScannedPicture{std::move(**picture), m_resolution});
}

void SaneScanner::endScan()
{
    if (!m_handle)
        return;
    hal::OperationContext context{Deadline::in(endsWithin), {}};
    (void)m_thread
        .run<bool>(
            [handle = m_handle] {
                handle->cancel();
                return Result<bool>(true);
            },
            context)
        .ok();
}

} // namespace kiosk::sane
