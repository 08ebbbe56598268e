#pragma once

#include <kiosk/core/error_catalogue.h>
#include <kiosk/core/pulse.h>
#include <kiosk/shell/catalogue.h>
#include <kiosk/shell/devices_client.h>
#include <kiosk/shell/services_client.h>
#include <kiosk/shell/session.h>

#include <QObject>
#include <QVariantMap>

namespace kiosk::shell
{

// Classes of the devices that the steps use.
inline const QString cardReader = QStringLiteral("id-card-reader");
inline const QString documentPrinter = QStringLiteral("document-printer");

/// What the steps of one citizen's case share: who they are for, what has come out of the printer, and the
/// page that is on the screen. A step that waited asks over() first and gives up if its visit has gone.
/// Thread: main.
class Visit : public QObject
{
    Q_OBJECT
public:
    /// The paper that the case has produced.
    struct Paper {
        QString operation; ///< the journal's
        int pages = 0;
        bool taken = false;
        bool waitedFor = false;    ///< long enough: it counts as gone
        bool unknown = false;      ///< the printer could not say what became of it
        bool otherPrinter = false; ///< than the one that documents usually come from
    };

    Visit(const Clock &, const Timeouts &, Session &, const Catalogue &, DevicesClient &, ServicesClient &);

    [[nodiscard]] bool over(int visit) const { return visit != number || leaving; }
    /// Overwrites and forgets what is known of the citizen; whatever still waits gives up.
    void forget();

    [[nodiscard]] bool english() const { return language == u"en"; }
    [[nodiscard]] QString said(const ErrorEntry &entry) const;
    [[nodiscard]] QString next(const ErrorEntry &entry) const;
    /// Both in one sentence.
    [[nodiscard]] QString sentence(const ErrorEntry &entry) const;

    const Clock &clock;
    const Timeouts &timeouts;
    Session &session;
    const Catalogue &catalogue;
    DevicesClient &devices;
    ServicesClient &services;

    int number = 0; ///< another one for each visit
    bool leaving = false;
    bool printing = false;
    QString language = QStringLiteral("zh");
    QString caseNumber; ///< empty: no case is open
    QString item;
    QString person; ///< masked
    QString level;  ///< of identity: L0 … L4
    Paper paper;
    CancelToken cancel;
    /// Something that a step waits for may have happened: an answer, a device, the end.
    Pulse changes;

Q_SIGNALS:
    void pageShown(const QString &page, const QVariantMap &data);
    void pageUpdated(const QVariantMap &data);
    /// person, level: the session bar follows.
    void subjectChanged();
};

} // namespace kiosk::shell
