#pragma once

#include "emulator_process.h"

#include <kiosk/core/tests/late.h>
#include <kiosk/hal/document_printer.h>

#include <QJsonArray>

#include <catch2/catch.hpp>

namespace kiosk::cups
{

/// One operation of the real driver, with the stages it told of. A test plays its part from `onStage`, so it
/// never waits for a time to pass.
struct Terminal {
    explicit Terminal(EmulatorProcess &process) : configuration(process.configuration()) {}

    Result<Payload> print(const QByteArray &pdf, QJsonObject fields = {}, Milliseconds time = 20s)
    {
        if (!fields.contains(u"title"))
            fields.insert(QStringLiteral("title"), QStringLiteral("990000-2026-000001"));
        return run(u"print", {fields, {pdf}}, time);
    }

    Result<Payload> run(QStringView operation, const Payload &arguments, Milliseconds time)
    {
        auto device = hal::createDevice(configuration);
        REQUIRE(device);
        hal::OperationContext context{Deadline::in(test::slowness * time), cancel,
                                      [this](const QString &stage, const QJsonObject &details) {
                                          stages.append(stage);
                                          if (onStage)
                                              onStage(stage, details);
                                      },
                                      journalOperation};
        return (*device)->execute(operation, arguments, context);
    }

    Status forget(const QString &operation)
    {
        auto device = hal::createDevice(configuration);
        REQUIRE(device);
        hal::OperationContext context{Deadline::in(10s), {}};
        return (*device)->forget({operation}, context);
    }

    /// As kiosk-deviced does when the journal has the outcome: until nothing is kept of the operation.
    bool settle(const QString &operation)
    {
        const Deadline deadline = Deadline::in(10s);
        while (!deadline.passed()) {
            if (forget(operation) && !status().contains(u"recorded"))
                return true;
        }
        return false;
    }

    QJsonObject status()
    {
        auto device = hal::createDevice(configuration);
        REQUIRE(device);
        hal::OperationContext context{Deadline::in(10s), {}};
        auto state = (*device)->status(context);
        INFO((state ? QString() : state.error().detail).toStdString());
        REQUIRE(state);
        return *state;
    }

    hal::DeviceConfiguration configuration;
    QString journalOperation;
    CancelToken cancel;
    QStringList stages;
    std::function<void(const QString &stage, const QJsonObject &details)> onStage;
};

inline std::string codeOf(const Result<Payload> &result)
{
    return result ? "success" : result.error().code.name().toString().toStdString();
}

inline std::string detailOf(const Result<Payload> &result)
{
    return result ? std::string() : result.error().detail.toStdString();
}

/// Evaluates the operation once, whatever Catch does with its expressions.
#define CHECK_CODE(operation, expected)                                                                      \
    do {                                                                                                     \
        const auto &evaluated = operation;                                                                   \
        INFO(detailOf(evaluated));                                                                           \
        CHECK(codeOf(evaluated) == (expected));                                                              \
    } while (false)

inline bool within(Milliseconds time, const std::function<bool()> &condition)
{
    const Deadline deadline = Deadline::in(test::slowness * time);
    while (!condition()) {
        if (deadline.passed())
            return false;
    }
    return true;
}

} // namespace kiosk::cups
