#pragma once

#include <kiosk/hal/code_scanner.h>

#include <memory>

namespace kiosk::hal
{

/// Codes from what a scanner sends, in whatever pieces it comes. Holds no more than the longest code. Pure of
/// devices; thread: one.
class CodeDecoder
{
public:
    CodeDecoder() = default;
    CodeDecoder(const CodeDecoder &) = delete;
    CodeDecoder &operator=(const CodeDecoder &) = delete;
    virtual ~CodeDecoder() = default;

    virtual void feed(QByteArrayView bytes) = 0;
    /// After silence: what there is is all of it.
    virtual void endOfSending() = 0;
    virtual void clear() = 0;

    enum class Event {
        NeedsMore,
        Code,    ///< in code()
        Damaged, ///< too long, cut, or not what the scanner should send
    };
    [[nodiscard]] virtual Event next() = 0;
    [[nodiscard]] virtual const ScannedCode &code() const = 0;
    /// More of a code is expected.
    [[nodiscard]] virtual bool inCode() const = 0;
};

/// A scanner that sends what it sees by itself. Knows how a code ends, and what is old.
class StreamScanner : public CodeScanner
{
protected:
    /// `quiet`: silence that ends a code, and that comes before a read begins.
    StreamScanner(std::unique_ptr<CodeDecoder> decoder, Milliseconds quiet)
        : m_decoder(std::move(decoder)), m_quiet(quiet)
    {
    }

    /// At least one byte. Errors: timeOut, canceled, noDevice (it is no longer connected() then).
    [[nodiscard]] virtual Result<QByteArray> receive(const Deadline &until, const CancelToken &cancel) = 0;
    /// For scanners that look only when they are told. Errors: noDevice …
    [[nodiscard]] virtual Status startLooking(OperationContext & /*context*/) { return {}; }
    virtual void stopLooking() {}

    [[nodiscard]] Status begin(const QList<Symbology> &formats, OperationContext &context) final;
    [[nodiscard]] Result<ScannedCode> next(OperationContext &context) final;
    void end() final;

private:
    [[nodiscard]] Status dropWhatIsOld(OperationContext &context);

    std::unique_ptr<CodeDecoder> m_decoder;
    Milliseconds m_quiet;
};

} // namespace kiosk::hal
