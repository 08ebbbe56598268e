#pragma once

#include <kiosk/core/result.h>

#include <QObject>
#include <QVariantMap>
#include <qqmlregistration.h>

namespace kiosk::sdk
{

class FlowEngine;

/// Why a request did not succeed, in the citizen's language.
class ServiceFailure
{
    Q_GADGET
    QML_VALUE_TYPE(serviceFailure)
    /// A code of errors.yaml: "platformTimeOut"; "moduleFailed" where the page found it itself.
    Q_PROPERTY(QString code MEMBER code)
    Q_PROPERTY(QString title MEMBER title)
    /// What can be done now.
    Q_PROPERTY(QString text MEMBER text)
    /// Trying the same again makes sense.
    Q_PROPERTY(bool retryable MEMBER retryable)
public:
    QString code;
    QString title;
    QString text;
    bool retryable = false;
};

/// The failure of an error of the catalogue, in "zh" or "en".
[[nodiscard]] ServiceFailure failureOf(const Error &error, const QString &language);

/// What a page of a module's own has of the flow: what it was handed, and the ways out. The host gives it to
/// the page as `step`. Thread: one.
class ServiceStep : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("a page gets it as `step`")
    /// What the step's `data` in module.yaml hands over, with every $STEP.FIELD filled in; nothing else is
    /// there.
    Q_PROPERTY(QVariant data READ data NOTIFY entered FINAL)
    /// What finish() was given the last time, when the citizen comes back to the page.
    Q_PROPERTY(QVariant values READ values NOTIFY entered FINAL)
    /// Something lies over the page (help, a warning): personal data must not be readable.
    Q_PROPERTY(bool concealed READ concealed WRITE setConcealed NOTIFY concealedChanged FINAL)
    /// "zh" or "en".
    Q_PROPERTY(QString language READ language NOTIFY languageChanged FINAL)

public:
    explicit ServiceStep(FlowEngine &flow, QObject *parent = nullptr);

    [[nodiscard]] QVariant data() const;
    [[nodiscard]] QVariant values() const;
    [[nodiscard]] bool concealed() const { return m_concealed; }
    void setConcealed(bool concealed);
    [[nodiscard]] QString language() const;
    [[nodiscard]] FlowEngine &flow() const { return m_flow; }

    /// On to the next step, which has the values as $THISSTEP.KEY.
    Q_INVOKABLE void finish(const QVariantMap &values = {});
    /// The citizen does not go on: the case ends as not done.
    Q_INVOKABLE void cancel();
    /// The standard error page, from which the citizen may try the step again or end.
    Q_INVOKABLE void fail(const kiosk::sdk::ServiceFailure &failure);
    Q_INVOKABLE void fail(const QString &title, const QString &text);

Q_SIGNALS:
    void entered();
    void concealedChanged();
    void languageChanged();

private:
    FlowEngine &m_flow;
    bool m_concealed = false;
};

} // namespace kiosk::sdk
