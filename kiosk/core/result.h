#pragma once

#include <kiosk/core/error_codes.h>

#include <QString>

#include <optional>
#include <source_location>
#include <type_traits>
#include <utility>
#include <variant>

namespace kiosk
{

#ifdef __cpp_lib_source_location
using SourceLocation = std::source_location;
#else // clang 14 has not the builtin that libstdc++'s needs
class SourceLocation
{
public:
    static constexpr SourceLocation current(const char *file = __builtin_FILE(),
                                            unsigned line = __builtin_LINE())
    {
        SourceLocation location;
        location.m_file = file;
        location.m_line = line;
        return location;
    }
    [[nodiscard]] constexpr const char *file_name() const { return m_file; }
    [[nodiscard]] constexpr unsigned line() const { return m_line; }

private:
    const char *m_file = "";
    unsigned m_line = 0;
};
#endif

/// What went wrong. The code names an entry of errors.yaml, which holds severity, texts and remedy; the
/// detail is for technicians and logs, so it never carries personal data.
struct Error {
    ErrorCode code = error::internalError;
    QString detail;
    SourceLocation where = SourceLocation::current();
};

/// A value or an Error. Thread: any; it owns what it holds.
template <typename T> class [[nodiscard]] Result
{
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    T &value() & { return std::get<0>(m_state); }
    const T &value() const & { return std::get<0>(m_state); }
    T &&value() && { return std::get<0>(std::move(m_state)); }
    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }

    [[nodiscard]] const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

template <> class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    [[nodiscard]] bool ok() const { return !m_error; }
    explicit operator bool() const { return ok(); }
    [[nodiscard]] const Error &error() const { return *m_error; }

private:
    std::optional<Error> m_error;
};

using Status = Result<void>;

/// `return fail(error::paperOut, "media-empty-error");`
[[nodiscard]] inline Error fail(ErrorCode code, QString detail = {},
                                SourceLocation where = SourceLocation::current())
{
    return {code, std::move(detail), where};
}

} // namespace kiosk

/// Leaves the function with the error of a Result, or goes on.
#define KIOSK_TRY(expression)                                                                                \
    do {                                                                                                     \
        if (auto kioskStatus = (expression); !kioskStatus)                                                   \
            return kioskStatus.error();                                                                      \
    } while (false)

/// The same inside a coroutine.
#define KIOSK_CO_TRY(expression)                                                                             \
    do {                                                                                                     \
        if (auto kioskStatus = (expression); !kioskStatus)                                                   \
            co_return kioskStatus.error();                                                                   \
    } while (false)
