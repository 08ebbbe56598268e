#pragma once

#include "store.h"

#include <kiosk/core/payload.h>

namespace kiosk::platform
{

/// A request as an operation sees it: already authenticated, in canonical names.
struct Call {
    QString terminal;
    QString caseNumber;
    QString request;
    QJsonObject subject;
    QJsonObject arguments;
    QDateTime now;
    QStringList down; ///< what of a department cannot be asked now, such as the system of one insurance
};

/// One operation of a department: canonical name and what it does. Its wire form is the profile's.
struct Operation {
    QString name;
    Result<Payload> (*handle)(Store &store, const Call &call);
};

/// A department's operations; simulator.cpp puts the lists together.
[[nodiscard]] QList<Operation> terminalOperations();
[[nodiscard]] QList<Operation> identityOperations();
[[nodiscard]] QList<Operation> hujiOperations();
[[nodiscard]] QList<Operation> hrssOperations();
[[nodiscard]] QList<Operation> xinyOperations();

/// The citizen a request is about; number and name must belong together. Errors: noRecord.
[[nodiscard]] Result<Citizen> subjectOf(Store &store, const Call &call);

} // namespace kiosk::platform
