#pragma once

#include <kiosk/hal/device.h>

#include <functional>
#include <memory>
#include <optional>

namespace kiosk::sane
{

/// The one thread in which libsane runs: its calls block, some for ever. Thread: one calls.
class SaneThread
{
public:
    SaneThread();
    /// A thread that does not come back is left to itself.
    ~SaneThread();
    SaneThread(const SaneThread &) = delete;
    SaneThread &operator=(const SaneThread &) = delete;

    /// Runs it, and waits for it. When the call is to end before, `interrupt` is called from here, and if the
    /// work does not come back soon, it goes on alone: so it must own what it uses. Errors: canceled,
    /// timeOut; deviceBusy (earlier work has not come back).
    template <typename T>
    [[nodiscard]] Result<T> run(std::function<Result<T>()> work, const hal::OperationContext &context,
                                const std::function<void()> &interrupt = {})
    {
        const auto result = std::make_shared<std::optional<Result<T>>>();
        KIOSK_TRY(wait([result, work = std::move(work)] { result->emplace(work()); }, context, interrupt));
        return std::move(**result);
    }

private:
    struct Data;
    [[nodiscard]] Status wait(std::function<void()> work, const hal::OperationContext &context,
                              const std::function<void()> &interrupt);

    std::shared_ptr<Data> m_data;
};

} // namespace kiosk::sane
