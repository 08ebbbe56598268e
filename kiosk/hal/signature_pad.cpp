#include <kiosk/hal/signature_pad.h>

#include <QScopeGuard>

#include <algorithm>

namespace kiosk::hal
{

struct SignaturePad::Page {
    Signature signature;
    qsizetype points = 0;
    Milliseconds start{0};
    bool writing = false;
    QString completion = {};
};

namespace
{

void tellSigner(const OperationContext &context, const char *stage, const QJsonObject &details = {})
{
    if (context.progress)
        context.progress(QLatin1String(stage), details);
}

} // namespace

Result<QJsonObject> SignaturePad::look(OperationContext & /*context*/)
{
    KIOSK_TRY(stillThere());
    return QJsonObject{{QStringLiteral("model"), model()}};
}

Result<Payload> SignaturePad::run(QStringView operation, const QJsonObject &arguments,
                                  OperationContext &context)
{
    if (operation != u"takeSignature")
        return LinkedDevice::run(operation, arguments, context);
    if (!arguments.isEmpty())
        return fail(error::invalidData, QStringLiteral("takeSignature takes no arguments"));
    KIOSK_TRY(ready(context));
    const auto cleared = qScopeGuard([this] { clearPage(); });
    return takeSignature(context);
}

Result<Payload> SignaturePad::takeSignature(OperationContext &context)
{
    KIOSK_TRY(showPage(context));
    Page page{blankPage()};
    tellSigner(context, "sign");
    while (page.completion.isEmpty()) {
        KIOSK_TRY(context.check());
        const auto events = receive(context.deadline, context.cancel);
        if (!events)
            return events.error();
        for (const PenEvent &event : *events)
            if (page.completion.isEmpty())
                KIOSK_TRY(take(event, page, context));
    }
    Payload result{{{QStringLiteral("completion"), page.completion}}, {}};
    if (page.completion == u"enter") {
        const auto pictures = drawSignature(page.signature);
        if (!pictures)
            return pictures.error();
        result.fields = toJson(page.signature);
        result.fields.insert(QStringLiteral("completion"), page.completion);
        result.blobs = {pictures->svg, pictures->png};
    }
    return result;
}

Status SignaturePad::startAgain(Page &page, const char *reason, OperationContext &context)
{
    page = {blankPage()};
    KIOSK_TRY(showPage(context));
    tellSigner(context, "signAgain", {{QStringLiteral("reason"), QLatin1String(reason)}});
    return {};
}

Status SignaturePad::take(const PenEvent &event, Page &page, OperationContext &context)
{
    QList<Stroke> &strokes = page.signature.strokes;
    switch (event.kind) {
    case PenEvent::Kind::Point: {
        if (page.points >= mostPoints) // a part of a signature is none
            return startAgain(page, "tooLong", context);
        InkPoint point = event.point;
        if (page.points++ == 0)
            page.start = point.time;
        const Milliseconds before = strokes.isEmpty() ? Milliseconds(0) : strokes.last().last().time;
        point.time = std::max(point.time - page.start, before);
        if (!std::exchange(page.writing, true))
            strokes.append(Stroke());
        strokes.last().append(point);
        break;
    }
    case PenEvent::Kind::Lifted:
        if (std::exchange(page.writing, false))
            tellSigner(context, "stroke", {{QStringLiteral("count"), int(strokes.size())}});
        break;
    case PenEvent::Kind::Cleared:
        return startAgain(page, "cleared", context);
    case PenEvent::Kind::Canceled:
        page.completion = QStringLiteral("cancel");
        break;
    case PenEvent::Kind::Confirmed:
        if (!page.signature.isEnough())
            return startAgain(page, "tooShort", context);
        page.completion = QStringLiteral("enter");
    }
    return {};
}

} // namespace kiosk::hal
